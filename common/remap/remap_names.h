/*
 * remap_names.h - the names that a flow repeats next to the ids of its objects.
 *
 * A name changes if it is next to its object's id (remap_id_name.h), is equal to the name in the
 * map, and is different in the target. A user prompt's name is also "Prompt.<name>". Edits are
 * made when the object ends.
 *
 * A name inside a longer `text` around the id is part of an expression, and other members (`pos`)
 * depend on its length. So it stays, and is listed in `left` (the first REMAP_LEFT_MAX of a
 * flow). At most REMAP_USED_MAX objects are searched in one `text`, so deep flows are not slow.
 *
 * Only remap.c uses it. If the map renames nothing, it costs nothing.
 */
#ifndef GC_REMAP_NAMES_H
#define GC_REMAP_NAMES_H

#include "base/idset.h"
#include "json/json.h"
#include "json/splice.h"
#include "record/map.h"
#include "remap/remap_id_name.h"

enum {
	REMAP_LEFT_MAX = 100,
	REMAP_USED_MAX = 100 /* objects inside one that its `text` is looked through for */
};

/* The old texts of a map record, by index in `texts`; IDSET_NONE: none, or unchanged. */
struct remap_old {
	size_t name, prompt, category;
};

/* An id of a renamed object, or a text next to one, while the object around it is open. */
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

/* The last token is another string, without an edit so far. Whether it may get one. */
bool remap_names_text(struct remap_names *n, const struct json *j);

/* The object has ended: add the edits of its members. */
void remap_names_close(struct remap_names *n, const struct json *j, struct splices *edits);

#endif
