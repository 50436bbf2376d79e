/* The reader: the same verdict by token and by value, strings that can be spelled again. */
#include "fuzz.h"

static void
check_string(struct slice tok)
{
	struct buf text = BUF_INIT, quoted = BUF_INIT, again = BUF_INIT;

	json_unescape(tok, &text);
	json_quote(&quoted, buf_slice(&text));
	must(quoted.n <= tok.n + 2);
	json_unescape(slice_of(quoted.p + 1, quoted.n - 2), &again);
	must(slice_eq(buf_slice(&text), buf_slice(&again)));
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct json j = JSON_INIT, whole = JSON_INIT;
	struct slice text = fuzz_text(data, size), value;
	struct buf pointer = BUF_INIT;
	enum json_type t;
	bool good;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END) {
		if (t == JSON_STRING || t == JSON_KEY)
			check_string(j.tok);
		buf_clear(&pointer);
		json_pointer(&j, &pointer);
		must(j.tok.p >= text.p && j.tok.p + j.tok.n <= text.p + text.n);
	}
	must(json_offset(&j) <= size);
	json_start(&whole, text);
	good = json_value(&whole, &value) != JSON_ERROR && json_next(&whole) == JSON_END;
	must(good == (t == JSON_END));
	must(json_offset(&j) == json_offset(&whole));
	buf_release(&pointer);
	json_release(&j);
	json_release(&whole);
	return 0;
}
