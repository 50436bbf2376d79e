/*
 * Manifests of real flows: nothing is missing or unused in any, and an entry that is taken out
 * comes back with the same bytes. Skipped where there are no real flows.
 */
#include "architect/manifest.h"
#include "record/uuid.h"
#include "corpus.h"
#include "tap.h"

static size_t flows, entries; /* entries that came back */

/* The record without the bytes of an entry and a comma beside it. */
static void
manifest_corpus_without(const struct manifest *m, const struct manifest_entry *e, struct buf *to)
{
	const char *begin = e->text.p, *end = begin + e->text.n;

	if (*end == ',')
		end++;
	else if (begin[-1] == ',')
		begin--;
	buf_clear(to);
	buf_add(to, m->record.p, (size_t)(begin - m->record.p));
	buf_add(to, end, (size_t)(m->record.p + m->record.n - end));
}

/* An old client wrote the members of a context in another order. */
static bool
is_of_old_client(struct slice entry)
{
	static const char context[] = "\"context\":[{\"name\"";

	for (size_t i = 0; i + sizeof context - 1 <= entry.n; i++)
		if (memcmp(entry.p + i, context, sizeof context - 1) == 0)
			return true;
	return false;
}

/* How many entries come back; those that come back otherwise are `bad`. */
static size_t
take_out_each(const struct manifest *whole, size_t *bad)
{
	struct manifest m = MANIFEST_INIT;
	struct buf less = BUF_INIT, got = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < whole->nentries; i++) {
		const struct manifest_entry *e = &whole->entries[i];
		const struct ref *ref = e->ref != 0 ? &whole->refs.v[e->ref - 1] : NULL;
		if (ref == NULL || ref->class != REF_OBJECT || is_of_old_client(e->text) ||
		    !uuid_is_token(refs_text(&whole->refs, ref->id)))
			continue;
		n++;
		manifest_corpus_without(whole, e, &less);
		buf_clear(&got);
		if (manifest_read(&m, buf_slice(&less)))
			manifest_complete(&m, &got);
		if (slice_eq(buf_slice(&got), whole->record))
			continue;
		*bad += 1;
		printf("# %.*s comes back otherwise\n", SLICE_ARGS(e->text));
	}
	buf_release(&less);
	buf_release(&got);
	manifest_release(&m);
	return n;
}

static void
manifest_corpus_check(const char *name, const struct buf *record)
{
	struct manifest m = MANIFEST_INIT;
	struct buf got = BUF_INIT;
	size_t bad = 0;

	ok(manifest_read(&m, buf_slice(record)) && m.missing == 0 && m.unused == 0 &&
		m.unknown == 0,
	    "%s: nothing is missing, unused or unknown", name);
	manifest_complete(&m, &got);
	ok(slice_eq(buf_slice(&got), buf_slice(record)), "%s: it stays as it is", name);
	flows++;
	entries += take_out_each(&m, &bad);
	ok(bad == 0, "%s: entries come back", name);
	buf_release(&got);
	manifest_release(&m);
}

int
main(void)
{
	if (!corpus_each(manifest_corpus_check))
		return 0;
	ok(flows >= 40 && entries >= 90, "%zu flows with %zu entries", flows, entries);
	return tap_done();
}
