/*
 * Real flows, each without each of the objects that its manifest has: what comes out does not use
 * the object, its manifest is what Architect would write, and no pointer leads nowhere. Skipped
 * where there are no real flows.
 */
#include "architect/manifest.h"
#include "orphans/orphans.h"
#include "record/uuid.h"
#include "corpus.h"
#include "tap.h"

static struct orphans o = ORPHANS_INIT, again = ORPHANS_INIT;
static struct manifest m = MANIFEST_INIT;
static struct json j = JSON_INIT;
static size_t withheld, changed;

/* Whether nothing in the whole record, no pointer and no context, names an action that is gone. */
static bool
is_forgotten(const struct orphans *before, const struct buf *after)
{
	struct buf id = BUF_INIT;
	bool found = false;

	for (size_t i = 0; i < before->nactions; i++) {
		const struct orphans_action *a = &before->actions[i];
		if (a->fate != ORPHANS_TAKEN && a->fate != ORPHANS_CUT_OFF)
			continue;
		buf_clear(&id);
		buf_add_slice(&id, a->id);
		found |= strstr(after->p, id.p) != NULL;
	}
	buf_release(&id);
	return !found;
}

static bool
orphans_corpus_is_good(struct slice id, const struct buf *got)
{
	for (size_t i = 0; i < again.refs.n; i++) {
		const struct ref *ref = &again.refs.v[i];
		if (!slice_eq(refs_text(&again.refs, ref->id), id))
			continue;
		for (size_t k = 0; k < ref->count; k++)
			if (refs_use(&again.refs, ref, k)->out_of_service == 0)
				return false;
		if (ref->manifest)
			return false;
	}
	return again.edits.n == 0 && !again.withheld && is_forgotten(&o, got) &&
	       manifest_read(&m, buf_slice(got)) && m.missing == 0 && m.unused == 0 &&
	       m.unknown == 0;
}

static void
orphans_corpus_read_again(const struct orphans *first, const struct buf *got)
{
	again.list = first->list;
	again.paths = first->paths;
	again.npaths = first->npaths;
	again.disconnect = first->disconnect;
	if (!orphans_read(&again, &j, buf_slice(got)))
		again.withheld = true;
	again.list = (struct orphans_list)ORPHANS_LIST_INIT;
}

static size_t
orphans_corpus_without(const struct buf *record, struct slice id)
{
	struct buf got = BUF_INIT;
	size_t bad = 0;

	idset_clear(&o.list.ids);
	idset_add(&o.list.ids, uuid_of_action(id));
	if (!orphans_read(&o, &j, buf_slice(record))) {
		bad = 1;
	} else if (o.withheld) {
		withheld++;
	} else {
		splices_apply(&o.edits, buf_slice(record), &got);
		orphans_corpus_read_again(&o, &got);
		changed++;
		bad = !orphans_corpus_is_good(id, &got);
	}
	if (bad > 0)
		printf("# without %.*s\n", SLICE_ARGS(id));
	buf_release(&got);
	return bad;
}

static void
orphans_corpus_check(const char *name, const struct buf *record)
{
	static const char *const paths[] = {"failure", "success", "notFound"};
	struct refs refs = REFS_INIT;
	size_t bad = 0;

	if (!refs_read(&refs, &j, buf_slice(record)))
		bad = 1;
	for (size_t i = 0; i < refs.n; i++) {
		struct slice id = refs_text(&refs, refs.v[i].id);
		/* What a flow says of itself is no orphan. */
		if (!refs.v[i].manifest || id.n == 0 || refs.v[i].class == REF_OWN)
			continue;
		for (int options = 0; options < 4; options++) {
			o.paths = paths;
			o.npaths = options & 1 ? COUNT_OF(paths) : 0;
			o.disconnect = options & 2;
			bad += orphans_corpus_without(record, id);
		}
	}
	ok(bad == 0, "%s: without each of its objects", name);
	refs_release(&refs);
}

int
main(void)
{
	bool any = corpus_each(orphans_corpus_check);

	if (any)
		ok(changed > 0 && withheld > 0, "%zu results, %zu withheld", changed, withheld);
	orphans_release(&o);
	orphans_release(&again);
	manifest_release(&m);
	json_release(&j);
	return any ? tap_done() : 0;
}
