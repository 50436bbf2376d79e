/* Remap: each rule by hand. */
#include "remap_check.h"

#define A1     "00000000-aaaa-4000-8000-000000000001"
#define B1     "00000000-bbbb-4000-8000-000000000001"
#define A2     "00000000-aaaa-4000-8000-000000000002"
#define B2     "00000000-bbbb-4000-8000-000000000002"
#define A3     "00000000-aaaa-4000-8000-000000000003"
#define B3     "00000000-bbbb-4000-8000-000000000003"
#define ACTION "custom_-_"

/* A queue of the same name, a data action and a prompt with other ones, a chain, odd ids. */
static const char rules[] =
    "{\"kind\":\"object\"}\n"
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",\"from\":\"" A1 "\",\"to\":\"" B1
    "\",\"to_name\":\"Sales\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"dataAction\",\"name\":\"Get \\\"it\\\"\",\"from\":\"" ACTION A2
    "\",\"to\":\"" ACTION B2
    "\",\"to_name\":\"Fetch\\u0020it\",\"category\":\"Web\",\"to_category\":\"Web 2\",\"status\":"
    "\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"userPrompt\",\"name\":\"Hello\",\"from\":\"" A3 "\",\"to\":\"" B3
    "\",\"to_name\":\"Hallo\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"x\",\"from\":\"chain-1\",\"to\":\"chain-2\",\"status\":"
    "\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"x\",\"from\":\"chain-2\",\"to\":\"chain \\\"3\\\"\",\"status\":"
    "\"missing\"}\n"
    "{\"kind\":\"map\",\"type\":\"bot\",\"from\":\"proj~" A2 "\",\"to\":\"work~" B2
    "\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"dataTable\",\"name\":\"Old\",\"from\":\"table-1\",\"to\":\"table-"
    "2\","
    "\"to_name\":\"New\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"workflow\",\"name\":\"Mine\",\"from\":\"flow-1\",\"to_name\":"
    "\"Ours\","
    "\"status\":\"new\"}\n"
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Gone\",\"from\":\"gone-1\",\"status\":"
    "\"missing\"}\n"
    "{\"kind\":\"map\",\"type\":\"queue\",\"from\":\"left-1\",\"to\":\"left-2\",\"status\":"
    "\"ignored\"}\n"
    "{\"kind\":\"map\",\"type\":\"division\",\"from\":\"div-1\",\"to\":null,\"status\":"
    "\"ambiguous\"}\n"
    "{\"kind\":\"map\",\"type\":\"ttsVoice\",\"from\":\"v/1\",\"status\":\"platform\"}\n";

#define FLOW(members)        "{\"kind\":\"flow\"," members "}"
#define ok_becomes(in, want) ok(remap_becomes(FLOW(in), FLOW(want)), "%s", in)
#define ok_stays(in)         ok_becomes(in, in)

static void
whole_strings(void)
{
	ok_becomes("\"a\":\"" A1 "\",\"b\":[\"" A1 "\",{\"c\":\"" A1 "\"}]",
	    "\"a\":\"" B1 "\",\"b\":[\"" B1 "\",{\"c\":\"" B1 "\"}]");
	ok_becomes("\"a\" : \"chain-1\" , \"b\":\"chain-2\"",
	    "\"a\" : \"chain-2\" , \"b\":\"chain \\\"3\\\"\"");
	ok_becomes("\"a\":\"ch\\u0061in-1\",\"b\":\"" ACTION A2 "\",\"c\":\"" A2 "\"",
	    "\"a\":\"chain-2\",\"b\":\"" ACTION B2 "\",\"c\":\"" B2 "\"");
	ok_becomes("\"org\":\"proj~" A2 "\"", "\"org\":\"work~" B2 "\"");
	ok_stays("\"" A1 "\":{\"chain-1\":\"chain-1x\"}");
	ok_becomes("\"org\":\"" A1 "\",\"base\":{\"org\":\"" A1 "\"},\"x\":{\"base\":{\"org\":\"" A1
		   "\"}}",
	    "\"org\":\"" B1 "\",\"base\":{\"org\":\"" A1 "\"},\"x\":{\"base\":{\"org\":\"" B1
	    "\"}}");
	ok_stays("\"a\":\"left-1\",\"b\":\"gone-1\",\"c\":\"div-1\",\"d\":\"v/1\"");
	ok_stays("\"a\":\"00000000-AAAA-4000-8000-000000000001\",\"b\":1.50,\"c\":\"\\u0041\"");
	ok(remap_becomes("{\"kind\":\"object\",\"id\":\"" A1 "\"}",
	       "{\"kind\":\"object\",\"id\":\"" A1 "\"}") &&
		remap_becomes("{\"id\":\"" A1 "\",\"\\u006bind\":\"fl\\u006fw\"}",
		    "{\"id\":\"" B1 "\",\"\\u006bind\":\"fl\\u006fw\"}"),
	    "only flows are rewritten, wherever their kind stands");
}

