/*
 * Removing members by their names held against the walk: random containers, the names spelled with
 * escapes, as values and inside texts, white space, and objects of which the first, some or all
 * members go.
 */
#include "base/mem.h"
#include "random.h"
#include "strip/strip.h"
#include "tap.h"

enum { ROUNDS = 20000, DEPTH = 6 };

static void
add_blank(struct random *r, struct buf *b)
{
	if (random_below(r, 12) == 0)
		buf_puts(b, &" \n\t"[random_below(r, 3)]);
}

static void
add_text(struct random *r, struct buf *b)
{
	static const char *const texts[] = {"uiMetaData", "outOfService", "ui\\u004detaData",
	    "\\u006futOfService", "name", "", "\\\"uiMetaData\\", "\\u00e4 uiMetaData",
	    "\\u003d\\u0027", "\\\\",
	    ("a name that is longer than a block of sixty-four bytes, and "
	     "ends with a word: outOfService")};

	buf_printf(b, "\"%s\"", texts[random_below(r, COUNT_OF(texts))]);
}

static void
add_value(struct random *r, struct buf *b, int depth)
{
	size_t kind = random_below(r, depth < DEPTH ? 5 : 2);
	size_t n = kind > 1 ? random_below(r, 5) : 0;

	if (kind == 0) {
		buf_puts(b, random_below(r, 2) == 0 ? "true" : "-1.5e3");
	} else if (kind == 1) {
		add_text(r, b);
	} else {
		buf_putc(b, kind % 2 == 0 ? '{' : '[');
		for (size_t i = 0; i < n; i++) {
			add_blank(r, b);
			if (kind % 2 == 0) {
				add_text(r, b);
				add_blank(r, b);
				buf_putc(b, ':');
				add_blank(r, b);
			}
			add_value(r, b, depth + 1);
			add_blank(r, b);
			if (i + 1 < n)
				buf_putc(b, ',');
		}
		add_blank(r, b);
		buf_putc(b, kind % 2 == 0 ? '}' : ']');
	}
}

/* One that strips by names, or, since another name is kept where it could be, walks. */
static void
start(struct strip *s, bool walks)
{
	strip_drop(s, "/configuration/**/uiMetaData");
	strip_drop(s, "/configuration/**/outOfService");
	if (walks)
		strip_keep(s, "/configuration/**/never");
	strip_ready(s);
}

static bool
strip(struct strip *s, struct json *j, struct slice text, struct buf *to)
{
	bool good = strip_read(s, j, text);

	buf_clear(to);
	if (good)
		splices_apply(&s->edits, text, to);
	return good;
}

static void
test_random(void)
{
	struct random r = {20261127};
	struct strip names = STRIP_INIT, walk = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT, by_names = BUF_INIT, by_walk = BUF_INIT;
	size_t same = 0, shorter = 0;

	start(&names, false);
	start(&walk, true);
	for (size_t i = 0; i < ROUNDS; i++) {
		buf_clear(&text);
		buf_puts(&text, "{\"kind\":\"flow\",\"configuration\":");
		add_value(&r, &text, 0);
		buf_putc(&text, '}');
		same += strip(&names, &j, buf_slice(&text), &by_names) ==
			    strip(&walk, &j, buf_slice(&text), &by_walk) &&
			slice_eq(buf_slice(&by_names), buf_slice(&by_walk));
		shorter += by_names.n < text.n;
		if (!slice_eq(buf_slice(&by_names), buf_slice(&by_walk)))
			printf("# %s\n# names: %s\n# walk: %s\n", text.p, by_names.p, by_walk.p);
	}
	ok(same == ROUNDS, "as the walk does it, each time");
	ok(shorter > ROUNDS / 10, "and not for want of anything to remove");
	ok(strip_had_effect(&names, 0) && strip_had_effect(&names, 1), "both rules have matched");
	ok(names.names.n == 2 && walk.names.n == 0, "one used the names, the other did not");
	buf_release(&text);
	buf_release(&by_names);
	buf_release(&by_walk);
	strip_release(&names);
	strip_release(&walk);
	json_release(&j);
}

/* Text that is not JSON, inside what is searched. */
static void
test_wrong(void)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	const char *text = "{\"kind\":\"flow\",\"configuration\":[{\"uiMetaData\":{\"a\":[}}]}";

	start(&s, false);
	ok(!strip_read(&s, &j, slice_str(text)), "text that is not JSON is refused");
	ok(json_offset(&j) == (size_t)(strstr(text, "}}]}") - text), "where it is wrong");
	strip_release(&s);
	json_release(&j);
}

/* A name with a slash has another spelling, which is not searched for. */
static void
test_other_names(void)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf to = BUF_INIT;

	strip_drop(&s, "/configuration/**/a~1b");
	strip_ready(&s);
	ok(strip(&s, &j, slice_str("{\"kind\":\"flow\",\"configuration\":{\"x\":{\"a\\/b\":1}}}"),
	       &to),
	    "a name with a slash");
	ok(slice_is(buf_slice(&to), "{\"kind\":\"flow\",\"configuration\":{\"x\":{}}}"),
	    "is removed");
	ok(s.names.n == 0, "by the walk");
	strip_release(&s);
	json_release(&j);
	buf_release(&to);
}

int
main(void)
{
	test_random();
	test_wrong();
	test_other_names();
	return tap_done();
}
