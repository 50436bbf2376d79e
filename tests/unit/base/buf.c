/* Buffers: growth, the NUL behind the bytes, ceilings; numbers; memory that is there. */
#include <limits.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "child.h"
#include "tap.h"

static void
test_buf(void)
{
	struct buf b = BUF_INIT;
	char *p;

	ok(buf_slice(&b).n == 0, "empty at first");
	buf_reserve(&b, 0);
	ok(b.p != NULL && b.p[0] == '\0', "room for nothing is an empty C string");
	for (int i = 0; i < 1000; i++)
		buf_putc(&b, (char)('a' + i % 26));
	ok(b.n == 1000 && strlen(b.p) == 1000 && b.p[999] == 'l', "a thousand bytes, one by one");
	buf_clear(&b);
	ok(b.n == 0 && b.p[0] == '\0' && b.cap >= 1000, "cleared, its memory kept");
	buf_add(&b, "a\0b", 3);
	buf_add(&b, NULL, 0);
	buf_printf(&b, "%d%s", 7, "!");
	ok(b.n == 5 && memcmp(b.p, "a\0b7!", 6) == 0, "bytes of every kind, and a format");
	p = buf_detach(&b);
	ok(memcmp(p, "a\0b7!", 6) == 0 && b.p == NULL && b.n == 0 && b.cap == 0, "detached");
	free(p);
	p = buf_detach(&b);
	ok(p != NULL && p[0] == '\0', "what was never filled is detached as an empty string");
	free(p);
	buf_release(&b);
}

static int
buf_beyond(void *argument)
{
	struct buf b = BUF_INIT;

	err_init("t");
	b.max = 10;
	for (size_t n = *(size_t *)argument; n > 0; n--)
		buf_putc(&b, 'x');
	buf_release(&b);
	return 0;
}

static void
test_ceiling(void)
{
	struct buf b = BUF_INIT;
	size_t n;

	b.max = 10;
	buf_puts(&b, "12345");
	ok(buf_fits(&b, 5) && !buf_fits(&b, 6) && !buf_fits(&b, SIZE_MAX), "what fits");
	buf_release(&b);
	ok(b.max == 10, "the ceiling stays when the bytes go");
	b.max = 0;
	ok(buf_fits(&b, BUF_MAX) && !buf_fits(&b, BUF_MAX + 1), "1 GiB where none is set");
	n = 10;
	ok(child_ends(buf_beyond, &n, 0, ""), "up to the ceiling");
	n = 11;
	ok(child_ends(buf_beyond, &n, EXIT_BUG, "t: out of memory: a text of more than 10 bytes\n"),
	    "one byte more ends the program");
}

static int
buf_too_many(void *argument)
{
	size_t cap = 0;

	(void)argument;
	err_init("t");
	free(xgrow(NULL, &cap, SIZE_MAX / 4, 16));
	return 0;
}

static int
too_much(void *argument)
{
	(void)argument;
	err_init("t");
	free(xmalloc(SIZE_MAX / 2));
	return 0;
}

static void
test_mem(void)
{
	size_t cap = 0, moved = 0;
	int *v = NULL;
	bool good = true;
	char *copy;

	for (size_t i = 0; i < 10000; i++) {
		size_t had = cap;
		v = xgrow(v, &cap, i + 1, sizeof *v);
		moved += cap != had;
		v[i] = (int)i;
	}
	for (size_t i = 0; i < 10000; i++)
		good &= v[i] == (int)i;
	ok(good && moved < 15, "an array grows by doubling");
	free(v);
	copy = xmemdup0("a\0b", 3);
	ok(memcmp(copy, "a\0b", 4) == 0, "a copy has a NUL behind it");
	free(copy);
	copy = xcalloc(3, 4);
	ok(memcmp(copy, "\0\0\0\0\0\0\0\0\0\0\0", 12) == 0, "zeroed");
	free(copy);
	ok(child_ends(
	       buf_too_many, NULL, EXIT_BUG, "t: out of memory (4611686018427387903 elements)\n"),
	    "more elements than there can be");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
	ok(child_ends(too_much, NULL, EXIT_BUG, "t: out of memory\n"), "more memory than there is");
#else
	(void)too_much; /* the sanitizer ends the program first */
#endif
}

static bool
buf_number(const char *text, long min, long max, long want)
{
	long v = -99;

	return num_long(text, min, max, &v) && v == want;
}

static bool
no_number(const char *text)
{
	long v = -99;

	return !num_long(text, -1000, 1000, &v) && v == -99;
}

static void
test_num(void)
{
	static const char *const bad[] = {"", " ", "-", "+", "+1", " 1", "1 ", "1x", "x1", "0x10",
	    "1.0", "1e2", "--1", "- 1", "1001", "-1001", "99999999999999999999999",
	    "-99999999999999999999999", "1\n", "\xd9\xa1"};
	bool good = true;

	ok(buf_number("0", 0, 0, 0) && buf_number("-0", 0, 0, 0) && buf_number("007", 0, 10, 7),
	    "zeros");
	ok(buf_number("1000", -1000, 1000, 1000) && buf_number("-1000", -1000, 1000, -1000),
	    "both ends");
	ok(buf_number("9223372036854775807", 0, LONG_MAX, LONG_MAX), "the largest");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (!no_number(bad[i])) {
			good = false;
			printf("# '%s'\n", bad[i]);
		}
	ok(good, "what is no number, or too large, is refused and changes nothing");
}

int
main(void)
{
	test_buf();
	test_ceiling();
	test_mem();
	test_num();
	return tap_done();
}
