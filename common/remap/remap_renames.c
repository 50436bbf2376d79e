/* remap_renames.c - what a map says about the names that flows look up when they run */
#include "base/mem.h"
#include "record/lookup.h"
#include "remap/remap_renames.h"

static struct slice
remap_renames_key(struct remap_renames *n, struct slice type, struct slice name)
{
	buf_clear(&n->scratch);
	buf_add_slice(&n->scratch, type);
	buf_putc(&n->scratch, '\n');
	buf_add_slice(&n->scratch, name);
	return buf_slice(&n->scratch);
}

static void
remap_renames_add(struct remap_renames *n, size_t record)
{
	const struct map_record *rec = &n->map->v[record], *known;
	struct slice type = map_text(n->map, rec->type), name = map_text(n->map, rec->name);
	size_t index = idset_add(&n->keys, remap_renames_key(n, type, name));
	struct remap_renamed new = {.record = (uint32_t)record, .renames = map_renames(rec)};

	new.open = map_is_open(rec) && (map_is_lookup(rec) || rec->status == MAP_MISSING);
	if (index == n->n) {
		n->v = xgrow(n->v, &n->cap, n->n + 1, sizeof *n->v);
		n->v[n->n++] = new;
		return;
	}
	known = &n->map->v[n->v[index].record];
	if (map_is_lookup(known) && !map_is_lookup(rec))
		return;
	if (map_is_lookup(rec)) { /* of two, one may be settled */
		if (n->v[index].open)
			n->v[index] = new;
		return;
	}
	if (n->v[index].renames != new.renames || (new.renames && known->to_name != rec->to_name))
		n->v[index].renames = n->v[index].unsure = true;
	n->v[index].open &= new.open;
}

void
remap_renames_start(struct remap_renames *n, const struct map *map)
{
	n->map = map;
	for (int ids = 0; ids < 2; ids++)
		for (size_t i = 0; i < map->n; i++)
			if (map->v[i].name != 0 && map_is_lookup(&map->v[i]) == (ids == 0) &&
			    lookup_has_type(map_text(map, map->v[i].type)))
				remap_renames_add(n, i);
	for (size_t i = 0; i < n->n; i++)
		n->active |= n->v[i].open || n->v[i].renames;
}

void
remap_renames_release(struct remap_renames *n)
{
	idset_release(&n->keys);
	buf_release(&n->scratch);
	free(n->v);
	*n = (struct remap_renames)REMAP_RENAMES_INIT;
}

struct remap_renamed *
remap_renames_find(struct remap_renames *n, struct slice type, struct slice name)
{
	size_t index = idset_find(&n->keys, remap_renames_key(n, type, name));

	if (index >= n->n || (!n->v[index].open && !n->v[index].renames))
		return NULL;
	return &n->v[index];
}
