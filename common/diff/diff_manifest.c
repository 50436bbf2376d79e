/*
 * diff_manifest.c - what differs in the manifests
 *
 * Architect makes the manifest from the rest of the flow. An entry that came or went with its uses
 * needs no report: the uses are changes already. The same holds for the uses that an entry lists, once
 * anything else has changed.
 */
#include "diff/diff_walk.h"

static uint32_t
manifest_of(const struct diff_tree *t)
{
	return diff_member(t, diff_configuration(t), "manifest");
}

/* What the strings of the configuration say, without those of its manifest. */
static void
body_strings(const struct diff_tree *t, struct idset *set)
{
	uint32_t body = diff_configuration(t), manifest = manifest_of(t);

	for (uint32_t i = body; i < t->v[body].end; i++) {
		if (i == manifest)
			i = t->v[i].end - 1;
		else if (t->v[i].type == JSON_STRING)
			idset_add(set, slice_of((const char *)&t->v[i].hash, sizeof t->v[i].hash));
	}
}

static bool
has_string(const struct idset *set, const struct diff_tree *t, uint32_t i)
{
	return idset_find(set, slice_of((const char *)&t->v[i].hash, sizeof t->v[i].hash)) !=
	       IDSET_NONE;
}

/* Whether an entry came or went with its uses. */
static bool
entry_is_explained(
    const struct diff *d, enum diff_version here, uint32_t entry, const struct idset *strings)
{
	const struct diff_tree *t = &d->side[here].tree;
	uint32_t id = diff_member(t, entry, "id");

	return id != DIFF_NONE && has_string(&strings[here], t, id) &&
	       !has_string(&strings[!here], t, id);
}

static bool
list_is_explained(
    const struct diff *d, enum diff_version here, uint32_t list, const struct idset *strings)
{
	const struct diff_tree *t = &d->side[here].tree;

	if (t->v[list].type != JSON_ARRAY)
		return false;
	for (uint32_t e = diff_first(t, list); e != DIFF_NONE; e = diff_next(t, e))
		if (!entry_is_explained(d, here, e, strings))
			return false;
	return true;
}

/* Whether a change of the manifest is one of those that the rest of the flow explains. */
static bool
is_explained(const struct diff *d, const struct diff_change *c, const struct idset *strings)
{
	enum diff_version here = c->b != DIFF_NONE ? DIFF_B : DIFF_A;
	const struct diff_tree *t = &d->side[here].tree;
	uint32_t node = here == DIFF_B ? c->b : c->a, manifest = manifest_of(t), entry = node;
	int depth = 0;

	for (uint32_t i = node; i != manifest; i = t->v[i].parent)
		depth++;
	if (depth > 2) { /* /queue/0/context/… */
		while (depth-- > 3)
			entry = t->v[entry].parent;
		return diff_key_is(t, entry, "context");
	}
	if (c->a != DIFF_NONE && c->b != DIFF_NONE)
		return false;
	return depth == 2 ? entry_is_explained(d, here, node, strings)
			  : list_is_explained(d, here, node, strings);
}

/* With a change elsewhere, drop from the changes of the manifest those that it explains. */
static void
diff_explain(struct diff *d, size_t first)
{
	struct idset strings[2] = {IDSET_INIT, IDSET_INIT};
	size_t n = first;

	body_strings(&d->side[DIFF_A].tree, &strings[DIFF_A]);
	body_strings(&d->side[DIFF_B].tree, &strings[DIFF_B]);
	for (size_t i = first; i < d->n; i++)
		if (!is_explained(d, &d->v[i], strings))
			d->v[n++] = d->v[i];
	d->n = n;
	idset_release(&strings[DIFF_A]);
	idset_release(&strings[DIFF_B]);
}

void
diff_manifest(struct diff *d)
{
	uint32_t a = manifest_of(&d->side[DIFF_A].tree), b = manifest_of(&d->side[DIFF_B].tree);
	size_t others = d->n;

	if (a == DIFF_NONE && b == DIFF_NONE)
		return;
	diff_values(d, a, b, 0);
	if (others > 0 && diff_is(&d->side[DIFF_A].tree, a, JSON_OBJECT) &&
	    diff_is(&d->side[DIFF_B].tree, b, JSON_OBJECT))
		diff_explain(d, others);
}
