/*
 * feed.h - a JSON object in a file, which need not fit into memory: its members, and of members that
 * are arrays one element at a time.
 *
 *	struct feed f;
 *	feed_open(&f, fd);                 // {"flows":[{…},{…}],"version":1}
 *	while (feed_next(&f))
 *		use(f.key, f.array, f.value);      // "flows", true, {…}
 *	if (f.error != NULL)
 *		complain(f.errnum, f.error);
 *	feed_release(&f);
 *
 * What is between the values is checked here. A value is found by counting its quotes and brackets:
 * the caller reads and checks it (json.h). An empty array gives one value with n = 0. Key and value
 * are as spelled, the key without its quotes, until the next call. Memory: twice the largest value.
 */
#ifndef GC_FEED_H
#define GC_FEED_H

#include "base/buf.h"

struct feed {
	struct slice key, value;
	bool array;        /* the value is an element of an array */
	const char *error; /* static text; NULL: the end, or none yet */
	int errnum;        /* the file could not be read */

	int fd;
	struct buf b, name;
	size_t at, len; /* of the value in b */
	bool begun, end;
};

void feed_open(struct feed *f, int fd); /* the caller closes fd */
bool feed_next(struct feed *f);
void feed_release(struct feed *f);

#endif
