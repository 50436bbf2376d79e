/* Remapping with a small map: what comes out is JSON, and nothing is left that the map changes. */
#include "fuzz.h"
#include "remap/remap.h"

static const char rules[] =
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",\"from\":\"11111111-1111-4111-8111-"
    "111111111111\",\"to\":\"22222222-2222-4222-8222-222222222222\",\"to_name\":\"Verkauf "
    "\\\"1\\\"\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"x\",\"from\":\"a\",\"to\":\"b/~\",\"status\":\"mapped\"}\n";

static void
remap_load_rules(struct map *m)
{
	char path[] = "/tmp/fuzz-remap.XXXXXX";
	int fd = mkstemp(path);

	fuzz_must(fd >= 0 && write(fd, rules, sizeof rules - 1) == (ssize_t)sizeof rules - 1);
	close(fd);
	map_load(m, path, false);
	unlink(path);
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
		remap_load_rules(&m);
		remap_start(&r, &m);
	}
	good = remap_read(&r, &j, text);
	fuzz_must(good == (json_start_object(&j, text) && fuzz_is_json(&j, text)));
	if (good) {
		splices_apply(&r.edits, text, &once);
		fuzz_must(remap_read(&r, &j, buf_slice(&once)));
		fuzz_must(r.edits.n == 0 || !r.flow);
	}
	buf_release(&once);
	return 0;
}
