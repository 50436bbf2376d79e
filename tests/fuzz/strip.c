/*
 * Stripping, by patterns of the input's first line: what comes out is JSON, no longer than before,
 * and stays as it is when it is stripped again.
 */
#include "fuzz.h"
#include "strip.h"

/* Blanks part the patterns; one that begins with an exclamation mark is kept. */
static void
add_rules(struct strip *s, struct slice line)
{
	struct buf one = BUF_INIT;

	for (size_t i = 0; i <= line.n; i++) {
		if (i < line.n && line.p[i] != ' ' && line.p[i] != '\0') {
			buf_putc(&one, line.p[i]);
			continue;
		}
		if (one.n > 0 && one.p[0] == '!')
			strip_keep(s, one.p + 1);
		else if (one.n > 0)
			strip_drop(s, one.p);
		buf_clear(&one);
	}
	buf_release(&one);
}

static bool
strip_text(struct strip *s, struct json *j, struct slice text, struct buf *to)
{
	if (!strip_read(s, j, text))
		return false;
	splices_apply(&s->edits, text, to);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size), line = text;
	const char *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf once = BUF_INIT, twice = BUF_INIT;

	if (lf == NULL)
		return 0;
	line.n = (size_t)(lf - text.p);
	text = slice_of(lf + 1, text.n - line.n - 1);
	add_rules(&s, line);
	strip_for(&s, STRIP_DIFF);
	strip_ready(&s);
	if (strip_text(&s, &j, text, &once)) {
		must(once.n <= text.n && fuzz_is_json(&j, buf_slice(&once)));
		must(strip_text(&s, &j, buf_slice(&once), &twice));
		must(slice_eq(buf_slice(&once), buf_slice(&twice)));
	} else {
		must(!fuzz_is_json(&j, text) || !json_start_object(&j, text));
	}
	strip_release(&s);
	json_release(&j);
	buf_release(&once);
	buf_release(&twice);
	return 0;
}
