/*
 * lines.h - the lines of a text file that people write, whatever their editor made of it.
 *
 *	struct lines l;
 *	struct slice line;
 *	lines_load(&l, path);
 *	while (lines_next(&l, &line))
 *		…l.number
 *	lines_release(&l);
 *
 * A byte order mark at the start is dropped, and so is a CR before the LF; the last line may lack
 * its LF. A file that cannot be read ends the program with EXIT_IO (74), one in UTF-16 with
 * EXIT_DATA (65). At most 1 GiB.
 */
#ifndef GC_LINES_H
#define GC_LINES_H

#include "base/buf.h"

struct lines {
	struct buf text;
	size_t at;     /* where the next line begins */
	size_t number; /* of the line that lines_next() gave, from 1 */
};

void lines_load(struct lines *l, const char *path);
bool lines_next(struct lines *l, struct slice *line); /* lives until lines_release() */
void lines_release(struct lines *l);

#endif
