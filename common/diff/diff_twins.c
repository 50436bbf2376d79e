/*
 * diff_twins.c - names that stand next to an id, and say no more than the id does
 *
 * Architect keeps the name of an object or task next to its id (actionId and actionName,
 * taskReference and taskName, {id, name}), and refreshes it from the id.
 */
#include "diff/diff_walk.h"
#include "diff/diff_words.h"

/* The member next to a name that has the id; DIFF_NONE: there is none. */
static uint32_t
id_beside(struct diff_tree *t, uint32_t node)
{
	static const char *const ends[] = {"Id", "Reference"};
	struct buf name = BUF_INIT, plain = BUF_INIT;
	struct slice key = json_text(diff_key(t, node), &plain);
	uint32_t found = DIFF_NONE;

	if (slice_is(key, "name")) {
		found = diff_member(t, t->v[node].parent, "id");
	} else if (key.n > 4 && memcmp(key.p + key.n - 4, "Name", 4) == 0) {
		for (size_t i = 0; i < COUNT_OF(ends) && found == DIFF_NONE; i++) {
			buf_clear(&name);
			buf_add(&name, key.p, key.n - 4);
			buf_puts(&name, ends[i]);
			found = diff_member(t, t->v[node].parent, name.p);
		}
	}
	buf_release(&name);
	buf_release(&plain);
	return diff_is(t, found, JSON_STRING) ? found : DIFF_NONE;
}

/* The name that the id itself says: that of a part, or that in a symbol. */
static void
name_of_id(struct diff *d, enum diff_version version, uint32_t id, struct buf *b)
{
	struct diff_side *s = &d->side[version];
	uint32_t part = diff_part_of_id(s, id);

	if (part != DIFF_NONE)
		diff_line(b, diff_string(&s->tree, s->v[part].node, "name"));
	else if (!diff_symbol_name(diff_text(&s->tree, id), b))
		diff_line(b, diff_text(&s->tree, id));
}

/* Whether the name is that of the id next to it. */
static bool
is_told_by_id(struct diff *d, enum diff_version version, uint32_t node)
{
	struct diff_tree *t = &d->side[version].tree;
	uint32_t id = id_beside(t, node);
	struct buf told = BUF_INIT, name = BUF_INIT;
	bool same = false;

	if (id != DIFF_NONE) {
		name_of_id(d, version, id, &told);
		diff_line(&name, diff_text(t, node));
		same = slice_eq(buf_slice(&told), buf_slice(&name));
	}
	buf_release(&told);
	buf_release(&name);
	return same;
}

/* In both versions, so the id differs too, or it names a part that was renamed. */
static bool
is_twin(struct diff *d, const struct diff_change *c)
{
	return c->kind == DIFF_CHANGED && c->a != DIFF_NONE && c->b != DIFF_NONE &&
	       diff_is(&d->side[DIFF_A].tree, c->a, JSON_STRING) &&
	       diff_is(&d->side[DIFF_B].tree, c->b, JSON_STRING) &&
	       is_told_by_id(d, DIFF_A, c->a) && is_told_by_id(d, DIFF_B, c->b);
}

void
diff_drop_twins(struct diff *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (!is_twin(d, &d->v[i]))
			d->v[n++] = d->v[i];
	d->n = n;
}
