/*
 * jx.h - small JSON documents (server answers, settings, maps) read through libjq, by path.
 *
 *	struct jx *x = jx_parse(text, &why);
 *	if (x == NULL)
 *		complain(why);
 *	struct slice id = jx_string(x, "/organization/id");
 *	jx_free(x);
 *
 * libjq aborts if a value is not of the requested kind, repeats the whole input in its messages,
 * and accepts more than RFC 8259. So the strict reader checks the text first, and every function
 * here checks the kind: a value of another kind counts as missing. Of duplicate names the last
 * one counts. Not for flow bodies, which are never decoded.
 *
 * A path is a JSON Pointer (RFC 6901), formatted as by printf(3); "" is the whole document.
 * Numbers may be inserted ("/details/%zu/errorCode"), but never text from outside.
 */
#ifndef GC_JX_H
#define GC_JX_H

#include "base/slice.h"

enum {
	JX_DEPTH_MAX = 100,     /* levels; libjq 1.6 fails at 128 nested objects */
	JX_SIZE_MAX = 256 << 20 /* bytes; libjq counts in int */
};

struct jx;

/* Parse one whole JSON text. NULL if it is not valid or beyond the limits; *why is static text. */
struct jx *jx_parse(struct slice text, const char **why);
void jx_free(struct jx *x); /* x may be NULL */

bool jx_has(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3); /* null counts */

/* Decoded text, NUL-terminated, valid until jx_free(); {NULL, 0}: no string at this path. */
struct slice jx_string(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

/* False: no whole number in min..max at this path; *value is not changed. */
bool jx_integer(const struct jx *x, long min, long max, long *value, const char *path, ...)
    GC_PRINTF(5, 6);

/* True where the value is true; false for everything else. */
bool jx_true(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

/* Elements of the array, 0 where there is none. */
size_t jx_count(const struct jx *x, const char *path, ...) GC_PRINTF(2, 3);

#endif
