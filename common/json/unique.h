/*
 * unique.h - whether a JSON object has the same name twice, also for nested objects.
 *
 *	unique_open(&u);                         // an object begins
 *	unique_add(&u, text, at, n, escaped, 0); // a name: its token, whether it has a backslash
 *	second = unique_close(&u, text);         // it ends: NULL, or a name that was there before
 *
 * Names are the same if they mean the same text, also with different escapes.
 */
#ifndef GC_UNIQUE_H
#define GC_UNIQUE_H

#include "base/buf.h"

struct unique_name {
	uint32_t hash;
	uint32_t at, n; /* the token without its quotes */
	uint32_t line;  /* the caller's */
};

struct unique {
	struct unique_name *v; /* names of all open objects, the outermost's first */
	size_t n, cap;
	size_t begin; /* of the innermost's */
	struct buf text;
};

#define UNIQUE_INIT                     \
	{                               \
		NULL, 0, 0, 0, BUF_INIT \
	}

void unique_clear(struct unique *u);
void unique_release(struct unique *u);
void unique_open(struct unique *u);
void unique_add(struct unique *u, const char *text, size_t at, size_t n, bool escaped, size_t line);

/* The result lives until the next call. */
const struct unique_name *unique_close(struct unique *u, const char *text);

#endif
