/* plan: the map's records for references, inventories and decisions that are not as usual. */
#include "plan_case.h"

static void
plan_gives(const struct plan_case *c)
{
	struct plan p = PLAN_INIT;
	struct buf b = BUF_INIT;

	plan_make(&p, c);
	buf_puts(&b, "");
	for (size_t i = 0; i < p.nlines; i++)
		plan_write(&p, p.lines[i].want, &b);
	plan_case_check(c, &b);
	plan_unmake(&p);
}

/* clang-format off */
static const struct plan_case cases[] = {
    {.what = "a rule for the name that the flows say, not for that of the source",
	.target = OBJECT("queue", "Q1", "New", ""), .source = OBJECT("queue", "q1", "Now", ""),
	.renames = "queue\tThen\tNew\n", .refs = {REF("queue", "q1", "Then", CLASS("object"))},
	.has = "\"to\":\"Q1\",\"to_name\":\"New\""},
    {.what = "a rule that makes a name of nothing known",
	.target = OBJECT("queue", "Q1", "New", ""), .source = OBJECT("queue", "q1", "Now", ""),
	.renames = "queue\tThen\tGone\n", .refs = {REF("queue", "q1", "Then", CLASS("object"))},
	.has = "\"looked_for\":\"Gone\",\"status\":\"missing\""},
    {.what = "several of a user's name: their e-mail addresses are not known",
	.target = OBJECT("user", "U1", "Ann", ""),
	.source = OBJECT("user", "u1", "Ann", "") OBJECT("user", "u2", "Ann", ""),
	.refs = {REF("user", "u1", "Ann", CLASS("object"))},
	.has = "several of this name in the source, and its e-mail is not known"},
    {.what = "several of a queue's name, of one division",
	.target = OBJECT("queue", "Q1", "Two", IN("D", "Home")),
	.source = OBJECT("queue", "q1", "Two", IN("d", "Home")) OBJECT("queue", "q2", "Two", IN("d", "Home")),
	.refs = {REF("queue", "q1", "Two", CLASS("object"))},
	.has = "several of this name and division in the source"},
    {.what = "several of a data action's name, and this is of another category",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", CATEGORY("Other")),
	.source = OBJECT("dataAction", "custom_-_" A, "Get", CATEGORY("Web")) OBJECT("dataAction", "x", "Get", CATEGORY("Two")),
	.refs = {REF("dataAction", "custom_-_" A, "Get", CLASS("object"))},
	.has = "several of this name in the source, and this is of another category"},
    {.what = "two divisions of one name that only objects tell: none of them",
	.target = OBJECT("queue", "Q1", "A", IN("D1", "North")) OBJECT("queue", "Q2", "B", IN("D2", "North")),
	.refs = {REF("division", "d1", "North", CLASS("own"))},
	.has = "\"from\":\"d1\",\"to\":null", .lacks = "\"to\":\"D"},
    {.what = "a data action's id with and without its prefix",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", CATEGORY("Web")),
	.source = OBJECT("dataAction", "custom_-_" A, "Get", CATEGORY("Web")),
	.refs = {"{\"kind\":\"ref\",\"id\":\"" A "\",\"class\":\"literal\"}"},
	.has = "\"from\":\"" A "\",\"to\":\"" B "\""},
    {.what = "a bare decision for a data action: the target knows it with its prefix",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", CATEGORY("Web")),
	.decided = MAP("dataAction", "custom_-_" A, "Old", "\"to\":\"" B "\",\"status\":\"mapped\""),
	.refs = {REF("dataAction", "custom_-_" A, "Old", CLASS("object"))},
	.has = "\"to\":\"" B "\",\"to_name\":\"Get\"", .lacks = "lists no such id"},
    {.what = "a decision for an id that the target lacks is reported",
	.target = OBJECT("queue", "Q1", "One", ""),
	.decided = MAP("queue", "q1", "Old", "\"to\":\"Q9\",\"status\":\"mapped\""),
	.refs = {REF("queue", "q1", "Old", CLASS("object"))},
	.has = "decided, but the target lists no such id"},
    {.what = "a map record without an id decides a look-up, not an object",
	.target = OBJECT("queue", "Q1", "One", ""),
	.decided = MAP("queue", "", "Old", "\"to_name\":\"One\",\"status\":\"mapped\""),
	.refs = {REF("queue", "q1", "Old", CLASS("object"))},
	.has = "\"status\":\"missing\""},
    {.what = "a look-up follows the object of its name: the target's name",
	.target = OBJECT("queue", "Q1", "One", "") OBJECT("queue", "Q2", "Two", ""),
	.decided = MAP("user", "u1", "Old", "\"to\":\"Q2\",\"status\":\"mapped\"")
	    MAP("queue", "q3", "Other", "\"to\":\"Q2\",\"status\":\"mapped\"")
	    MAP("queue", "q1", "Old", "\"to\":\"Q1\",\"status\":\"mapped\""),
	.refs = {NAMED("queue", "Old", "name")},
	.has = "\"name\":\"Old\",\"to\":\"Q1\",\"to_name\":\"One\""},
    {.what = "a look-up of an object whose decision the target lacks keeps its name",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.decided = MAP("queue", "q1", "Old", "\"to\":\"Q9\",\"status\":\"mapped\""),
	.refs = {NAMED("queue", "Old", "name")},
	.has = "\"name\":\"Old\",\"to\":\"Q1\",\"to_name\":\"Old\""},
    {.what = "a look-up that is decided to stay",
	.target = OBJECT("queue", "Q1", "One", ""),
	.decided = MAP("queue", "", "Old", "\"status\":\"ignored\""),
	.refs = {NAMED("queue", "Old", "name")},
	.has = "\"name\":\"Old\",\"status\":\"ignored\""},
    {.what = "a decision with nothing in it is none",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.decided = MAP("queue", "", "Old", "\"status\":\"missing\""),
	.refs = {NAMED("queue", "Old", "name")},
	.has = "\"name\":\"Old\",\"to\":\"Q1\""},
    {.what = "a name with a placeholder is missing",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {NAMED("queue", "{{q}}", "object")},
	.has = "\"status\":\"missing\",\"reason\":\"placeholder\""},
    {.what = "a look-up with a placeholder is unknown",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {NAMED("queue", "{{q}}", "own")},
	.has = "\"status\":\"unknown\",\"reason\":\"placeholder\""},
    {.what = "a name in a place that nobody knows, with --strict",
	.target = OBJECT("queue", "Q1", "Old", ""), .strict = true,
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},"
		"\"name\":\"X\",\"class\":\"unknown\"}"},
	.has = "\"status\":\"missing\",\"reason\":\"named in a place that gc-tools does not know\""},
    {.what = "a data action in another category",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", CATEGORY("Other")),
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},\"type\":\"dataAction\","
		"\"name\":\"Get\",\"category\":\"Web\",\"class\":\"object\"}"},
	.has = "\"status\":\"missing\",\"reason\":\"in another category there\""},
    {.what = "the same with a rule for the category",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", CATEGORY("Other")),
	.renames = "integration\tWeb\tOther\n",
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},\"type\":\"dataAction\","
		"\"name\":\"Get\",\"category\":\"Web\",\"class\":\"object\"}"},
	.has = "\"to\":\"custom_-_" B "\""},
    {.what = "an object of the target without a category fits any",
	.target = OBJECT("dataAction", "custom_-_" B, "Get", ""),
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},\"type\":\"dataAction\","
		"\"name\":\"Get\",\"category\":\"Web\",\"class\":\"object\"}"},
	.has = "\"to\":\"custom_-_" B "\""},
    {.what = "symbols: a look-up stays as it is, and needs no record",
	.target = OBJECT("queue", "Q1", "Old", ""), .symbolic = true,
	.refs = {NAMED("queue", "Old", "name")}, .has = "", .lacks = "\"name\":\"Old\""},
    {.what = "symbols: one that is renamed",
	.target = OBJECT("queue", "Q1", "Old", ""), .symbolic = true, .renames = "queue\tOld\tNew\n",
	.refs = {NAMED("queue", "Old", "name")}, .has = "\"name\":\"Old\",\"to_name\":\"New\""},
    {.what = "places and members of other kinds than they have",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {REF("queue", "q1", "A", CLASS("object") ",\"late\":1,\"outOfService\":\"x\",\"flow\":2"),
	    "{\"kind\":\"ref\",\"flow\":7,\"type\":\"queue\",\"id\":\"q2\",\"name\":\"B\",\"class\":\"object\"}",
	    "{\"kind\":\"ref\",\"flow\":{\"id\":\"f2\"},\"type\":\"queue\",\"id\":\"q3\",\"name\":\"C\",\"class\":\"object\"}",
	    "{\"kind\":\"ref\",\"flow\":{\"type\":\"BOT\"},\"type\":\"queue\",\"id\":\"q4\",\"name\":\"Old\",\"class\":\"object\"}"},
	.has = "\"from\":\"q4\",\"to\":\"Q1\""},
    {.what = "a flow that objects name without its type: that of the input",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {"{\"kind\":\"ref\",\"object\":{\"id\":\"o1\",\"name\":\"O\",\"type\":\"ivr\"},\"type\":\"flow\","
		"\"id\":\"f1\",\"class\":\"object\"}",
	    REF("queue", "q1", "Old", CLASS("object"))},
	.has = "\"type\":\"workflow\",\"name\":\"F\",\"from\":\"f1\"", .lacks = "\"type\":\"flow\""},
};
/* clang-format on */

