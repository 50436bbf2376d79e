/* depends.c - which flows of the input refer to which others */
#include "depends.h"
#include "archy/archy_walk.h"
#include "base/fold.h"
#include "base/mem.h"
#include "record/flowtype.h"
#include "refs/refs.h"

void
depends_open(struct depends *d)
{
	*d = (struct depends){.ids = IDSET_INIT};
}

/* The index of an id. */
static size_t
depends_id(struct depends *d, struct slice id)
{
	size_t before = d->ids.n, at = idset_add(&d->ids, id);

	if (at < before)
		return at;
	d->record_of = xgrow(d->record_of, &d->record_of_cap, d->ids.n, sizeof *d->record_of);
	d->record_of[at] = 0;
	return at;
}

static void
depends_add_edge(struct depends *d, struct slice id, bool archy)
{
	d->edges = xgrow(d->edges, &d->edges_cap, d->nedges + 1, sizeof *d->edges);
	d->edges[d->nedges].record = d->n;
	d->edges[d->nedges].archy = archy;
	d->edges[d->nedges++].id = depends_id(d, id);
}

/* Archy YAML names flows by type and name: a text that is not an id. Valid until the next call. */
static struct slice
depends_name(struct depends *d, struct slice type, struct slice name)
{
	buf_clear(&d->key);
	buf_add_slice(&d->key, type);
	buf_putc(&d->key, '\n');
	fold_add(&d->key, name);
	return buf_slice(&d->key);
}

static void
depends_add_archy(struct depends *d, struct slice token)
{
	struct archy a = ARCHY_INIT;
	struct buf yaml = BUF_INIT;
	bool good;

	json_unescape(token, &yaml);
	good = archy_walk(&a, buf_slice(&yaml));
	for (size_t i = 0; good && i < a.n; i++)
		if (a.v[i].class == REF_OBJECT && !a.v[i].label &&
		    flowtype_is_reference(slice_str(a.v[i].type)))
			depends_add_edge(d,
			    depends_name(d, slice_str(a.v[i].type), archy_str(&a, a.v[i].name)),
			    true);
	d->archy = true;
	archy_release(&a);
	buf_release(&yaml);
}

static void
depends_add_edges(struct depends *d, struct slice text)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	bool good = refs_read(&refs, &j, text);

	for (size_t i = 0; good && i < refs.n; i++) {
		const struct ref *ref = &refs.v[i];
		struct slice id = refs_text(&refs, ref->id);
		if (ref->class != REF_OBJECT || id.n == 0 ||
		    !flowtype_is_reference(refs_text(&refs, ref->type)))
			continue;
		depends_add_edge(d, id, false);
	}
	refs_release(&refs);
	json_release(&j);
}

/* The id is that of the newest record's flow. */
static void
depends_set(struct depends *d, struct slice id)
{
	size_t at = depends_id(d, id);

	d->record_of[at] = d->n + 1;
}

static void
depends_set_name(struct depends *d, const struct record *r, struct buf *scratch)
{
	struct buf type = BUF_INIT;

	buf_clear(scratch);
	json_unescape(members_string(&r->m, "type"), scratch);
	flowtype_reference(buf_slice(scratch), &type);
	buf_clear(scratch);
	json_unescape(members_string(&r->m, "name"), scratch);
	depends_set(d, depends_name(d, buf_slice(&type), buf_slice(scratch)));
	buf_release(&type);
}

void
depends_add(struct depends *d, const struct record *r, const char *target_id)
{
	struct buf id = BUF_INIT;

	json_unescape(members_string(&r->m, "id"), &id);
	if (id.n > 0)
		depends_set(d, buf_slice(&id));
	if (target_id != NULL)
		depends_set(d, slice_str(target_id));
	depends_set_name(d, r, &id);
	buf_release(&id);
	if (members_find(&r->m, "archy") != NULL)
		depends_add_archy(d, members_string(&r->m, "archy"));
	else if (members_find(&r->m, "configuration") != NULL)
		depends_add_edges(d, r->text);
	d->n++;
}

/* The record that an edge leads to, + 1; 0: none of the input, or the record itself. */
static size_t
depends_on(const struct depends *d, size_t edge)
{
	size_t to = d->record_of[d->edges[edge].id];

	return to != d->edges[edge].record + 1 ? to : 0;
}

static void
depends_index(struct depends *d)
{
	size_t edge = 0;

	d->first = xmalloc((d->n + 1) * sizeof *d->first);
	for (size_t i = 0; i <= d->n; i++) {
		while (edge < d->nedges && d->edges[edge].record < i)
			edge++;
		d->first[i] = edge;
	}
}

/* Depth first: a record comes after what it refers to. `at`: each record's next edge. */
static size_t
depends_visit(struct depends *d, size_t record, size_t *at, size_t *stack, size_t *order, size_t n)
{
	size_t depth = 0;

	stack[depth++] = record;
	at[record] = d->first[record] + 1; /* begun: its next edge, + 1 */
	while (depth > 0) {
		size_t r = stack[depth - 1], to;
		if (at[r] > d->first[r + 1]) {
			d->place[r] = n;
			order[n++] = r;
			depth--;
			continue;
		}
		to = depends_on(d, at[r]++ - 1);
		if (to != 0 && at[to - 1] == 0) {
			stack[depth++] = to - 1;
			at[to - 1] = d->first[to - 1] + 1;
		}
	}
	return n;
}

static void
depends_find_early(struct depends *d)
{
	d->early = xcalloc(d->n + 1, sizeof *d->early);
	for (size_t e = 0; e < d->nedges; e++) {
		size_t to = depends_on(d, e);
		if (to != 0 && d->edges[e].archy && d->place[d->edges[e].record] < d->place[to - 1])
			d->early[to - 1] = true;
	}
}

size_t *
depends_order(struct depends *d)
{
	size_t *order = xmalloc((d->n + 1) * sizeof *order);
	size_t *stack = xmalloc((d->n + 1) * sizeof *stack);
	size_t *at = xcalloc(d->n + 1, sizeof *at);
	size_t n = 0;

	depends_index(d);
	d->place = xmalloc((d->n + 1) * sizeof *d->place);
	for (size_t i = 0; i < d->n; i++)
		if (at[i] == 0)
			n = depends_visit(d, i, at, stack, order, n);
	free(stack);
	free(at);
	depends_find_early(d);
	return order;
}

bool
depends_waits(const struct depends *d, size_t record, const bool *pending)
{
	for (size_t e = d->first[record]; e < d->first[record + 1]; e++) {
		size_t to = depends_on(d, e);
		if (to != 0 && pending[to - 1] && d->place[to - 1] < d->place[record])
			return true;
	}
	return false;
}

bool
depends_needs_stub(const struct depends *d, size_t record)
{
	return d->early[record];
}

void
depends_close(struct depends *d)
{
	idset_release(&d->ids);
	free(d->record_of);
	free(d->edges);
	free(d->first);
	free(d->place);
	free(d->early);
	buf_release(&d->key);
}
