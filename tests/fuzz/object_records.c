/*
 * Objects: the first byte chooses a type, the first line is the record's configuration, the rest the
 * target's. Bodies are JSON, an object equals itself and what an update makes of its target, and ids
 * change and are found at their places only.
 */
#include "fuzz.h"
#include "objects/object_type.h"
#include "put/object_body.h"
#include "refs/refs.h"
#include "remap/remap.h"

static const char rules[] =
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",\"from\":\"a\",\"to\":\"b/~\","
    "\"to_name\":\"Verkauf \\\"1\\\"\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"userPrompt\",\"name\":\"n\",\"from\":\"11111111-1111-4111-8111-"
    "111111111111\",\"to\":\"22222222-2222-4222-8222-222222222222\",\"to_name\":\"n\","
    "\"status\":\"mapped\"}\n";

static struct json j = JSON_INIT;

static bool
is_whole_object(struct slice text)
{
	return json_start_object(&j, text) && fuzz_is_json(&j, text);
}

/* What an update of the target makes of it: without differences, of whatever a record can bring. */
static void
try_update(const struct object_view *a, struct object_view *b)
{
	static struct object_view after = OBJECT_VIEW_INIT;
	static struct object_differences d = OBJECT_DIFFERENCES_INIT;
	struct buf body = BUF_INIT, pointer = BUF_INIT;

	object_compare(a, b, &d);
	for (size_t i = 0; i < d.n; i++)
		object_difference_pointer(a, b, &d.v[i], &pointer);
	if (object_body_update(a, b, &d, OBJECT_LACKING | OBJECT_EARLY | OBJECT_LATER, &body)) {
		fuzz_must(is_whole_object(buf_slice(&body)));
		fuzz_must(object_view_read(&after, &j, a->type, buf_slice(&body)));
	}
	buf_release(&body);
	buf_release(&pointer);
}

static void
try_bodies(const struct object_type *type, struct slice mine, struct slice theirs)
{
	static struct object_view a = OBJECT_VIEW_INIT, b = OBJECT_VIEW_INIT;
	static struct object_differences d = OBJECT_DIFFERENCES_INIT;
	struct buf body = BUF_INIT;
	bool good = object_view_read(&a, &j, type, mine);

	fuzz_must(good == is_whole_object(mine));
	if (!good)
		return;
	object_body_create(&a, &body);
	fuzz_must(is_whole_object(buf_slice(&body)));
	buf_release(&body);
	fuzz_must(object_view_read(&b, &j, type, mine));
	object_compare(&a, &b, &d);
	fuzz_must(d.n == 0);
	if (object_view_read(&b, &j, type, theirs))
		try_update(&a, &b);
}

static void
try_refs(struct slice record)
{
	static struct refs refs = REFS_INIT;
	bool good;

	refs.pointers = true;
	good = refs_read(&refs, &j, record);
	fuzz_must(good == is_whole_object(record));
	for (size_t i = 0; good && i < refs.nuses; i++) {
		fuzz_must(refs.uses[i].at < record.n && refs.uses[i].ref < refs.n);
		fuzz_must(refs_text(&refs, refs.uses[i].pointer).n > 0);
	}
}

static void
try_remap(struct slice record)
{
	static struct map m = MAP_INIT;
	static struct remap r = REMAP_INIT;
	struct buf once = BUF_INIT;
	char path[] = "/tmp/fuzz-objects.XXXXXX";
	int fd;

	if (m.n == 0) {
		fd = mkstemp(path);
		fuzz_must(
		    fd >= 0 && write(fd, rules, sizeof rules - 1) == (ssize_t)sizeof rules - 1);
		close(fd);
		map_load(&m, path, false);
		unlink(path);
		r.report = true;
		remap_start(&r, &m);
	}
	if (!remap_read(&r, &j, record)) {
		fuzz_must(!is_whole_object(record));
		return;
	}
	splices_apply(&r.edits, record, &once);
	fuzz_must(is_whole_object(buf_slice(&once)));
	fuzz_must(remap_read(&r, &j, buf_slice(&once)) && r.edits.n == 0);
	buf_release(&once);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t n;
	const struct object_type *types = object_type_table(&n);
	const struct object_type *type = &types[size > 0 ? data[0] % n : 0];
	struct slice mine = size > 0 ? fuzz_text(data + 1, size - 1) : fuzz_text(data, 0);
	const char *lf = mine.n > 0 ? memchr(mine.p, '\n', mine.n) : NULL;
	struct slice theirs = mine;
	struct buf record = BUF_INIT;

	if (lf != NULL) {
		theirs = slice_of(lf + 1, mine.n - (size_t)(lf - mine.p) - 1);
		mine.n = (size_t)(lf - mine.p);
	}
	try_bodies(type, mine, theirs);
	buf_printf(&record,
	    "{\"kind\":\"object\",\"type\":\"%s\",\"id\":\"a\",\"name\":\"Sales\","
	    "\"configuration\":",
	    type->name);
	buf_add_slice(&record, mine);
	buf_putc(&record, '}');
	try_refs(buf_slice(&record));
	try_remap(buf_slice(&record));
	buf_release(&record);
	return 0;
}
