/*
 * map.h - a map: for each id of the source org, its id in the target org (`map` records).
 *
 *	struct map m = MAP_INIT;
 *	map_load(&m, "map.ndjson", false);       // may be called again, for a further file
 *	rec = map_find(&m, type, id);            // or NULL
 *	name = map_text(&m, rec->to_name);
 *	map_release(&m);
 *
 * People edit these files. So a record with a target (`to`) is used whatever its status says,
 * except `ignored`. A record without a target can give a new name only if its status is `same` or
 * `new`. These errors end the program with EXIT_DATA (65) and the line: no `from`, an unknown
 * status, `mapped` without a target, one id mapped to two.
 *
 * A record without `from`, but with a type and a name, is for an object that flows look up by
 * this name when they run (record/lookup.h). In it `to_name` decides; `to` without `to_name` means
 * that the name stays the same. One name with two different names in the target: 65.
 *
 * A record with a `decision` comes from a table of decisions (plan/decisions.h). If such a record
 * has no `from`, it is for all objects of its type and name.
 *
 * With `reverse`, from and to are exchanged, and so are names and categories. Not reversible, and
 * also 65: two ids or looked-up names with the same target, and an id whose target has another
 * form.
 */
#ifndef GC_MAP_H
#define GC_MAP_H

#include "base/idset.h"

enum map_status {
	MAP_MAPPED,
	MAP_SAME,      /* the target has the same id */
	MAP_PLATFORM,  /* the same in every org */
	MAP_MISSING,   /* no object of this name is in the target */
	MAP_AMBIGUOUS, /* several could be meant */
	MAP_IGNORED,   /* left as it is, on purpose */
	MAP_NEW,       /* a flow that is not yet in the target */
	MAP_WITHHELD,  /* the same, but it cannot be created: something that it needs is open */
	MAP_UNLISTED,  /* no inventory can hold its type: it is left as it is, unchecked */
	MAP_UNKNOWN    /* an id that no inventory knows */
};

/* The numbers are texts: see map_text(). 0 is the empty text, for a missing member. */
struct map_record {
	uint32_t type, name, from;
	uint32_t to, to_name;
	uint32_t category, to_category; /* of data actions */
	uint32_t sought;                /* the name looked for in the target, if it is another */
	uint32_t reason;                /* why there is no target, in words */
	uint32_t decision;              /* as somebody wrote it into a table */
	enum map_status status;
	uint32_t
	    next; /* the next record of the same `from`, or, without one, name: its number + 1 */
	size_t line;
	const char *path; /* of the file; the caller keeps it */
};

struct map {
	struct idset texts;
	struct map_record *v;
	size_t n, cap;
	uint32_t *first; /* by text: number + 1 of the first record with this `from` */
	uint32_t *named; /* the same for records without one, by name */
	size_t nfirst;   /* texts in both */
	const char
	    *advice; /* set by the caller: what to do about a file that is not a map; or NULL */
};

/* clang-format off */
#define MAP_INIT {IDSET_INIT, NULL, 0, 0, NULL, NULL, 0, NULL}
/* clang-format on */

/* "-" is stdin. Records of other kinds are skipped; a file without map records is refused (65). */
void map_load(struct map *m, const char *path, bool reverse);
void map_release(struct map *m);

/*
 * For records that come from elsewhere: the number of a text; a further record; and, when all are
 * there, what makes them findable. A conflict of such a record with another one ends the program
 * with EXIT_USAGE (2).
 */
uint32_t map_keep(struct map *m, struct slice text);
void map_add(struct map *m, const struct map_record *rec);
void map_link(struct map *m);

/* "mapped", "same", … as in records. */
const char *map_status_name(enum map_status status);

/*
 * The record of this type and id. If there is none, one of this id with a target, or any of this
 * id; or NULL.
 */
const struct map_record *map_find(const struct map *m, struct slice type, struct slice id);

/* The record without `from` for a look-up by this type and name; or NULL. */
const struct map_record *map_find_name(const struct map *m, struct slice type, struct slice name);

static inline bool
map_is_lookup(const struct map_record *rec)
{
	return rec->from == 0;
}

/* Whether a flow that needs this object would be broken in the target. */
bool map_is_open(const struct map_record *rec);

/* Whether it is a flow that is not in the target. Its references to itself are then not gaps. */
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
