/* Remap of generated flows, for which the expected result is known, there and back again. */
#include "remap_check.h"

enum { QUEUES = 40 };

static uint64_t state = 88172645463325252u;

static unsigned
remap_made_any(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 20) % n);
}

struct remap_made_maker {
	struct buf in, want;
	unsigned depth;
};

static void
remap_made_both(struct remap_made_maker *m, const char *s)
{
	buf_puts(&m->in, s);
	buf_puts(&m->want, s);
}

/* Odd objects have other names, some of which need escapes. */
static void
put_name(struct buf *b, unsigned k, bool target)
{
	const char *mark = k % 2 == 0 || !target ? ""
			   : k % 3 == 0          ? " \\\"new\\\""
						 : " neu \xc3\xa4";

	buf_printf(b, "Object %u%s%s", k, mark, k % 5 == 0 ? " " : "");
}

static void
put_id(struct buf *b, unsigned k, bool target)
{
	buf_printf(b, "%08x-%s-4000-8000-%012x", k * 2654435761u, target ? "bbbb" : "aaaa", k);
}

static void
remap_made_id(struct remap_made_maker *m, unsigned k)
{
	put_id(&m->in, k, false);
	put_id(&m->want, k, true);
}

static void
remap_made_name(struct remap_made_maker *m, unsigned k, bool changes)
{
	put_name(&m->in, k, false);
	put_name(&m->want, k, changes);
}

static void
some_key(struct remap_made_maker *m)
{
	static const char *const keys[] = {
	    "a", "name", "text", "", "x\\\"y", "00000000-aaaa-4000-8000-000000000000"};

	remap_made_both(m, "\"");
	remap_made_both(m, keys[remap_made_any(COUNT_OF(keys))]);
	remap_made_both(m, "\":");
}

static void
remap_made_scalar(struct remap_made_maker *m)
{
	static const char *const scalars[] = {"null", "true", "-1.50e+3", "0", "\"\"",
	    "\"caf\\u00e9 \\/ \\ud83d\\ude00\"", "\"not-an-id\"",
	    "\"12345678-1234-4234-8234-123456789abc\"", "\"Object 3\"", "{}", "[ ]"};

	remap_made_both(m, scalars[remap_made_any(COUNT_OF(scalars))]);
}

/* A string with ids inside, some of which are whole tokens. */
static void
remap_made_list(struct remap_made_maker *m)
{
	static const char *const around[] = {
	    "|", ", ", "\\n", "\\\"", "/", "\\u00e4", "=", "\xc3\xa9"};
	static const char *const glue[] = {"x", "_", "-", "9"};

	remap_made_both(m, "\"");
	for (unsigned i = 1 + remap_made_any(5); i > 0; i--) {
		remap_made_both(m, around[remap_made_any(COUNT_OF(around))]);
		if (remap_made_any(4) == 0) {
			unsigned k = remap_made_any(QUEUES);
			remap_made_both(m, glue[remap_made_any(COUNT_OF(glue))]);
			put_id(&m->in, k, false);
			put_id(&m->want, k, false);
		} else {
			remap_made_id(m, remap_made_any(QUEUES));
		}
		remap_made_both(m, around[remap_made_any(COUNT_OF(around))]);
	}
	remap_made_both(m, "\"");
}

static void
object_with_name(struct remap_made_maker *m)
{
	unsigned k = remap_made_any(QUEUES);
	bool id_first = remap_made_any(2) == 0;

	remap_made_both(m, remap_made_any(2) == 0 ? "{" : "{ ");
	for (int i = 0; i < 2; i++) {
		if ((i == 0) == id_first) {
			remap_made_both(m, "\"id\":\"");
			remap_made_id(m, k);
		} else {
			remap_made_both(m, "\"name\" :\"");
			remap_made_name(m, k, true);
		}
		remap_made_both(m, i == 0 ? "\", " : "\"}");
	}
}

static void
value_object(struct remap_made_maker *m)
{
	unsigned k = remap_made_any(QUEUES);
	bool text_first = remap_made_any(2) == 0;

	remap_made_both(m, "{");
	if (text_first) {
		remap_made_both(m, "\"text\":\"");
		remap_made_name(m, k, true);
		remap_made_both(m, "\",");
	}
	remap_made_both(m, "\"config\":{\"lit\":{\"val\":\"");
	remap_made_id(m, k);
	remap_made_both(m, "\",\"type\":\"que\",\"text\":\"");
	remap_made_name(m, k, true);
	remap_made_both(m, "\"}}");
	if (!text_first) {
		remap_made_both(m, ",\"text\":\"");
		remap_made_name(m, k, true);
		remap_made_both(m, "\"");
	}
	remap_made_both(m, "}");
}

static void
remap_made_reference(struct remap_made_maker *m)
{
	unsigned k = remap_made_any(QUEUES);

	remap_made_both(m, "{\"flowName\":\"");
	remap_made_name(m, k, true);
	remap_made_both(m, "\",\"name\":\"");
	remap_made_name(m, k, false);
	remap_made_both(m, "\",\"flowId\":\"");
	remap_made_id(m, k);
	remap_made_both(m, "\"}");
}

static void
remap_made_value(struct remap_made_maker *m)
{
	unsigned kind = remap_made_any(m->depth > 12 ? 6 : 10);

	m->depth++;
	if (kind < 2) {
		remap_made_scalar(m);
	} else if (kind == 2) {
		remap_made_list(m);
	} else if (kind == 3) {
		object_with_name(m);
	} else if (kind == 4) {
		value_object(m);
	} else if (kind == 5) {
		remap_made_reference(m);
	} else {
		remap_made_both(m, kind < 8 ? "{" : "[");
		for (unsigned i = remap_made_any(6); i > 0; i--) {
			if (kind < 8)
				some_key(m);
			remap_made_value(m);
			if (i > 1)
				remap_made_both(m, remap_made_any(5) == 0 ? " , " : ",");
		}
		remap_made_both(m, kind < 8 ? "}" : "]");
	}
	m->depth--;
}

static void
made_map(struct buf *b)
{
	for (unsigned k = 0; k < QUEUES; k++) {
		buf_puts(b, "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"");
		put_name(b, k, false);
		buf_puts(b, "\",\"from\":\"");
		put_id(b, k, false);
		buf_puts(b, "\",\"to\":\"");
		put_id(b, k, true);
		buf_puts(b, "\",\"to_name\":\"");
		put_name(b, k, true);
		buf_puts(b, "\",\"status\":\"mapped\"}\n");
	}
}

static bool
made_flows(bool back)
{
	struct remap_made_maker m = {BUF_INIT, BUF_INIT, 0};
	bool good = true;

	for (int i = 0; good && i < 3000; i++) {
		buf_clear(&m.in);
		buf_clear(&m.want);
		remap_made_both(&m, "{\"kind\":\"flow\",\"configuration\":");
		remap_made_value(&m);
		remap_made_both(&m, "}");
		good = back ? remap_becomes(m.want.p, m.in.p) : remap_becomes(m.in.p, m.want.p);
	}
	buf_release(&m.in);
	buf_release(&m.want);
	return good;
}

static void
remap_made_there(void)
{
	ok(made_flows(false), "made flows come out as the maker says");
}

static void
remap_made_back(void)
{
	ok(made_flows(true), "and with the map reversed they are the first bytes again");
}

int
main(void)
{
	struct buf map = BUF_INIT;

	made_map(&map);
	with_map(map.p, false, remap_made_there);
	with_map(map.p, true, remap_made_back);
	buf_release(&map);
	json_release(&j);
	return tap_done();
}
