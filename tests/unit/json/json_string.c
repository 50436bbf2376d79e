/* What a string token stands for, and back; pointers; names that compare decoded. */
#include "json/json.h"
#include "random.h"
#include "tap.h"

static bool
json_text_unescapes(const char *tok, struct slice want, bool whole)
{
	struct buf b = BUF_INIT;
	bool good = json_unescape(slice_str(tok), &b) == whole && slice_eq(buf_slice(&b), want);

	buf_release(&b);
	return good;
}

static bool
json_text_quotes(struct slice text, const char *want)
{
	struct buf b = BUF_INIT;

	json_quote(&b, text);
	return tap_is(&b, want);
}

static void
test_unescape(void)
{
	struct buf b = BUF_INIT;

	ok(json_text_unescapes("", slice_str(""), true), "nothing");
	ok(json_text_unescapes("abc", slice_str("abc"), true), "no escape");
	ok(json_text_unescapes("\\\"\\\\\\/\\b\\f\\n\\r\\t", slice_str("\"\\/\b\f\n\r\t"), true),
	    "all short ones");
	ok(json_text_unescapes("a\\nb\\\\nc", slice_str("a\nb\\nc"), true),
	    "a backslash before an n");
	ok(json_text_unescapes("\\u0000x", slice_of("\0x", 2), true), "NUL");
	ok(json_text_unescapes("\\u007f\\u0080\\u07FF\\u0800\\uffff",
	       slice_str("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf"), true),
	    "the ends of each length");
	ok(json_text_unescapes(
	       "\\ud800\\udc00\\uDBFF\\uDFFF", slice_str("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), true),
	    "pairs of surrogates");
	ok(json_text_unescapes("\\ud83d", slice_str("\xed\xa0\xbd"), false), "a lone high one");
	ok(json_text_unescapes("\\ude00", slice_str("\xed\xb8\x80"), false), "a lone low one");
	ok(json_text_unescapes("\\ude00\\ud83d", slice_str("\xed\xb8\x80\xed\xa0\xbd"), false),
	    "the wrong way");
	ok(json_text_unescapes("\\ud83d\\n", slice_str("\xed\xa0\xbd\n"), false),
	    "high, then another escape");
	ok(json_text_unescapes("\\ud83d\\u0041",
	       slice_str("\xed\xa0\xbd"
			 "A"),
	       false),
	    "high, then no low");
	ok(json_text_unescapes(
	       "\\ud83d\\ud83d\\ude00", slice_str("\xed\xa0\xbd\xf0\x9f\x98\x80"), false),
	    "high, then a pair");
	json_unescape(slice_str(""), &b);
	ok(b.p != NULL && b.p[0] == '\0', "the text of an empty token is a C string");
	buf_release(&b);
}

static void
test_quote(void)
{
	ok(json_text_quotes(slice_str(""), "\"\""), "nothing");
	ok(json_text_quotes(slice_str("a/b'"), "\"a/b'\""), "nothing to escape");
	ok(json_text_quotes(slice_str("\"\\\b\f\n\r\t"), "\"\\\"\\\\\\b\\f\\n\\r\\t\""),
	    "short escapes");
	ok(json_text_quotes(slice_of("\0\x01\x1f\x7f", 4), "\"\\u0000\\u0001\\u001f\x7f\""),
	    "controls");
	ok(json_text_quotes(slice_str("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
	       "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""),
	    "UTF-8 stays");
	ok(json_text_quotes(slice_str("\xed\xa0\xbd"
				      "a\xed\x9f\xbf"),
	       "\"\\ud83da\xed\x9f\xbf\""),
	    "a lone surrogate is escaped again, its neighbour is not");
}

/* A random token's text: escapes, pairs, lone surrogates, UTF-8 and plain bytes. */
static void
random_token(struct random *r, struct buf *b)
{
	static const char *const pieces[] = {"\\\"", "\\\\", "\\/", "\\n", "\\u0000", "\\u00e9",
	    "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\xc3\xa9", "\xf0\x9f\x98\x80", "a", "u",
	    "long enough for a wide look", "~", "/"};

	buf_clear(b);
	for (size_t n = random_below(r, 8); n > 0; n--)
		buf_puts(b, pieces[random_below(r, COUNT_OF(pieces))]);
}

static void
test_round_trip(void)
{
	struct random r = {1};
	struct buf tok = BUF_INIT, text = BUF_INIT, quoted = BUF_INIT, again = BUF_INIT;
	struct json j = JSON_INIT;
	bool same = true, valid = true, shorter = true;

	for (int i = 0; i < 20000; i++) {
		random_token(&r, &tok);
		buf_clear(&text);
		buf_clear(&quoted);
		buf_clear(&again);
		json_unescape(buf_slice(&tok), &text);
		json_quote(&quoted, buf_slice(&text));
		json_start(&j, buf_slice(&quoted));
		valid &= json_next(&j) == JSON_STRING && json_next(&j) == JSON_END;
		json_unescape(slice_of(quoted.p + 1, quoted.n - 2), &again);
		same &= slice_eq(buf_slice(&text), buf_slice(&again));
		shorter &= quoted.n <= tok.n + 2;
	}
	ok(valid, "what is quoted is a JSON string");
	ok(same, "what is quoted stands for the same text");
	ok(shorter, "and is never longer than it was");
	json_release(&j);
	buf_release(&tok);
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&again);
}

static void
test_is(void)
{
	ok(json_is(slice_str("kind"), "kind") && json_is(slice_str("k\\u0069nd"), "kind"), "is");
	ok(!json_is(slice_str("kinds"), "kind") && !json_is(slice_str("kin"), "kind"), "is not");
	ok(json_is(slice_of(NULL, 0), "") && !json_is(slice_of(NULL, 0), "a"), "nothing");
	ok(json_is(slice_str("\\/"), "/") && !json_is(slice_str("\\\\/"), "/"), "escapes");
	ok(!json_is(slice_str("a\\u0000"), "a"), "a NUL is a byte like others");
}

/* Keys are compared before the reader has checked them. */
static void
test_is_unchecked(void)
{
	ok(json_is(slice_str("\\ud83d\\ude00"), "\xf0\x9f\x98\x80"), "a pair of escapes");
	ok(!json_is(slice_str("\\ud83d\\ude00"), "\xf0\x9f\x98\x81"), "another character");
	ok(!json_is(slice_str("\\ud83d\\u12"), "\xf0"),
	    "half a pair, and an escape that is cut off");
	ok(!json_is(slice_str("\\ud83d\\u12zz"), "\xf0"), "half a pair, and no escape");
	ok(!json_is(slice_str("\\u0041\\n?????"), "A"), "no pair");
	ok(!json_is(slice_str("\\u0041B234567"), "A"), "an escape alone");
	ok(!json_is(slice_str("a\\q"), "a"), "an escape that JSON has not");
	ok(!json_is(slice_str("a\\"), "a") && !json_is(slice_str("\\u00"), ""), "cut off");
	ok(!json_is(slice_str("\\u00e9\\u00e9"), "\xc3\xa9"), "longer than the text");
	ok(!json_is(slice_str("\\u0061"), "ab"), "shorter than the text");
}

/* Whether the token means the text, and its bytes are spelled at these offsets. */
static bool
has_places(const char *tok, const char *text, const uint32_t *want)
{
	struct json_places places = {NULL, 0};
	struct buf b = BUF_INIT;
	size_t n = strlen(text);
	bool good;

	buf_puts(&b, "x");
	json_unescape_places(slice_str(tok), &b, &places);
	good = b.n == n + 1 && memcmp(b.p + 1, text, n) == 0 &&
	       memcmp(places.v, want, (n + 1) * sizeof *want) == 0;
	free(places.v);
	buf_release(&b);
	return good;
}

static void
test_json_string_places(void)
{
	ok(has_places("", "", (const uint32_t[]){0}), "nothing has an end");
	ok(has_places("ab", "ab", (const uint32_t[]){0, 1, 2}), "each byte where it stands");
	ok(has_places("a\\nb", "a\nb", (const uint32_t[]){0, 1, 3, 4}), "an escape");
	ok(has_places("\\u00e9b",
	       "\xc3\xa9"
	       "b",
	       (const uint32_t[]){0, 0, 6, 7}),
	    "two bytes of one escape");
	ok(has_places("\\ud83d\\ude00b",
	       "\xf0\x9f\x98\x80"
	       "b",
	       (const uint32_t[]){0, 0, 0, 0, 12, 13}),
	    "four bytes of a pair of escapes");
	ok(has_places("\\ud83d!", "\xed\xa0\xbd!", (const uint32_t[]){0, 0, 0, 6, 7}),
	    "half a pair at the end");
	ok(has_places("\\ud83d\\n567890", "\xed\xa0\xbd\n567890",
	       (const uint32_t[]){0, 0, 0, 6, 8, 9, 10, 11, 12, 13, 14}),
	    "half a pair before another escape");
	ok(has_places("\\ud83dabcdefg",
	       "\xed\xa0\xbd"
	       "abcdefg",
	       (const uint32_t[]){0, 0, 0, 6, 7, 8, 9, 10, 11, 12, 13}),
	    "half a pair before letters");
	ok(has_places("\\ude00\\u0041bc",
	       "\xed\xb8\x80"
	       "Abc",
	       (const uint32_t[]){0, 0, 0, 6, 12, 13, 14}),
	    "a second half first");
}

static bool
json_text_points(struct json *j, const char *want)
{
	struct buf b = BUF_INIT;
	bool good;

	json_pointer(j, &b);
	good = slice_is(buf_slice(&b), want) && b.p[b.n] == '\0';
	if (!good)
		printf("# %s, not %s\n", b.p, want);
	buf_release(&b);
	return good;
}

static void
test_pointer(void)
{
	/* The pointer after each token of the text, RFC 6901 section 5 among them. */
	static const char text[] = "{\"foo\":[\"bar\",[[],2]],\"\":0,\"a/b\":{\"m~n\":1,\"~1\":2},"
				   "\"i\\\\j\":5,\"k\\\"l\":6,\" \":[{}],\"\\u007e\\/\":null}";
	static const char *const want[] = {"", "/foo", "/foo", "/foo/0", "/foo/1", "/foo/1/0",
	    "/foo/1/0", "/foo/1/1", "/foo/1", "/foo", "/", "/", "/a~1b", "/a~1b", "/a~1b/m~0n",
	    "/a~1b/m~0n", "/a~1b/~01", "/a~1b/~01", "/a~1b", "/i\\j", "/i\\j", "/k\"l", "/k\"l",
	    "/ ", "/ ", "/ /0", "/ /0", "/ ", "/~0~1", "/~0~1", ""};
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool good = true;

	json_start(&j, slice_str(text));
	for (size_t i = 0; i < COUNT_OF(want); i++)
		good &= json_next(&j) > JSON_END && json_text_points(&j, want[i]);
	ok(good && json_next(&j) == JSON_END, "the pointer of every key and value");
	ok(json_text_points(&j, ""), "the pointer at the end");
	json_start(&j, slice_str("[1,2]"));
	json_next(&j);
	json_next(&j);
	buf_puts(&b, "x");
	json_pointer(&j, &b);
	ok(slice_is(buf_slice(&b), "x/0"), "a pointer is appended");
	buf_release(&b);
	json_release(&j);
}

/* Names of each length, with what a pointer escapes at each place, and what is like it. */
static void
test_pointer_places(void)
{
	static const char odd[] = {'/', '~', '.', '}', '\xff', '\x7f', ' '};
	struct buf b = BUF_INIT;
	char name[40], want[sizeof name + 2];
	size_t good = 0, tried = 0;

	for (size_t n = 0; n < sizeof name; n++)
		for (size_t i = 0; i < (n + 1) * sizeof odd; i++, tried++) {
			size_t at = i / sizeof odd;
			char c = odd[i % sizeof odd];
			memset(name, 'x', n);
			memset(want, 'x', n + 1);
			if (at < n)
				name[at] = want[at] = c;
			if (at < n && (c == '/' || c == '~')) {
				memcpy(want + at, c == '/' ? "~1" : "~0", 2);
				want[n + 1] = '\0';
			} else {
				want[n] = '\0';
			}
			buf_clear(&b);
			json_pointer_token(slice_of(name, n), &b);
			good += slice_is(buf_slice(&b), want);
		}
	ok(good == tried, "names of %zu kinds in a pointer", tried);
	buf_release(&b);
}

/* One character that is not plain, at each place of texts of each length. */
static void
test_quote_places(void)
{
	static const char special[] = "\"\\\n\x1f";
	struct buf quoted = BUF_INIT, back = BUF_INIT;
	char text[80];
	size_t good = 0, tried = 0;

	for (size_t n = 1; n <= sizeof text; n++)
		for (size_t at = 0; at <= n; at++, tried++) {
			memset(text, 'x', n);
			if (at < n)
				text[at] = special[(at + n) % (sizeof special - 1)];
			buf_clear(&quoted);
			buf_clear(&back);
			json_quote(&quoted, slice_of(text, n));
			json_unescape(slice_of(quoted.p + 1, quoted.n - 2), &back);
			good += slice_eq(buf_slice(&back), slice_of(text, n)) &&
				(at == n) == (quoted.n == n + 2);
		}
	ok(good == tried, "%zu texts with an escape at each place", tried);
	buf_release(&quoted);
	buf_release(&back);
}

int
main(void)
{
	test_unescape();
	test_quote();
	test_round_trip();
	test_quote_places();
	test_is();
	test_is_unchecked();
	test_json_string_places();
	test_pointer();
	test_pointer_places();
	return tap_done();
}
