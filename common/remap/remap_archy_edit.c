/* remap_archy_edit.c - changes as edits of the text, with what aliases become */
#include "remap/remap_archy_edit.h"
#include "remap/remap_archy_part.h"

/* Changes of one scalar: v[0] … v[n - 1]. */
struct edit_range {
	struct remap_archy_change *v;
	size_t n;
};

static const struct archy_ref *
edit_ref(const struct remap_archy *r, const struct remap_archy_change *change)
{
	return &r->a.v[change->ref];
}

/* The changes of the scalar that begins at this byte. They are in the order of the text. */
static struct edit_range
edit_changes_at(const struct remap_archy *r, size_t from)
{
	size_t low = 0, high = r->nchanges, n = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (edit_ref(r, &r->changes[middle])->scalar.from < from)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < r->nchanges && edit_ref(r, &r->changes[low + n])->scalar.from == from)
		n++;
	return (struct edit_range){r->changes + low, n};
}

/* Whether all names get the same new ones in both places. */
static bool
edit_is_same(const struct remap_archy *r, struct edit_range a, struct edit_range b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		const struct archy_ref *x = edit_ref(r, &a.v[i]), *y = edit_ref(r, &b.v[i]);
		if (a.v[i].left || x->expression != y->expression || x->prompt != y->prompt ||
		    !slice_eq(archy_str(&r->a, x->name), archy_str(&r->a, y->name)) ||
		    !slice_eq(archy_str(&r->a, x->id), archy_str(&r->a, y->id)) ||
		    !slice_eq(remap_archy_new(r, &a.v[i]), remap_archy_new(r, &b.v[i])))
			return false;
	}
	return true;
}

static void
edit_leave(struct remap_archy *r, struct edit_range changes, bool left)
{
	for (size_t i = 0; i < changes.n; i++) {
		r->nleft += left && !changes.v[i].left;
		r->nleft -= !left && changes.v[i].left;
		changes.v[i].left = left;
	}
}

/* A text that is too long to take the place of its aliases stays. */
static void
edit_leave_long(struct remap_archy *r, size_t origin)
{
	struct edit_range changes = edit_changes_at(r, origin);

	if (changes.n == 0 || changes.v[0].settled)
		return;
	edit_leave(r, changes, true);
	changes.v[0].settled = true;
}

/* Whether any of these is made. */
static bool
edit_is_made(struct edit_range changes)
{
	for (size_t i = 0; i < changes.n; i++)
		if (!changes.v[i].left)
			return true;
	return false;
}

static void
edit_make(struct remap_archy *r, struct slice yaml, const struct remap_archy_change *change)
{
	const struct archy_ref *ref = edit_ref(r, change);

	if (change->left || remap_archy_part(r, yaml, ref, remap_archy_new(r, change)) ||
	    !remap_archy_spell(r, yaml, ref, remap_archy_new(r, change)))
		return;
	archy_edit(&r->edits, &ref->scalar, ref->from, ref->to, buf_slice(&r->part));
}

static void
edit_alias(struct remap_archy *r, struct slice yaml, const struct archy_alias *alias)
{
	struct edit_range own = edit_changes_at(r, alias->scalar.from);
	struct edit_range origin = {NULL, 0};

	if (alias->of_scalar)
		origin = edit_changes_at(r, alias->origin);
	if (edit_is_made(origin) && edit_is_same(r, origin, own)) {
		edit_leave(r, own, false); /* it follows */
	} else if (edit_is_made(own)) {
		for (size_t i = 0; i < own.n; i++)
			edit_make(r, yaml, &own.v[i]);
	} else if (edit_is_made(origin)) {
		archy_edit(&r->edits, &alias->scalar, alias->scalar.from, alias->scalar.to,
		    archy_str(&r->a, alias->value));
	}
}

void
remap_archy_edit(struct remap_archy *r, struct slice yaml)
{
	const struct archy *a = &r->a;
	size_t k = 0;

	for (size_t i = 0; i < a->naliases; i++)
		if (a->aliases[i].of_scalar && !a->aliases[i].resolved)
			edit_leave_long(r, a->aliases[i].origin);
	for (size_t i = 0; i < r->nchanges; i++) {
		const struct archy_ref *ref = edit_ref(r, &r->changes[i]);
		while (k < a->naliases && a->aliases[k].scalar.from <= ref->scalar.from)
			edit_alias(r, yaml, &a->aliases[k++]);
		if (ref->alias == 0)
			edit_make(r, yaml, &r->changes[i]);
	}
	while (k < a->naliases)
		edit_alias(r, yaml, &a->aliases[k++]);
}
