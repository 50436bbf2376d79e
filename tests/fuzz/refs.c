/* References: every object is taken, every use is a string of the record at its own place. */
#include "fuzz.h"
#include "refs/refs.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct refs refs = REFS_INIT;
	static struct json j = JSON_INIT;
	struct slice text = fuzz_text(data, size);
	struct buf manifest = BUF_INIT;
	bool good;

	refs.pointers = true;
	good = refs_read(&refs, &j, text);
	if (good) {
		for (size_t i = 0; i < refs.nuses; i++) {
			fuzz_must(refs.uses[i].at < size && text.p[refs.uses[i].at] == '"');
			fuzz_must(refs.uses[i].ref < refs.n);
			fuzz_must(refs_text(&refs, refs.uses[i].pointer).n > 0);
		}
		refs_by_type(&refs, &manifest);
		fuzz_must(fuzz_is_json(&j, buf_slice(&manifest)));
	}
	fuzz_must(good == (json_start_object(&j, text) && fuzz_is_json(&j, text)));
	buf_release(&manifest);
	return 0;
}
