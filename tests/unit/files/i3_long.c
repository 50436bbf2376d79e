/* Architect's export files of many groups: escapes across their ends, in lines, and what is wrong. */
#include "base/base64.h"
#include "files/i3.h"
#include "tap.h"

/* The base64 of a text, in lines of so many characters; 0: in one. */
static void
long_file(struct slice text, size_t line, struct buf *file)
{
	struct buf all = BUF_INIT;

	base64_encode(text, &all);
	buf_clear(file);
	for (size_t i = 0; i < all.n; i++) {
		if (line > 0 && i > 0 && i % line == 0)
			buf_puts(file, i % 2 == 0 ? "\n" : "\r\n");
		buf_putc(file, all.p[i]);
	}
	buf_release(&all);
}

/* A text of n letters, with something in it. */
static void
long_text(size_t n, const char *in, struct buf *text)
{
	buf_clear(text);
	for (size_t i = 0; i < n; i++)
		buf_putc(text, 'a');
	buf_puts(text, in);
	for (size_t i = 0; i < 300; i++)
		buf_putc(text, 'b');
}

static void
test_long_good(void)
{
	struct buf text = BUF_INIT, want = BUF_INIT, file = BUF_INIT, got = BUF_INIT;
	static const size_t lines[] = {0, 76, 77, 7, 1};

	for (size_t l = 0; l < COUNT_OF(lines); l++) {
		bool good = true;
		for (size_t n = 0; n < 80; n++) {
			size_t at = 0;
			long_text(n, "%41%2B%c3%A4", &text);
			long_text(n, "A+\xc3\xa4", &want);
			long_file(buf_slice(&text), lines[l], &file);
			buf_clear(&got);
			good &= i3_decode(buf_slice(&file), &got, &at) == NULL &&
				slice_eq(buf_slice(&got), buf_slice(&want)) && at == file.n;
		}
		ok(good, "escapes at each place, in lines of %zu", lines[l]);
	}
	buf_release(&text);
	buf_release(&want);
	buf_release(&file);
	buf_release(&got);
}

static void
test_long_wrong(void)
{
	struct buf text = BUF_INIT, file = BUF_INIT, got = BUF_INIT;
	static const char *const wrong[] = {"%G1", "%1G", "%%41", "%4%"};
	static const size_t lines[] = {0, 76, 77, 7};

	for (size_t l = 0; l < COUNT_OF(lines); l++) {
		bool good = true;
		for (size_t n = 0; n < 400; n++) {
			const char *why;
			size_t at = 0;
			long_text(n % 100, wrong[n / 100], &text);
			long_file(buf_slice(&text), lines[l], &file);
			buf_clear(&got);
			why = i3_decode(buf_slice(&file), &got, &at);
			/* in the group of the byte that is wrong, or one before */
			good &= why != NULL && strstr(why, "percent") != NULL &&
				(lines[l] > 0 ||
				    (at / 4 * 3 <= n % 100 + 2 && at / 4 * 3 + 3 >= n % 100));
		}
		ok(good, "what is no escape is refused at each place, in lines of %zu", lines[l]);
	}
	buf_release(&text);
	buf_release(&file);
	buf_release(&got);
}

int
main(void)
{
	test_long_good();
	test_long_wrong();
	return tap_done();
}
