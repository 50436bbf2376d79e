/*
 * remap_names.h - the names that a flow repeats beside the ids of its objects.
 *
 * A name changes where it stands beside its object's id (remap_roles.h), is the name that the map
 * knows, and the target's is another one. A user prompt's name is also "Prompt.<name>". Edits are
 * made when the object ends.
 *
 * A name that stands inside a longer `text` around the id is part of an expression, and positions
 * in it are elsewhere (`pos`): it is left, and listed in `left`, the first REMAP_LEFT_MAX of a
 * flow. No expression is about more than REMAP_USED_MAX objects, so depth makes nothing slow.
 *
 * Used by remap.c only; a map that renames nothing costs nothing.
 */
#ifndef GC_REMAP_NAMES_H
#define GC_REMAP_NAMES_H

#include "base/idset.h"
#include "json/json.h"
#include "json/splice.h"
#include "record/map.h"
#include "remap/remap_roles.h"

enum {
	REMAP_LEFT_MAX = 100,
	REMAP_USED_MAX = 100 /* objects inside one that its `text` is looked through for */
};

/* The old texts of a map record, by index in `texts`; IDSET_NONE: has none, or it stays. */
struct remap_old {
	size_t name, prompt, category;
};

/* An id that stands for a renamed object, or a text beside it: seen, its object still open. */
struct remap_hit {
	enum remap_role role;
	uint32_t record;
	struct slice key;
};

struct remap_word {
	enum remap_role role;
	bool escaped;
	size_t text; /* in `texts`, or IDSET_NONE: some other text */
	struct slice key, token;

	struct slice place; /* for remap_names_close(): where it meets an id */
	bool category;      /* and whether it says a category */
};

struct remap_frame {
	size_t hits, words, used; /* how many there were when the object began */
};

struct remap_left {
	uint32_t record;
	size_t at, len; /* the place's JSON Pointer, in `pointers` */
};

struct remap_names {
	bool active;             /* the map renames something */
	struct remap_left *left; /* of the record that was read last */
	size_t nleft, left_cap;
	struct buf pointers;

	const struct map *map;
	struct idset texts;
	struct remap_old *old; /* by map record */

	struct remap_hit *hits;
	size_t nhits, hits_cap;
	struct remap_word *words;
	size_t nwords, words_cap;
	uint32_t *used; /* map records whose ids were met in the objects that are open */
	size_t nused, used_cap;
	struct remap_frame *frames; /* of the objects that are open */
	size_t nframes, frames_cap;
	struct buf plain, quoted;
};

#define REMAP_NAMES_INIT   \
	{                  \
		.nleft = 0 \
	}

void remap_names_start(struct remap_names *n, const struct map *map);
void remap_names_release(struct remap_names *n);

void remap_names_clear(struct remap_names *n); /* before a record */
void remap_names_open(struct remap_names *n);  /* an object begins */

/* The last token is a string that is the whole id of this map record. */
void remap_names_id(struct remap_names *n, const struct json *j, uint32_t record);

/* The last token is another string, in which no edit was made. Whether it may get one. */
bool remap_names_text(struct remap_names *n, const struct json *j);

/* The object has ended: add the edits that its members give. */
void remap_names_close(struct remap_names *n, const struct json *j, struct splices *edits);

#endif
