/* slice.h - a range of bytes that somebody else owns. There is no terminating NUL. */
#ifndef GC_SLICE_H
#define GC_SLICE_H

#include "base/base.h"

struct slice {
	const char *p;
	size_t n;
};

/* For printf's "%.*s". */
#define SLICE_ARGS(s) (int)((s).n > 4096 ? 4096 : (s).n), (s).p

static inline struct slice
slice_of(const char *p, size_t n)
{
	return (struct slice){p, n};
}

static inline struct slice
slice_str(const char *s)
{
	return (struct slice){s, strlen(s)};
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
slice_is(struct slice a, const char *s)
{
	return slice_eq(a, slice_str(s));
}

/* Without the white space around it: spaces, tabs, CR and LF, as in JSON. */
static inline struct slice
slice_trim(struct slice s)
{
	while (s.n > 0 && memchr(" \t\r\n", s.p[0], 4) != NULL)
		s = slice_of(s.p + 1, s.n - 1);
	while (s.n > 0 && memchr(" \t\r\n", s.p[s.n - 1], 4) != NULL)
		s.n--;
	return s;
}

static inline int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

#endif
