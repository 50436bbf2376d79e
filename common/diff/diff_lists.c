/* diff_lists.c - which elements of two arrays belong together, and what differs in them */
#include "base/mem.h"
#include "diff/diff_walk.h"

/* Members that may tell the elements of an array apart, the best first. */
static const char *const names[] = {
    "outputId", "name", "label", "id", "language", "variable", NULL};

/* The elements of an array that are compared here: parts that stand are not. */
struct elements {
	const struct diff_tree *t;
	uint32_t *v;
	size_t n, cap;
};

static void
elements_of(const struct diff_side *s, uint32_t list, struct elements *e)
{
	*e = (struct elements){&s->tree, NULL, 0, 0};
	for (uint32_t i = diff_first(&s->tree, list); i != DIFF_NONE; i = diff_next(&s->tree, i))
		if (!diff_stands(s, i)) {
			e->v = xgrow(e->v, &e->cap, e->n + 1, sizeof *e->v);
			e->v[e->n++] = i;
		}
}

/* The key is what the member says, or what the element says. False: there is no such member. */
static bool
element_key(const struct elements *e, size_t i, const char *name, struct slice *key)
{
	uint32_t m = diff_member(e->t, e->v[i], name);

	if (m == DIFF_NONE)
		return false;
	*key = slice_of((const char *)&e->t->v[m].hash, sizeof e->t->v[m].hash);
	return true;
}

static bool
has_distinct_keys(const struct elements *e, const char *name)
{
	struct idset seen = IDSET_INIT;
	struct slice key;
	size_t i;

	for (i = 0; i < e->n; i++)
		if (!element_key(e, i, name, &key) || idset_add(&seen, key) < i)
			break;
	idset_release(&seen);
	return i == e->n;
}

/* Entries of the manifest have an id, and their order means nothing. */
static bool
is_of_manifest(const struct diff *d, uint32_t list)
{
	const struct diff_tree *t = &d->side[DIFF_B].tree;
	uint32_t outer = t->v[list].parent;

	return diff_key_is(t, outer, "manifest") && t->v[outer].parent == diff_configuration(t);
}

/* Pair by this member. False, with nothing done, if that does not pair a single one of them. */
static bool
diff_keyed(struct diff *d, const struct elements *a, const struct elements *b, const char *name,
    size_t needed, bool *ordered, int depth)
{
	struct diff_match match = DIFF_MATCH_INIT;
	uint32_t *pairs = xcalloc(a->n + 1, sizeof *pairs), last = 0;
	struct slice key;
	size_t found = 0;

	for (size_t i = 0; i < b->n; i++)
		if (element_key(b, i, name, &key))
			diff_match_add(&match, key, b->v[i]);
	for (size_t i = 0; i < a->n; i++) {
		pairs[i] = element_key(a, i, name, &key) ? diff_match_take(&match, key) : DIFF_NONE;
		if (pairs[i] == DIFF_NONE)
			continue;
		found++;
		*ordered &= pairs[i] > last;
		last = pairs[i];
	}
	for (size_t i = 0; found >= needed && i < a->n; i++)
		diff_values(d, a->v[i], pairs[i], depth + 1);
	for (size_t i = 0; found >= needed && i < match.n; i++)
		if (!match.v[i].taken)
			diff_values(d, DIFF_NONE, match.v[i].thing, depth + 1);
	diff_match_release(&match);
	free(pairs);
	return found >= needed;
}

/* The equal elements at both ends, then one by one; what is left over was added or removed. */
static void
diff_by_place(struct diff *d, const struct elements *a, const struct elements *b, int depth)
{
	size_t from = 0, to_a = a->n, to_b = b->n;

	while (from < to_a && from < to_b && a->t->v[a->v[from]].hash == b->t->v[b->v[from]].hash)
		from++;
	while (to_a > from && to_b > from &&
	       a->t->v[a->v[to_a - 1]].hash == b->t->v[b->v[to_b - 1]].hash)
		to_a--, to_b--;
	for (size_t i = from; i < to_a || i < to_b; i++)
		diff_values(
		    d, i < to_a ? a->v[i] : DIFF_NONE, i < to_b ? b->v[i] : DIFF_NONE, depth + 1);
}

void
diff_lists(struct diff *d, uint32_t a, uint32_t b, int depth)
{
	bool ordered = true, of_manifest = is_of_manifest(d, b);
	struct elements ea, eb;
	const char *const *name;

	elements_of(&d->side[DIFF_A], a, &ea);
	elements_of(&d->side[DIFF_B], b, &eb);
	for (name = names; *name != NULL; name++)
		if (has_distinct_keys(&ea, *name) && has_distinct_keys(&eb, *name) &&
		    (!of_manifest || strcmp(*name, "id") == 0) &&
		    diff_keyed(d, &ea, &eb, *name, of_manifest ? 0 : 1, &ordered, depth))
			break;
	if (*name == NULL)
		diff_by_place(d, &ea, &eb, depth);
	if (!ordered && !of_manifest)
		diff_add_change(d, DIFF_ORDER, a, b);
	free(ea.v);
	free(eb.v);
}
