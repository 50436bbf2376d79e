/*
 * tap.h - the few lines that a C test needs to speak TAP (testanything.org).
 * A test program includes it once, calls the macros, and ends with `return tap_done();`.
 */
#ifndef TAP_H
#define TAP_H

#include "base/buf.h"

static int tap_count, tap_failed;

#define ok(condition, ...) tap_ok((condition), __FILE__, __LINE__, __VA_ARGS__)

static bool tap_ok(bool good, const char *file, int line, const char *fmt, ...) GC_PRINTF(4, 5);

static bool
tap_ok(bool good, const char *file, int line, const char *fmt, ...)
{
	va_list args;

	printf("%s %d - ", good ? "ok" : "not ok", ++tap_count);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	if (!good) {
		tap_failed++;
		printf("# %s:%d\n", file, line);
	}
	return good;
}

/* Whether the buffer has this text; it is shown where it has not, and released. */
static inline bool
tap_is(struct buf *got, const char *want)
{
	bool same = slice_is(buf_slice(got), want);

	if (!same)
		printf("# %s\n", got->p != NULL ? got->p : "nothing");
	buf_release(got);
	return same;
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
