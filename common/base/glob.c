/* glob.c - names by pattern */
#include "base/glob.h"

/* Length of the UTF-8 character at p; 1 if it is not valid. */
static size_t
glob_character(const char *p, const char *end)
{
	size_t n = 1;

	if ((*p & 0xc0) == 0xc0)
		while (p + n < end && n < 4 && (p[n] & 0xc0) == 0x80)
			n++;
	return n;
}

/* Whether the pattern character at *p matches the character at *t; both then move on. */
static bool
glob_take(const char **p, const char *pend, const char **t, const char *tend)
{
	if (*t == tend)
		return false;
	if (**p == '?') {
		*t += glob_character(*t, tend);
		(*p)++;
		return true;
	}
	if (**p == '\\' && *p + 1 < pend)
		(*p)++;
	return *(*p)++ == *(*t)++;
}

/*
 * After a mismatch only the last star can take one more character: the part before it has matched
 * at its first place, and a later place would leave less text for the rest.
 */
bool
glob_match(struct slice pattern, struct slice text)
{
	const char *p = pattern.p, *pend = p + pattern.n, *t = text.p, *tend = t + text.n;
	const char *star = NULL, *from = NULL;

	while (t < tend || p < pend) {
		if (p < pend && *p == '*') {
			star = ++p;
			from = t;
			continue;
		}
		if (p < pend && glob_take(&p, pend, &t, tend))
			continue;
		if (star == NULL || from == tend)
			return false;
		from += glob_character(from, tend);
		p = star;
		t = from;
	}
	return true;
}

bool
glob_literal(struct slice pattern, struct buf *b)
{
	size_t before = b->n;

	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '*' || pattern.p[i] == '?') {
			b->n = before;
			return false;
		}
		if (pattern.p[i] == '\\' && i + 1 < pattern.n)
			i++;
		buf_putc(b, pattern.p[i]);
	}
	return true;
}
