/*
 * The JSON reader held against another one: a recogniser written down from RFC 8259's grammar,
 * recursive and slow, judges texts that are mostly nearly right.
 */
#include "base/mem.h"
#include "json/json.h"
#include "random.h"
#include "tap.h"

struct json_random_text {
	const char *p, *end;
};

static bool
json_random_take(struct json_random_text *t, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(t->end - t->p) < n || memcmp(t->p, word, n) != 0)
		return false;
	t->p += n;
	return true;
}

static bool
take_any(struct json_random_text *t, const char *set)
{
	if (t->p == t->end || *t->p == '\0' || strchr(set, *t->p) == NULL)
		return false;
	t->p++;
	return true;
}

static void
json_random_ws(struct json_random_text *t)
{
	while (take_any(t, " \t\n\r"))
		continue;
}

static bool
json_random_digits(struct json_random_text *t)
{
	if (!take_any(t, "0123456789"))
		return false;
	while (take_any(t, "0123456789"))
		continue;
	return true;
}

static bool
json_random_number(struct json_random_text *t)
{
	json_random_take(t, "-");
	if (!json_random_take(t, "0") && !(t->p < t->end && *t->p != '0' && json_random_digits(t)))
		return false;
	if (json_random_take(t, ".") && !json_random_digits(t))
		return false;
	if (take_any(t, "eE")) {
		take_any(t, "+-");
		return json_random_digits(t);
	}
	return true;
}

/* One character of UTF-8: its number decides, so that overlong forms and surrogates are seen. */
static bool
json_random_character(struct json_random_text *t)
{
	static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char c = (unsigned char)*t->p;
	size_t n = c < 0x80 ? 1 : c >> 5 == 6 ? 2 : c >> 4 == 14 ? 3 : c >> 3 == 30 ? 4 : 0;
	unsigned long u = n < 2 ? c : c & (0x7fU >> n);

	if (n == 0 || (size_t)(t->end - t->p) < n)
		return false;
	for (size_t i = 1; i < n; i++) {
		if ((t->p[i] & 0xc0) != 0x80)
			return false;
		u = u << 6 | (t->p[i] & 0x3f);
	}
	t->p += n;
	return u >= 0x20 && u >= least[n] && u <= 0x10ffff && (u < 0xd800 || u > 0xdfff);
}

static bool
json_random_escape(struct json_random_text *t)
{
	if (!json_random_take(t, "u"))
		return take_any(t, "\"\\/bfnrt");
	for (int i = 0; i < 4; i++)
		if (!take_any(t, "0123456789abcdefABCDEF"))
			return false;
	return true;
}

static bool
json_random_string(struct json_random_text *t)
{
	if (!json_random_take(t, "\""))
		return false;
	while (t->p < t->end) {
		if (json_random_take(t, "\""))
			return true;
		if (json_random_take(t, "\\") ? !json_random_escape(t) : !json_random_character(t))
			return false;
	}
	return false;
}

static bool json_random_value(struct json_random_text *t);

static bool
json_random_member(struct json_random_text *t)
{
	json_random_ws(t);
	if (!json_random_string(t))
		return false;
	json_random_ws(t);
	return json_random_take(t, ":") && json_random_value(t);
}

static bool
json_random_list(
    struct json_random_text *t, bool (*item)(struct json_random_text *), const char *close)
{
	json_random_ws(t);
	if (json_random_take(t, close))
		return true;
	do
		if (!item(t))
			return false;
	while (json_random_take(t, ","));
	return json_random_take(t, close);
}

static bool
json_random_value(struct json_random_text *t)
{
	bool good;

	json_random_ws(t);
	if (json_random_take(t, "{"))
		good = json_random_list(t, json_random_member, "}");
	else if (json_random_take(t, "["))
		good = json_random_list(t, json_random_value, "]");
	else if (t->p < t->end && *t->p == '"')
		good = json_random_string(t);
	else
		good = json_random_take(t, "true") || json_random_take(t, "false") ||
		       json_random_take(t, "null") || json_random_number(t);
	json_random_ws(t);
	return good;
}

