/*
 * The JSON reader against RFC 8259, corner by corner: what it takes, what it refuses and where,
 * and that no text cut short passes as whole.
 */
#include "json/json.h"
#include "base/mem.h"
#include "tap.h"

struct json_text {
	const char *p;
	size_t n;
	long wrong_at; /* offset of the error, if there is one */
};

/* clang-format off */
#define T(s) {s, sizeof (s) - 1, -1}
#define W(s, at) {s, sizeof (s) - 1, at}

static const struct json_text valid[] = {
	/* section 2: white space is these four, before and after everything */
	T("1"), T(" \t\r\n1 \t\r\n"), T("[ ]"), T("{ }"), T("[\n1\t,\r2 ]"),
	T("{ \"a\" : 1 , \"b\" : [ ] }"),
	/* section 3: any value may be the root */
	T("true"), T("false"), T("null"), T("\"\""), T("[]"), T("{}"), T("0"),
	/* section 4: names may repeat, may be empty, may be anything a string is */
	T("{\"a\":1,\"a\":2}"), T("{\"\":0}"), T("{\"\\u0000\":0}"), T("{\"\\\"\":{\"\\\\\":{}}}"),
	/* section 5 */
	T("[[],[[]],{},[{}]]"), T("[1,\"a\",null,true,false,{\"a\":[]}]"),
	/* section 6 */
	T("-0"), T("0"), T("-1"), T("10"), T("1234567890123456789012345678901234567890"), T("0.0"),
	T("-0.0"), T("1.5"), T("1.000000000000000000000000000001"), T("0e0"), T("1e1"), T("1E1"),
	T("1e+1"), T("1e-1"), T("1E+400"), T("-1.5e-10"), T("0.1E00"), T("[0]"), T("[-0,1e1 ,2.5]"),
	/* section 7 */
	T("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), T("\"\\u0000\\u001f\\uABCD\\uabcd\\uFfFf\""),
	T("\"\\ud83d\\ude00\""), T("\"\\ud83d\""), T("\"\\ude00\""), T("\"\\ude00\\ud83d\""),
	T("\"\\ud83dx\""), T("\"\x7f\""), T("\"/\""), T("\"'\""),
	/* RFC 3629: the ends of each length, and both sides of the surrogates */
	T("\"\xc2\x80\""), T("\"\xdf\xbf\""), T("\"\xe0\xa0\x80\""), T("\"\xec\xbf\xbf\""),
	T("\"\xed\x80\x80\""), T("\"\xed\x9f\xbf\""), T("\"\xee\x80\x80\""), T("\"\xef\xbf\xbf\""),
	T("\"\xef\xbb\xbf\""), T("\"\xf0\x90\x80\x80\""), T("\"\xf3\xbf\xbf\xbf\""),
	T("\"\xf4\x8f\xbf\xbf\""), T("{\"\xc3\xa9\":\"\xe2\x82\xac\xf0\x9f\x98\x80\"}"),
	/* around the 16 bytes that are looked at together */
	T("\"aaaaaaaaaaaaaa\""), T("\"aaaaaaaaaaaaaaa\""), T("\"aaaaaaaaaaaaaaaa\""),
	T("\"aaaaaaaaaaaaaaaaa\""), T("\"aaaaaaaaaaaaaaa\\n\""), T("\"aaaaaaaaaaaaaaaa\\n\""),
	T("\"aaaaaaaaaaaaaaa\xc3\xa9\""), T("\"aaaaaaaaaaaaaaaa\xc3\xa9""aaaaaaaaaaaaaaaa\""),
};

