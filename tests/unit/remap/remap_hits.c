/*
 * The rewrite without a walk held against the walk: random flows, whose ids are in the map, open in
 * it, or neither, in places that need one and in places that do not, as names, inside texts and
 * spelled with escapes. The edits, the gaps and the report are the same.
 */
#include "json/json_core.h"
#include "random.h"
#include "remap/remap_report.h"
#include "tap.h"

#include <unistd.h>

enum { FLOWS = 20000, DEPTH = 5, FAR = 600 };

#define ID(n) "0a00000" n "-aaaa-4000-8000-00000000000" n
#define TO(n) "0b00000" n "-aaaa-4000-8000-00000000000" n

#define MAPPED(type, from, to)                                                    \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"name\":\"N\",\"from\":\"" from \
	"\",\"to\":\"" to "\",\"to_name\":\"N\",\"status\":\"mapped\"}\n"

static const char hits_map[] = MAPPED("queue", ID("1"), TO("1")) MAPPED("user", ID("2"), TO("2"))
    MAPPED("dataAction", "custom_-_" ID("3"), "custom_-_" TO("3"))
	MAPPED("dialogflowAgent", "bot~" ID("4"), "bot~" TO("4"))
	    MAPPED("queue", ID("5"), ID("5")) /* stays */
    "{\"kind\":\"map\",\"type\":\"dataTable\",\"name\":\"Gone\",\"from\":\"" ID(
	"6") "\","
	     "\"status\":\"missing\"}\n";

static void
hits_load(struct map *m, const char *text)
{
	char path[] = "/tmp/remap.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		abort();
	map_load(m, path, false);
	unlink(path);
}

static void
hits_add_string(struct random *r, struct buf *b)
{
	static const char *const ids[] = {ID("1"), ID("1"), ID("2"), ID("3"), "custom_-_" ID("3"),
	    "bot~" ID("4"), ID("4"), ID("5"), ID("7"), ID("8"), ID("9"), "custom_-_" ID("8"), "que",
	    "usr", "str", "", "text", "\\\"", "0a000001-aaaa-4000-8000-00000000000\\u0031",
	    "FindQueue(\\\"Gone\\\")",
	    "a longer text, with " ID("1") " in it, \\u003d" ID("2") " and\\n" ID("7") ".",
	    "a,[1,{-1234567,-123,-123,-123", "\xc3\xa4\xc3\xa4 " ID("3"),
	    "{\\\"queueId\\\":[\\\"" ID("8") "\\\",\\\"" ID("8"), "queueId:[" ID("8") "]"};

	/* Rarely one that withholds the flow, so that most have no gap; or one that is long. */
	if (random_below(r, 100) == 0)
		buf_printf(b, "\"%0*d\"", FAR, 0);
	else
		buf_printf(b, "\"%s\"",
		    random_below(r, 400) == 0 ? ID("6") : ids[random_below(r, COUNT_OF(ids))]);
}

static void
hits_add_key(struct random *r, struct buf *b)
{
	static const char *const keys[] = {"id", "id", "name", "text", "val", "type", "lit",
	    "nextAction", "actionList", "a", "outOfService", "metaData", "x\\/y", "", ID("1")};
	static const char *const rare[] = {"queueId", "userId", "inQueueFlowId", "responseLibrary",
	    "actionId", "uiMetaData", "v\\u0061l", "manifest", "datatableId", "worktype",
	    "commonModules", "knowledgeBase"};

	buf_printf(b, "\"%s\":",
	    random_below(r, 60) == 0 ? rare[random_below(r, COUNT_OF(rare))]
				     : keys[random_below(r, COUNT_OF(keys))]);
}

/* What the type of a literal says is in front of its id, or behind. */
static void
hits_add_literal(struct random *r, struct buf *b)
{
	const char *type = random_below(r, 20) == 0 ? "que" : "str";

	buf_puts(b, "{\"lit\":{\"pos\":1,");
	if (random_below(r, 2) == 0) {
		buf_printf(b, "\"type\":\"%s\",\"val\":", type);
		hits_add_string(r, b);
	} else {
		buf_puts(b, "\"val\":");
		hits_add_string(r, b);
		buf_printf(b, ",\"type\":\"%s\"", type);
	}
	buf_puts(b, "}}");
}

