/* Names that an object has twice: few and many, nested, escaped, with hashes that collide. */
#include "json/unique.h"
#include "tap.h"

static struct unique u = UNIQUE_INIT;

/*
 * Feed "{a b {c} d}": braces are objects, words are names. The offset of the first name that is
 * there twice when its object closes, or -1.
 */
static long
unique_twice(const char *text)
{
	const struct unique_name *found;

	unique_clear(&u);
	for (const char *p = text; *p != '\0'; p++) {
		size_t n = strcspn(p, " {}");
		if (n > 0)
			unique_add(&u, text, (size_t)(p - text), n, memchr(p, '\\', n) != NULL, 7);
		p += n;
		if (*p == '{')
			unique_open(&u);
		if (*p == '}' && (found = unique_close(&u, text)) != NULL)
			return found->line == 7 ? (long)found->at : -2;
		if (*p == '\0')
			break;
	}
	return -1;
}

/* An object of n different names, and then `last`. */
static long
unique_many(int n, const char *last)
{
	struct buf b = BUF_INIT;
	long at;

	buf_putc(&b, '{');
	for (int i = 0; i < n; i++)
		buf_printf(&b, "name%d ", i);
	buf_printf(&b, "%s}", last);
	at = unique_twice(b.p);
	if (at >= 0 && strncmp(b.p + at, last, strlen(last)) == 0 && (size_t)at > b.n / 2)
		at = 1;
	buf_release(&b);
	return at;
}

/* n names of one length, with the same first and last bytes; -1: no two are the same. */
static long
unique_same_ends(int n, int twice)
{
	struct buf b = BUF_INIT;
	long at;

	buf_putc(&b, '{');
	for (int i = 0; i < n; i++)
		buf_printf(&b, "name%08dname ", i);
	if (twice >= 0)
		buf_printf(&b, "name%08dname ", twice);
	buf_putc(&b, '}');
	at = unique_twice(b.p);
	buf_release(&b);
	return at;
}

int
main(void)
{
	bool good = true;

	ok(unique_twice("{}") == -1 && unique_twice("{a}") == -1 && unique_twice("{a b c}") == -1,
	    "all different");
	ok(unique_twice("{a b a}") == 5, "the second one is told");
	ok(unique_twice("{a {a b} b {a} c}") == -1, "each object has its own");
	ok(unique_twice("{a {b {c d c} } }") == 11, "an inner one");
	ok(unique_twice("{a {b c} {d} a}") == 13, "the outer one, after inner ones");
	ok(unique_twice("{a \\u0061}") == 3 && unique_twice("{\\u0062 b}") == 8,
	    "escaped, it is the same name");
	ok(unique_twice("{a A aa}") == -1, "nearly the same");
	for (int n = 1; n < 100; n++)
		good &= unique_many(n, "name0") == 1 && unique_many(n, "other") == -1;
	ok(good, "one to a hundred names");
	ok(unique_many(100000, "name50000") == 1 && unique_many(100000, "x") == -1, "many names");
	for (int n = 2; n < 40; n++)
		good &= unique_same_ends(n, -1) == -1 && unique_same_ends(n, n / 2) > 0;
	ok(good, "names with the same ends");
	ok(unique_same_ends(100000, -1) == -1 && unique_same_ends(100000, 7) > 0,
	    "and many of them, in time");
	unique_release(&u);
	return tap_done();
}