static const struct json_text invalid[] = {
	/* nothing, and nothing but white space */
	W("", 0), W(" ", 1), W("\n\t\r ", 4),
	/* something else */
	W("a", 0), W("\xef\xbb\xbf""1", 0), W("'a'", 0), W("undefined", 0), W("NaN", 0),
	W("Infinity", 0), W("-Infinity", 1), W("/**/1", 0), W("//\n1", 0), W("\v1", 0), W("\f1", 0),
	W("\xc2\xa0""1", 0), W("1\xe2\x80\xa8", 1), W(":", 0), W(",", 0), W("]", 0), W("}", 0),
	/* words */
	W("tru", 3), W("True", 0), W("TRUE", 0), W("trues", 4), W("true1", 4), W("nul", 3),
	W("nulL", 3), W("fals", 4), W("falsey", 5), W("nullnull", 4),
	/* after the value */
	W("1 2", 2), W("{}{}", 2), W("[][]", 2), W("{},", 2), W("[]]", 2), W("{}}", 2), W("1,", 1),
	W("\"\"\"", 2), W("\"a\"b", 3), W("{} x", 3), W("{}\0", 2), W("1 \0", 2), W("{}//", 2),
	/* arrays */
	W("[", 1), W("[1", 2), W("[1,", 3), W("[1,]", 3), W("[,1]", 1), W("[,]", 1), W("[1,,2]", 3),
	W("[1 2]", 3), W("[1:2]", 2), W("[1}", 2), W("[}", 1), W("[\"a\":1]", 4), W("[[]", 3),
	W("[\"a\"\"b\"]", 4),
	/* objects */
	W("{", 1), W("{\"a\"", 4), W("{\"a\":", 5), W("{\"a\":1", 6), W("{\"a\":1,", 7),
	W("{\"a\":1,}", 7), W("{,}", 1), W("{,\"a\":1}", 1), W("{\"a\"}", 4), W("{\"a\":}", 5),
	W("{\"a\" 1}", 5), W("{\"a\",1}", 4), W("{\"a\"::1}", 5), W("{a:1}", 1), W("{'a':1}", 1),
	W("{1:1}", 1), W("{null:1}", 1), W("{[]:1}", 1), W("{\"a\":1 \"b\":2}", 7), W("{]", 1),
	W("{\"a\":1]", 6), W("{\"a\":1,,\"b\":2}", 7), W("{\"a\":1,\"b\"}", 10), W("{\"a\":1:2}", 6),
	/* numbers */
	W("-", 1), W("+1", 0), W("--1", 1), W("- 1", 1), W("-a", 1), W("01", 1), W("-01", 2), W("00", 1),
	W(".5", 0), W("-.5", 1), W("1.", 2), W("1.e1", 2), W("1.a", 2), W("1..5", 2), W("1e", 2),
	W("1e+", 3), W("1e-", 3), W("1e1.5", 3), W("1e1e1", 3), W("1ee1", 2), W("1e+-1", 3), W("0x1", 1),
	W("1_0", 1), W("1a", 1), W("1 .5", 2), W("1,5", 1), W("0.1.2", 3), W("1.5f", 3),
	W("\xd9\xa1", 0), W("[-]", 2), W("[1.]", 3), W("[01]", 2), W("{\"a\":-}", 6),
	/* strings: their ends, escapes, control characters */
	W("\"", 1), W("\"a", 2), W("\"\\", 2), W("\"\\\"", 3), W("\"\\\\\\\"", 5), W("\"\\a\"", 2),
	W("\"\\'\"", 2), W("\"\\0\"", 2), W("\"\\x41\"", 2), W("\"\\U0041\"", 2), W("\"\\ \"", 2),
	W("\"\\\n\"", 2), W("\"\\u\"", 3), W("\"\\u1\"", 4), W("\"\\u12\"", 5), W("\"\\u123\"", 6),
	W("\"\\u123g\"", 6), W("\"\\u-123\"", 3), W("\"\\u 123\"", 3), W("\"\\u\xc3\xa9\"", 3),
	W("\"\\u{41}\"", 3), W("\"\\u", 3), W("\"\\u12", 5), W("\"\\u1234", 7), W("\"\0\"", 1),
	W("\"\x01\"", 1), W("\"\t\"", 1), W("\"\n\"", 1), W("\"\r\"", 1), W("\"\x1f\"", 1),
	W("\"a\nb\"", 2), W("{\"\n\":1}", 2), W("{\"\\x\":1}", 3), W("{\"\\u12\":1}", 6),
	W("\"aaaaaaaaaaaaaaaa\x1f\"", 17), W("\"aaaaaaaaaaaaaaa\x1f\"", 16),
	/* UTF-8: stray, overlong, surrogates, beyond U+10FFFF, cut */
	W("\"\x80\"", 1), W("\"\xbf\"", 1), W("\"\xc0\x80\"", 1), W("\"\xc1\xbf\"", 1),
	W("\"\xe0\x80\x80\"", 1), W("\"\xe0\x9f\xbf\"", 1), W("\"\xed\xa0\x80\"", 1),
	W("\"\xed\xad\xbf\"", 1), W("\"\xed\xb0\x80\"", 1), W("\"\xed\xbf\xbf\"", 1),
	W("\"\xed\xa0\xbd\xed\xb8\x80\"", 1), W("\"\xf0\x80\x80\x80\"", 1), W("\"\xf0\x8f\xbf\xbf\"", 1),
	W("\"\xf4\x90\x80\x80\"", 1), W("\"\xf5\x80\x80\x80\"", 1), W("\"\xf7\xbf\xbf\xbf\"", 1),
	W("\"\xf8\x88\x80\x80\x80\"", 1), W("\"\xfc\x84\x80\x80\x80\x80\"", 1), W("\"\xfe\"", 1),
	W("\"\xff\"", 1), W("\"\xc2\"", 1), W("\"\xc2x\"", 1), W("\"\xc2\xc2\x80\"", 1),
	W("\"\xe0\xa0\"", 1), W("\"\xe0\xa0x\"", 1), W("\"\xe1\x80\xc0\"", 1), W("\"\xf1\x80\x80\"", 1),
	W("\"\xf1\x80\x80x\"", 1), W("\"\xf0\x90\x80\xc0\"", 1), W("\"a\xe2\x82\"", 2),
	W("{\"\xff\":1}", 2), W("\"\xc3\xa9\xc3\"", 3), W("\"\xe9\"", 1),
	/* NUL anywhere */
	W("\0", 0), W("[\0]", 1), W("[1\0]", 2), W("{\"a\"\0:1}", 4), W("tr\0e", 2), W("1\0", 1),
};
/* clang-format on */

