/*
 * diff_values.c - what differs between two values
 *
 * A setting in Architect is an object with the source text of an expression (`text`) and its
 * compiled form (`config`, `metaData`), which has the positions of names in the text.
 */
#include "diff/diff_walk.h"

static const struct diff_tree *
tree_of(const struct diff *d, enum diff_version version)
{
	return &d->side[version].tree;
}

static bool
diff_equal(const struct diff *d, uint32_t a, uint32_t b)
{
	return tree_of(d, DIFF_A)->v[a].hash == tree_of(d, DIFF_B)->v[b].hash;
}

/* The configuration has the record's name again. */
static bool
is_own_name(const struct diff_side *s, uint32_t m)
{
	uint32_t name = diff_member(&s->tree, 0, "name");

	return name != DIFF_NONE && s->tree.v[name].hash == s->tree.v[m].hash;
}

/*
 * A part with another name was renamed. The configuration's name goes with that of the record.
 * False: these two members are no such names.
 */
static bool
diff_names(struct diff *d, uint32_t a, uint32_t b)
{
	const struct diff_side *sa = &d->side[DIFF_A], *sb = &d->side[DIFF_B];
	uint32_t in_a = sa->tree.v[a].parent, in_b = sb->tree.v[b].parent;

	if (!diff_key_is(&sa->tree, a, "name") || !diff_is(&sa->tree, a, JSON_STRING) ||
	    !diff_is(&sb->tree, b, JSON_STRING))
		return false;
	if (diff_stands(sa, in_a) && diff_stands(sb, in_b)) {
		if (!diff_equal(d, a, b))
			diff_add_change(d, DIFF_RENAMED, in_a, in_b);
		return true;
	}
	return in_a == diff_configuration(&sa->tree) && is_own_name(sa, a) &&
	       in_b == diff_configuration(&sb->tree) && is_own_name(sb, b);
}

/*
 * An input of a script or module is bound by name and type, when Architect opens the flow: the id
 * of the script's variable is another one in every org.
 */
static bool
is_bound_by_name(const struct diff_tree *t, uint32_t owner)
{
	uint32_t list = t->v[owner].parent;

	return list != DIFF_NONE && diff_member(t, owner, "name") != DIFF_NONE &&
	       (diff_key_is(t, list, "inputs") || diff_key_is(t, list, "outputs"));
}

/*
 * Not compared here: where the record came from, the manifest and parts, which diff_compare()
 * compares by themselves.
 */
static bool
is_skipped(const struct diff_side *s, uint32_t owner, uint32_t m)
{
	static const char *const of_record[] = {"org", "base", "file"};
	const struct diff_tree *t = &s->tree;

	if (diff_stands(s, m) || diff_is_part_list(s, m))
		return true;
	if (owner == diff_configuration(t) && diff_key_is(t, m, "manifest"))
		return true;
	if (diff_key_is(t, m, "referenceId"))
		return is_bound_by_name(t, owner);
	if (owner != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(of_record); i++)
		if (diff_key_is(&s->tree, m, of_record[i]))
			return true;
	return false;
}

static void
diff_one_member(struct diff *d, uint32_t a, uint32_t b, bool expression, int depth)
{
	const struct diff_tree *t = a != DIFF_NONE ? tree_of(d, DIFF_A) : tree_of(d, DIFF_B);
	uint32_t m = a != DIFF_NONE ? a : b;

	if (expression && (diff_key_is(t, m, "text") || diff_key_is(t, m, "config") ||
			      diff_key_is(t, m, "metaData")))
		return;
	if (a == DIFF_NONE || b == DIFF_NONE || !diff_names(d, a, b))
		diff_values(d, a, b, depth + 1);
}

/* Pair the members by name; of equal names the first with the first, and so on. */
static void
diff_pair_members(struct diff *d, uint32_t a, uint32_t b, bool expression, int depth)
{
	struct diff_side *sa = &d->side[DIFF_A], *sb = &d->side[DIFF_B];
	struct diff_match match = DIFF_MATCH_INIT;

	for (uint32_t m = diff_first(&sb->tree, b); m != DIFF_NONE; m = diff_next(&sb->tree, m))
		if (!is_skipped(sb, b, m))
			diff_match_add(
			    &match, json_text(diff_key(&sb->tree, m), &sb->tree.scratch), m);
	for (uint32_t m = diff_first(&sa->tree, a); m != DIFF_NONE; m = diff_next(&sa->tree, m))
		if (!is_skipped(sa, a, m))
			diff_one_member(d, m,
			    diff_match_take(
				&match, json_text(diff_key(&sa->tree, m), &sa->tree.scratch)),
			    expression, depth);
	for (size_t i = 0; i < match.n; i++)
		if (!match.v[i].taken)
			diff_one_member(d, DIFF_NONE, match.v[i].thing, expression, depth);
	diff_match_release(&match);
}

/* Whether both are expressions, whose texts differ. */
static bool
is_other_text(const struct diff *d, uint32_t a, uint32_t b)
{
	const struct diff_tree *ta = tree_of(d, DIFF_A), *tb = tree_of(d, DIFF_B);
	uint32_t old = diff_member(ta, a, "text"), new = diff_member(tb, b, "text");

	return diff_is(ta, old, JSON_STRING) && diff_is(tb, new, JSON_STRING) &&
	       diff_member(ta, a, "type") != DIFF_NONE && diff_member(tb, b, "type") != DIFF_NONE &&
	       !diff_equal(d, old, new);
}

void
diff_members(struct diff *d, uint32_t a, uint32_t b, int depth)
{
	bool expression = is_other_text(d, a, b);

	if (diff_equal(d, a, b))
		return;
	if (expression)
		diff_add_change(d, DIFF_CHANGED, a, b);
	diff_pair_members(d, a, b, expression, depth);
}

void
diff_values(struct diff *d, uint32_t a, uint32_t b, int depth)
{
	enum json_type type;

	if (a == DIFF_NONE || b == DIFF_NONE) {
		diff_add_change(d, DIFF_CHANGED, a, b);
		return;
	}
	if (diff_equal(d, a, b))
		return;
	type = (enum json_type)tree_of(d, DIFF_A)->v[a].type;
	if (type != (enum json_type)tree_of(d, DIFF_B)->v[b].type || depth >= DIFF_DEPTH)
		diff_add_change(d, DIFF_CHANGED, a, b);
	else if (type == JSON_OBJECT)
		diff_members(d, a, b, depth);
	else if (type == JSON_ARRAY)
		diff_lists(d, a, b, depth);
	else
		diff_add_change(d, DIFF_CHANGED, a, b);
}
