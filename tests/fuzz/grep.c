/* Texts: any record is searched; a hit is at a place of the record, and the match is in its text. */
#include "fuzz.h"
#include "grep/grep.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct grep grep = GREP_INIT;
	static struct json j = JSON_INIT;
	struct slice text = fuzz_text(data, size);
	struct buf why = BUF_INIT;

	if (grep.patterns.n == 0) {
		fuzz_must(grep_patterns_add(&grep.patterns, "+49 30 1", &why));
		fuzz_must(grep_patterns_add(&grep.patterns, "a.*b", &why));
		fuzz_must(grep_patterns_add(&grep.patterns, "", &why));
	}
	if (grep_read(&grep, &j, text)) {
		for (size_t i = 0; i < grep.n; i++) {
			const struct grep_hit *h = &grep.v[i];
			fuzz_must((size_t)h->from + h->len <= h->text.len);
			fuzz_must((size_t)h->text.at + h->text.len <= grep.text.n);
			fuzz_must(h->pointer.len > 0 && grep_text(&grep, h->pointer).p[0] == '/');
			fuzz_must((size_t)h->node.at + h->node.len <= grep.text.n);
			fuzz_must((size_t)h->task.at + h->task.len <= grep.text.n);
		}
	} else {
		fuzz_must(!(json_start_object(&j, text) && fuzz_is_json(&j, text)));
	}
	return 0;
}