static void
hits_add_value(struct random *r, struct buf *b, int depth)
{
	static const char *const simple[] = {"true", "[-1234567,-123,-123,-123,-1]", "1", "null"};
	size_t kind = random_below(r, depth < DEPTH ? 6 : 3);
	size_t n = kind > 2 ? random_below(r, 5) : 0;

	if (random_below(r, 20) == 0) {
		hits_add_literal(r, b);
	} else if (kind == 0) {
		buf_puts(b, simple[random_below(r, COUNT_OF(simple))]);
	} else if (kind <= 2) {
		hits_add_string(r, b);
	} else {
		buf_putc(b, kind == 3 ? '[' : '{');
		for (size_t i = 0; i < n; i++) {
			if (random_below(r, 20) == 0)
				buf_putc(b, '\n');
			if (kind != 3)
				hits_add_key(r, b);
			hits_add_value(r, b, depth + 1);
			if (i + 1 < n)
				buf_putc(b, ',');
		}
		buf_putc(b, kind == 3 ? ']' : '}');
	}
}

/* Some members of a definition. */
static void
hits_add_members(struct random *r, struct buf *b)
{
	if (random_below(r, 20) > 0)
		buf_puts(b, "\"manifest\":{\"queue\":[{\"id\":\"" ID("1") "\"}]},");
	for (size_t n = random_below(r, 4); n > 0; n--) {
		hits_add_key(r, b);
		hits_add_value(r, b, 0);
		buf_putc(b, ',');
	}
	buf_puts(b, "\"last\":0");
}

/* Some members of the record, next to the definition. */
static void
hits_add_outside(struct random *r, struct buf *b)
{
	static const char *const keys[] = {"division", "base", "publishedVersion", "queueId", "lit",
	    "outOfService", "commonModules", "b\\u0061se"};

	for (size_t n = random_below(r, 3); n > 0; n--) {
		buf_printf(b, "\"%s\":", keys[random_below(r, COUNT_OF(keys))]);
		hits_add_value(r, b, 0);
		buf_putc(b, ',');
	}
}

static void
hits_add_flow(struct random *random, struct buf *b)
{
	buf_clear(b);
	buf_puts(b, "{\"kind\":\"flow\",\"id\":\"" ID("9") "\",\"type\":\"INBOUNDCALL\",");
	hits_add_outside(random, b);
	buf_puts(b, "\"configuration\":{");
	if (random_below(random, 4) == 0) {
		buf_puts(b, "\"commonModules\":");
		hits_add_value(random, b, 0);
		buf_putc(b, ',');
	} else if (random_below(random, 4) == 0) {
		buf_puts(b, "\"commonModules\":[{\"id\":\"" ID("2") "\",\"model\":{");
		hits_add_members(random, b);
		buf_puts(b, "}}],");
	}
	hits_add_members(random, b);
	buf_puts(b, "},");
	hits_add_outside(random, b);
	buf_puts(b, "\"last\":\"" ID("1") "\"}");
}

static void
hits_add_line(void *to, struct slice line)
{
	buf_add_slice(to, line);
}

/* All that a rewrite says of a record. */
static void
hits_describe(struct remap *r, struct slice text, struct buf *to)
{
	struct json j = JSON_INIT;

	buf_clear(to);
	if (!remap_read(r, &j, text)) {
		buf_puts(to, json_error(&j));
		json_release(&j);
		return;
	}
	splices_apply(&r->edits, text, to);
	for (size_t i = 0; i < r->gaps.n; i++)
		buf_printf(to, "\ngap %.*s %.*s", SLICE_ARGS(r->gaps.v[i].type),
		    SLICE_ARGS(r->gaps.v[i].id));
	buf_putc(to, '\n');
	remap_report(r, text, hits_add_line, to);
	json_release(&j);
}

static void
test_random(struct remap *hits, struct remap *walk, const char *core)
{
	struct random random = {20261127};
	struct buf text = BUF_INIT, by_hits = BUF_INIT, by_walk = BUF_INIT;
	size_t same = 0, once = 0;

	json_core_use(core);
	for (size_t i = 0; i < FLOWS; i++) {
		hits_add_flow(&random, &text);
		hits_describe(hits, buf_slice(&text), &by_hits);
		once += !hits->again && hits->edits.n > 0;
		hits_describe(walk, buf_slice(&text), &by_walk);
		if (slice_eq(buf_slice(&by_hits), buf_slice(&by_walk)))
			same++;
		else if (same == i)
			printf("# %s\n# hits: %s\n# walk: %s\n", text.p, by_hits.p, by_walk.p);
	}
	ok(same == FLOWS, "%s: as the walk does it: %zu of %d flows", core, same, FLOWS);
	ok(once > FLOWS / 10, "%s: %zu of them without it", core, once);
	buf_release(&text);
	buf_release(&by_hits);
	buf_release(&by_walk);
}

