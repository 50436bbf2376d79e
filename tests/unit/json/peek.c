/* peek: against members.h on generated documents, and on text that is no JSON. */
#include "base/buf.h"
#include "json/members.h"
#include "json/peek.h"
#include "tap.h"

static uint32_t seed = 1;

static unsigned
peek_below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (unsigned)(((uint64_t)seed * n) >> 32);
}

static void
peek_add_string(struct buf *b)
{
	static const char *const parts[] = {
	    "a", "\\\\", "\\\"", "{", "}", "[", "]", ",", ":", " ", "\xc3\xa9", "\\n", "\\u007b"};

	buf_putc(b, '"');
	for (unsigned n = peek_below(peek_below(8) == 0 ? 200 : 6); n > 0; n--)
		buf_puts(b, parts[peek_below(COUNT_OF(parts))]);
	buf_putc(b, '"');
}

static void
add_space(struct buf *b)
{
	if (peek_below(4) == 0)
		buf_puts(b, peek_below(2) == 0 ? " " : "\t \r\n");
}

static void
peek_add_value(struct buf *b, unsigned depth)
{
	static const char *const scalars[] = {"0", "-1.5e9", "true", "null", "{}", "[]", "[ ]"};
	unsigned kind = peek_below(depth < 6 ? 5 : 3), n = peek_below(5);

	if (kind < 2) {
		peek_add_string(b);
	} else if (kind == 2) {
		buf_puts(b, scalars[peek_below(COUNT_OF(scalars))]);
	} else {
		buf_putc(b, kind == 3 ? '[' : '{');
		for (unsigned i = 0; i < n; i++) {
			if (i > 0)
				buf_putc(b, ',');
			add_space(b);
			if (kind == 4) {
				peek_add_string(b);
				add_space(b);
				buf_putc(b, ':');
			}
			add_space(b);
			peek_add_value(b, depth + 1);
			add_space(b);
		}
		buf_putc(b, kind == 3 ? ']' : '}');
	}
}

static bool
peek_agrees(struct slice text)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice rest = text, key, value;
	size_t n = 0;
	bool same = true;

	if (!members_read(&m, &j, text))
		abort();
	for (; peek_member(&rest, &key, &value); n++)
		same &= n < m.n && slice_eq(key, m.v[n].key) && key.p == m.v[n].key.p &&
			slice_eq(value, m.v[n].value) && value.p == m.v[n].value.p;
	same &= n == m.n;
	members_release(&m);
	json_release(&j);
	return same;
}

static void
peek_generated(void)
{
	struct buf b = BUF_INIT;
	int good = 0, all = 20000;

	for (int i = 0; i < all; i++) {
		buf_clear(&b);
		buf_puts(&b, "{\"first\":");
		for (unsigned n = peek_below(6); n > 0; n--) {
			peek_add_value(&b, 0);
			buf_puts(&b, peek_below(2) == 0 ? " ,\"\\\"{\" : " : ",\"x\":");
		}
		peek_add_value(&b, 0);
		buf_puts(&b, "}");
		good += peek_agrees(buf_slice(&b));
	}
	ok(good == all, "%d of %d documents give the same members", good, all);
	buf_release(&b);
}

/* No byte of what it is asked about is out of bounds: the sanitizer's build sees to that. */
static void
peek_garbage(void)
{
	static const char alphabet[] = "{}[]\"\\,: ax0";
	size_t n = 0, ended = 0;

	for (int i = 0; i < 20000; i++) {
		size_t len = peek_below(200);
		char *text = malloc(len > 0 ? len : 1);
		struct slice rest, key, value;
		if (text == NULL)
			abort();
		for (size_t k = 0; k < len; k++)
			text[k] = alphabet[peek_below(sizeof alphabet - 1)];
		for (rest = slice_of(text, len); peek_member(&rest, &key, &value); n++)
			ended += value.p + value.n == text + len;
		for (rest = slice_of(text, len); peek_element(&rest, &value); n++)
			ended += value.p + value.n == text + len;
		free(text);
	}
	ok(n > 0 && ended > 0, "garbage ends");
}

int
main(void)
{
	struct slice rest = slice_str("[1 , \"a]\",{\"b\":[2]} ]"), value;

	ok(peek_element(&rest, &value) && slice_is(value, "1"), "a number");
	ok(peek_element(&rest, &value) && slice_is(value, "\"a]\""), "a string");
	ok(peek_element(&rest, &value) && slice_is(value, "{\"b\":[2]}"), "an object");
	ok(!peek_element(&rest, &value), "the end");
	rest = slice_str("[]");
	ok(!peek_element(&rest, &value), "an empty array");
	ok(slice_is(
	       peek_find(slice_str("{\"a\":1,\"b\":{\"a\":2},\"\\u0061\":3} ,\"a\":4"), "a"), "3"),
	    "the last member of a name, however it is spelled, in this object only");
	ok(peek_find(slice_str("[\"a\",1]"), "a").n == 0 &&
		peek_find(slice_of("", 0), "a").n == 0 && peek_find(slice_str("{}"), "a").n == 0,
	    "no object, or no such member");
	peek_generated();
	peek_garbage();
	return tap_done();
}
