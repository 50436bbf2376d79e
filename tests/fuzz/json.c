/*
 * The reader, with the inner loops of each kind of processor: the same verdict by token and by value,
 * strings that can be spelled again.
 */
#include "fuzz.h"
#include "json/json_core.h"

static void
json_check_string(struct slice tok)
{
	struct buf text = BUF_INIT, quoted = BUF_INIT, again = BUF_INIT;

	json_unescape(tok, &text);
	json_quote(&quoted, buf_slice(&text));
	fuzz_must(quoted.n <= tok.n + 2);
	json_unescape(slice_of(quoted.p + 1, quoted.n - 2), &again);
	fuzz_must(slice_eq(buf_slice(&text), buf_slice(&again)));
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&again);
}

/* Where the reader ends, and its verdict, with the chosen core. */
static size_t
json_read_text(struct slice text, bool *good)
{
	struct json j = JSON_INIT, whole = JSON_INIT;
	struct buf pointer = BUF_INIT;
	struct slice value;
	enum json_type t;
	size_t end;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END) {
		if (t == JSON_STRING || t == JSON_KEY)
			json_check_string(j.tok);
		buf_clear(&pointer);
		json_pointer(&j, &pointer);
		fuzz_must(j.tok.p >= text.p && j.tok.p + j.tok.n <= text.p + text.n);
	}
	end = json_offset(&j);
	fuzz_must(end <= text.n);
	json_start(&whole, text);
	*good = json_value(&whole, &value) != JSON_ERROR && json_next(&whole) == JSON_END;
	fuzz_must(*good == (t == JSON_END));
	fuzz_must(json_offset(&whole) == end);
	buf_release(&pointer);
	json_release(&j);
	json_release(&whole);
	return end;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	const char *core;
	size_t first = 0;
	bool was_good = false;

	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++) {
		bool good;
		size_t end;
		fuzz_must(json_core_use(core));
		end = json_read_text(text, &good);
		fuzz_must(i == 0 || (end == first && good == was_good));
		first = end;
		was_good = good;
	}
	return 0;
}
