/* entries.c - the entries of a catalog, by flow and by key */
#include "entries.h"
#include "base/mem.h"
#include "files/names.h"
#include "json/json_write.h"

void
entries_text(struct slice value, struct buf *b)
{
	buf_add(b, "", 0);
	if (value.n >= 2 && value.p[0] == '"')
		json_unescape(slice_of(value.p + 1, value.n - 2), b);
}

static struct slice
entries_identity(struct catalog *c, const struct catalog_flow *flow)
{
	struct buf *b = &c->key;

	buf_clear(b);
	entries_text(flow->id, b);
	if (b->n == 0) {
		buf_putc(b, '\n');
		entries_text(flow->type, b);
		buf_putc(b, '\n');
		entries_text(flow->name, b);
	}
	return buf_slice(b);
}

size_t
entries_number(struct catalog *c, const struct catalog_flow *flow)
{
	return idset_find(&c->flows, entries_identity(c, flow));
}

size_t
entries_key(struct catalog *c, struct slice path)
{
	size_t key, before = c->keys.n;

	buf_clear(&c->key);
	names_key(path, &c->key);
	key = idset_add(&c->keys, buf_slice(&c->key));
	c->first = xgrow(c->first, &c->first_cap, c->keys.n, sizeof *c->first);
	if (c->keys.n > before)
		c->first[key] = 0;
	return key;
}

bool
entries_taken(const struct catalog *c, size_t key, size_t by_other_than)
{
	if (key == 0)
		return true;
	for (uint32_t i = c->first[key]; i != 0; i = c->v[i - 1].next)
		if (i - 1 != by_other_than && !c->v[i - 1].gone)
			return true;
	return false;
}

static void
entries_unlink(struct catalog *c, size_t number)
{
	size_t key = entries_key(c, slice_str(c->v[number].path));
	uint32_t *link = &c->first[key];

	while (*link != 0 && *link != number + 1)
		link = &c->v[*link - 1].next;
	if (*link != 0)
		*link = c->v[number].next;
}

static void
entries_link(struct catalog *c, size_t number)
{
	size_t key = entries_key(c, slice_str(c->v[number].path));

	c->v[number].next = c->first[key];
	c->first[key] = (uint32_t)number + 1;
}

static char *
manifest_text(const struct catalog_flow *flow)
{
	const struct slice values[] = {flow->id, flow->name, flow->type};
	static const char *const names[] = {"flowId", "flowName", "flowType"};
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		json_write_raw(&b, names[i], values[i].n > 0 ? values[i] : slice_str("null"));
	return buf_detach(&b);
}

static void
entries_forget_file(struct catalog *c, struct catalog_entry *e)
{
	c->stale = xgrow(c->stale, &c->stale_cap, c->nstale + 1, sizeof *c->stale);
	c->stale[c->nstale++] = e->path;
	e->path = NULL;
}

struct catalog_entry *
entries_put(struct catalog *c, const struct catalog_flow *flow, char *path)
{
	struct buf id = BUF_INIT;
	size_t before = c->flows.n, number = idset_add(&c->flows, entries_identity(c, flow));
	struct catalog_entry *e;

	c->v = xgrow(c->v, &c->cap, c->flows.n, sizeof *c->v);
	e = &c->v[number];
	if (c->flows.n > before) {
		*e = (struct catalog_entry){.saved = false};
	} else {
		entries_unlink(c, number);
		if (strcmp(e->path, path) != 0)
			entries_forget_file(c, e);
		free(e->id);
		free(e->text);
		free(e->references);
		free(e->org);
		free(e->version);
		free(e->path);
	}
	entries_text(flow->id, &id);
	e->id = buf_detach(&id);
	e->text = manifest_text(flow);
	e->references = xmemdup0(flow->references.p, flow->references.n);
	e->org = xmemdup0(flow->org.p, flow->org.n);
	e->version = xmemdup0(flow->version.p, flow->version.n);
	e->path = path;
	e->gone = false;
	entries_link(c, number);
	return e;
}

void
catalog_release(struct catalog *c)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		free(c->v[i].id);
		free(c->v[i].text);
		free(c->v[i].path);
		free(c->v[i].references);
		free(c->v[i].org);
		free(c->v[i].version);
	}
	for (size_t i = 0; i < c->nstale; i++)
		free(c->stale[i]);
	free(c->v);
	free(c->first);
	free(c->stale);
	idset_release(&c->flows);
	idset_release(&c->keys);
	buf_release(&c->plain);
	buf_release(&c->path);
	buf_release(&c->key);
}
