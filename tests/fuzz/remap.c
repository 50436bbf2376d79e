/*
 * Remapping with a small map: what comes out is JSON, and nothing is left that the map changes. With a map
 * that allows to rewrite without a walk (remap_hits.h), the result is that of the walk.
 */
#include "fuzz.h"
#include "remap/remap.h"

static const char rules[] =
    "{\"kind\":\"map\",\"type\":\"user\",\"name\":\"Ann\",\"from\":\"33333333-3333-4333-8333-"
    "333333333333\",\"to\":\"44444444-4444-4444-8444-444444444444\",\"to_name\":\"Ann\","
    "\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",\"from\":\"11111111-1111-4111-8111-"
    "111111111111\",\"to\":\"22222222-2222-4222-8222-222222222222\",\"to_name\":\"Verkauf "
    "\\\"1\\\"\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"x\",\"from\":\"a\",\"to\":\"b/~\",\"status\":\"mapped\"}\n";

/* The first of them only. */
static size_t
first_rule(void)
{
	return (size_t)(strchr(rules, '\n') - rules) + 1;
}

static void
remap_load_rules(struct map *m, size_t n)
{
	char path[] = "/tmp/fuzz-remap.XXXXXX";
	int fd = mkstemp(path);

	fuzz_must(fd >= 0 && write(fd, rules, n) == (ssize_t)n);
	close(fd);
	map_load(m, path, false);
	unlink(path);
}

static void
compare_with_walk(struct json *j, struct slice text)
{
	static struct map m = MAP_INIT;
	static struct remap hits = REMAP_INIT, walk = REMAP_INIT;
	struct buf by_hits = BUF_INIT, by_walk = BUF_INIT;

	if (m.n == 0) {
		remap_load_rules(&m, first_rule());
		remap_start(&hits, &m);
		remap_start(&walk, &m);
		fuzz_must(hits.by_hits);
		walk.by_hits = false;
	}
	if (!remap_read(&walk, j, text))
		return;
	splices_apply(&walk.edits, text, &by_walk);
	fuzz_must(remap_read(&hits, j, text));
	splices_apply(&hits.edits, text, &by_hits);
	fuzz_must(slice_eq(buf_slice(&by_hits), buf_slice(&by_walk)));
	fuzz_must(hits.gaps.n == walk.gaps.n);
	buf_release(&by_hits);
	buf_release(&by_walk);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct map m = MAP_INIT;
	static struct remap r = REMAP_INIT;
	static struct json j = JSON_INIT;
	struct slice text = fuzz_text(data, size);
	struct buf once = BUF_INIT;
	bool good;

	if (m.n == 0) {
		remap_load_rules(&m, sizeof rules - 1);
		remap_start(&r, &m);
	}
	good = remap_read(&r, &j, text);
	fuzz_must(good == (json_start_object(&j, text) && fuzz_is_json(&j, text)));
	if (good) {
		splices_apply(&r.edits, text, &once);
		fuzz_must(remap_read(&r, &j, buf_slice(&once)));
		fuzz_must(r.edits.n == 0 || !r.flow);
	}
	compare_with_walk(&j, text);
	buf_release(&once);
	return 0;
}
