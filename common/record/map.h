/*
 * map.h - a plan: for each id of the source org, what it is in the target (`map` records).
 *
 *	struct map m = MAP_INIT;
 *	map_load(&m, "map.ndjson", false);
 *	rec = map_find(&m, type, id);            // or NULL
 *	name = map_text(&m, rec->to_name);
 *	map_release(&m);
 *
 * People edit these files. So a record that names a target (`to`) is used whatever its status
 * says, unless that is `ignored`; without one only what is `same` or `new` can have another name
 * there. What cannot be meant ends the program with EXIT_DATA (65) and the line: no `from`, a
 * status that is none, `mapped` to nothing, one id mapped to two.
 *
 * A record without `from` that has a type and a name is of what flows look up by this name when
 * they run (refs/lookup.h). What counts there is `to_name`: it alone settles the record, and `to`
 * without it says that the name stays. One name with two others in the target: 65.
 *
 * Backwards (`reverse`), from and to change places, names and categories too. Two ids or looked-up
 * names that became one have no way back, nor has an id that became a text of another shape: 65 as
 * well.
 */
#ifndef GC_MAP_H
#define GC_MAP_H

#include "base/idset.h"

enum map_status {
	MAP_MAPPED,
	MAP_SAME,      /* this very id is in the target */
	MAP_PLATFORM,  /* the same in every org */
	MAP_MISSING,   /* no object of this name is in the target */
	MAP_AMBIGUOUS, /* several could be meant */
	MAP_IGNORED,   /* left as it is, on purpose */
	MAP_NEW,       /* a flow that the target has not got yet */
	MAP_WITHHELD,  /* the same, and it cannot be created: what it needs is open */
	MAP_UNKNOWN    /* an id that no inventory knows */
};

/* Numbers are texts: see map_text(); 0 is the empty one, for what the record lacks. */
struct map_record {
	uint32_t type, name, from;
	uint32_t to, to_name;
	uint32_t category, to_category; /* of data actions */
	uint32_t reason;                /* why there is no target, in words */
	enum map_status status;
	uint32_t
	    next; /* the next record of the same `from`, or, without one, name: its number + 1 */
	size_t line;
};

struct map {
	struct idset texts;
	struct map_record *v;
	size_t n, cap;
	uint32_t *first; /* by text: number + 1 of the first record with this `from` */
	uint32_t *named; /* the same for records without one, by name */
	size_t nfirst;   /* texts in both */
	const char *path;
};

/* clang-format off */
#define MAP_INIT {IDSET_INIT, NULL, 0, 0, NULL, NULL, 0, NULL}
/* clang-format on */

/* "-" is stdin. Other kinds are passed over; a file of nothing but other kinds is refused (65). */
void map_load(struct map *m, const char *path, bool reverse);
void map_release(struct map *m);

/* "mapped", "same", … as the records spell it. */
const char *map_status_name(enum map_status status);

/* The record of this type and id; else one of this id that has a target, or any; or NULL. */
const struct map_record *map_find(const struct map *m, struct slice type, struct slice id);

/* The record, without `from`, of what is looked up by this type and name; or NULL. */
const struct map_record *map_find_name(const struct map *m, struct slice type, struct slice name);

static inline bool
map_is_lookup(const struct map_record *rec)
{
	return rec->from == 0;
}

/* Whether a flow that needs this object would be broken in the target. */
bool map_is_open(const struct map_record *rec);

/* Whether it is a flow that is not in the target, and whose uses of itself are no gaps. */
static inline bool
map_is_new(const struct map_record *rec)
{
	return rec->status == MAP_NEW || rec->status == MAP_WITHHELD;
}

/* Whether the object has another name in the target, or another category. */
bool map_renames(const struct map_record *rec);
bool map_moves(const struct map_record *rec);

static inline struct slice
map_text(const struct map *m, uint32_t number)
{
	return idset_id(&m->texts, number);
}

#endif
