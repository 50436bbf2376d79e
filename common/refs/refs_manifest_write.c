/* refs_manifest_write.c - references as one object by type, as a manifest has them */
#include "base/idset.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "refs/refs.h"

/* The key of the list that contains a reference; empty: in no list. */
static struct slice
refs_manifest_key(const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type);

	if ((ref->class == REF_OWN && !ref->manifest) || ref->class == REF_DYNAMIC)
		return slice_of("", 0);
	return type.n > 0 ? type : slice_str(ref_class_name(ref->class));
}

/*
 * Whether it is the first in its list with this id (or name): an id may occur alone and inside
 * strings.
 */
static bool
refs_manifest_is_new(
    struct idset *seen, const struct refs *r, const struct ref *ref, struct buf *scratch)
{
	size_t before = seen->n;

	buf_clear(scratch);
	buf_add_slice(scratch, refs_manifest_key(r, ref));
	buf_puts(scratch, ref->id.len > 0 ? "/id/" : "/name/");
	buf_add_slice(scratch, refs_text(r, ref->id.len > 0 ? ref->id : ref->name));
	buf_putc(scratch, '\0');
	if (ref->id.len == 0)
		buf_add_slice(scratch, refs_text(r, ref->category));
	idset_add(seen, buf_slice(scratch));
	return seen->n > before;
}

static void
refs_manifest_list(
    const struct refs *r, uint32_t first, const uint32_t *next, struct idset *seen, struct buf *to)
{
	struct buf scratch = BUF_INIT;

	json_write_string(to, NULL, refs_manifest_key(r, &r->v[first - 1]));
	buf_puts(to, ":[");
	for (uint32_t i = first; i != 0; i = next[i - 1]) {
		const struct ref *ref = &r->v[i - 1];
		if (!refs_manifest_is_new(seen, r, ref, &scratch))
			continue;
		json_write_open(to, NULL);
		json_write_filled(to, "id", refs_text(r, ref->id));
		json_write_filled(to, "name", refs_text(r, ref->name));
		if (ref->id.len == 0)
			json_write_filled(to, "category", refs_text(r, ref->category));
		json_write_close(to);
	}
	json_write_close_array(to);
	buf_release(&scratch);
}

/* Each list's references are chained, in their order, from first[list] on: numbers + 1, 0 ends. */
static size_t
refs_manifest_chain(const struct refs *r, uint32_t *first, uint32_t *next)
{
	struct idset lists = IDSET_INIT;
	uint32_t *last = xcalloc(r->n + 1, sizeof *last);
	size_t n;

	for (size_t i = 0; i < r->n; i++) {
		struct slice name = refs_manifest_key(r, &r->v[i]);
		uint32_t number = (uint32_t)i + 1;
		size_t list;
		if (name.n == 0)
			continue;
		list = idset_add(&lists, name);
		*(last[list] == 0 ? &first[list] : &next[last[list] - 1]) = number;
		last[list] = number;
	}
	n = lists.n;
	free(last);
	idset_release(&lists);
	return n;
}

void
refs_by_type(const struct refs *r, struct buf *to)
{
	uint32_t *first = xcalloc(r->n + 1, sizeof *first);
	uint32_t *next = xcalloc(r->n + 1, sizeof *next);
	size_t lists = refs_manifest_chain(r, first, next);
	struct idset seen = IDSET_INIT;

	json_write_open(to, NULL);
	for (size_t i = 0; i < lists; i++)
		refs_manifest_list(r, first[i], next, &seen, to);
	json_write_close(to);
	idset_release(&seen);
	free(first);
	free(next);
}
