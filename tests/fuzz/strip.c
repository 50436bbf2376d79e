/*
 * Stripping, by patterns of the input's first line: what comes out is JSON, no longer than before,
 * and stays as it is when it is stripped again. A rule that keeps what is never there changes
 * nothing, though with it no container is stripped by names.
 */
#include "base/mem.h"
#include "fuzz.h"
#include "strip/strip.h"

/* Blanks part the patterns; one that begins with an exclamation mark is kept. */
static void
add_rules(struct strip *s, char *line)
{
	while (*line != '\0') {
		size_t n = strcspn(line, " ");
		bool last = line[n] == '\0';
		line[n] = '\0';
		if (*line == '!')
			strip_keep(s, line + 1);
		else
			strip_drop(s, line);
		line += last ? n : n + 1;
	}
}

static void
strip_start_rules(struct strip *s, const char *line, bool walks)
{
	char *copy = xmemdup0(line, strlen(line));

	add_rules(s, copy);
	free(copy);
	strip_for(s, STRIP_DIFF);
	if (walks)
		strip_keep(s, "/**/ \x01never");
	strip_ready(s);
}

/* False: it is no object, or a rule numbers an element. */
static bool
strip_whole(struct strip *s, struct json *j, struct slice text, struct buf *to)
{
	if (!strip_read(s, j, text) || s->index != NULL)
		return false;
	splices_apply(&s->edits, text, to);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	char *line;
	const char *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	struct strip s = STRIP_INIT, walk = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf once = BUF_INIT, twice = BUF_INIT;

	if (lf == NULL)
		return 0;
	line = xmemdup0(text.p, (size_t)(lf - text.p));
	text = slice_of(lf + 1, text.n - (size_t)(lf - text.p) - 1);
	strip_start_rules(&s, line, false);
	strip_start_rules(&walk, line, true);
	if (strip_whole(&s, &j, text, &once)) {
		fuzz_must(once.n <= text.n && fuzz_is_json(&j, buf_slice(&once)));
		fuzz_must(strip_whole(&s, &j, buf_slice(&once), &twice));
		fuzz_must(slice_eq(buf_slice(&once), buf_slice(&twice)));
		buf_clear(&twice);
		fuzz_must(strip_whole(&walk, &j, text, &twice));
		fuzz_must(slice_eq(buf_slice(&once), buf_slice(&twice)));
	} else if (s.index == NULL) {
		fuzz_must(!fuzz_is_json(&j, text) || !json_start_object(&j, text));
	}
	strip_release(&s);
	strip_release(&walk);
	free(line);
	json_release(&j);
	buf_release(&once);
	buf_release(&twice);
	return 0;
}
