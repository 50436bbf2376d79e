/*
 * Whether a container is JSON, as each kind of processor tells it from blocks of bytes, and batches of
 * these (json_blocks.h): the same as without vectors.
 */
#include "json/json_core.h"
#include "random.h"
#include "tap.h"

/* The text that is number n of all that are made of so many of these characters. */
struct texts {
	const char *of;
	size_t kinds;
	int n;
	bool in_string;
};

/* In a container with a string, so long that the text begins at `place`, or is the end of that. */
static void
put_text(struct buf *b, const struct texts *t, bool object, size_t place, size_t n)
{
	buf_clear(b);
	buf_puts(b, object ? "{\"" : "[\"");
	while (b->n < place - (object && !t->in_string ? 3 : 1))
		buf_putc(b, 'x');
	if (!t->in_string)
		buf_puts(b, object ? "\":1" : "\"");
	for (int i = 0; i < t->n; i++, n /= t->kinds)
		buf_putc(b, t->of[n % t->kinds]);
	if (t->in_string)
		buf_puts(b, object ? "\":1" : "\"");
	buf_putc(b, object ? '}' : ']');
}

/* Whether it is JSON, to this core. */
static bool
takes_text(struct json *j, const char *core, const struct buf *text)
{
	struct slice whole;

	json_core_use(core);
	json_start(j, buf_slice(text));
	return json_value(j, &whole) != JSON_ERROR && json_next(j) == JSON_END;
}

/* How many of these texts are JSON to this core; none, if "plain" finds another number. */
static size_t
count_taken(const char *core, const struct texts *t, size_t place)
{
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT;
	size_t same = 0, taken = 0, all = 2;

	for (int i = 0; i < t->n; i++)
		all *= t->kinds;
	for (size_t n = 0; n < all; n++) {
		bool takes;
		put_text(&text, t, n & 1, place, n / 2);
		takes = takes_text(&j, core, &text);
		taken += takes;
		same += takes == takes_text(&j, "plain", &text);
	}
	buf_release(&text);
	json_release(&j);
	return same == all ? taken : 0;
}

/* Where one block of 64 bytes, or one batch of them, ends and the next one begins. */
static void
test_texts(const char *core)
{
	static const struct texts tokens = {"{}[]:,\"\\1", 9, 5, false};
	static const struct texts few = {"{}[]:,\"\\1", 9, 3, false};
	static const struct texts string = {"x\xc3\xa4\x01\\n\"", 7, 4, true};
	const size_t batches[] = {2 * 63, 3 * 63, 18 * 63, 19 * 63};
	size_t taken = 0, less = 0;

	for (size_t place = 56; place <= 64; place++) {
		taken += count_taken(core, &tokens, place);
		less += count_taken(core, &string, place) == 0;
	}
	ok(taken == 594, "%s: %zu texts at a block's end are JSON, as without vectors", core,
	    taken);
	for (size_t i = 0; i < COUNT_OF(batches); i++) {
		for (size_t place = batches[i] - 6; place <= batches[i] + 2; place++) {
			less += count_taken(core, &few, place) == 0;
			less += count_taken(core, &string, place) == 0;
		}
	}
	ok(less == 0, "%s: and those in strings, and at a batch's end", core);
}

/* One object among lists in lists; its end is taken for what it is, and no list's. */
static void
test_deep(const char *core)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	size_t right = 0, all = 0;

	for (size_t depth = 1; depth < 1200; depth += depth < 140 ? 1 : 97) {
		for (size_t at = 0; at < depth; at += 1 + depth / 8) {
			buf_clear(&b);
			for (size_t i = 0; i < depth; i++)
				buf_puts(&b, i == at ? "{\"\":" : "[");
			buf_putc(&b, '1');
			for (size_t i = depth; i-- > 0;)
				buf_putc(&b, i == at ? '}' : ']');
			right += takes_text(&j, core, &b);
			b.p[b.n - 1 - at] = ']';
			right += !takes_text(&j, core, &b);
			all += 2;
		}
	}
	ok(right == all && all > 0, "%s: an object at any level ends as one", core);
	buf_release(&b);
	json_release(&j);
}

/* Containers in containers, down to 1,200 levels, and up again; now and then a value. */
static void
put_nest(struct random *r, struct buf *b)
{
	struct buf open = BUF_INIT;
	size_t most = random_below(r, 3) == 0 ? 1200 : random_below(r, 2) == 0 ? 130 : 20;

	do {
		bool object = open.n > 0 && open.p[open.n - 1] == '{';
		bool down = open.n == 0 || (b->n < 4000 && open.n < most && random_below(r, 8) < 5);
		char c = random_below(r, 2) == 0 ? '{' : '[';
		if (down) {
			if (open.n > 0 && strchr("{[", b->p[b->n - 1]) == NULL)
				buf_putc(b, ',');
			if (object)
				buf_puts(b, random_below(r, 2) == 0 ? "\"\":" : "\"name\":");
			if (open.n > 0 && random_below(r, 6) == 0) {
				buf_putc(b, '1');
				continue;
			}
			buf_putc(b, c);
			buf_putc(&open, c);
		} else {
			buf_putc(b, object ? '}' : ']');
			open.n--;
		}
	} while (open.n > 0);
	buf_release(&open);
}

/* A list of a string of many escapes and characters that are not ASCII. */
static void
put_escapes(struct random *r, struct buf *b)
{
	static const char *const parts[] = {
	    "\\\\", "\\\"", "\\u00e4", "x", "\xc3\xa4", "{\\n", "1234567"};
	size_t kinds = 1 + random_below(r, COUNT_OF(parts));

	buf_puts(b, "[\"");
	for (size_t n = random_below(r, 600); n > 0; n--)
		buf_puts(b, parts[random_below(r, kinds)]);
	buf_puts(b, "\",1]");
}

/* Whole, and with one of the bytes changed. */
static void
test_many(const char *core, const char *what, void (*put)(struct random *r, struct buf *b))
{
	enum { ROUNDS = 2000 };
	struct json j = JSON_INIT;
	struct random r = {20261128};
	struct buf text = BUF_INIT;
	size_t same = 0, taken = 0, spoiled = 0;

	for (int i = 0; i < ROUNDS; i++) {
		bool takes;
		buf_clear(&text);
		put(&r, &text);
		taken += takes_text(&j, core, &text);
		if (random_below(&r, 2) == 0)
			text.p[random_below(&r, text.n)] ^= 0x20;
		else
			text.p[random_below(&r, text.n)] = "{}[]:,\"\\1\x01"[random_below(&r, 10)];
		takes = takes_text(&j, core, &text);
		spoiled += !takes;
		same += takes == takes_text(&j, "plain", &text);
	}
	ok(taken == ROUNDS && same == ROUNDS && spoiled > ROUNDS / 3,
	    "%s: %s, and %zu of them spoiled, as without vectors", core, what, spoiled);
	buf_release(&text);
	json_release(&j);
}

int
main(void)
{
	const char *core;

	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++) {
		test_texts(core);
		test_deep(core);
		test_many(core, "containers in containers", put_nest);
		test_many(core, "strings of many escapes", put_escapes);
	}
	return tap_done();
}
