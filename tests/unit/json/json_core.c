/*
 * The reader's inner loops, of each kind of processor that this one can be: the same tokens, the
 * same errors at the same places, and the same ends of containers, of random texts, half of which
 * are wrong.
 */
#include "base/mem.h"
#include "json/find.h"
#include "json/peek.h"
#include "random.h"
#include "tap.h"

enum { TEXT_MAX = 3000 };

static void json_core_add_value(struct random *r, struct buf *b, int depth);

static void
json_core_add_string(struct random *r, struct buf *b)
{
	static const char *const parts[] = {"a", "name", "\\\"", "\\\\", "\\u00e4", "\xc3\xa4",
	    "\xe2\x82\xac", "\xf0\x9f\x98\x80", "{", "]", ",", ":", " ", "0a000000-0000-4000-8000",
	    "\\n", "\\/", "\xed\x9f\xbf", "\xef\xbf\xbf"};

	buf_putc(b, '"');
	for (size_t n = random_below(r, 8); n > 0; n--)
		buf_puts(b, parts[random_below(r, COUNT_OF(parts))]);
	buf_putc(b, '"');
}

static void
add_container(struct random *r, struct buf *b, int depth, bool object)
{
	buf_putc(b, object ? '{' : '[');
	for (size_t i = 0, n = random_below(r, 5); i < n && b->n < TEXT_MAX; i++) {
		if (i > 0)
			buf_putc(b, ',');
		if (object) {
			json_core_add_string(r, b);
			buf_putc(b, ':');
		}
		json_core_add_value(r, b, depth + 1);
	}
	buf_putc(b, object ? '}' : ']');
}

static void
json_core_add_value(struct random *r, struct buf *b, int depth)
{
	static const char *const simple[] = {
	    "true", "false", "null", "0", "-1.5e+3", "12", "1E9", "-0"};
	size_t kind = random_below(r, depth < 12 ? 6 : 2);

	if (kind == 0)
		buf_puts(b, simple[random_below(r, COUNT_OF(simple))]);
	else if (kind == 1)
		json_core_add_string(r, b);
	else
		add_container(r, b, depth, kind % 2 == 0);
}

/* A byte more, less or another, at a random place, or the end; often one that the grammar knows. */
static void
json_core_spoil(struct random *r, struct buf *b)
{
	static const char bytes[] = "{}[],:\"\\ \n\t01-tfnue.\x01\x80\xc3\xed\xff";
	size_t at = random_below(r, b->n), tail = b->n - at;
	char c = bytes[random_below(r, sizeof bytes)]; /* its NUL, too */

	switch (random_below(r, 4)) {
	case 0:
		b->p[at] = c;
		break;
	case 1:
		b->n = at + 1;
		break;
	case 2:
		memmove(b->p + at, b->p + at + 1, tail - 1);
		b->n--;
		break;
	default:
		buf_reserve(b, 1);
		memmove(b->p + at + 1, b->p + at, tail);
		b->p[at] = c;
		b->n++;
	}
}

/* Where some words begin; as a search one by one finds them is tested below. */
static void
describe_words(struct slice text, struct buf *to)
{
	const struct slice words[] = {slice_str("\"name"), slice_str("\\u00"), slice_str("e,")};
	const char *p = text.p, *end = text.p + text.n;
	size_t which;

	while ((p = json_find(p, end, words, COUNT_OF(words), &which)) != NULL) {
		buf_printf(to, ";%zu at %zu", which, (size_t)(p - text.p));
		p++;
	}
}

/* What a reader finds: each token's type and place, then the error and its place. */
static void
json_core_describe(struct slice text, struct buf *to)
{
	struct json j = JSON_INIT;
	struct slice whole;
	enum json_type t;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END)
		buf_printf(to, "%d %zu %zu %d,", (int)t, (size_t)(j.tok.p - text.p), j.tok.n,
		    (t == JSON_STRING || t == JSON_KEY) && j.escaped);
	buf_printf(to, "%d %zu %s;", (int)t, json_offset(&j), json_error(&j));
	json_start(&j, text);
	t = json_value(&j, &whole);
	buf_printf(to, "%d %zu %s", (int)t, json_offset(&j), json_error(&j));
	t = json_next(&j);
	buf_printf(to, "%d %zu;", (int)t, json_offset(&j));
	/* Each value of the outermost container, whole. */
	json_start(&j, text);
	for (t = json_next(&j); t > JSON_END; t = json_value(&j, &whole))
		buf_printf(to, "%d %zu,", (int)t, json_offset(&j));
	whole = text;
	buf_printf(to, "%d %zu;%zu", (int)t, json_offset(&j), peek_value(&whole).n);
	describe_words(text, to);
	json_release(&j);
}

