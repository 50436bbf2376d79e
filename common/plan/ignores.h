/*
 * ignores.h - objects that the target need not have: --ignore TYPE/NAME, and files of such lines.
 *
 *	# people write these files (.gc-ignore)
 *	image/logo
 *	queue/Old queue
 *	userPrompt/3f2504e0-4f89-41d3-9a0c-0305e82c3301
 *
 * TYPE and NAME are patterns (glob.h). NAME is an object's name in the flows or in the source, or
 * its id; it may contain '/'. Empty lines and lines that begin with '#' are skipped; a CR at the
 * end of a line is ignored. Names are used as they are, with blanks. A text without TYPE, '/' or
 * NAME ends the program with EXIT_USAGE (2), and with file and line if it comes from a file.
 */
#ifndef GC_IGNORES_H
#define GC_IGNORES_H

#include "base/idset.h"

struct ignore {
	uint32_t type, name; /* patterns, in texts */
	const char *path;    /* the caller keeps it; NULL: an option */
	size_t line;
	bool used;
};

struct ignores {
	struct idset texts;
	struct ignore *v;
	size_t n, cap;
};

/* clang-format off */
#define IGNORES_INIT {IDSET_INIT, NULL, 0, 0}
/* clang-format on */

void ignores_add(struct ignores *ig, const char *text);
void ignores_load(struct ignores *ig, const char *path);
void ignores_release(struct ignores *ig);

/* Whether one of them is this object, by any of these texts; empty ones do not count. */
bool ignores_match(struct ignores *ig, struct slice type, const struct slice *names, size_t n);

#endif
