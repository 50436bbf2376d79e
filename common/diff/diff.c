/* diff.c - what differs between two versions of a flow */
#include "diff/diff.h"
#include "base/mem.h"
#include "diff/diff_hash.h"
#include "diff/diff_order.h"
#include "diff/diff_walk.h"

bool
diff_read(struct diff *d, enum diff_version version, struct json *j, struct slice record)
{
	struct diff_side *s = &d->side[version];

	d->object = false;
	if (!diff_tree_read(&s->tree, j, record))
		return false;
	diff_parts_find(s);
	return true;
}

void
diff_release(struct diff *d)
{
	diff_side_release(&d->side[DIFF_A]);
	diff_side_release(&d->side[DIFF_B]);
	diff_match_release(&d->match);
	buf_release(&d->key);
	free(d->v);
	*d = (struct diff)DIFF_INIT;
}

void
diff_add_change(struct diff *d, enum diff_kind kind, uint32_t a, uint32_t b)
{
	d->v = xgrow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = (struct diff_change){kind, a, b};
}

static void
diff_part_pair(struct diff *d, const struct diff_part *a, const struct diff_part *b)
{
	if (b->moved)
		diff_add_change(d, DIFF_MOVED, a->node, b->node);
	diff_members(d, a->node, b->node, 0);
}

/* Parts of A inside this one that are gone; what is in a part that is gone itself goes with it. */
static void
diff_removed(struct diff *d, uint32_t outer)
{
	const struct diff_side *a = &d->side[DIFF_A];

	for (uint32_t i = outer + 1;
	     i < a->n && a->tree.v[a->v[i].node].end <= a->tree.v[a->v[outer].node].end; i++)
		if (a->v[i].pair == DIFF_NONE && a->v[i].outer == outer &&
		    diff_part_stands(&a->v[i]))
			diff_add_change(d, DIFF_REMOVED, a->v[i].node, DIFF_NONE);
}

/* In the order of B, and at the end of each part what it has lost. */
void
diff_compare(struct diff *d)
{
	struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];

	d->n = 0;
	diff_parts_pair(a, b);
	diff_hash(a, true);
	diff_hash(b, false);
	diff_order(d);
	for (uint32_t i = 0; i < b->n; i++) {
		const struct diff_part *p = &b->v[i];
		if (!diff_part_stands(p))
			continue;
		if (p->pair != DIFF_NONE)
			diff_part_pair(d, &a->v[p->pair], p);
		else if (b->v[p->outer].pair != DIFF_NONE)
			diff_add_change(d, DIFF_ADDED, DIFF_NONE, p->node);
		if (p->pair != DIFF_NONE)
			diff_removed(d, p->pair);
	}
	diff_drop_links(d);
	diff_manifest(d);
	diff_drop_twins(d);
}
