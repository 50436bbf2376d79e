/*
 * lookups: names that flows look up become others and come back to the first byte, in expressions
 * made at random: names of other lengths, with quotes, backslashes and characters of all planes.
 */
#include "random.h"
#include "remap/remap.h"
#include "tap.h"

#include <unistd.h>

static const char *const old[] = {"Sales", "a\"b", "c\\d", "\xc3\xa9t\xc3\xa9", "\xf0\x9f\x98\x80"};
static const char *const new[] = {"S", "\"\"\"q", "\\", "\xf0\x9f\x98\x81 x", "plain and long"};

static void
lookups_load_map(struct map *m, bool reverse)
{
	char path[] = "/tmp/lookups.XXXXXX";
	int fd = mkstemp(path);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(old); i++) {
		buf_puts(&b, "{\"kind\":\"map\",\"type\":\"queue\",\"name\":");
		json_quote(&b, slice_str(old[i]));
		buf_puts(&b, ",\"to_name\":");
		json_quote(&b, slice_str(new[i]));
		buf_puts(&b, ",\"status\":\"mapped\"}\n");
	}
	ok(fd >= 0 && write(fd, b.p, b.n) == (ssize_t)b.n && close(fd) == 0, "a map");
	map_load(m, path, reverse);
	unlink(path);
	buf_release(&b);
}

static size_t
lookups_units(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += (size_t)((s.p[i] & 0xc0) != 0x80) + ((unsigned char)s.p[i] >= 0xf0);
	return n;
}

/* The sum of some terms: look-ups of names[], strings and variables. */
static void
lookups_make_flow(const size_t *pick, size_t n, const char *const *names, struct buf *flow)
{
	struct buf source = BUF_INIT, operands = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		const char *name = names[pick[i] % COUNT_OF(old)];
		bool call = pick[i] % 3 != 0;
		buf_puts(&source, i > 0 ? " + " : "");
		buf_puts(&operands, i > 0 ? "," : "");
		if (call) {
			buf_printf(&operands, "{\"FindQueue\":{\"pos\":%zu,\"operands\":[",
			    lookups_units(buf_slice(&source)) + 1);
			buf_puts(&source, "FindQueue(");
		} else {
			name = "FindQueue(\"Sales\")"; /* prose */
		}
		buf_printf(&operands,
		    "{\"lit\":{\"pos\":%zu,\"text\":", lookups_units(buf_slice(&source)) + 1);
		json_quote(&operands, slice_str(name));
		buf_puts(&operands, call ? "}}]}}" : "}}");
		buf_putc(&source, '"');
		lookup_quote(slice_str(name), &source);
		buf_puts(&source, call ? "\")" : "\"");
	}
	buf_clear(flow);
	buf_puts(flow, "{\"kind\":\"flow\",\"configuration\":{\"x\":{\"text\":");
	json_quote(flow, buf_slice(&source));
	buf_puts(flow, ",\"config\":{\"+\":{\"pos\":1,\"text\":");
	json_quote(flow, buf_slice(&source));
	buf_puts(flow, ",\"operands\":[");
	buf_add_slice(flow, buf_slice(&operands));
	buf_puts(flow, "]}}}}}");
	buf_release(&source);
	buf_release(&operands);
}

static void
lookups_remapped(struct remap *r, struct json *j, struct slice text, struct buf *to)
{
	buf_clear(to);
	if (remap_read(r, j, text))
		splices_apply(&r->edits, text, to);
}

int
main(void)
{
	enum { TERMS_MAX = 12, ROUNDS = 3000 };
	struct random rnd = {5};
	struct remap there = REMAP_INIT, back = REMAP_INIT;
	struct map forward = MAP_INIT, reverse = MAP_INIT;
	struct json j = JSON_INIT;
	struct buf a = BUF_INIT, b = BUF_INIT, got = BUF_INIT;
	unsigned wrong = 0, lost = 0, left = 0;

	lookups_load_map(&forward, false);
	lookups_load_map(&reverse, true);
	remap_start(&there, &forward);
	remap_start(&back, &reverse);
	for (int i = 0; i < ROUNDS; i++) {
		size_t pick[TERMS_MAX], n = 1 + random_below(&rnd, TERMS_MAX);
		for (size_t k = 0; k < n; k++)
			pick[k] = random_below(&rnd, 1000);
		lookups_make_flow(pick, n, old, &a);
		lookups_make_flow(pick, n, new, &b);
		lookups_remapped(&there, &j, buf_slice(&a), &got);
		left += there.lookups.nleft > 0;
		wrong += !slice_eq(buf_slice(&got), buf_slice(&b));
		lookups_remapped(&back, &j, buf_slice(&b), &got);
		lost += !slice_eq(buf_slice(&got), buf_slice(&a));
	}
	ok(left == 0, "none is left, but for %u", left);
	ok(wrong == 0, "as if it had been written with the new names, but for %u", wrong);
	ok(lost == 0, "back to the first byte, but for %u", lost);
	remap_release(&there);
	remap_release(&back);
	map_release(&forward);
	map_release(&reverse);
	json_release(&j);
	buf_release(&a);
	buf_release(&b);
	buf_release(&got);
	return tap_done();
}
