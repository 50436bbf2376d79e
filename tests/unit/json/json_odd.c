/* The small readers of JSON where a text ends early, an edit is none, or a path is too long. */
#include <limits.h>
#include <unistd.h>

#include "child.h"
#include "json/feed.h"
#include "json/jx.h"
#include "json/peek.h"
#include "json/splice.h"
#include "tap.h"

/* What feed reads of a text: "key=value " for each, and the error. */
static void
odd_feed(const char *text, const char *want)
{
	char path[] = "/tmp/gc-feed-XXXXXX";
	int fd = mkstemp(path);
	struct buf b = BUF_INIT;
	struct feed f;

	if (fd < 0 || unlink(path) != 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) ||
	    lseek(fd, 0, SEEK_SET) != 0)
		child_broken(path);
	feed_open(&f, fd);
	while (feed_next(&f))
		buf_printf(&b, "%.*s=%.*s ", SLICE_ARGS(f.key), SLICE_ARGS(f.value));
	buf_printf(&b, "%s", f.error != NULL ? f.error : "");
	ok(tap_is(&b, want), "feed: %s", text);
	feed_release(&f);
	close(fd);
}

static void
test_odd_feed(void)
{
	odd_feed("{\"a\":tru\n,\"b\":1\t}", "a=tru b=1 ");
	odd_feed("{\"a\":1:2}", "a=1 not a JSON object");
	odd_feed("{\"a\"::1}", "not a JSON object");
	odd_feed("{\"a", "it ends too early");
	odd_feed("{\"a\":1,\"b", "a=1 it ends too early");
	odd_feed("{\"a\" \"b\"}", "not a JSON object");
	odd_feed("{\"a\":[1:2]}", "a=1 not a JSON object");
	odd_feed("{\"a\":}", "not a JSON object");
}

static void
odd_leave(const char *text, const char *want)
{
	struct slice rest = slice_str(text);

	peek_leave(&rest);
	ok(slice_is(rest, want), "peek: behind what stands in \"%s\"", text);
}

static void
test_odd_peek(void)
{
	odd_leave(" } ,1", " ,1");
	odd_leave("]]", "]");
	odd_leave("", "");
	odd_leave("  ", "");
	odd_leave(",1", ",1");
}

static int
odd_path(void *x)
{
	return jx_has(x, "/%0300d", 1) ? 1 : 0;
}

static void
test_odd_jx(void)
{
	const char *why;
	struct jx *x = jx_parse(
	    slice_str("{\"a~\":1,\"b/c\":2,\"small\":-1e300,\"big\":1e300,\"half\":0.5}"), &why);
	struct child c;
	long n = 0;

	ok(x != NULL, "a document");
	ok(jx_integer(x, 0, 9, &n, "/a~") && n == 1, "a tilde at the end is itself");
	ok(jx_integer(x, 0, 9, &n, "/a~0") && n == 1, "and as RFC 6901 spells it");
	ok(jx_integer(x, 0, 9, &n, "/b~1c") && n == 2, "a slash");
	ok(!jx_integer(x, LONG_MIN, LONG_MAX, &n, "/small") &&
		!jx_integer(x, LONG_MIN, LONG_MAX, &n, "/big") &&
		!jx_integer(x, LONG_MIN, LONG_MAX, &n, "/half") && n == 2,
	    "numbers that no long is");
	c = child_run(odd_path, x);
	ok(c.status == EXIT_BUG && strstr(c.err.p, "a path of 301 bytes") != NULL,
	    "a path that is too long ends the program");
	child_release(&c);
	jx_free(x);
}

static int
odd_edit(void *argument)
{
	const size_t *place = argument;
	struct splices s = SPLICES_INIT;
	struct buf b = BUF_INIT;

	splices_add(&s, place[0], place[1], slice_str("x"));
	splices_apply(&s, slice_str("abc"), &b);
	buf_release(&b);
	splices_release(&s);
	return 0;
}

static void
test_odd_edits(void)
{
	static const size_t behind[][2] = {{0, 4}, {3, 1}, {4, 0}, {2, 2}};
	struct splices s = SPLICES_INIT;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(behind); i++) {
		struct child c = child_run(odd_edit, (void *)(uintptr_t)behind[i]);
		ok(c.status == EXIT_BUG && strstr(c.err.p, "edits overlap at byte") != NULL,
		    "%zu bytes from %zu on of three: ends the program", behind[i][1], behind[i][0]);
		child_release(&c);
	}
	/* at one place: insertions first, in the order of the calls, whichever call came first */
	splices_add(&s, 1, 1, slice_str("B"));
	splices_add(&s, 1, 0, slice_str("1"));
	splices_add(&s, 1, 0, slice_str("2"));
	splices_add(&s, 0, 1, slice_str("A"));
	splices_add(&s, 0, 0, slice_str("0"));
	splices_apply(&s, slice_str("abc"), &b);
	ok(tap_is(&b, "0A12Bc"), "insertions before a replacement");
	splices_release(&s);
}

int
main(void)
{
	test_odd_feed();
	test_odd_peek();
	test_odd_jx();
	test_odd_edits();
	return tap_done();
}