/* The text in memory of its own, so that a sanitizer sees a byte read beyond its end. */
static bool
json_reads(const char *p, size_t n, struct json *j)
{
	char *copy = xmalloc(n + (n == 0));
	enum json_type t;

	if (n > 0)
		memcpy(copy, p, n);
	json_start(j, slice_of(copy, n));
	do
		t = json_next(j);
	while (t > JSON_END);
	/* What has ended stays so, and so does what is wrong. */
	if (json_next(j) != t)
		t = JSON_ERROR;
	free(copy);
	return t == JSON_END;
}

static void
print_text(const struct json_text *t)
{
	printf("# ");
	for (size_t i = 0; i < t->n; i++)
		printf(t->p[i] > ' ' && t->p[i] < 0x7f ? "%c" : "\\x%02x", (unsigned char)t->p[i]);
	putchar('\n');
}

static void
test_json_lists(struct json *j)
{
	for (size_t i = 0; i < COUNT_OF(valid); i++)
		if (!ok(json_reads(valid[i].p, valid[i].n, j), "valid %zu", i))
			print_text(&valid[i]);
	for (size_t i = 0; i < COUNT_OF(invalid); i++) {
		const struct json_text *t = &invalid[i];
		bool taken = json_reads(t->p, t->n, j);
		if (!ok(!taken && (long)(j->p - j->text.p) == t->wrong_at, "invalid %zu", i)) {
			print_text(t);
			printf("# error at %td\n", j->p - j->text.p);
		}
	}
}

