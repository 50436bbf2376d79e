/*
 * lines.h - the lines of a text file that people write, with any editor.
 *
 *	struct lines l;
 *	struct slice line;
 *	lines_load(&l, path);
 *	while (lines_next(&l, &line))
 *		…l.number
 *	lines_release(&l);
 *
 * A byte order mark at the start is dropped, and so is a CR before the LF; the last line may have
 * no LF. The program ends with EXIT_IO (74) if the file cannot be read, and with EXIT_DATA (65)
 * if it is UTF-16. At most 1 GiB.
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
