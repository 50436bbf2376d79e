/*
 * renames.h - objects with another name in the target, from a file that people write (--rename).
 *
 *	# type <TAB> name <TAB> name in the target
 *	queue	Sales	Sales EU
 *	queue	DEV_*	PROD_*
 *
 * A `*` in the name makes it a pattern: the star is any text, an empty one too, and the star in the
 * target's name stands for the same text. Each side has one star then. A rule with the exact name
 * wins over patterns; of several patterns the one with the longest other text wins, then the first.
 * `\*` is a star that is part of a name, and in front of a star `\\` is a backslash; all other
 * backslashes are text. Letter case counts.
 *
 * Empty lines and lines that begin with '#' are skipped; a CR at the end of a line is ignored.
 * Names are used as they are, with blanks. A line that does not have three texts, a pattern without
 * exactly one star on each side, and a second target for a name, end the program with EXIT_USAGE (2)
 * and the line's number.
 */
#ifndef GC_RENAMES_H
#define GC_RENAMES_H

#include "base/idset.h"

/* A name, or what is before and after the star of a pattern. Numbers in texts. */
struct rename_side {
	uint32_t before, after;
};

struct rename {
	uint32_t type;
	struct rename_side name, to; /* not a pattern: all is `before` */
	bool pattern;
	size_t line;
	bool used; /* it was asked for */
};

/* What a pattern made of a name. Each is allocated, so that its text never moves. */
struct rename_made {
	size_t rule; /* SIZE_MAX: no pattern matches */
	char *to;
	size_t to_len;
};

struct renames {
	struct idset texts, keys;
	struct rename *v; /* by index in keys */
	size_t n, cap;
	size_t patterns;
	struct idset asked;       /* names that were looked for among the patterns */
	struct rename_made *made; /* by index in asked */
	size_t nmade, made_cap;
	struct buf key;
};

/* clang-format off */
#define RENAMES_INIT {.texts = IDSET_INIT, .keys = IDSET_INIT, .asked = IDSET_INIT, .key = BUF_INIT}
/* clang-format on */

/* With `reverse` the columns are exchanged: from the target's names to the source's. */
void renames_load(struct renames *r, const char *path, bool reverse);
void renames_release(struct renames *r);

/* The name in the target, valid until the release; `name` itself if there is no other. */
struct slice renames_find(struct renames *r, struct slice type, struct slice name);

/* The same, but it does not count as a use. */
struct slice renames_peek(struct renames *r, struct slice type, struct slice name);

/* Append that a rule was not used: "no flow uses this object". */
void renames_say_unused(const struct renames *r, const struct rename *rule, struct buf *b);

#endif
