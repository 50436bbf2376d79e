/* grep: what of a record is searched, and which step a hit is in. */
#include "grep/grep.h"
#include "tap.h"

static struct grep g = GREP_INIT;
static struct json j = JSON_INIT;
static struct buf got = BUF_INIT;

/* "pointer=text@task/node ..." of all hits; "!" on an error. */
static const char *
grep_hits(const char *pattern, const char *record)
{
	struct buf why = BUF_INIT;

	grep_patterns_release(&g.patterns);
	buf_clear(&got);
	buf_reserve(&got, 0);
	got.p[0] = '\0';
	if (!grep_patterns_add(&g.patterns, pattern, &why)) {
		buf_release(&why);
		return "invalid";
	}
	if (!grep_read(&g, &j, slice_str(record)))
		return "!";
	for (size_t i = 0; i < g.n; i++) {
		const struct grep_hit *h = &g.v[i];
		if (h->repeated)
			continue;
		buf_printf(&got, "%s%.*s=%.*s", got.n > 0 ? " " : "",
		    SLICE_ARGS(grep_text(&g, h->pointer)), SLICE_ARGS(grep_text(&g, h->text)));
		if (h->task.len + h->node.len > 0)
			buf_printf(&got, "@%.*s/%.*s", SLICE_ARGS(grep_text(&g, h->task)),
			    SLICE_ARGS(grep_text(&g, h->node)));
		if (h->line > 0)
			buf_printf(&got, ":%u", (unsigned)h->line);
	}
	return got.p;
}

static bool
grep_finds(const char *pattern, const char *record, const char *want)
{
	const char *all = grep_hits(pattern, record);

	if (strcmp(all, want) != 0)
		printf("# %s: %s\n", pattern, all);
	return strcmp(all, want) == 0;
}

#define FLOW(members)   "{\"kind\":\"flow\",\"name\":\"F\",\"configuration\":{" members "}}"
#define OBJECT(members) "{\"kind\":\"object\",\"type\":\"queue\"," members "}"

static void
grep_places(void)
{
	ok(grep_finds("Sales", FLOW("\"name\":\"Sales\",\"a\":[{\"b\":\"Sales 1\"}]"),
	       "/configuration/a/0/b=Sales 1"),
	    "strings; the configuration's own name is the record's");
	ok(grep_finds("F", FLOW("\"x\":1"), "/name=F"), "the record's name");
	ok(grep_finds("a\"b", FLOW("\"x\":\"a\\u0022b\""), "/configuration/x=a\"b"),
	    "without escapes");
	ok(grep_finds("42", FLOW("\"x\":42,\"trackingId\":42,\"y\":{\"pos\":42,\"version\":42}"),
	       "/configuration/x=42"),
	    "numbers, but for those that count or place something");
	ok(grep_finds("S",
	       FLOW("\"manifest\":{\"queue\":[{\"name\":\"S\"}]},\"uiMetaData\":\"S\","
		    "\"a\":{\"metaData\":{\"b\":\"S\"},\"manifest\":\"S\"}"),
	       "/configuration/a/manifest=S"),
	    "no manifest, no caches; another member of that name is searched");
	ok(grep_finds("S",
	       OBJECT("\"name\":\"S\",\"org\":\"S\",\"media\":[\"S\"],\"rows\":[{\"k\":\"S\"}]"),
	       "/name=S /rows/0/k=S"),
	    "objects: rows, no audio");
	ok(grep_finds("S", "{\"kind\":\"map\",\"name\":\"S\"}", ""), "other kinds");
	ok(grep_finds("S", "{\"kind\":\"flow\",\"name\":}", "!"), "not JSON");
	ok(grep_finds("S", "[\"S\"]", "!"), "not an object");
	ok(grep_finds("a(", FLOW(""), "invalid"), "not a regular expression");
	ok(grep_finds(
	       "", FLOW("\"x\":[\"\",\"b\"]"), "/name=F /configuration/x/0= /configuration/x/1=b"),
	    "the empty text");
}

static void
grep_expressions(void)
{
	ok(grep_finds("Sales",
	       FLOW("\"q\":{\"config\":{\"lit\":{\"text\":\"Sales\",\"val\":\"x\"}},\"text\":"
		    "\"Sales\"}"),
	       "/configuration/q/text=Sales"),
	    "the source of an expression, once");
	ok(grep_finds("x",
	       FLOW("\"q\":{\"config\":{\"lit\":{\"text\":\"S\",\"val\":\"x\"}},\"text\":\"S\"}"),
	       "/configuration/q/config/lit/val=x"),
	    "the id of a literal");
	ok(grep_finds("x",
	       FLOW("\"q\":{\"config\":{\"lit\":{\"text\":\"x\",\"val\":\"x\"}},\"text\":\"x\"}"),
	       "/configuration/q/config/lit/val=x /configuration/q/text=x"),
	    "both");
	ok(grep_finds("S", FLOW("\"q\":{\"text\":\"S\",\"config\":{\"lit\":{\"text\":\"S\"}}}"),
	       "/configuration/q/text=S"),
	    "in any order");
}

static void
grep_steps(void)
{
	const char *flow =
	    FLOW("\"flowSequenceItemList\":[{\"actionList\":[{\"say\":\"hi\",\"name\":\"Greet\","
		 "\"__type\":\"PlayAudioAction\",\"in\":{\"say\":\"hi\"}}],\"name\":\"Main\","
		 "\"__type\":\"Task\",\"say\":\"hi\"}],\"say\":\"hi\"");

	ok(grep_finds("hi", flow,
	       "/configuration/flowSequenceItemList/0/actionList/0/say=hi@Main/Greet "
	       "/configuration/flowSequenceItemList/0/actionList/0/in/say=hi@Main/Greet "
	       "/configuration/flowSequenceItemList/0/say=hi@Main/ /configuration/say=hi"),
	    "task and node, whose names may come later");
}

static void
grep_test_archy(void)
{
	ok(grep_finds("hi",
	       "{\"kind\":\"flow\",\"name\":\"F\",\"archy\":\"inboundCall:\\n  name: hi\\n"
	       "  tasks:\\n    - task:\\n        name: Main\\n        actions:\\n"
	       "          - playAudio:\\n              name: 'Greet'\\r\\n"
	       "              audio:\\n                tts: hi\\n"
	       "          - {{hi}}\\n\"}",
	       "/archy=  name: hi:2 /archy=                tts: hi@Main/Greet:10 "
	       "/archy=          - {{hi}}@Main/:11"),
	    "the lines of an Archy text");
	ok(grep_finds("^$", "{\"kind\":\"flow\",\"archy\":\"\\n\\n\"}", ""), "not its empty lines");
}

int
main(void)
{
	grep_places();
	grep_expressions();
	grep_steps();
	grep_test_archy();
	grep_release(&g);
	json_release(&j);
	buf_release(&got);
	return tap_done();
}
