/* refs_types.c - references as one object by type, as a manifest has them */
#include "idset.h"
#include "refs.h"

/* The key of the list that a reference stands in; empty: in none. */
static struct slice
list_of(const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type);

	if (ref->class == REF_OWN && !ref->manifest)
		return slice_of("", 0);
	return type.n > 0 ? type : slice_str(ref_class_name(ref->class));
}

static void
add_member(struct buf *to, const char *key, struct slice text)
{
	if (text.n == 0)
		return;
	if (to->p[to->n - 1] != '{')
		buf_putc(to, ',');
	json_quote(to, slice_str(key));
	buf_putc(to, ':');
	json_quote(to, text);
}

/* Whether it is the first of its list with this id (or name): an id may be there as itself and
 * inside strings. */
static bool
is_new(struct idset *seen, const struct refs *r, const struct ref *ref, struct buf *scratch)
{
	size_t before = seen->n;

	buf_clear(scratch);
	buf_add_slice(scratch, list_of(r, ref));
	buf_puts(scratch, ref->id.len > 0 ? "/id/" : "/name/");
	buf_add_slice(scratch, refs_text(r, ref->id.len > 0 ? ref->id : ref->name));
	idset_add(seen, buf_slice(scratch));
	return seen->n > before;
}

static void
add_list(const struct refs *r, struct slice list, struct idset *seen, struct buf *to)
{
	struct buf scratch = BUF_INIT;

	json_quote(to, list);
	buf_puts(to, ":[");
	for (size_t i = 0; i < r->n; i++) {
		const struct ref *ref = &r->v[i];
		if (!slice_eq(list_of(r, ref), list) || !is_new(seen, r, ref, &scratch))
			continue;
		if (to->p[to->n - 1] != '[')
			buf_putc(to, ',');
		buf_putc(to, '{');
		add_member(to, "id", refs_text(r, ref->id));
		add_member(to, "name", refs_text(r, ref->name));
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
	buf_release(&scratch);
}

void
refs_by_type(const struct refs *r, struct buf *to)
{
	struct idset lists = IDSET_INIT, seen = IDSET_INIT;

	for (size_t i = 0; i < r->n; i++)
		if (list_of(r, &r->v[i]).n > 0)
			idset_add(&lists, list_of(r, &r->v[i]));
	buf_putc(to, '{');
	for (size_t i = 0; i < lists.n; i++) {
		if (i > 0)
			buf_putc(to, ',');
		add_list(r, idset_id(&lists, i), &seen, to);
	}
	buf_putc(to, '}');
	idset_release(&lists);
	idset_release(&seen);
}
