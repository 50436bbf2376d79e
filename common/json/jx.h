/*
 * jx.h - small JSON documents (server answers, settings, maps) read through libjq, by path.
 *
 *	struct jx *x = jx_parse(text, &why);
 *	if (x == NULL)
 *		complain(why);
 *	struct slice id = jx_string(x, "/organization/id");
 *	jx_free(x);
 *
 * libjq aborts when a value is not of the kind that was asked for, repeats the whole input in its
 * messages and takes more than RFC 8259. So the text passes the strict reader first, and every
 * read here checks its kind: what is missing or of another kind reads as absent. A duplicate name
 * gives its last value. Not for flow bodies: those are never decoded.
 *
 * A path is a JSON Pointer (RFC 6901), made as by printf(3), "" for the whole: meant for
 * "/details/%zu/errorCode"; text from outside has no place in it.
 */
#ifndef GC_JX_H
#define GC_JX_H

#include "base/slice.h"

enum {
	JX_DEPTH_MAX = 100,     /* levels; libjq 1.6 ends at 128 nested objects */
	JX_SIZE_MAX = 256 << 20 /* bytes; libjq counts in int */
};

struct jx;

/* Of one whole JSON text; NULL when it is none, or beyond the limits: *why is static text. */
struct jx *jx_parse(struct slice text, const char **why);
void jx_free(struct jx *x); /* x may be NULL */

bool jx_has(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3); /* null counts */

/* Decoded text, NUL-terminated, x's until jx_free(); {NULL, 0}: no string there. */
struct slice jx_string(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

/* False: no whole number in min..max there; *value is left as it is. */
bool jx_integer(const struct jx *x, long min, long max, long *value, const char *path, ...)
    GC_PRINTF(5, 6);

/* True where the value is true; false for everything else. */
bool jx_true(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

/* Elements of the array, 0 where there is none. */
size_t jx_count(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

#endif