/* A proper prefix that is itself a JSON text: only a number or white space was shortened. */
static bool
may_be_cut(const struct json_text *t, size_t n)
{
	size_t i = 0;

	while (i < n && strchr(" \t\r\n", t->p[i]) != NULL)
		i++;
	if (i < n && (t->p[i] == '-' || (t->p[i] >= '0' && t->p[i] <= '9')))
		return true;
	for (i = n; i < t->n; i++)
		if (strchr(" \t\r\n", t->p[i]) == NULL)
			return false;
	return true;
}

static void
test_cuts(struct json *j)
{
	for (size_t i = 0; i < COUNT_OF(valid); i++) {
		bool good = true;
		for (size_t n = 0; n < valid[i].n; n++)
			good &= !json_reads(valid[i].p, n, j) || may_be_cut(&valid[i], n);
		if (!ok(good, "no part of valid %zu is whole", i))
			print_text(&valid[i]);
	}
}

/* Whatever stands before it, a byte is seen: the fast pass and the slow one agree. */
static void
test_string_positions(struct json *j)
{
	char text[80];
	bool good = true;

	for (size_t before = 0; before < 40; before++) {
		for (unsigned c = 0; c < 0x80; c++) {
			memset(text, 'a', sizeof text);
			text[0] = '"';
			text[before + 1] = (char)c;
			text[70] = '"';
			bool want = c >= 0x20 && c != '"' && c != '\\';
			good &= json_reads(text, 71, j) == want;
		}
	}
	ok(good, "every ASCII byte at every place of a long string");
}

static void
test_all_two_bytes(struct json *j)
{
	bool good = true;

	/* All pairs of bytes from 0x80 up: well-formed are exactly C2..DF with 80..BF. */
	for (unsigned a = 0x80; a < 0x100; a++) {
		for (unsigned b = 0x80; b < 0x100; b++) {
			char text[] = {'"', (char)a, (char)b, '"'};
			bool want = a >= 0xc2 && a <= 0xdf && b <= 0xbf;
			good &= json_reads(text, sizeof text, j) == want;
		}
	}
	ok(good, "every pair of non-ASCII bytes");
}

static bool
reads_depth(struct json *j, size_t depth, char open, char close)
{
	char *text = xmalloc(2 * depth);
	bool good;

	memset(text, open, depth);
	memset(text + depth, close, depth);
	good = json_reads(text, 2 * depth, j) && !json_reads(text, 2 * depth - 1, j) &&
	       !json_reads(text + 1, 2 * depth - 1, j);
	free(text);
	return good;
}

static bool
reads_depth_of_objects(struct json *j, size_t depth)
{
	static const char open[] = "{\"a\":[";
	size_t n = sizeof open - 1;
	char *text = xmalloc(depth * (n + 2));
	bool good;

	for (size_t i = 0; i < depth; i++) {
		memcpy(text + i * n, open, n);
		memcpy(text + depth * n + 2 * i, "]}", 2);
	}
	good = json_reads(text, depth * (n + 2), j) && !json_reads(text, depth * (n + 2) - 1, j);
	free(text);
	return good;
}

static void
test_json_depth(struct json *j)
{
	bool good = true;

	for (size_t depth = 1; depth <= 300; depth++)
		good &= reads_depth(j, depth, '[', ']') && reads_depth_of_objects(j, depth);
	ok(good, "nesting of 1 to 300");
	ok(reads_depth(j, 1000000, '[', ']'), "arrays nested 1,000,000 deep");
	ok(reads_depth_of_objects(j, 1000000), "objects and arrays nested 2,000,000 deep");
}

struct json_event {
	enum json_type type;
	const char *tok;
};