/* Places that show a type, and their neighbours that do not. */
static void
test_places(struct remap *hits, struct remap *walk)
{
	static const struct {
		const char *configuration;
		bool gap;
	} cases[] = {{"\"a\":{\"queueId\":{\"a\":{\"b\":[1]},\"id\":\"" ID("8") "\"}}", true},
	    {"\"a\":{\"queueId\":{\"b\":1},\"id\":\"" ID("8") "\"}", false},
	    {"\"a\":{\"queueId\":{\"b\":\"FAR\",\"id\":\"" ID("8") "\"}}", true},
	    {"\"a\":{\"b\":{\"b\":\"FAR\",\"id\":\"" ID("8") "\"}}", false},
	    {"\"worktype\":[{\"id\":1},{\"b\":2,\"id\":\"" ID("8") "\"}]", true},
	    {"\"a\":[{\"worktype\":[1]},{\"id\":\"" ID("8") "\"}]", false},
	    {"\"a\":{\"worktype\" : [\"]\",\"" ID("8") "\"]}", true},
	    {"\"a\":{\"worktype\" : [\"]\"],\"b\":[\"" ID("8") "\"]}", false},
	    {"\"a\":{\"worktype\":{\"\":{\"id\":\"" ID("8") "\"}}}", true},
	    {"\"a\":{\"lit\":{\"val\":\"" ID("8") "\",\"type\":\"que\"}}", true},
	    {"\"a\":{\"ref\":{\"val\":\"" ID("8") "\",\"type\":\"que\"}}", false},
	    {"\"a\":{\"outputId\":\"" ID("8") "\"}", false},
	    {"\"a\":{\"worktype\":{\"" ID("8") "\":1}}", false},
	    {"\"commonModules\":[{\"model\":{\"a\":{\"queueId\":\"" ID("8") "\"}}}]", true},
	    {"\"commonModules\":[{\"model\":{\"a\":{\"id\":\"" ID("8") "\"}}}]", false}};
	struct buf text = BUF_INIT, body = BUF_INIT, by_hits = BUF_INIT, by_walk = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *c = cases[i].configuration;
		const char *far = strstr(c, "FAR");
		buf_clear(&body);
		buf_add(&body, c, far != NULL ? (size_t)(far - c) : strlen(c));
		if (far != NULL)
			buf_printf(&body, "%0*d%s", FAR, 0, far + 3);
		buf_clear(&text);
		buf_printf(&text,
		    "{\"kind\":\"flow\",\"id\":\"" ID(
			"9") "\",\"configuration\":{\"manifest\":{},%s}}",
		    body.p);
		hits_describe(hits, buf_slice(&text), &by_hits);
		hits_describe(walk, buf_slice(&text), &by_walk);
		ok(slice_eq(buf_slice(&by_hits), buf_slice(&by_walk)) &&
			hits->again == cases[i].gap,
		    "%s: %.60s", cases[i].gap ? "may be a gap" : "no gap", c);
	}
	buf_release(&text);
	buf_release(&body);
	buf_release(&by_hits);
	buf_release(&by_walk);
}

/* Which maps allow it. */
static void
test_fit(void)
{
	static const char renamed[] =
	    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"A\",\"from\":\"" ID(
		"1") "\",\"to\":\"" ID("1") "\",\"to_name\":\"B\",\"status\":\"mapped\"}\n";
	static const char no_uuid[] = MAPPED("queue", "q-1", "q-2");
	struct map m = MAP_INIT, n = MAP_INIT;
	struct remap a = REMAP_INIT, b = REMAP_INIT;

	hits_load(&m, renamed);
	hits_load(&n, no_uuid);
	remap_start(&a, &m);
	remap_start(&b, &n);
	ok(!a.by_hits, "a map that renames needs the walk");
	ok(!b.by_hits, "and one with an id that is not a UUID");
	remap_release(&a);
	remap_release(&b);
	map_release(&m);
	map_release(&n);
}

int
main(void)
{
	struct map m = MAP_INIT;
	struct remap hits = REMAP_INIT, walk = REMAP_INIT;
	const char *core;

	hits_load(&m, hits_map);
	remap_start(&hits, &m);
	remap_start(&walk, &m);
	ok(hits.by_hits, "the map allows it");
	hits.report = walk.report = true;
	walk.by_hits = false;
	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++)
		test_random(&hits, &walk, core);
	test_places(&hits, &walk);
	test_fit();
	remap_release(&hits);
	remap_release(&walk);
	map_release(&m);
	return tap_done();
}
