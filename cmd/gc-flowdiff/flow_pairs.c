/* flow_pairs.c - the flows of an input, and which of two inputs belong together */
#include "base/ascii.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/plural.h"
#include "diff/diff_match.h"
#include "flowdiff.h"
#include "json/peek.h"
#include "record/record_base.h"

static char *
dup_string(const struct members *m, const char *name)
{
	char *text = members_dup(m, name);

	return text != NULL ? text : xstrdup("");
}

static char *
start_of(const struct members *m)
{
	const struct member *configuration = members_find(m, "configuration");
	struct slice rest, key, value;

	if (configuration == NULL || configuration->type != JSON_OBJECT)
		return xstrdup("");
	rest = configuration->value;
	while (peek_member(&rest, &key, &value))
		if (json_is(key, "initialSequence"))
			return xmemdup0(value.p, value.n);
	return xstrdup("");
}

static void
flow_add(struct flows *f, const struct record *r, bool object)
{
	const struct member *content = record_base_content(&r->m);
	struct flow flow = {.type = dup_string(&r->m, "type"),
	    .name = dup_string(&r->m, "name"),
	    .id = dup_string(&r->m, "id"),
	    .start = start_of(&r->m),
	    .object = object,
	    .bare = !object && content == NULL,
	    .archy = !object && content != NULL && content == members_find(&r->m, "archy"),
	    .pair = FLOW_ALONE};

	if (record_nul(&r->m) != NULL) { /* two such names may be equal up to there */
		struct buf label = BUF_INIT;
		record_label(r, &label);
		fail(EXIT_PARTIAL, 0, "%s: %s", label.p, record_nul(&r->m));
		buf_release(&label);
	}
	for (char *p = flow.type; *p != '\0' && !object; p++)
		*p = ascii_upper(*p);
	f->objects += object;
	if (flow.bare && f->bare++ == 0)
		f->first_bare = f->n;
	f->v = xgrow(f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n++] = flow;
	spool_add(&f->spool, r);
}

/* Of what was not compared: objects without a configuration, and records of other kinds. */
static void
flows_note(const struct flows *f, const char *path, size_t plain, size_t others)
{
	if (f->n == 0 && plain + others > 0) {
		warn("%s: no flow records among %zu; gc-flowdiff compares flows", path,
		    plain + others);
		return;
	}
	if (others > 0)
		warn("%s: skipped %zu record%s of other kinds than flow and object", path, others,
		    plural(others));
	if (plain > 0)
		warn("%s: skipped %zu object%s without a configuration; fetch it with gc-get", path,
		    plain, plural(plain));
}

void
flows_read(struct flows *f, char *path)
{
	char *files[] = {path, NULL};
	struct records in;
	struct record r;
	size_t plain = 0, others = 0;

	*f = (struct flows){0};
	spool_open(&f->spool);
	records_open(&in, files);
	while (records_next(&in, &r))
		if (record_is(&r, "flow"))
			flow_add(f, &r, false);
		else if (record_is(&r, "object") && members_find(&r.m, "configuration") != NULL)
			flow_add(f, &r, true);
		else
			*(record_is(&r, "object") ? &plain : &others) += 1;
	records_close(&in);
	flows_note(f, path, plain, others);
}

/* One message for all of them: a list without configurations may have thousands. */
bool
flows_report_bare(const struct flows *f, const char *side)
{
	const struct flow *first = f->bare > 0 ? &f->v[f->first_bare] : NULL;

	if (first == NULL)
		return false;
	if (f->bare == 1)
		warn("%s \"%s\" in %s: no configuration to compare; fetch it with gc-get",
		    first->type, first->name, side);
	else
		warn("%s \"%s\" in %s: no configuration to compare, and the same for %zu more; "
		     "fetch them with gc-get",
		    first->type, first->name, side, f->bare - 1);
	return true;
}

bool
flows_report_mixed(const struct flows *a, const struct flows *b)
{
	const struct flow *first = NULL;
	const char *archy = "Archy YAML", *configuration = "a configuration";
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct flow *f = &a->v[i];
		if (f->pair == FLOW_ALONE || f->bare || b->v[f->pair].bare ||
		    f->archy == b->v[f->pair].archy)
			continue;
		if (n++ == 0)
			first = f;
	}
	if (n == 1)
		warn("%s \"%s\": %s in A, %s in B; fetch it in the same form (gc-get --archy)",
		    first->type, first->name, first->archy ? archy : configuration,
		    first->archy ? configuration : archy);
	else if (n > 1)
		warn("%s \"%s\": %s in A, %s in B, and the same for %zu more; fetch them in the "
		     "same form (gc-get --archy)",
		    first->type, first->name, first->archy ? archy : configuration,
		    first->archy ? configuration : archy, n - 1);
	return n > 0;
}

