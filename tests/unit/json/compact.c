/* White space between tokens goes, everything else stays, byte for byte; checked on made texts. */
#include "json/compact.h"
#include "random.h"
#include "tap.h"

struct compact_maker {
	struct random r;
	struct buf loose, tight; /* the same text with white space and without */
};

static void
compact_token(struct compact_maker *m, const char *text)
{
	static const char *const spaces[] = {"", "", " ", "\n", "\t", "\r\n", "   \n\t "};

	buf_puts(&m->loose, spaces[random_below(&m->r, COUNT_OF(spaces))]);
	buf_puts(&m->loose, text);
	buf_puts(&m->tight, text);
}

static void
compact_scalar(struct compact_maker *m)
{
	static const char *const texts[] = {"\"\"", "\" a , : { } [ ] \"", "\"\\\" \\\\ \\u0020\"",
	    "0", "-0.50e+10", "1.000", "18446744073709551616", "true", "false", "null",
	    "\"\xc3\xbc \xf0\x9f\x98\x80\""};

	compact_token(m, texts[random_below(&m->r, COUNT_OF(texts))]);
}

/* Bounded by `depth`, which the test chooses. */
static void
compact_value(struct compact_maker *m, int depth)
{
	size_t kind = depth == 0 ? 0 : random_below(&m->r, 3), n = random_below(&m->r, 5);

	if (kind == 0) {
		compact_scalar(m);
		return;
	}
	compact_token(m, kind == 1 ? "{" : "[");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			compact_token(m, ",");
		if (kind == 1) {
			compact_token(m, i % 2 == 0 ? "\"same name\"" : "\" \\t \"");
			compact_token(m, ":");
		}
		compact_value(m, depth - 1);
	}
	compact_token(m, kind == 1 ? "}" : "]");
}

static bool
compact_gives(const char *text, const char *want)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool same;

	buf_puts(&b, text);
	same = compact(&j, &b) != JSON_ERROR && slice_is(buf_slice(&b), want) && b.p[b.n] == '\0';
	json_release(&j);
	buf_release(&b);
	return same;
}

static bool
compact_refuses(const char *text)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool refused;

	buf_puts(&b, text);
	refused = compact(&j, &b) == JSON_ERROR;
	json_release(&j);
	buf_release(&b);
	return refused;
}

static void
made_texts(void)
{
	struct compact_maker m = {{42}, BUF_INIT, BUF_INIT};
	size_t good = 0, torn = 0, cuts = 0, texts = 2000;

	for (size_t i = 0; i < texts; i++) {
		buf_clear(&m.loose);
		buf_clear(&m.tight);
		compact_value(&m, 6);
		compact_token(&m, "");
		good += compact_gives(m.loose.p, m.tight.p) && compact_gives(m.tight.p, m.tight.p);
		/* A text cut short is refused, unless what is left of it is a number. */
		if (m.tight.p[0] == '{' || m.tight.p[0] == '[') {
			size_t cut = random_below(&m.r, m.tight.n);
			m.tight.p[cut] = '\0';
			cuts++;
			torn += compact_refuses(m.tight.p);
		}
	}
	ok(good == texts, "%zu of %zu made texts", good, texts);
	ok(torn == cuts && cuts > 100, "%zu of %zu cut texts are refused", torn, cuts);
	buf_release(&m.loose);
	buf_release(&m.tight);
}

/* A text of many megabytes without white space is read, not moved; with, moved once. */
static void
deep_texts(void)
{
	struct buf loose = BUF_INIT, tight = BUF_INIT;

	for (int i = 0; i < 100000; i++) {
		buf_puts(&loose, "[ ");
		buf_puts(&tight, "[");
	}
	for (int i = 0; i < 100000; i++) {
		buf_puts(&loose, " ]");
		buf_puts(&tight, "]");
	}
	ok(compact_gives(loose.p, tight.p), "100,000 levels");
	buf_release(&loose);
	buf_release(&tight);
}

int
main(void)
{
	static const char *const bad[] = {"", " ", "{", "{}}", "[1,]", "{\"a\" 1}", "{}{}",
	    "<html></html>", "nul", "\"a", "[1 2]"};

	ok(compact_gives(" { \"a\" : [ 1 , 2 ] , \"b\" : { } } \n", "{\"a\":[1,2],\"b\":{}}"),
	    "by hand");
	ok(compact_gives("{}", "{}"), "nothing to do");
	ok(compact_gives(" 1 ", "1"), "a scalar");
	ok(compact_gives("[\" \"]", "[\" \"]"), "blanks in a string stay");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		ok(compact_refuses(bad[i]), "refused: '%s'", bad[i]);
	made_texts();
	deep_texts();
	return tap_done();
}
