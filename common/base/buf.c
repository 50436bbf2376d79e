/* buf.c - growable bytes with a ceiling */
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

void
buf_grow(struct buf *b, size_t more)
{
	if (!buf_fits(b, more))
		die(EXIT_BUG, 0, "out of memory: a text of more than %zu bytes",
		    b->max != 0 ? b->max : BUF_MAX);
	b->p = xgrow(b->p, &b->cap, b->n + more + 1, 1);
}

void
buf_add_number(struct buf *b, unsigned long long n)
{
	char digits[3 * sizeof n]; /* a byte has less than three */
	size_t i = sizeof digits;

	do
		digits[--i] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	buf_add(b, digits + i, sizeof digits - i);
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		die(EXIT_BUG, errno, "cannot format a text");
	buf_reserve(b, (size_t)n);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
	b->n += (size_t)n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	buf_vprintf(b, fmt, args);
	va_end(args);
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_release(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
}

char *
buf_detach(struct buf *b)
{
	char *p = b->p != NULL ? b->p : xstrdup("");

	b->p = NULL;
	b->n = b->cap = 0;
	return p;
}