const char *
flow_alone(const struct flow *f, bool added)
{
	if (f->by_hand)
		return added ? "object added (by hand)" : "object removed (by hand)";
	if (f->object)
		return added ? "object added" : "object removed";
	return added ? "flow added" : "flow removed";
}

void
flows_release(struct flows *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->v[i].type);
		free(f->v[i].name);
		free(f->v[i].id);
		free(f->v[i].start);
	}
	free(f->v);
	spool_close(&f->spool);
}

/* The passes of flows_pair(): what a key consists of. */
enum flow_key { KEY_NAME_AND_ID, KEY_NAME, KEY_START };

/* False: the flow has no such key. */
static bool
flow_key(const struct flow *f, enum flow_key kind, struct buf *b)
{
	buf_clear(b);
	buf_puts(b, f->type);
	buf_putc(b, '\n');
	if (kind == KEY_START)
		buf_puts(b, f->start);
	else
		buf_puts(b, f->name);
	buf_putc(b, '\n');
	if (kind == KEY_NAME_AND_ID)
		buf_puts(b, f->id);
	return f->pair == FLOW_ALONE && (kind != KEY_START || *f->start != '\0');
}

/* Two flows that were copies of one begin with the same task: then nobody knows which is which. */
static void
drop_ambiguous(struct flows *f, struct buf *key)
{
	struct idset seen = IDSET_INIT, again = IDSET_INIT;

	for (size_t i = 0; i < f->n; i++) {
		size_t n = seen.n;
		if (flow_key(&f->v[i], KEY_START, key) && idset_add(&seen, buf_slice(key)) < n)
			idset_add(&again, buf_slice(key));
	}
	for (size_t i = 0; i < f->n; i++)
		if (flow_key(&f->v[i], KEY_START, key) &&
		    idset_find(&again, buf_slice(key)) != IDSET_NONE)
			*f->v[i].start = '\0';
	idset_release(&seen);
	idset_release(&again);
}

static void
pair_by(struct flows *a, struct flows *b, enum flow_key kind)
{
	struct diff_match match = DIFF_MATCH_INIT;
	struct buf key = BUF_INIT;

	if (kind == KEY_START) {
		drop_ambiguous(a, &key);
		drop_ambiguous(b, &key);
	}
	for (size_t i = 0; i < a->n; i++)
		if (flow_key(&a->v[i], kind, &key))
			diff_match_add(&match, buf_slice(&key), (uint32_t)i);
	for (size_t i = 0; i < b->n; i++) {
		uint32_t pair;
		if (!flow_key(&b->v[i], kind, &key) ||
		    (pair = diff_match_take(&match, buf_slice(&key))) == DIFF_NONE)
			continue;
		a->v[pair].pair = i;
		b->v[i].pair = pair;
	}
	diff_match_release(&match);
	buf_release(&key);
}

/* Mark the names that more than one type has, in either input. */
static void
mark_doubtful(struct flows *a, struct flows *b)
{
	struct flows *sides[] = {a, b};
	struct idset names = IDSET_INIT;
	struct flow **first = NULL;
	size_t cap = 0;

	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < sides[side]->n; i++) {
			struct flow *f = &sides[side]->v[i];
			size_t n = names.n, at = idset_add(&names, slice_str(f->name));
			first = xgrow(first, &cap, names.n, sizeof *first);
			if (at == n)
				first[at] = f;
			if (strcmp(first[at]->type, f->type) != 0)
				first[at]->doubtful = true;
		}
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < sides[side]->n; i++) {
			size_t at = idset_find(&names, slice_str(sides[side]->v[i].name));
			sides[side]->v[i].doubtful =
			    first[at]->doubtful || sides[side]->v[i].object;
		}
	free(first);
	idset_release(&names);
}

void
flows_pair(struct flows *a, struct flows *b)
{
	for (int kind = KEY_NAME_AND_ID; kind <= KEY_START; kind++)
		pair_by(a, b, (enum flow_key)kind);
	mark_doubtful(a, b);
}
