/*
 * Manifests: one that was mended is JSON, has nothing left to mend, and the other bytes of its
 * record are what they were.
 */
#include "architect/manifest.h"
#include "fuzz.h"

static void
other_bytes_stay(const struct manifest *m, struct slice whole)
{
	const char *at = m->text.n > 0 ? m->text.p : m->configuration.p + m->configuration.n - 1;
	size_t before = (size_t)(at - m->record.p);
	size_t after = m->record.n - before - m->text.n;

	fuzz_must(whole.n >= before + after);
	fuzz_must(memcmp(whole.p, m->record.p, before) == 0);
	fuzz_must(memcmp(whole.p + whole.n - after, at + m->text.n, after) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct manifest m = MANIFEST_INIT, again = MANIFEST_INIT;
	struct buf whole = BUF_INIT, words = BUF_INIT;

	if (manifest_read(&m, fuzz_text(data, size))) {
		fuzz_must(m.missing + m.unused + m.unknown == m.n);
		manifest_complete(&m, &whole);
		fuzz_must(fuzz_is_json(&again.json, buf_slice(&whole)));
		other_bytes_stay(&m, buf_slice(&whole));
		fuzz_must(manifest_read(&again, buf_slice(&whole)));
		fuzz_must(again.unused == 0 && again.missing == 0);
		for (int kind = 0; kind < MANIFEST_KINDS; kind++)
			manifest_describe(&m, (enum manifest_kind)kind, &words);
	}
	buf_release(&whole);
	buf_release(&words);
	return 0;
}
