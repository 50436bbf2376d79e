/*
 * progress_text.h - what progress.c shows, as text: a line for people, or a JSON object. Pure, but
 * for the width of the terminal.
 */
#ifndef GC_PROGRESS_TEXT_H
#define GC_PROGRESS_TEXT_H

#include "base/buf.h"

struct progress_state {
	const char *program;
	const char *what;   /* of done and total; NULL: nothing to count yet */
	size_t done, total; /* total 0: not known */
	uint64_t bytes, requests;
	double seconds;                  /* since the program began */
	double rate;                     /* of what is done, per second */
	double left;                     /* seconds to the end; -1: not known */
	const char *waiting;             /* for what; NULL: it works */
	int64_t wait_left, wait_elapsed; /* seconds; wait_left -1: not known */
	const char *note;                /* or "" */
};

/* "279 of 600 flows, 12.3 MB, 5.0/s, 64 s left (n)", cut to fit into a terminal's line. */
void progress_text_line(const struct progress_state *s, struct buf *b);

/* "rate limit, 41 s", "export job, 12 s so far" */
void progress_text_wait(const struct progress_state *s, struct buf *b);

/* "600 flows, 12.3 MB, 612 requests, 1 min 23 s (n)": what stays when all is done. */
void progress_text_end(const struct progress_state *s, struct buf *b);

/* {"kind":"progress",…}; `last`: without a rate or a time left. */
void progress_text_json(const struct progress_state *s, bool last, struct buf *b);

#endif
