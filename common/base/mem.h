/*
 * mem.h - memory that is there: each function returns what was asked for or ends the program
 * with EXIT_BUG (70) and one line. Free with free(3).
 *
 * Where a library reports that it found none, mem_exhausted() ends the program in the same way. It
 * says so once: what runs at exit may find no memory either.
 */
#ifndef GC_MEM_H
#define GC_MEM_H

#include "base/base.h"

GC_NORETURN void mem_exhausted(void);

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
char *xstrdup(const char *s);
char *xmemdup0(const void *p, size_t len); /* len bytes and a NUL */

/*
 * Room for `need` elements of `size` bytes in the array p of *cap elements: returns p or its new
 * place, with *cap at least doubled when it moves, so that appending is linear in all.
 */
void *xgrow(void *p, size_t *cap, size_t need, size_t size);

#endif