static bool
plan_add_is(const char *text, bool good)
{
	struct plan p = PLAN_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool same = members_read(&m, &j, slice_str(text)) && plan_add(&p, &m) == good;

	plan_release(&p);
	members_release(&m);
	json_release(&j);
	return same;
}

/* The first few places of a use are kept, with its line, as the record has them. */
static void
test_plan_places(void)
{
	static const struct {
		const char *more, *at;
		uint32_t line, count;
	} uses[] = {
	    {"\"at\":[\"/a\",\"/b\"],\"line\":[7,9],\"count\":2", "[\"/a\",\"/b\"]", 7, 2},
	    {"\"at\":[1,2,3,4,5,6,7,8,9],\"line\":5", "[1,2,3,4,5,6,7,8]", 5, 0},
	    {"\"at\":[],\"line\":[],\"count\":1", "", 0, 1},
	    {"\"at\":\"/a\",\"line\":\"x\"", "", 0, 0},
	    {"\"line\":null", "", 0, 0},
	};
	char ref[400];

	for (size_t i = 0; i < COUNT_OF(uses); i++) {
		struct plan p = PLAN_INIT;
		p.places = true;
		snprintf(ref, sizeof ref,
		    "{\"kind\":\"ref\",\"flow\":{\"id\":\"f\",\"name\":\"F\",\"type\":\"BOT\"},"
		    "\"type\":\"queue\",\"id\":\"q\",\"class\":\"object\",%s}",
		    uses[i].more);
		plan_made_ref(&p, ref);
		ok(p.nuses == 1 && p.uses[0].line == uses[i].line &&
			p.uses[0].count == uses[i].count &&
			slice_is(slice_of(p.uses[0].at_len > 0 ? p.at.p + p.uses[0].at : "",
				     p.uses[0].at_len),
			    uses[i].at),
		    "places: %s", uses[i].more);
		plan_release(&p);
	}
	ok(plan_add_is("{\"kind\":\"ref\",\"class\":\"object\"}", true), "a reference to nothing");
	ok(plan_add_is("{\"kind\":\"ref\",\"class\":\"other\"}", false), "a class of no meaning");
	ok(plan_add_is("{\"kind\":\"ref\"}", false), "no class");
}

int
main(void)
{
	plan_case_start();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		plan_gives(&cases[i]);
	test_plan_places();
	unlink(path);
	return tap_done();
}
