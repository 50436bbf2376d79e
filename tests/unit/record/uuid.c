/* uuid: the whole-token rule, in plain text and in spelled JSON strings. */
#include "base/ascii.h"
#include "record/uuid.h"
#include "tap.h"

#define U "0a1b2c3d-4e5f-4012-8345-6789abcdef01"
#define V "FFFFFFFF-0000-1000-a000-00000000000F"

/* Whether the tokens in text are just those of want, which is separated by blanks. */
static bool
uuid_finds(const char *text, bool escaped, const char *want)
{
	struct uuid_token t;
	size_t from = 0, at = 0, n = strlen(want);

	while (uuid_find(slice_str(text), escaped, &from, &t)) {
		if (n - at < t.whole.n || memcmp(want + at, t.whole.p, t.whole.n) != 0)
			return false;
		if (t.uuid.n != UUID_LEN || t.uuid.p + UUID_LEN != t.whole.p + t.whole.n)
			return false;
		at += t.whole.n;
		at += at < n;
	}
	return at == n && from == strlen(text);
}

static void
uuid_tokens(void)
{
	ok(uuid_finds("", false, ""), "nothing in nothing");
	ok(uuid_finds(U, false, U), "alone");
	ok(uuid_finds("custom_-_" U "|custom_-_" V "|x", false, "custom_-_" U " custom_-_" V),
	    "a list");
	ok(uuid_finds("/api/v2/queues/" U "/members?x=" V, false, U " " V), "a URI");
	ok(uuid_finds("a" U, false, "") && uuid_finds("7" U, false, "") &&
		uuid_finds("_" U, false, "") && uuid_finds("-" U, false, ""),
	    "no word character before");
	ok(uuid_finds(U "a", false, "") && uuid_finds(U "7", false, "") &&
		uuid_finds(U "_", false, "") && uuid_finds(U "-", false, ""),
	    "no word character after");
	ok(uuid_finds("xcustom_-_" U, false, "") && uuid_finds("custom_-_" U "z " V, false, V),
	    "nor around an action");
	ok(uuid_finds("static_-_" U, false, ""), "only the prefix custom_-_ is known");
	ok(uuid_finds("----------" U " -" U " " V, false, V), "hyphens before");
	ok(uuid_finds("0a1b2c3d-4e5f-4012-8345-6789abcdef0g", false, ""),
	    "a letter that is no hex digit");
	ok(uuid_finds("\xc3\xa9" U "\xe2\x80\x94", false, U), "beyond ASCII nothing is a word");
}

static void
uuid_escapes(void)
{
	ok(uuid_finds("{\\n  \\\"id\\\": \\\"" U "\\\"}", true, U), "JSON in a string");
	ok(uuid_finds("\\n" U "\\t" V, true, U " " V), "control characters are no letters");
	ok(uuid_finds("\\\\n" U, true, ""), "an escaped backslash and an n are a letter");
	ok(uuid_finds("\\u0041" U, true, "") && uuid_finds(U "\\u005f", true, ""),
	    "a letter as an escape");
	ok(uuid_finds("\\u0022" U "\\u0022", true, U), "a quote as an escape");
	ok(uuid_finds("\\u4141" U, true, U), "an escape beyond ASCII");
	ok(uuid_finds("\\\\u0022" U, true, ""), "no escape but digits");
	ok(uuid_finds("\\n" U, false, ""), "text without escapes is taken as it is");
}

/* A UUID with any byte at any place is one if that is a hex digit, or the hyphen that was there. */
static bool
uuid_refuses_others(void)
{
	char text[] = U;
	bool good = true;

	for (size_t i = 0; i < UUID_LEN; i++) {
		char was = text[i];
		for (int c = 0; c < 256; c++) {
			text[i] = (char)c;
			good &= uuid_is(slice_of(text, UUID_LEN)) ==
				(was == '-' ? c == '-' : ascii_is_hex((char)c));
		}
		text[i] = was;
	}
	return good;
}

static void
uuid_shapes(void)
{
	struct buf b = BUF_INIT;

	ok(uuid_is(slice_str(U)) && uuid_is(slice_str(V)), "UUIDs of both cases");
	ok(!uuid_is(slice_str("")) && !uuid_is(slice_str("{" U "}")), "nothing else around");
	ok(!uuid_is(slice_str("0a1b2c3d-4e5f-4012-83456-789abcdef01")), "a hyphen elsewhere");
	ok(uuid_refuses_others(), "each byte at each place is checked");
	ok(!uuid_is(slice_str("0a1b2c3d-4e5f-4012-8345-6789abcd-f01")), "a hyphen too many");
	ok(slice_is(uuid_of_action(slice_str("custom_-_" U)), U) &&
		slice_is(uuid_of_action(slice_str(U)), U) &&
		slice_is(uuid_of_action(slice_str("custom_-_x")), "custom_-_x"),
	    "an action's UUID");
	uuid_add_action(slice_str(U), &b);
	uuid_add_action(slice_str("custom_-_" U), &b);
	uuid_add_action(slice_str("x"), &b);
	ok(slice_is(buf_slice(&b), "custom_-_" U "custom_-_" U "x"), "a UUID as an action's id");
	buf_release(&b);
	ok(uuid_is_action(slice_str("custom_-_" U)) && !uuid_is_action(slice_str(U)), "actions");
	ok(!uuid_is_action(slice_str("custom_-_0a1b2c3d-4e5f-4012-83456-789abcdef01")),
	    "no action");
}

static bool
uuid_joins(const char *text, bool escaped, const char *want)
{
	struct slice s = slice_str(text);
	struct uuid_token t;
	size_t from = 0;

	return uuid_find(s, escaped, &from, &t) && slice_is(uuid_joined(s, escaped, t.whole), want);
}

static void
uuid_test_joined(void)
{
	static char longest[3 * UUID_JOINED_MAX];

	ok(uuid_joins("my-bot~" U, false, "my-bot~" U), "project and id");
	ok(uuid_joins("a b~c~" U " d", false, "b~c~" U), "words as far as they go");
	ok(uuid_joins("|" U, false, U) && uuid_joins("~" U, false, U), "nothing to join");
	ok(uuid_joins("x\\nb~" U, true, "b~" U), "a line feed ends a word");
	memset(longest, 'a', sizeof longest);
	memcpy(longest + sizeof longest - sizeof U - 1, "~" U, sizeof U + 1);
	ok(uuid_joins(longest, false, U), "too long for an id");
	ok(uuid_joins(longest + sizeof longest - UUID_JOINED_MAX, false,
	       longest + sizeof longest - UUID_JOINED_MAX),
	    "as long as can be");
}

int
main(void)
{
	uuid_tokens();
	uuid_escapes();
	uuid_shapes();
	uuid_test_joined();
	return tap_done();
}
