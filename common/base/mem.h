/*
 * mem.h - allocation that cannot fail: each function returns the memory, or ends the program with
 * EXIT_BUG (70) and one message. Free with free(3).
 *
 * If a library reports that it has no memory, mem_require() or mem_exhausted() ends the program in
 * the same way. It prints its message only once, because functions that run at exit may have no
 * memory either.
 */
#ifndef GC_MEM_H
#define GC_MEM_H

#include "base/base.h"

GC_NORETURN void mem_exhausted(void);

/* Go on only if a library could allocate what it needs. */
void mem_require(bool could);

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
char *xstrdup(const char *s);
char *xmemdup0(const void *p, size_t len); /* len bytes and a NUL */

/*
 * Room for `need` elements of `size` bytes in the array p of *cap elements: returns p or its new
 * place, with *cap at least doubled when it moves, so that appending n elements takes linear
 * time.
 */
void *xgrow(void *p, size_t *cap, size_t need, size_t size);

#endif
