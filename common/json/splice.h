/*
 * splice.h - a list of edits to bytes that are otherwise copied unchanged.
 *
 *	struct splices s = SPLICES_INIT;
 *	splices_add(&s, at, len, replacement);     // in any order, not overlapping
 *	splices_write(&s, text);                   // to stdout; or splices_apply() into a buffer
 *	splices_clear(&s);                         // for the next record
 *	splices_release(&s);
 *
 * Replacements are copied into the list. Insertions at one place keep the order of the calls, and
 * come before a replacement of the bytes at that place. Two edits that overlap are a bug and end
 * the program (70).
 */
#ifndef GC_SPLICE_H
#define GC_SPLICE_H

#include "base/buf.h"

struct splice {
	size_t at, len;    /* what is removed, in bytes of the text */
	size_t from, with; /* what is inserted: `with` bytes at `from` in `bytes` */
};

struct splices {
	struct splice *v;
	size_t n, cap;
	struct buf bytes;
	bool sorted;
};

#define SPLICES_INIT                       \
	{                                  \
		NULL, 0, 0, BUF_INIT, true \
	}

void splices_add(struct splices *s, size_t at, size_t len, struct slice with);

/* Remove text[from..to); the bytes before `from` may just have been removed too. */
void splices_cut(struct splices *s, size_t from, size_t to);

void splices_undo(struct splices *s, size_t n); /* forget all edits but the first n */
void splices_sort(struct splices *s);           /* by place, for callers that read v */
void splices_write(struct splices *s, struct slice text);
void splices_apply(struct splices *s, struct slice text, struct buf *to);
void splices_shrink(struct splices *s, struct buf *text); /* in place; all edits are removals */
void splices_clear(struct splices *s);
void splices_release(struct splices *s);

#endif
