/*
 * output.h - a file that a program writes next to stdout, if its user names one: --report FILE.
 *
 *	struct output report = OUTPUT_INIT;
 *	output_open(&report, path);          // // path NULL: no such file, and the rest does nothing
 *	output_write(&report, line);
 *	output_commit(&report);              // it appears now, whole (atomic.h)
 *
 * The caller keeps the path. An error ends the program (74) with the path.
 */
#ifndef GC_OUTPUT_H
#define GC_OUTPUT_H

#include "files/atomic.h"

struct output {
	const char *path; /* NULL: no such file */
	struct atomic file;
};

#define OUTPUT_INIT               \
	{                         \
		NULL, ATOMIC_INIT \
	}

void output_open(struct output *o, const char *path);
void output_write(struct output *o, struct slice bytes);
void output_commit(struct output *o);

#endif
