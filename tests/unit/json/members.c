/* The members of one object: duplicates, escapes in names, values as spelled, errors inside. */
#include "json/members.h"
#include "tap.h"

static void
test_members_read(struct members *m, struct json *j)
{
	ok(members_read(m, j, slice_str(" { } ")) && m->n == 0, "none");
	ok(members_read(
	       m, j, slice_str("{\"a\":1.50,\"b\":\"x\\n\",\"c\":[1, 2],\"d\":{\"a\":0} }")) &&
		m->n == 4,
	    "four");
	ok(m->v[0].type == JSON_NUMBER && slice_is(m->v[0].value, "1.50"), "a number");
	ok(m->v[1].type == JSON_STRING && slice_is(m->v[1].value, "\"x\\n\""), "a string, quoted");
	ok(m->v[2].type == JSON_ARRAY && slice_is(m->v[2].value, "[1, 2]"), "an array");
	ok(m->v[3].type == JSON_OBJECT && slice_is(m->v[3].value, "{\"a\":0}"), "an object");
	ok(members_find(m, "a") == &m->v[0] && members_find(m, "e") == NULL, "one level only");
	ok(slice_is(members_string(m, "b"), "x\\n"), "a string's token");
	ok(members_string(m, "a").n == 0 && members_string(m, "e").n == 0, "no string");
	ok(member_string(NULL).n == 0, "no member");
}

static void
test_members_names(struct members *m, struct json *j)
{
	members_read(m, j, slice_str("{\"a\":1,\"\\u0061\":2,\"A\":3,\"\":4,\"a\\/b\":5}"));
	ok(m->n == 5 && members_find(m, "a") == &m->v[1], "the last of two, however it is spelled");
	ok(members_find(m, "") == &m->v[3] && members_find(m, "a/b") == &m->v[4], "odd names");
}

static void
test_inner(struct members *m, struct json *j)
{
	struct member found;

	members_read(m, j,
	    slice_str("{\"o\":{\"id\":\"x\",\"i\\u0064\":\"y\",\"n\":null},\"s\":\"{\",\"e\":{}}"));
	ok(members_find_in(m, "o", "id", &found) && slice_is(found.value, "\"y\""),
	    "the last of two");
	ok(members_find_in(m, "o", "n", &found) && found.type == JSON_NULL, "a null");
	ok(!members_find_in(m, "o", "s", &found) && !members_find_in(m, "e", "id", &found), "none");
	ok(!members_find_in(m, "s", "id", &found) && !members_find_in(m, "x", "id", &found),
	    "not an object");
	ok(slice_is(members_string_in(m, "o", "id"), "y") && members_string_in(m, "o", "n").n == 0,
	    "a string inside");
}

static void
test_write(struct members *m, struct json *j)
{
	struct buf b = BUF_INIT;

	members_read(m, j, slice_str("{ \"\\u0061\" : 1.50, \"b\" : [1, 2]}"));
	buf_putc(&b, '{');
	member_write(&m->v[0], &b);
	member_write(&m->v[1], &b);
	ok(slice_is(buf_slice(&b), "{\"\\u0061\":1.50,\"b\":[1, 2]"), "members as spelled");
	buf_release(&b);
}

static bool
members_refuses(struct members *m, struct json *j, const char *text, size_t at)
{
	return !members_read(m, j, slice_str(text)) && json_offset(j) == at;
}

static void
test_members_errors(struct members *m, struct json *j)
{
	ok(members_refuses(m, j, "[]", 0) && strcmp(json_error(j), "not a JSON object") == 0,
	    "an array");
	ok(members_refuses(m, j, "", 0), "nothing");
	ok(members_refuses(m, j, "{\"a\":1", 6), "torn");
	ok(members_refuses(m, j, "{\"a\":[1,{\"b\":[}]}]}", 14), "wrong inside a value");
	ok(members_refuses(m, j, "{\"a\":1}{", 7), "something behind");
	ok(members_refuses(m, j, "{\"a\":1,}", 7), "a comma too many");
}

static void
test_typed(struct members *m, struct json *j)
{
	char *text;

	members_read(m, j,
	    slice_str("{\"n\":42,\"zero\":0,\"minus\":-1,\"part\":1.5,\"large\":999999999999999999,"
		      "\"larger\":1000000000000000000,\"s\":\"a\\tb\",\"e\":1e3}"));
	ok(member_whole(members_find(m, "n")) == 42 && member_whole(members_find(m, "zero")) == 0 &&
		member_whole(members_find(m, "large")) == 999999999999999999,
	    "whole numbers");
	ok(member_whole(members_find(m, "minus")) == 0 &&
		member_whole(members_find(m, "part")) == 0 &&
		member_whole(members_find(m, "e")) == 0 &&
		member_whole(members_find(m, "larger")) == 0,
	    "others are 0");
	ok(member_whole(members_find(m, "s")) == 0 && member_whole(NULL) == 0,
	    "so is what is none");
	text = members_dup(m, "s");
	ok(text != NULL && strcmp(text, "a\tb") == 0, "a string's text");
	free(text);
	ok(members_dup(m, "n") == NULL && members_dup(m, "x") == NULL, "no string, no text");
}

static void
test_without(struct members *m, struct json *j)
{
	static const char *const names[] = {"a", "c", NULL};
	struct buf b = BUF_INIT;

	members_read(m, j, slice_str("{\"a\":1,\"b\" : [2], \"\\u0063\":3,\"d\":4}"));
	members_without(m, names, &b);
	ok(slice_is(buf_slice(&b), "{\"b\" : [2],\"d\":4"), "the others as spelled, left open");
	ok(members_have(m, names), "one of the names is there");
	buf_clear(&b);
	members_read(m, j, slice_str("{\"\\u0061\":1}"));
	members_without(m, names, &b);
	ok(slice_is(buf_slice(&b), "{"), "an object that had no others");
	members_read(m, j, slice_str("{\"b\":{\"a\":1}}"));
	ok(!members_have(m, names), "what is inside is not there");
	buf_release(&b);
}

/* Of checked text, the same as by reading. */
static void
test_members_peek(struct members *m, struct json *j)
{
	static const char *const texts[] = {"{}", " { } ", "{\"a\":1.50,\"a\":-2}",
	    ("{\"a\\\"\":\"x\\n\",\"\":[1, {\"a\":\"]\"}] , \"o\":{\"b\":{}},\"t\":true,"
	     "\"f\":false,\"n\" : null }")};
	struct members peeked = MEMBERS_INIT;

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		bool same = members_read(m, j, slice_str(texts[i]));
		members_peek(&peeked, slice_str(texts[i]));
		same &= m->n == peeked.n;
		for (size_t k = 0; same && k < m->n; k++)
			same = m->v[k].type == peeked.v[k].type &&
			       slice_eq(m->v[k].key, peeked.v[k].key) &&
			       slice_eq(m->v[k].value, peeked.v[k].value);
		ok(same, "peeked: %s", texts[i]);
	}
	members_release(&peeked);
}

int
main(void)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	test_members_read(&m, &j);
	test_members_names(&m, &j);
	test_inner(&m, &j);
	test_write(&m, &j);
	test_members_errors(&m, &j);
	test_typed(&m, &j);
	test_without(&m, &j);
	test_members_peek(&m, &j);
	members_release(&m);
	json_release(&j);
	return tap_done();
}
