/* entries.c - the entries of a catalog, by identity and by key */
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

const char *
entries_side(const char *sides, const char *last)
{
	const char *next = last == NULL ? sides : last + strlen(last) + 1;

	return *next != '\0' ? next : NULL;
}

static size_t
sides_size(const char *sides)
{
	const char *side = NULL;
	size_t n = 1;

	while ((side = entries_side(sides, side)) != NULL)
		n += strlen(side) + 1;
	return n;
}

static bool
sides_are_equal(const char *a, const char *b)
{
	size_t n = sides_size(a);

	return n == sides_size(b) && memcmp(a, b, n) == 0;
}

/* A flow's id alone; ids of objects are not unique beyond their types. */
static struct slice
entries_identity(struct catalog *c, const struct catalog_item *item)
{
	struct buf *b = &c->key;

	buf_clear(b);
	if (item->object) {
		buf_puts(b, "\n\n");
		entries_twin_id(item, b);
		return buf_slice(b);
	}
	entries_text(item->id, b);
	if (b->n == 0) {
		buf_putc(b, '\n');
		entries_text(item->type, b);
		buf_putc(b, '\n');
		entries_text(item->name, b);
	}
	return buf_slice(b);
}

void
entries_twin_id(const struct catalog_item *item, struct buf *b)
{
	if (!item->object) {
		entries_text(item->id, b);
		return;
	}
	entries_text(item->type, b);
	buf_putc(b, '\n');
	if (item->id.n > 0) {
		entries_text(item->id, b);
	} else {
		buf_putc(b, '\n');
		entries_text(item->name, b);
	}
}

size_t
entries_number(struct catalog *c, const struct catalog_item *item)
{
	return idset_find(&c->items, entries_identity(c, item));
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

/* Whether the list of entries that begins at i has one but this, `object`: an object. */
static bool
entries_has_other(const struct catalog *c, uint32_t i, bool object, size_t than)
{
	for (; i != 0; i = c->v[i - 1].next)
		if (i - 1 != than && !c->v[i - 1].gone && (c->v[i - 1].object || !object))
			return true;
	return false;
}

bool
entries_sibling(struct catalog *c, struct slice path, size_t which, uint32_t *first)
{
	static const char *const extensions[] = {".yaml", ".json"};
	size_t n = path.n, key;

	if (which >= COUNT_OF(extensions))
		return false;
	while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
		n--;
	if (n > 0 && path.p[n - 1] == '.')
		n--;
	buf_clear(&c->side);
	buf_add(&c->side, path.p, n);
	buf_puts(&c->side, extensions[which]);
	key = entries_key(c, buf_slice(&c->side));
	*first = c->first[key];
	return true;
}

bool
entries_taken(struct catalog *c, struct slice path, bool object, size_t by_other_than)
{
	size_t key = entries_key(c, path);
	uint32_t first;

	if (key == 0 || entries_has_other(c, c->first[key], false, by_other_than))
		return true;
	for (size_t i = 0; object && entries_sibling(c, path, i, &first); i++)
		if (entries_has_other(c, first, true, by_other_than))
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
manifest_text(const struct catalog_item *item)
{
	const struct slice values[] = {item->id, item->name, item->type};
	static const char *const names[2][3] = {
	    {"flowId", "flowName", "flowType"}, {"id", "name", "type"}};
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		json_write_raw(
		    &b, names[item->object][i], values[i].n > 0 ? values[i] : slice_str("null"));
	return buf_detach(&b);
}

static void
entries_forget_files(struct catalog *c, struct catalog_entry *e)
{
	c->stale = xgrow(c->stale, &c->stale_cap, c->nstale + 1, sizeof *c->stale);
	c->stale[c->nstale++] = (struct catalog_stale){e->path, e->sides};
	e->path = e->sides = NULL;
}

static void
entries_free(struct catalog_entry *e)
{
	free(e->id);
	free(e->type);
	free(e->text);
	free(e->references);
	free(e->org);
	free(e->version);
	free(e->path);
	free(e->sides);
}

static char *
entries_dup_text(struct slice value)
{
	struct buf b = BUF_INIT;

	entries_text(value, &b);
	return buf_detach(&b);
}

struct catalog_entry *
entries_put(struct catalog *c, const struct catalog_item *item, char *path)
{
	const char *sides = item->sides != NULL ? item->sides : "";
	size_t before = c->items.n, number = idset_add(&c->items, entries_identity(c, item));
	struct catalog_entry *e;
	struct buf id = BUF_INIT;

	c->v = xgrow(c->v, &c->cap, c->items.n, sizeof *c->v);
	e = &c->v[number];
	if (c->items.n > before) {
		*e = (struct catalog_entry){.object = item->object};
	} else {
		entries_unlink(c, number);
		if (strcmp(e->path, path) != 0 || !sides_are_equal(e->sides, sides))
			entries_forget_files(c, e);
		entries_free(e);
	}
	buf_puts(&id, "");
	entries_twin_id(item, &id);
	e->id = buf_detach(&id);
	e->type = item->object ? entries_dup_text(item->type) : NULL;
	e->text = manifest_text(item);
	e->references = xmemdup0(item->references.p, item->references.n);
	e->org = xmemdup0(item->org.p, item->org.n);
	e->version = xmemdup0(item->version.p, item->version.n);
	e->path = path;
	e->sides = xmemdup0(sides, sides_size(sides));
	e->gone = false;
	entries_link(c, number);
	return e;
}

void
catalog_release(struct catalog *c)
{
	for (size_t i = 0; i < c->items.n; i++)
		entries_free(&c->v[i]);
	for (size_t i = 0; i < c->nstale; i++) {
		free(c->stale[i].path);
		free(c->stale[i].sides);
	}
	free(c->v);
	free(c->first);
	free(c->stale);
	idset_release(&c->items);
	idset_release(&c->keys);
	idset_release(&c->types);
	buf_release(&c->plain);
	buf_release(&c->path);
	buf_release(&c->key);
	buf_release(&c->side);
}
