/* diff_parts.c - the parts of a flow, and the pairs of them */
#include "diff/diff_parts.h"
#include "base/mem.h"

/* Lists of parts, by the list's name. */
static const struct diff_part_list {
	const char *list;
	const char *id;     /* the member that names an element */
	const char *needed; /* a member that an element must have; NULL: none */
	enum diff_part_kind kind;
} lists[] = {
    {"flowSequenceItemList", "id", NULL, DIFF_ITEM},
    {"actionList", "id", NULL, DIFF_ACTION},
    {"menuChoiceList", "id", NULL, DIFF_CHOICE},
    {"variables", "id", "__type", DIFF_VARIABLE},
    {"cases", "referenceId", NULL, DIFF_CASE},
    {"paths", "outputId", NULL, DIFF_PATH},
};

static uint32_t
string_member(const struct diff_tree *t, uint32_t node, const char *name)
{
	uint32_t m = diff_member(t, node, name);

	return diff_is(t, m, JSON_STRING) ? m : DIFF_NONE;
}

static uint32_t
diff_outer(const struct diff_side *s, uint32_t node)
{
	for (node = s->tree.v[node].parent; node != DIFF_NONE; node = s->tree.v[node].parent)
		if (s->tree.v[node].part != DIFF_NONE)
			return s->tree.v[node].part;
	return DIFF_NONE;
}

static void
diff_part_add(struct diff_side *s, uint32_t node, enum diff_part_kind kind, uint32_t id)
{
	struct diff_part p = {.kind = kind,
	    .node = node,
	    .outer = diff_outer(s, node),
	    .id = id,
	    .pair = DIFF_NONE,
	    .link = DIFF_NONE,
	    .next = DIFF_NONE};
	size_t index, known = s->ids.n;

	s->v = xgrow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n] = p;
	s->tree.v[node].part = (uint32_t)s->n++;
	if (id == DIFF_NONE)
		return;
	index = idset_add(&s->ids, diff_text(&s->tree, id));
	s->of_id = xgrow(s->of_id, &s->of_id_cap, index + 1, sizeof *s->of_id);
	if (index == known)
		s->of_id[index] = (uint32_t)s->n - 1;
}

static const struct diff_part_list *
list_of(const struct diff_tree *t, uint32_t array)
{
	if (t->v[array].key == 0 || t->v[array].type != JSON_ARRAY)
		return NULL;
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (diff_key_is(t, array, lists[i].list))
			return &lists[i];
	return NULL;
}

/* Ids such as __DEFAULT__ and __SUCCESS__ are the same in every flow. */
static bool
diff_is_fixed(struct slice id)
{
	return id.n > 1 && id.p[0] == '_' && id.p[1] == '_';
}

static void
diff_element(struct diff_side *s, uint32_t node, const struct diff_part_list *list)
{
	const struct diff_tree *t = &s->tree;
	uint32_t id = string_member(t, node, list->id), outer = diff_outer(s, node);

	if (id == DIFF_NONE || diff_is_fixed(diff_token(t, id)) ||
	    (list->needed != NULL && diff_member(t, node, list->needed) == DIFF_NONE))
		return;
	/* An action's paths use ids of its cases or of another task. */
	if (list->kind == DIFF_PATH && s->v[outer].kind != DIFF_ITEM)
		return;
	diff_part_add(s, node, list->kind, id);
}

void
diff_parts_none(struct diff_side *s)
{
	s->n = 0;
	idset_clear(&s->ids);
	diff_part_add(s, 0, DIFF_FLOW, string_member(&s->tree, 0, "id"));
}

void
diff_parts_find(struct diff_side *s)
{
	const struct diff_tree *t = &s->tree;

	diff_parts_none(s);
	for (uint32_t i = 1; i < t->n; i++) {
		uint32_t outer = t->v[i].parent;
		const struct diff_part_list *list;
		if (t->v[i].type != JSON_OBJECT)
			continue;
		if ((list = list_of(t, outer)) != NULL)
			diff_element(s, i, list);
		else if (t->v[outer].part != DIFF_NONE &&
			 s->v[t->v[outer].part].kind == DIFF_CHOICE &&
			 diff_key_is(t, i, "action") && string_member(t, i, "id") != DIFF_NONE)
			diff_part_add(s, i, DIFF_ACTION, string_member(t, i, "id"));
	}
}

void
diff_side_release(struct diff_side *s)
{
	diff_tree_release(&s->tree);
	free(s->v);
	free(s->of_id);
	idset_release(&s->ids);
	*s = (struct diff_side)DIFF_SIDE_INIT;
}

uint32_t
diff_part_of_id(struct diff_side *s, uint32_t node)
{
	size_t index;

	if (!diff_is(&s->tree, node, JSON_STRING))
		return DIFF_NONE;
	index = idset_find(&s->ids, diff_text(&s->tree, node));
	return index != IDSET_NONE ? s->of_id[index] : DIFF_NONE;
}

bool
diff_stands(const struct diff_side *s, uint32_t node)
{
	uint32_t part = s->tree.v[node].part;

	return part != DIFF_NONE && diff_part_stands(&s->v[part]);
}

uint32_t
diff_part_around(const struct diff_side *s, uint32_t node)
{
	uint32_t part = s->tree.v[node].part;

	if (part == DIFF_NONE)
		part = diff_outer(s, node);
	while (!diff_part_stands(&s->v[part]))
		part = s->v[part].outer;
	return part;
}

bool
diff_is_part_list(const struct diff_side *s, uint32_t node)
{
	const struct diff_tree *t = &s->tree;
	const struct diff_part_list *list = list_of(t, node);

	if (list == NULL || list->kind > DIFF_VARIABLE)
		return false;
	for (uint32_t e = diff_first(t, node); e != DIFF_NONE; e = diff_next(t, e))
		if (t->v[e].part == DIFF_NONE)
			return false;
	return true;
}