static bool
reference_takes(struct slice s)
{
	struct json_random_text t = {s.p, s.p + s.n};

	return json_random_value(&t) && t.p == t.end;
}

static bool
reader_takes(struct json *j, struct slice s)
{
	enum json_type t;

	json_start(j, s);
	do
		t = json_next(j);
	while (t > JSON_END);
	return t == JSON_END;
}

/* The same answer when whole values are asked for; what json_value() gives is the text itself. */
static bool
reader_takes_whole(struct json *j, struct slice s)
{
	struct slice whole;

	json_start(j, s);
	if (json_value(j, &whole) == JSON_ERROR)
		return false;
	return json_next(j) == JSON_END && reference_takes(whole);
}

static const char *const seeds[] = {"{\"a\":[1,2.5e-1,-0,\"x\\u00e9\\n\"],\"b\":{},\"c\":null}",
    "[[],[[{}]],true,false,\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]",
    " { \"kind\" : \"flow\" , \"n\" : 10 , \"s\" : \"\\ud83d\\ude00\\\\\\\"\" } \r\n",
    "\"sixteen bytes and more of plain text, then \\t and more text than that\"",
    "[0,-1,1.0,1e5,1E+5,1e-5,123456789.987654321]", "{\"\":\"\",\"\\u0000\":[{\"x\":{\"y\":[]}}]}"};

/* One small change at a place of the text: bytes that matter to the grammar, mostly. */
static void
json_random_mutate(struct random *r, struct buf *b)
{
	static const char bytes[] =
	    "{}[]:,\"\\ue0123456789+-.eE \n\t\0truefalsn\x80\xbf\xc2\xe0\xed"
	    "\xf0\xf4\xff\x1f\x7f";
	size_t at = random_below(r, b->n + 1), n;
	char c = bytes[random_below(r, sizeof bytes - 1)];

	switch (random_below(r, 5)) {
	case 0: /* insert */
		buf_putc(b, ' ');
		memmove(b->p + at + 1, b->p + at, b->n - 1 - at);
		b->p[at] = c;
		break;
	case 1: /* replace */
		if (at < b->n)
			b->p[at] = c;
		break;
	case 2: /* cut */
		b->n = at;
		break;
	case 3: /* remove some */
		n = random_below(r, 4);
		n = n < b->n - at ? n : b->n - at;
		memmove(b->p + at, b->p + at + n, b->n - at - n);
		b->n -= n;
		break;
	default: /* a piece of the text again, at its end */
		n = random_below(r, b->n - at + 1);
		buf_reserve(b, n);
		memcpy(b->p + b->n, b->p + at, n);
		b->n += n;
	}
}

int
main(void)
{
	struct random r = {20261122};
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	size_t agreed = 0, valid = 0, rounds = 200000;

	for (size_t i = 0; i < rounds; i++) {
		buf_clear(&b);
		buf_puts(&b, seeds[random_below(&r, COUNT_OF(seeds))]);
		for (size_t n = random_below(&r, 4); n > 0; n--)
			json_random_mutate(&r, &b);
		/* In memory that ends where the text ends, for the sanitizers' sake. */
		char *exact = xmemdup0(b.p, b.n);
		struct slice s = slice_of(exact, b.n);
		bool want = reference_takes(s);
		if (reader_takes(&j, s) == want && reader_takes_whole(&j, s) == want)
			agreed++;
		else if (agreed == i)
			printf("# reference says %d: %.*s\n", want, SLICE_ARGS(s));
		valid += want;
		free(exact);
	}
	ok(agreed == rounds, "%zu of %zu random texts are judged alike", agreed, rounds);
	ok(valid > rounds / 10 && valid < rounds * 9 / 10, "%zu of them are valid", valid);
	buf_release(&b);
	json_release(&j);
	return tap_done();
}
