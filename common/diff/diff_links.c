/* diff_links.c - which pointers changed only because actions were added, removed or moved */
#include "diff/diff_order.h"

static bool
is_link(const struct diff_tree *t, uint32_t node)
{
	return diff_key_is(t, node, "nextAction") || diff_key_is(t, node, "nextActionId") ||
	       diff_key_is(t, node, "startAction");
}

static bool
is_passed_by(const struct diff_part *p)
{
	return p->kind == DIFF_ACTION && (p->pair == DIFF_NONE || p->moved);
}

/* Where a pointer leads past actions that are only in one version or moved; DIFF_NONE: nowhere. */
static uint32_t
links_follow(struct diff_side *s, uint32_t node, bool mark)
{
	uint32_t part = node != DIFF_NONE ? diff_part_of_id(s, node) : DIFF_NONE;

	for (size_t steps = 0; part != DIFF_NONE && is_passed_by(&s->v[part]); steps++) {
		s->v[part].passed |= mark;
		part = steps < s->n ? s->v[part].next : DIFF_NONE; /* a loop leads nowhere */
	}
	return part;
}

/* A pointer that leads nowhere is one that is missing, or the id of an action. */
static bool
links_leads(struct diff_side *s, uint32_t node)
{
	return node == DIFF_NONE || diff_part_of_id(s, node) != DIFF_NONE;
}

static bool
is_link_change(const struct diff *d, const struct diff_change *c)
{
	return c->kind == DIFF_CHANGED &&
	       (c->a == DIFF_NONE || is_link(&d->side[DIFF_A].tree, c->a)) &&
	       (c->b == DIFF_NONE || is_link(&d->side[DIFF_B].tree, c->b));
}

/* The action whose own pointer it is, if that moved; else DIFF_NONE. */
static uint32_t
moved_owner(const struct diff_side *s, uint32_t node)
{
	uint32_t part = node != DIFF_NONE ? diff_part_around(s, node) : DIFF_NONE;

	return part != DIFF_NONE && s->v[part].moved ? part : DIFF_NONE;
}

static bool
leads_to_the_same(struct diff *d, const struct diff_change *c, bool mark)
{
	struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];
	uint32_t old = links_follow(a, c->a, mark), new = links_follow(b, c->b, mark);

	if (!links_leads(a, c->a) || !links_leads(b, c->b))
		return false;
	return old == DIFF_NONE || new == DIFF_NONE ? old == new : a->v[old].pair == new;
}

/*
 * The way on of an action that moved, where pointers of what stayed lead past it in both versions:
 * they lead where they led, so the action was taken out of one place and put into another.
 */
static bool
is_told_by_move(const struct diff *d, const struct diff_change *c)
{
	enum diff_version here = c->b != DIFF_NONE ? DIFF_B : DIFF_A;
	uint32_t node = here == DIFF_B ? c->b : c->a;
	const struct diff_part *p = &d->side[here].v[diff_part_around(&d->side[here], node)];

	return diff_key_is(&d->side[here].tree, node, "nextAction") && p->passed &&
	       d->side[!here].v[p->pair].passed;
}

/* First the pointers of what stayed, which lead past the moved actions; then those of the moved. */
void
diff_drop_links(struct diff *d)
{
	struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (is_link_change(d, &d->v[i]) && moved_owner(a, d->v[i].a) == DIFF_NONE &&
		    moved_owner(b, d->v[i].b) == DIFF_NONE && leads_to_the_same(d, &d->v[i], false))
			leads_to_the_same(d, &d->v[i], true);
	for (size_t i = 0; i < d->n; i++) {
		const struct diff_change *c = &d->v[i];
		uint32_t in_a = moved_owner(a, c->a), in_b = moved_owner(b, c->b);
		bool owner_moved = in_a != DIFF_NONE || in_b != DIFF_NONE, told = false;
		if (is_link_change(d, c) && !owner_moved)
			told = leads_to_the_same(d, c, false);
		else if (is_link_change(d, c))
			told = is_told_by_move(d, c);
		if (!told)
			d->v[n++] = *c;
	}
	d->n = n;
}