static void
remap_tokens(void)
{
	ok_becomes(
	    "\"a\":\"" A1 "|" A1 " " ACTION A2 ",x\"", "\"a\":\"" B1 "|" B1 " " ACTION B2 ",x\"");
	ok_becomes("\"a\":\"/api/v2/x/" ACTION A2 "/y\",\"b\":\"/" A2 "\"",
	    "\"a\":\"/api/v2/x/" ACTION B2 "/y\",\"b\":\"/" B2 "\"");
	ok_becomes("\"a\":\"{\\n\\t\\\"id\\\": \\\"" A1 "\\\",\\n" A1 "\\n\\u00e4" A1 "\\u00e4}\"",
	    "\"a\":\"{\\n\\t\\\"id\\\": \\\"" B1 "\\\",\\n" B1 "\\n\\u00e4" B1 "\\u00e4}\"");
	ok_becomes("\"a\":\"bots/proj~" A2 "/x\",\"b\":\"other~" A1 "!\"",
	    "\"a\":\"bots/work~" B2 "/x\",\"b\":\"other~" B1 "!\"");
	ok_stays("\"a\":\"x" A1 " " A1 "1 _" A1 " " A1 "- " ACTION A1 "\"");
	ok_stays("\"a\":\"\\u0041" A1 " " A1 "\\u005f\",\"b\":\"see chain-1\"");
}

static void
remap_test_names(void)
{
	ok_becomes("\"a\":{\"name\":\"Hello\",\"id\":\"" A3 "\"},\"b\":{\"id\":\"" A3
		   "\",\"name\":\"Hello \",\"text\":\"Hello\"}",
	    "\"a\":{\"name\":\"Hallo\",\"id\":\"" B3 "\"},\"b\":{\"id\":\"" B3
	    "\",\"name\":\"Hello \",\"text\":\"Hello\"}");
	ok_becomes("\"a\":{\"actionName\":\"Get \\\"it\\\"\",\"category\":{\"name\":\"Web\",\"id\":"
		   "\"Web\",\"x\":\"Web\"},\"actionId\":\"" ACTION A2
		   "\",\"name\":\"Get \\\"it\\\"\"}",
	    "\"a\":{\"actionName\":\"Fetch it\",\"category\":{\"name\":\"Web 2\",\"id\":"
	    "\"Web 2\",\"x\":\"Web\"},\"actionId\":\"" ACTION B2 "\",\"name\":\"Get \\\"it\\\"\"}");
	ok_becomes("\"a\":[{\"id\":\"" ACTION A2
		   "\",\"category\":\"Web\",\"name\":\"G\\u0065t \\\"it\\\"\"},"
		   "{\"category\":\"Web\"}]",
	    "\"a\":[{\"id\":\"" ACTION B2 "\",\"category\":\"Web 2\",\"name\":\"Fetch it\"},"
	    "{\"category\":\"Web\"}]");
	ok_becomes(
	    "\"v\":{\"text\":\"Prompt.Hello\",\"config\":{\"ref\":{\"text\":\"Prompt.Hello\","
	    "\"val\":\"" A3 "\"}},\"metaData\":{\"references\":[{\"id\":\"" A3
	    "\",\"name\":\"Prompt.Hello\"}]}}",
	    "\"v\":{\"text\":\"Prompt.Hallo\",\"config\":{\"ref\":{\"text\":\"Prompt.Hallo\","
	    "\"val\":\"" B3 "\"}},\"metaData\":{\"references\":[{\"id\":\"" B3
	    "\",\"name\":\"Prompt.Hallo\"}]}}");
	ok_becomes("\"t\":{\"datatableId\":\"table-1\",\"title\":\"Old\",\"datatableName\":\"Old\","
		   "\"name\":\"Old\",\"flowName\":\"Old\"}",
	    "\"t\":{\"datatableId\":\"table-2\",\"title\":\"New\",\"datatableName\":\"New\","
	    "\"name\":\"Old\",\"flowName\":\"Old\"}");
	ok_becomes(
	    "\"id\":\"flow-1\",\"name\":\"Mine\",\"configuration\":{\"name\":\"Mine\",\"x\":{"
	    "\"name\":\"Mine\"}}",
	    "\"id\":\"flow-1\",\"name\":\"Ours\",\"configuration\":{\"name\":\"Ours\",\"x\":{"
	    "\"name\":\"Mine\"}}");
	ok_stays(
	    "\"a\":[\"Hello\",{\"name\":\"Hello\"}],\"b\":{\"name\":\"Hello\",\"x\":[{\"id\":1}]}");
	ok_becomes("\"a\":{\"id\":\"" A1 "\",\"name\":\"S\\u0061les\"}",
	    "\"a\":{\"id\":\"" B1 "\",\"name\":\"S\\u0061les\"}");
}

