/*
 * Searches in checked JSON without tokens, with each core: where the container around each token
 * begins, and what may be a UUID, of random texts, held against a reader of tokens and a loop over
 * bytes.
 */
#include "base/mem.h"
#include "json/find.h"
#include "random.h"
#include "tap.h"

enum { TEXTS = 300, TEXT_MAX = 4000, FAR = TEXT_MAX * 2 };

static void hits_add_value(struct random *r, struct buf *b, int depth);

static void
hits_add_string(struct random *r, struct buf *b)
{
	static const char *const parts[] = {"a", "id", "\\\"", "\\\\", "\\u00e4", "\xc3\xa4", "{",
	    "]", "[[[[[[[[", "}", "-", "0a000000-0000-4000-8000-000000000001",
	    "0a000000-aaaa0aaaa0aaaa-0000000000001", "\\\\\\\\\\\\\\\\\\\\\\\\\\\\", "\\u003d"};

	buf_putc(b, '"');
	for (size_t n = random_below(r, 6); n > 0; n--)
		buf_puts(b, parts[random_below(r, COUNT_OF(parts))]);
	buf_putc(b, '"');
}

static void
hits_add_container(struct random *r, struct buf *b, int depth, bool object)
{
	buf_putc(b, object ? '{' : '[');
	for (size_t i = 0, n = random_below(r, 6); i < n && b->n < TEXT_MAX; i++) {
		if (i > 0)
			buf_puts(b, random_below(r, 10) == 0 ? ", \n" : ",");
		if (object) {
			hits_add_string(r, b);
			buf_putc(b, ':');
		}
		hits_add_value(r, b, depth + 1);
	}
	buf_putc(b, object ? '}' : ']');
}

static void
hits_add_value(struct random *r, struct buf *b, int depth)
{
	size_t kind = random_below(r, depth < 12 ? 6 : 2);

	if (kind == 0)
		buf_puts(b, "-12");
	else if (kind == 1)
		hits_add_string(r, b);
	else
		hits_add_container(r, b, depth, kind % 2 == 0);
}

/* The text is copied into memory of its own size, so that a sanitizer finds a read beyond it. */
static struct slice
hits_text(struct random *r, struct buf *b)
{
	buf_clear(b);
	hits_add_container(r, b, 0, true);
	return slice_of(xmemdup0(b->p, b->n), b->n);
}

/* How many tokens the text has, and of how many the search finds the container. */
static size_t
hits_count_open(struct slice text, size_t *found)
{
	struct json j = JSON_INIT;
	const char **open = xcalloc(text.n, sizeof *open);
	size_t n = 0, depth = 0;

	json_start(&j, text);
	for (enum json_type t = json_next(&j); t > JSON_END; t = json_next(&j), n++) {
		bool ends = t == JSON_OBJECT_END || t == JSON_ARRAY_END;
		const char *want = depth > 0 ? open[depth - 1] : NULL;
		*found += json_find_open(text.p, j.at, FAR) == want;
		if (ends)
			depth--;
		else if (t == JSON_OBJECT || t == JSON_ARRAY)
			open[depth++] = j.at;
	}
	json_release(&j);
	free(open);
	return n;
}

static void
test_open(const char *core)
{
	struct random r = {20261127};
	struct buf b = BUF_INIT;
	size_t n = 0, found = 0;

	for (int i = 0; i < TEXTS; i++) {
		struct slice text = hits_text(&r, &b);
		n += hits_count_open(text, &found);
		free((char *)text.p);
	}
	ok(n > TEXTS * 10 && found == n, "%s: the containers of %zu of %zu tokens", core, found, n);
	buf_release(&b);
}

static void
test_near(const char *core)
{
	static const char text[] = "{\"a\":{\"b\":0,\"c\":1}}";
	struct buf b = BUF_INIT;

	buf_printf(&b, "[%*s0]", 1000, "");
	ok(json_find_open(b.p, b.p + 1001, 512) == NULL, "%s: the container is too far", core);
	ok(json_find_open(b.p, b.p + 1001, 1024) == b.p, "%s: it is not", core);
	ok(json_find_open(text, strstr(text, "\"c\""), 512) == text + 5, "%s: a short text", core);
	buf_release(&b);
}

/* What may be a UUID, or is an array's bracket, from p on; NULL: nothing is. */
static const char *
hits_expected(struct slice text, const char *p)
{
	const char *end = text.p + text.n;

	for (; end - p > HITS_UUID; p++)
		if (*p == '[' || (p[8] == '-' && p[23] == '-' && *p != '\\'))
			return p;
	return NULL;
}

static bool
hits_are_as_expected(struct json_hits *h, struct slice text, size_t *n)
{
	const char *want = text.p;

	json_hits_start(h, text, 0, text.n);
	for (; (want = hits_expected(text, want)) != NULL; want++, ++*n)
		if (!json_hits_next(h) || h->at != want)
			return false;
	return !json_hits_next(h);
}

static void
test_places(const char *core)
{
	struct random r = {20261128};
	struct json_hits h = JSON_HITS_INIT;
	struct buf b = BUF_INIT;
	size_t n = 0, good = 0;

	for (int i = 0; i < TEXTS; i++) {
		struct slice text = hits_text(&r, &b);
		good += hits_are_as_expected(&h, text, &n);
		free((char *)text.p);
	}
	ok(good == TEXTS, "%s: the %zu places of %zu of %d texts", core, n, good, TEXTS);
	json_hits_release(&h);
	buf_release(&b);
}

static void
test_spelled(const char *core)
{
	static const struct {
		const char *text;
		bool spelled;
	} cases[] = {{"[\"\\u0061\"]", true}, {"[\"\\u002d\"]", true}, {"[\"\\u005f\"]", true},
	    {"[\"\\u003d\\u00e4\\u1061\"]", false}, {"[\"\\\\u0\"]", false},
	    {"[\"\\\\u\"]", false}};
	struct json_hits h = JSON_HITS_INIT;
	size_t good = 0;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice text = slice_str(cases[i].text);
		char *copy = xmemdup0(text.p, text.n);
		json_hits_start(&h, slice_of(copy, text.n), 0, text.n);
		good += !json_hits_next(&h) && h.spelled == cases[i].spelled;
		free(copy);
	}
	ok(good == COUNT_OF(cases), "%s: escapes that may spell a UUID", core);
	json_hits_release(&h);
}

int
main(void)
{
	const char *core;

	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++) {
		json_core_use(core);
		test_open(core);
		test_near(core);
		test_places(core);
		test_spelled(core);
	}
	return tap_done();
}
