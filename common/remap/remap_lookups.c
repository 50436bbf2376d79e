/* remap_lookups.c - which look-ups of a flow a map renames, and which stay; remap_expression.c renames */
#include "base/mem.h"
#include "remap/remap_lookups.h"

void
remap_lookups_start(struct remap_lookups *l, const struct map *map)
{
	remap_renames_start(&l->renames, map);
	l->rewrite.renames = &l->renames;
}

void
remap_lookups_release(struct remap_lookups *l)
{
	remap_renames_release(&l->renames);
	remap_rewrite_release(&l->rewrite);
	buf_release(&l->pointers);
	buf_release(&l->plain);
	json_release(&l->json);
	free(l->left);
	free(l->frames);
	free(l->calls);
	free(l->nodes);
	free(l->positions);
	free(l->settings);
	*l = (struct remap_lookups)REMAP_LOOKUPS_INIT;
}

void
remap_lookups_clear(struct remap_lookups *l)
{
	l->met = false;
	l->nleft = l->nframes = l->ncalls = l->nnodes = l->npositions = l->nsettings = 0;
	l->configs = l->cache = 0;
	buf_clear(&l->pointers);
	remap_rewrite_clear(&l->rewrite);
}

static int
by_token(const void *a, const void *b)
{
	const struct remap_change *x = a, *y = b;

	return (x->token.at > y->token.at) - (x->token.at < y->token.at);
}

static int
lookups_by_place(const void *a, const void *b)
{
	const struct lookups_left *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static void
point_at(struct remap_lookups *l, struct lookups_left *left)
{
	left->pointer = l->pointers.n;
	json_pointer(&l->json, &l->pointers);
	left->pointer_len = l->pointers.n - left->pointer;
}

/* Read the record again, for the JSON Pointers of the names that change or stay. */
static void
find_places(struct remap_lookups *l, struct remap_places *places)
{
	const struct remap_change *v = l->rewrite.v;
	size_t n = places != NULL ? l->rewrite.n : 0, i = 0, k = 0, at;
	struct json *j = &l->json;

	if (n > 0)
		qsort(l->rewrite.v, n, sizeof *v, by_token);
	if (l->nleft > 0)
		qsort(l->left, l->nleft, sizeof *l->left, lookups_by_place);
	if ((n == 0 && l->nleft == 0) || !json_start_object(j, l->text))
		return;
	while ((i < n || k < l->nleft) && json_next(j) > JSON_END) {
		at = (size_t)(j->tok.p - l->text.p);
		if (i < n && v[i].token.at == at)
			remap_places_add(places, j, v[i].number);
		while (i < n && v[i].token.at == at)
			i++;
		while (k < l->nleft && l->left[k].at == at)
			point_at(l, &l->left[k++]);
	}
	if (n > 0)
		remap_places_sort(places);
}

void
remap_lookups_read(struct remap_lookups *l, struct slice text, struct splices *edits,
    struct remap_gaps *gaps, struct remap_places *places)
{
	l->text = text;
	l->gaps = gaps;
	l->edits = edits;
	l->flows++;
	splices_sort(edits);
	remap_lookups_walk(l);
	for (size_t i = 0; i < l->rewrite.n; i++) {
		const struct remap_change *c = &l->rewrite.v[i];
		splices_add(
		    edits, c->old.at, c->old.len, slice_of(l->rewrite.bytes.p + c->from, c->with));
	}
	find_places(l, places);
}