/* With the map reversed: the chain, the odd names, the flow with another name but its own id. */
static void
way_back(void)
{
	ok_becomes("\"a\":\"chain-2\",\"b\":\"chain \\\"3\\\"\",\"c\":\"chain-1\"",
	    "\"a\":\"chain-1\",\"b\":\"chain-2\",\"c\":\"chain-1\"");
	ok_becomes("\"id\":\"flow-1\",\"name\":\"Ours\",\"configuration\":{\"name\":\"Ours\"}",
	    "\"id\":\"flow-1\",\"name\":\"Mine\",\"configuration\":{\"name\":\"Mine\"}");
	ok_becomes("\"a\":{\"id\":\"" ACTION B2 "\",\"name\":\"Fetch it\",\"category\":\"Web 2\"}",
	    "\"a\":{\"id\":\"" ACTION A2 "\",\"name\":\"Get \\\"it\\\"\",\"category\":\"Web\"}");
	ok_becomes("\"a\":\"see " B2 " and work~" B2 "\"", "\"a\":\"see " A2 " and proj~" A2 "\"");
	ok_stays("\"a\":\"" A1 "\",\"b\":\"left-2\",\"c\":\"gone-1\"");
}

static bool
remap_test_left(size_t i, const char *pointer)
{
	const struct remap_left *l = &r.names.left[i];

	return i < r.names.nleft && slice_is(slice_of(r.names.pointers.p + l->at, l->len), pointer);
}

static void
remap_expressions(void)
{
	ok_becomes(
	    "\"v\":{\"text\":\"ToAudio(Prompt.Hello)\",\"config\":{\"ToAudio\":{\"operands\":["
	    "{\"ref\":{\"val\":\"" A3 "\",\"text\":\"Prompt.Hello\"}},{\"ref\":{\"val\":\"" A3
	    "\"}}]}}}",
	    "\"v\":{\"text\":\"ToAudio(Prompt.Hello)\",\"config\":{\"ToAudio\":{\"operands\":["
	    "{\"ref\":{\"val\":\"" B3 "\",\"text\":\"Prompt.Hallo\"}},{\"ref\":{\"val\":\"" B3
	    "\"}}]}}}");
	ok(r.names.nleft == 1 && remap_test_left(0, "/v/text"),
	    "a name in an expression is left, and listed once");
	ok_becomes("\"v\":[{\"text\":\"Prompt.Hello2 or xPrompt.Hello\",\"config\":{\"id\":\"" A3
		   "\"}},"
		   "{\"text\":\"Prompt.Hello!\"}]",
	    "\"v\":[{\"text\":\"Prompt.Hello2 or xPrompt.Hello\",\"config\":{\"id\":\"" B3 "\"}},"
	    "{\"text\":\"Prompt.Hello!\"}]");
	ok(r.names.nleft == 0, "another word, or no id inside: nothing is listed");
}

static bool
remap_test_gap(size_t i, const char *type, const char *id, const char *name)
{
	const struct remap_gap *g = &r.gaps.v[i];

	return i < r.gaps.n && slice_is(g->type, type) && slice_is(g->id, id) &&
	       slice_is(g->name, name);
}

static void
remap_reads(const char *in)
{
	if (!remap_read(&r, &j, slice_str(in)))
		abort();
}

