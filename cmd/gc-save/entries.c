/* entries.c - the entries of a catalog, by identity and by key */
#include "entries.h"
#include "base/mem.h"
#include "files/names.h"
#include "save_manifest.h"
#include "entry_texts.h"
#include "base/hash.h"
#include "json/json.h"

enum { SLOTS_MIN = 1024 };

#define OBJECT_MARK "\n\n" /* begins the identity of an object */

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

	return next != NULL && *next != '\0' ? next : NULL;
}

static size_t
sides_size(const char *sides)
{
	const char *side = NULL;
	size_t n = 0;

	while ((side = entries_side(sides, side)) != NULL)
		n += strlen(side) + 1;
	return n;
}

static bool
sides_are_equal(const char *a, const char *b)
{
	size_t n = sides_size(a);

	return n == sides_size(b) && (n == 0 || memcmp(a, b, n) == 0);
}

char *
entries_dup_sides(const char *sides)
{
	size_t n = sides_size(sides);

	return n > 0 ? xmemdup0(sides, n) : NULL;
}

/* A flow's id alone; ids of objects are not unique beyond their types. */
static struct slice
entries_identity(struct catalog *c, const struct catalog_item *item)
{
	struct buf *b = &c->identity;

	buf_clear(b);
	if (item->object) {
		buf_puts(b, OBJECT_MARK);
		entries_add_twin_id(item, b);
		return buf_slice(b);
	}
	entries_text(item->id, b);
	if (b->n == 0) {
		buf_putc(b, '\n');
		entries_text(item->type, b);
		buf_putc(b, '\n');
		entries_text(item->name, b);
		if (item->source.n > 0) {
			buf_putc(b, '\n');
			entries_text(item->source, b);
		}
	}
	return buf_slice(b);
}

void
entries_add_twin_id(const struct catalog_item *item, struct buf *b)
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

struct slice
entries_twin_id(const struct catalog *c, size_t number)
{
	struct slice id = idset_id(&c->items, number);
	size_t mark = c->v[number].object ? strlen(OBJECT_MARK) : 0;

	return slice_of(id.p + mark, c->v[number].nameless ? 0 : id.n - mark);
}

size_t
entries_number(struct catalog *c, const struct catalog_item *item)
{
	size_t number = idset_find(&c->items, entries_identity(c, item));

	return number != IDSET_NONE && c->v[number].path != NULL ? number : IDSET_NONE;
}

/* --- by the keys of their paths --- */

static uint32_t
entries_hash(struct slice key)
{
	uint64_t h = hash_add(HASH_INIT, key);

	return (uint32_t)(h ^ h >> 32);
}

void
entries_open(struct catalog *c)
{
	c->nslots = SLOTS_MIN;
	c->slots = xcalloc(c->nslots, sizeof *c->slots);
}

/* From this entry on, the first one that has the key in c->key. */
static uint32_t
entries_match(struct catalog *c, uint32_t i)
{
	uint32_t hash = entries_hash(buf_slice(&c->key));

	for (; i != 0; i = c->v[i - 1].next) {
		if (c->v[i - 1].hash != hash)
			continue;
		buf_clear(&c->other);
		names_key(slice_str(c->v[i - 1].path), &c->other);
		if (slice_eq(buf_slice(&c->key), buf_slice(&c->other)))
			break;
	}
	return i;
}

uint32_t
entries_first(struct catalog *c, struct slice path)
{
	buf_clear(&c->key);
	names_key(path, &c->key);
	return entries_match(c, c->slots[entries_hash(buf_slice(&c->key)) & (c->nslots - 1)]);
}

uint32_t
entries_next(struct catalog *c, uint32_t i)
{
	return entries_match(c, c->v[i - 1].next);
}

/* Whether the entries from i on have one but this, `object`: an object. */
static bool
entries_has_other(struct catalog *c, uint32_t i, bool object, size_t than)
{
	for (; i != 0; i = entries_next(c, i))
		if (i - 1 != than && !c->v[i - 1].gone && (c->v[i - 1].object || !object))
			return true;
	return false;
}

bool
entries_sibling(struct catalog *c, struct slice path, size_t which, uint32_t *first)
{
	static const char *const extensions[] = {".yaml", ".json"};
	size_t n = path.n;

	if (which >= COUNT_OF(extensions))
		return false;
	while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
		n--;
	if (n > 0 && path.p[n - 1] == '.')
		n--;
	buf_clear(&c->side);
	buf_add(&c->side, path.p, n);
	buf_puts(&c->side, extensions[which]);
	*first = entries_first(c, buf_slice(&c->side));
	return true;
}

