/*
 * buf.h - growable bytes with a ceiling.
 *
 *	struct buf b = BUF_INIT;
 *	buf_add(&b, "abc", 3);
 *	use(b.p, b.n);          // NUL-terminated after any call that adds, even of 0 bytes
 *	buf_release(&b);
 *
 * The program ends (70) when a buffer would exceed its ceiling (1 GiB unless b.max is set), or
 * when there is no more memory. Code that takes bytes from outside checks the ceiling first, with
 * buf_fits().
 */
#ifndef GC_BUF_H
#define GC_BUF_H

#include "base/base.h"
#include "base/slice.h"

struct buf {
	char *p;
	size_t n;   /* bytes in use */
	size_t cap; /* bytes allocated */
	size_t max; /* ceiling; 0 = BUF_MAX */
};

#define BUF_MAX ((size_t)1 << 30)
#define BUF_INIT              \
	{                     \
		NULL, 0, 0, 0 \
	}

void buf_printf(struct buf *b, const char *fmt, ...) GC_PRINTF(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list args) GC_PRINTF(2, 0);
void buf_add_number(struct buf *b, unsigned long long n); /* in decimal */
void buf_clear(struct buf *b);                            /* empty, memory kept */
void buf_release(struct buf *b);                          /* empty, memory freed, usable again */
char *buf_detach(struct buf *b);           /* the bytes, NUL-terminated, now the caller's to free */
void buf_grow(struct buf *b, size_t more); /* buf_reserve() where there is no room */

static inline bool
buf_fits(const struct buf *b, size_t more)
{
	size_t max = b->max != 0 ? b->max : BUF_MAX;

	return more <= max && b->n <= max - more;
}

/* Room for `more` bytes and a NUL. Inline, as all that writers call for each byte or word. */
static inline void
buf_reserve(struct buf *b, size_t more)
{
	if (b->cap - b->n <= more || !buf_fits(b, more))
		buf_grow(b, more);
	GC_ASSUME(b->p != NULL); /* only a buffer without room has none, and that one has grown */
	b->p[b->n] = '\0';
}

static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	buf_reserve(b, n);
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void
buf_add_slice(struct buf *b, struct slice s)
{
	buf_add(b, s.p, s.n);
}

static inline void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

static inline void
buf_putc(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

static inline struct slice
buf_slice(const struct buf *b)
{
	return slice_of(b->p != NULL ? b->p : "", b->n);
}

#endif