static void
remap_test_gaps(void)
{
	remap_reads(FLOW(
	    "\"id\":\"own-1\",\"division\":{\"id\":\"div-1\"},\"configuration\":{\"manifest\":{"
	    "\"queue\":[{\"context\":[{\"id\":\"c\",\"name\":\"d\"}],\"name\":\"Gone\",\"id\":"
	    "\"gone-1\"},{\"id\":\"" A1 "\"},{\"id\":\"left-1\"},{\"id\":\"else-1\"}],"
	    "\"workflow\":[{\"id\":\"flow-1\"},{\"id\":\"own-1\"}],\"language\":[{\"id\":"
	    "\"en-US\"}],\"nluDomain\":[{\"id\":\"n\"}],\"bridgeAction\":[{\"id\":\"b\"}]},"
	    "\"queueId\":\"z\"},\"x\":{\"y\":[{\"z\":{\"id\":\"no\"}}]}"));
	ok(r.gaps.n == 4 && remap_test_gap(0, "division", "div-1", "") &&
		remap_test_gap(1, "queue", "gone-1", "Gone") &&
		remap_test_gap(2, "queue", "else-1", "") &&
		remap_test_gap(3, "workflow", "flow-1", "") &&
		r.gaps.v[0].rec->status == MAP_AMBIGUOUS && r.gaps.v[2].rec == NULL,
	    "gaps: the division, missing, unheard of, new; not what is mapped, ignored, or no "
	    "object");
	remap_reads(
	    FLOW("\"nodes\":[{\"properties\":{\"references\":[{\"queueId\":\"q\"},{\"userId\":\"" A1
		 "\"}]}}]"));
	ok(r.gaps.n == 1 && remap_test_gap(0, "queue", "q", ""),
	    "gaps by key, where there is no manifest");
	remap_reads("{\"kind\":\"x\",\"queueId\":\"q\"}");
	ok(r.gaps.n == 0, "no gaps in other kinds");
}

/*
 * One object with more ids and names than a search of all by all could pair in this test; the names
 * stand before the ids, and beside every third id stands another name.
 */
static void
remap_many(void)
{
	enum { MANY = 100000 };
	struct buf in = BUF_INIT, want = BUF_INIT;

	buf_puts(&in, "{\"kind\":\"flow\"");
	buf_puts(&want, in.p);
	for (int i = 0; i < MANY; i++) {
		buf_printf(&in, ",\"p%dName\":\"%s\"", i, i % 3 == 0 ? "Other" : "Hello");
		buf_printf(&want, ",\"p%dName\":\"%s\"", i, i % 3 == 0 ? "Other" : "Hallo");
	}
	for (int i = 0; i < MANY; i++) {
		buf_printf(&in, ",\"p%dId\":\"" A3 "\"", i);
		buf_printf(&want, ",\"p%dId\":\"" B3 "\"", i);
	}
	buf_putc(&in, '}');
	buf_putc(&want, '}');
	ok(remap_becomes(in.p, want.p), "an object of %d names and ids", MANY);
	buf_release(&in);
	buf_release(&want);
}

/* Each level has a text and a renamed object: a search in each for all below would take minutes. */
static void
remap_nested(void)
{
	enum { LEVELS = 100000, NAMES = 1000 };
	struct buf rules2 = BUF_INIT, in = BUF_INIT;
	struct remap deep = REMAP_INIT;
	struct map m = MAP_INIT;

	for (unsigned i = 0; i < 2 * NAMES; i++)
		buf_printf(&rules2,
		    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"N%u\",\"from\":\"q%u\",\"to\":"
		    "\"r%u\","
		    "\"to_name\":\"M%u\",\"status\":\"mapped\"}\n",
		    i, i, i, i);
	remap_test_load(&m, rules2.p, false);
	remap_start(&deep, &m);
	buf_puts(&in, "{\"kind\":\"flow\"");
	for (unsigned i = 0; i < LEVELS; i++)
		buf_printf(
		    &in, ",\"a\":{\"x\":\"q%u\",\"text\":\"say N%u\"", i * 7 % (2 * NAMES), i);
	for (unsigned i = 0; i <= LEVELS; i++)
		buf_putc(&in, '}');
	ok(remap_read(&deep, &j, buf_slice(&in)) && deep.edits.n == LEVELS &&
		deep.names.nleft == REMAP_LEFT_MAX,
	    "%d levels, each with a text and an id", LEVELS);
	remap_release(&deep);
	map_release(&m);
	buf_release(&rules2);
	buf_release(&in);
}

static void
by_hand(void)
{
	whole_strings();
	remap_tokens();
	remap_test_names();
	remap_many();
	remap_nested();
	remap_expressions();
	remap_test_gaps();
}

int
main(void)
{
	with_map(rules, false, by_hand);
	with_map(rules, true, way_back);
	json_release(&j);
	return tap_done();
}
