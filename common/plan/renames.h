/*
 * renames.h - objects that have another name in the target, from a file that people write.
 *
 *	# type <TAB> name <TAB> name in the target
 *	queue	Sales	Sales EU
 *
 * A line that begins with '#' and an empty one are passed over; a CR before the line's end is no
 * part of it. Names are taken as they are, blanks included. A line that is not three texts, or that
 * gives a second name, ends the program with EXIT_USAGE (2) naming it.
 */
#ifndef GC_RENAMES_H
#define GC_RENAMES_H

#include "base/idset.h"

struct rename {
	uint32_t type, name, to; /* in texts */
	size_t line;
	bool used; /* somebody asked for it */
};

struct renames {
	struct idset texts, keys;
	struct rename *v; /* by index in keys */
	size_t n, cap;
};

/* clang-format off */
#define RENAMES_INIT {IDSET_INIT, IDSET_INIT, NULL, 0, 0}
/* clang-format on */

void renames_load(struct renames *r, const char *path);
void renames_release(struct renames *r);

/* The name in the target; `name` itself where there is no other. */
struct slice renames_find(struct renames *r, struct slice type, struct slice name);

/* The same, without that it counts as a use. */
struct slice renames_peek(struct renames *r, struct slice type, struct slice name);

#endif
