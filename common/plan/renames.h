/*
 * renames.h - objects with another name in the target, from a file that people write (--rename).
 *
 *	# type <TAB> name <TAB> name in the target
 *	queue	Sales	Sales EU
 *
 * Empty lines and lines that begin with '#' are skipped; a CR at the end of a line is ignored.
 * Names are used as they are, with blanks. A line that does not have three texts, or that gives a
 * second name, ends the program with EXIT_USAGE (2) and the line's number.
 */
#ifndef GC_RENAMES_H
#define GC_RENAMES_H

#include "base/idset.h"

struct rename {
	uint32_t type, name, to; /* in texts */
	size_t line;
	bool used; /* it was asked for */
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

/* The name in the target; `name` itself if there is no other. */
struct slice renames_find(struct renames *r, struct slice type, struct slice name);

/* The same, but it does not count as a use. */
struct slice renames_peek(struct renames *r, struct slice type, struct slice name);

#endif
