/* A JSON object in a file, one value at a time. */
#include <unistd.h>

#include "json/feed.h"
#include "tap.h"

/* "key[value]" for each element, "key=value" for others; then the error in parentheses. */
static void
feed_show(const char *text, size_t n, struct buf *b)
{
	char path[] = "/tmp/gc-feed-XXXXXX";
	int fd = mkstemp(path);
	struct feed f;

	if (fd < 0 || unlink(path) != 0 || write(fd, text, n) != (ssize_t)n)
		abort();
	lseek(fd, 0, SEEK_SET);
	feed_open(&f, fd);
	buf_clear(b);
	buf_puts(b, "");
	while (feed_next(&f))
		buf_printf(b, f.array ? "%.*s[%.*s]" : "%.*s=%.*s", SLICE_ARGS(f.key),
		    SLICE_ARGS(f.value));
	if (f.error != NULL)
		buf_printf(b, "(%s)", f.error);
	ok(!feed_next(&f), "and then nothing more");
	feed_release(&f);
	close(fd);
}

static void
feed_gives(const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	feed_show(text, strlen(text), &b);
	ok(strcmp(b.p, want) == 0, "%s: %s", text, b.p);
	buf_release(&b);
}

/* Values across the ends of what is read at once. */
static void
feed_large(void)
{
	struct buf text = BUF_INIT, want = BUF_INIT, b = BUF_INIT;

	buf_puts(&text, "{\"a\" : [");
	for (int i = 0; i < 30000; i++) {
		buf_printf(&text, "%s {\"n\":\"\\\"]%d\\\\\"}", i > 0 ? "," : "", i);
		buf_printf(&want, "a[{\"n\":\"\\\"]%d\\\\\"}]", i);
	}
	buf_puts(&text, "]}");
	feed_show(text.p, text.n, &b);
	ok(slice_eq(buf_slice(&b), buf_slice(&want)), "30,000 elements");
	buf_release(&text);
	buf_release(&want);
	buf_release(&b);
}

int
main(void)
{
	struct feed f;

	feed_gives("{}", "");
	feed_gives(" {\n} \n", "");
	feed_gives("{\"a\":[],\"b\":[1, \"]\" ,{\"c\":[2]}] , \"d\":{\"e\":\"}\"},\"f\":null}",
	    "a[]b[1]b[\"]\"]b[{\"c\":[2]}]d={\"e\":\"}\"}f=null");
	feed_gives("{\"a\\\"b\":\"\"}", "a\\\"b=\"\"");
	feed_gives("", "(not a JSON object)");
	feed_gives("[1]", "(not a JSON object)");
	feed_gives("{\"a\":[1", "(it ends too early)");
	feed_gives("{\"a\":[1,", "a[1](it ends too early)");
	feed_gives("{\"a\":[1 2]}", "a[1](not a JSON object)");
	feed_gives("{\"a\":{\"b\":\"", "(it ends too early)");
	feed_gives("{\"a\":1", "(it ends too early)");
	feed_gives("{\"a\":1 ", "a=1(not a JSON object)");
	feed_gives("{\"a\"}", "(not a JSON object)");
	feed_gives("{\"a\":1,}", "a=1(not a JSON object)");
	feed_gives("{a:1}", "(not a JSON object)");
	feed_gives("{\"a\":}", "(not a JSON object)");
	feed_gives("{\"a\":[,]}", "(not a JSON object)");
	feed_gives("{\"a\":1} x", "a=1(something follows after it)");
	feed_large();
	feed_open(&f, -1);
	ok(!feed_next(&f) && f.errnum == EBADF, "a file that cannot be read");
	feed_release(&f);
	return tap_done();
}