bool
entries_taken(struct catalog *c, struct slice path, bool object, size_t by_other_than)
{
	uint32_t first = entries_first(c, path);

	if (slice_is(buf_slice(&c->key), MANIFEST) ||
	    entries_has_other(c, first, false, by_other_than))
		return true;
	for (size_t i = 0; object && entries_sibling(c, path, i, &first); i++)
		if (entries_has_other(c, first, true, by_other_than))
			return true;
	return false;
}

/* An entry that has a path is linked. */
static void
entries_unlink(struct catalog *c, size_t number)
{
	uint32_t *link = &c->slots[c->v[number].hash & (c->nslots - 1)];

	while (*link != number + 1)
		link = &c->v[*link - 1].next;
	*link = c->v[number].next;
}

static void
entries_link(struct catalog *c, size_t number)
{
	uint32_t *first = &c->slots[c->v[number].hash & (c->nslots - 1)];

	c->v[number].next = *first;
	*first = (uint32_t)number + 1;
}

/* At least as many slots as entries, so that a search ends soon. Backwards: as they were linked. */
static void
entries_make_room(struct catalog *c)
{
	if (c->items.n <= c->nslots)
		return;
	free(c->slots);
	c->nslots *= 2;
	c->slots = xcalloc(c->nslots, sizeof *c->slots);
	for (size_t i = 0; i < c->items.n; i++)
		if (c->v[i].path != NULL)
			entries_link(c, i);
}

void
entries_move(struct catalog *c, size_t number, char *path)
{
	struct catalog_entry *e = &c->v[number];

	if (e->path != NULL)
		entries_unlink(c, number);
	e->path = path;
	if (path == NULL)
		return;
	buf_clear(&c->other);
	names_key(slice_str(path), &c->other);
	e->hash = entries_hash(buf_slice(&c->other));
	entries_link(c, number);
}

/* --- changes --- */

uint32_t
entries_type(struct catalog *c, struct slice type)
{
	size_t number, before = c->types.n;

	buf_clear(&c->other);
	entries_text(type, &c->other);
	number = idset_add(&c->types, buf_slice(&c->other));
	c->type_given = xgrow(c->type_given, &c->types_cap, c->types.n, sizeof *c->type_given);
	if (c->types.n > before)
		c->type_given[number] = false;
	return (uint32_t)number;
}

static void
entries_forget_files(struct catalog *c, char *path, char *sides)
{
	c->stale = xgrow(c->stale, &c->stale_cap, c->nstale + 1, sizeof *c->stale);
	c->stale[c->nstale++] = (struct catalog_stale){path, sides};
}

struct catalog_entry *
entries_put(struct catalog *c, const struct catalog_item *item, char *path)
{
	size_t before = c->items.n, number = idset_add(&c->items, entries_identity(c, item));
	struct catalog_entry *e;
	char *old, *old_sides;

	c->v = xgrow(c->v, &c->cap, c->items.n, sizeof *c->v);
	e = &c->v[number];
	if (c->items.n > before)
		*e = (struct catalog_entry){.object = item->object};
	entries_make_room(c);
	old = e->path;
	old_sides = e->sides;
	entries_move(c, number, path);
	e->nameless = !item->object && item->id.n <= strlen("\"\"");
	e->type = item->object ? entries_type(c, item->type) : 0;
	e->sides = entries_dup_sides(item->sides);
	e->texts = entry_texts_keep(c, item);
	e->gone = false;
	if (old != NULL && (strcmp(old, path) != 0 || !sides_are_equal(old_sides, e->sides))) {
		entries_forget_files(c, old, old_sides);
	} else {
		free(old);
		free(old_sides);
	}
	return e;
}

void
catalog_release(struct catalog *c)
{
	for (size_t i = 0; i < c->items.n; i++) {
		free(c->v[i].path);
		free(c->v[i].sides);
	}
	for (size_t i = 0; i < c->nstale; i++) {
		free(c->stale[i].path);
		free(c->stale[i].sides);
	}
	free(c->v);
	free(c->slots);
	free(c->stale);
	free(c->type_given);
	idset_release(&c->items);
	idset_release(&c->types);
	spill_release(&c->texts);
	buf_release(&c->plain);
	buf_release(&c->path);
	buf_release(&c->side);
	buf_release(&c->text);
	buf_release(&c->key);
	buf_release(&c->other);
	buf_release(&c->identity);
}
