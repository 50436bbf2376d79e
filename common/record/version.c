/* version.c - the ids of a flow's versions */
#include "record/version.h"
#include "base/ascii.h"

bool
version_is_draft(struct slice id)
{
	return id.n > 0 && !ascii_is_digit(id.p[0]);
}

static int
version_cmp_digits(struct slice a, struct slice b)
{
	while (a.n > 1 && *a.p == '0')
		a = slice_of(a.p + 1, a.n - 1);
	while (b.n > 1 && *b.p == '0')
		b = slice_of(b.p + 1, b.n - 1);
	return a.n != b.n ? (a.n > b.n) - (a.n < b.n) : slice_cmp(a, b);
}

/* The number before the first point; *rest begins after it. A missing part counts as 0. */
static struct slice
version_part(struct slice s, struct slice *rest)
{
	const char *point = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	size_t n = point != NULL ? (size_t)(point - s.p) : s.n;

	*rest = point != NULL ? slice_of(point + 1, s.n - n - 1) : slice_of("", 0);
	return n > 0 ? slice_of(s.p, n) : slice_str("0");
}

int
version_cmp(struct slice a, struct slice b)
{
	struct slice x, y;
	int c = (a.n > 0) - (b.n > 0);

	if (c == 0 && (version_is_draft(a) || version_is_draft(b))) {
		c = version_is_draft(a) - version_is_draft(b);
		return c != 0 ? c : slice_cmp(a, b);
	}
	while (c == 0 && (a.n > 0 || b.n > 0)) {
		x = version_part(a, &a);
		y = version_part(b, &b);
		c = version_cmp_digits(x, y);
	}
	return c;
}

struct slice
version_newest(struct slice a, struct slice b, struct slice c)
{
	struct slice newest = version_cmp(b, a) > 0 ? b : a;

	return version_cmp(c, newest) > 0 ? c : newest;
}