/* In memory that ends where the text ends, for the sanitizers' sake. */
static char *
exact_copy(const struct buf *b)
{
	char *p = xmalloc(b->n > 0 ? b->n : 1);

	if (b->n > 0)
		memcpy(p, b->p, b->n);
	return p;
}

static size_t
compare(size_t rounds, const char *core)
{
	struct random r = {20261127};
	struct buf text = BUF_INIT, expected = BUF_INIT, got = BUF_INIT;
	size_t same = 0;

	for (size_t i = 0; i < rounds; i++) {
		char *p;
		buf_clear(&text);
		json_core_add_value(&r, &text, 0);
		for (size_t n = random_below(&r, 3); n > 0 && text.n > 1; n--)
			json_core_spoil(&r, &text);
		p = exact_copy(&text);
		buf_clear(&expected);
		buf_clear(&got);
		json_core_use("plain");
		json_core_describe(slice_of(p, text.n), &expected);
		json_core_use(core);
		json_core_describe(slice_of(p, text.n), &got);
		if (slice_eq(buf_slice(&expected), buf_slice(&got)))
			same++;
		else
			printf("# %.*s\n# plain: %s\n# %s: %s\n", (int)text.n, p, expected.p, core,
			    got.p);
		free(p);
	}
	buf_release(&text);
	buf_release(&expected);
	buf_release(&got);
	return same;
}

/* Deeper than any of them looks at once. */
static void
test_json_core_depth(const char *core)
{
	struct buf b = BUF_INIT;
	struct json j = JSON_INIT;
	struct slice whole;

	for (int i = 0; i < 5000; i++)
		buf_puts(&b, i % 3 == 0 ? "{\"a\":" : "[");
	buf_puts(&b, "1");
	for (int i = 5000; i-- > 0;)
		buf_puts(&b, i % 3 == 0 ? "}" : "]");
	json_core_use(core);
	json_start(&j, buf_slice(&b));
	ok(json_value(&j, &whole) == JSON_OBJECT && json_next(&j) == JSON_END && whole.n == b.n,
	    "%s: 5,000 levels are one value", core);
	b.p[b.n - 2] ^= 0x20;
	json_start(&j, buf_slice(&b));
	ok(json_value(&j, &whole) == JSON_ERROR && json_offset(&j) == b.n - 2,
	    "%s: the last but one does not end as it began", core);
	json_release(&j);
	buf_release(&b);
}

/* The first of two words, at any place of a text longer than two blocks. */
static void
test_json_core_find(const char *core)
{
	const struct slice words[] = {slice_str("<needle>"), slice_str("<>")};
	char text[200];
	size_t good = 0, tried = 0, which;

	json_core_use(core);
	for (size_t at = 0; at + words[0].n <= sizeof text; at++, tried += 2) {
		memset(text, '<', sizeof text);
		memcpy(text + at, words[0].p, words[0].n);
		good += json_find(text, text + sizeof text, words, 2, &which) == text + at &&
			which == 0;
		text[at + 1] = '>';
		good += json_find(text, text + sizeof text, words, 2, &which) == text + at &&
			which == 1;
	}
	ok(good == tried, "%s: words are found, wherever they are", core);
	memset(text, '<', sizeof text);
	ok(json_find(text, text + sizeof text, words, 2, &which) == NULL &&
		json_find(text, text, words, 2, &which) == NULL,
	    "%s: and not where they are not", core);
}

int
main(void)
{
	enum { ROUNDS = 10000 };
	const char *core;

	ok(!json_core_use("none"), "no core has this name");
	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++) {
		ok(json_core_use(core) && strcmp(json_core.name, core) == 0, "%s is chosen", core);
		ok(compare(ROUNDS, core) == ROUNDS, "%s: %d texts as without vectors", core,
		    ROUNDS);
		test_json_core_depth(core);
		test_json_core_find(core);
	}
	return tap_done();
}