static void
test_tokens(struct json *j)
{
	static const char text[] =
	    " { \"a\\n\" : [ 1.50 , \"x\\ty\" , true , false , null , { } , [ ] ] , \"b\":-0e+1}";
	static const struct json_event want[] = {{JSON_OBJECT, "{"}, {JSON_KEY, "a\\n"},
	    {JSON_ARRAY, "["}, {JSON_NUMBER, "1.50"}, {JSON_STRING, "x\\ty"}, {JSON_TRUE, "true"},
	    {JSON_FALSE, "false"}, {JSON_NULL, "null"}, {JSON_OBJECT, "{"}, {JSON_OBJECT_END, "}"},
	    {JSON_ARRAY, "["}, {JSON_ARRAY_END, "]"}, {JSON_ARRAY_END, "]"}, {JSON_KEY, "b"},
	    {JSON_NUMBER, "-0e+1"}, {JSON_OBJECT_END, "}"}};
	bool good = true, at = true;

	json_start(j, slice_str(text));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		enum json_type t = json_next(j);
		bool quoted = t == JSON_KEY || t == JSON_STRING;
		good &= t == want[i].type && slice_is(j->tok, want[i].tok);
		at &= j->at + quoted == j->tok.p;
		if (quoted)
			good &= j->escaped == (strchr(want[i].tok, '\\') != NULL);
	}
	ok(good && json_next(j) == JSON_END, "each token is its bytes, as spelled");
	ok(at, "`at` is where the token began, its quote included");
}

static void
test_value(struct json *j)
{
	struct slice whole = {NULL, 0};

	json_start(j, slice_str("[ {\"a\":[1,{}]} , \"x\" ,-1,[ ]]"));
	ok(json_next(j) == JSON_ARRAY, "value: the array");
	ok(json_value(j, &whole) == JSON_OBJECT && slice_is(whole, "{\"a\":[1,{}]}"), "an object");
	ok(json_value(j, &whole) == JSON_STRING && slice_is(whole, "\"x\""), "a string, quoted");
	ok(json_value(j, &whole) == JSON_NUMBER && slice_is(whole, "-1"), "a number");
	ok(json_value(j, &whole) == JSON_ARRAY && slice_is(whole, "[ ]"), "an array");
	ok(json_value(j, &whole) == JSON_ARRAY_END, "no more");
	ok(json_value(j, &whole) == JSON_END, "the end");
	json_start(j, slice_str("[{\"a\":[1,}]"));
	ok(json_next(j) == JSON_ARRAY && json_value(j, &whole) == JSON_ERROR, "an error inside");
	ok(json_offset(j) == 9, "said where it is");
	json_start(j, slice_str("[[1,[2]],3]"));
	ok(json_next(j) == JSON_ARRAY && json_next(j) == JSON_ARRAY && json_skip(j) &&
		json_next(j) == JSON_NUMBER && slice_is(j->tok, "3"),
	    "skip ends behind the container");
	json_start(j, slice_str("[[1,[2}],3]"));
	ok(json_next(j) == JSON_ARRAY && json_next(j) == JSON_ARRAY && !json_skip(j),
	    "skip checks what it passes");
}

static void
test_start_object(struct json *j)
{
	static const char *const not_objects[] = {"[]", "1", "\"{}\"", "null"};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(not_objects); i++)
		good &= !json_start_object(j, slice_str(not_objects[i])) && json_offset(j) == 0 &&
			strcmp(json_error(j), "not a JSON object") == 0;
	ok(good, "start_object: other texts are refused");
	ok(!json_start_object(j, slice_str("x")) &&
		strcmp(json_error(j), "a value is missing") == 0,
	    "start_object: what is nothing keeps its own error");
	ok(json_start_object(j, slice_str(" {}")) && json_next(j) == JSON_OBJECT_END, "an object");
	ok(!json_start_object(j, slice_of(NULL, 0)) && json_offset(j) == 0, "no text at all");
}

int
main(void)
{
	struct json j = JSON_INIT;

	test_json_lists(&j);
	test_cuts(&j);
	test_string_positions(&j);
	test_all_two_bytes(&j);
	test_json_depth(&j);
	test_tokens(&j);
	test_value(&j);
	test_start_object(&j);
	json_release(&j);
	return tap_done();
}
