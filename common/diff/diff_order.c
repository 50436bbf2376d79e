/* diff_order.c - in which order the actions of a task run, and which of them moved */
#include "diff/diff_order.h"
#include "base/mem.h"

/* A stack or list of parts. */
struct part_list {
	uint32_t *v;
	size_t n, cap;
};

static void
part_push(struct part_list *l, uint32_t part)
{
	l->v = xgrow(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = part;
}

static bool
is_action(const struct diff_side *s, uint32_t part)
{
	return part != DIFF_NONE && s->v[part].kind == DIFF_ACTION;
}

/* The action that a pointer leads to; DIFF_NONE: the node is not a pointer, or leads to nothing. */
static uint32_t
link_target(struct diff_side *s, uint32_t node)
{
	static const char *const links[] = {"nextAction", "nextActionId", "startAction"};
	uint32_t part;

	for (size_t i = 0; i < COUNT_OF(links); i++)
		if (diff_key_is(&s->tree, node, links[i])) {
			part = diff_part_of_id(s, node);
			return is_action(s, part) ? part : DIFF_NONE;
		}
	return DIFF_NONE;
}

/* The first pointer to each action, and where each action goes on: nextAction or its only path. */
static void
find_links(struct diff_side *s)
{
	const struct diff_tree *t = &s->tree;
	uint32_t *paths = xcalloc(s->n, sizeof *paths); /* that lead somewhere */

	for (size_t i = 0; i < s->n; i++)
		s->v[i].link = s->v[i].next = DIFF_NONE;
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t target = t->v[i].type == JSON_STRING ? link_target(s, i) : DIFF_NONE;
		struct diff_part *from;
		if (target == DIFF_NONE)
			continue;
		if (s->v[target].link == DIFF_NONE)
			s->v[target].link = i;
		from = &s->v[diff_part_around(s, i)];
		if (diff_key_is(t, i, "nextAction")) {
			from->next = target;
			paths[from - s->v] = UINT32_MAX;
		} else if (from->kind == DIFF_ACTION && paths[from - s->v] != UINT32_MAX) {
			from->next = ++paths[from - s->v] == 1 ? target : DIFF_NONE;
		}
	}
	free(paths);
}

/* Push what comes after an action, the last one first, so that its paths come before nextAction. */
static void
push_successors(struct diff_side *s, const struct diff_part *p, struct part_list *stack)
{
	const struct diff_tree *t = &s->tree;
	uint32_t next = diff_member(t, p->node, "nextAction"), target;

	if (next != DIFF_NONE && (target = link_target(s, next)) != DIFF_NONE)
		part_push(stack, target);
	for (uint32_t i = t->v[p->node].end; i-- > p->node + 1;)
		if (i != next && t->v[i].type == JSON_STRING && link_target(s, i) != DIFF_NONE)
			part_push(stack, link_target(s, i));
}

/* Number the actions of an item from 1 in the order in which they run; 0: nothing leads to it. */
static void
number_actions(struct diff_side *s, uint32_t item)
{
	struct part_list stack = {NULL, 0, 0};
	uint32_t place = 0, start = diff_member(&s->tree, s->v[item].node, "startAction");

	if (start != DIFF_NONE && link_target(s, start) != DIFF_NONE)
		part_push(&stack, link_target(s, start));
	while (stack.n > 0) {
		struct diff_part *p = &s->v[stack.v[--stack.n]];
		if (p->place != 0 || p->outer != item)
			continue;
		p->place = ++place;
		push_successors(s, p, &stack);
	}
	free(stack.v);
}

static void
number_all(struct diff_side *s)
{
	for (size_t i = 0; i < s->n; i++) {
		s->v[i].place = 0;
		s->v[i].moved = s->v[i].passed = false;
	}
	for (uint32_t i = 0; i < s->n; i++)
		if (s->v[i].kind == DIFF_ITEM)
			number_actions(s, i);
}

/* The actions of an item of B that its pair in A has, too, in the order in which they run. */
static void
common_actions(const struct diff *d, uint32_t item, struct part_list *l)
{
	const struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];
	uint32_t most = 0;

	for (size_t i = item + 1; i < b->n; i++)
		if (b->v[i].outer == item && b->v[i].place > most)
			most = b->v[i].place;
	l->n = 0;
	for (uint32_t i = 0; i < most; i++)
		part_push(l, DIFF_NONE);
	for (uint32_t i = item + 1; i < b->n; i++)
		if (b->v[i].outer == item && b->v[i].place > 0 && b->v[i].pair != DIFF_NONE &&
		    a->v[b->v[i].pair].outer == b->v[item].pair && a->v[b->v[i].pair].place > 0)
			l->v[b->v[i].place - 1] = i;
	most = 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] != DIFF_NONE)
			l->v[most++] = l->v[i];
	l->n = most;
}

/* Mark as moved all but a longest run of actions whose order is the same in A (patience sorting). */
static void
mark_moved(struct diff *d, const struct part_list *l)
{
	struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];
	size_t *ends = xcalloc(l->n + 1, sizeof *ends), *before = xcalloc(l->n + 1, sizeof *before);
	size_t longest = 0;

	for (size_t i = 0; i < l->n; i++) {
		uint32_t place = a->v[b->v[l->v[i]].pair].place;
		size_t low = 0, high = longest;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (a->v[b->v[l->v[ends[middle]]].pair].place < place)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? ends[low - 1] : SIZE_MAX;
		ends[low] = i;
		longest = low == longest ? longest + 1 : longest;
		a->v[b->v[l->v[i]].pair].moved = b->v[l->v[i]].moved = true;
	}
	for (size_t i = longest > 0 ? ends[longest - 1] : SIZE_MAX; i != SIZE_MAX; i = before[i])
		a->v[b->v[l->v[i]].pair].moved = b->v[l->v[i]].moved = false;
	free(ends);
	free(before);
}

void
diff_order(struct diff *d)
{
	struct diff_side *a = &d->side[DIFF_A], *b = &d->side[DIFF_B];
	struct part_list l = {NULL, 0, 0};

	for (size_t i = 0; i < 2; i++) {
		find_links(&d->side[i]);
		number_all(&d->side[i]);
	}
	for (uint32_t i = 0; i < b->n; i++) {
		struct diff_part *p = &b->v[i];
		if (p->kind == DIFF_ITEM && p->pair != DIFF_NONE) {
			common_actions(d, i, &l);
			mark_moved(d, &l);
		}
		if (p->pair != DIFF_NONE && p->outer != DIFF_NONE &&
		    a->v[a->v[p->pair].outer].pair != p->outer)
			p->moved = a->v[p->pair].moved = true;
	}
	free(l.v);
}
