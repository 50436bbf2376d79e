/*
 * Flows without orphans, which are the ids of the first line: what comes out is JSON, and a withheld
 * flow has no edits.
 */
#include "fuzz.h"
#include "orphans/orphans.h"

static const char *const paths[] = {"failure", "A"};

/* The ids, with blanks between them. */
static void
add_ids(struct orphans_list *list, struct slice line)
{
	for (size_t from = 0, to; from < line.n; from = to + 1) {
		for (to = from; to < line.n && line.p[to] != ' ';)
			to++;
		if (to > from)
			idset_add(&list->ids, slice_of(line.p + from, to - from));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	const char *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	struct orphans o = ORPHANS_INIT;
	struct json j = JSON_INIT;
	struct buf got = BUF_INIT;
	size_t line;

	if (lf == NULL)
		return 0;
	line = (size_t)(lf - text.p);
	add_ids(&o.list, slice_of(text.p, line));
	o.paths = paths;
	o.npaths = line % (COUNT_OF(paths) + 1);
	o.disconnect = line % 2 == 0;
	text = slice_of(lf + 1, text.n - line - 1);
	if (!orphans_read(&o, &j, text)) {
		fuzz_must(!fuzz_is_json(&j, text) || !json_start_object(&j, text));
	} else {
		fuzz_must(!o.withheld || o.edits.n == 0);
		fuzz_must(o.withheld == (o.why.n > 0));
		splices_apply(&o.edits, text, &got);
		fuzz_must(fuzz_is_json(&j, buf_slice(&got)));
		fuzz_must(orphans_read(&o, &j, buf_slice(&got)));
	}
	orphans_release(&o);
	json_release(&j);
	buf_release(&got);
	return 0;
}
