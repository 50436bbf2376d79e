/* verdict: which flows are broken by what, and in which order that is told. */
#include "plan_made.h"
#include "tap.h"

static const char target_records[] =
    "{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"queue\",\"id\":\"Q1\",\"name\":\"Sales\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q3\",\"name\":\"Twice\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q4\",\"name\":\"Twice\"}\n"
    "{\"kind\":\"flow\",\"id\":\"F1\",\"name\":\"Two\",\"type\":\"WORKFLOW\"}\n"
    "{\"kind\":\"flow\",\"id\":\"F2\",\"name\":\"Two\",\"type\":\"WORKFLOW\"}\n"
    "{\"kind\":\"flow\",\"id\":\"F3\",\"name\":\"There\",\"type\":\"WORKFLOW\"}\n";

static struct inventory target = INVENTORY_INIT;

#define FLOW(name) "\"flow\":{\"id\":\"" name "\",\"name\":\"" name "\",\"type\":\"WORKFLOW\"}"
#define REF(flow, type, id, more) \
	"{\"kind\":\"ref\"," FLOW(flow) ",\"type\":\"" type "\",\"id\":\"" id "\"," more "}"
#define OBJECT(name) "\"class\":\"object\",\"name\":\"" name "\""

/* "There:q1 Two: …": each broken flow with what breaks it; the flow itself has no id. */
static const char *
verdict_verdict(struct plan *p, const char *const *refs)
{
	static char said[512];
	size_t n = 0;

	p->target = &target;
	for (; *refs != NULL; refs++)
		plan_made_ref(p, *refs);
	plan_solve(p);
	said[0] = '\0';
	for (size_t i = 0; i < p->nbroken; i++) {
		const struct plan_broken *b = &p->broken[i];
		struct slice flow = plan_text(p, p->flows[b->flow].name),
			     id = b->use != NULL ? plan_text(p, p->v[b->want].id)
						 : slice_str("self");
		n += (size_t)snprintf(said + n, sizeof said - n, "%s%.*s:%.*s", n > 0 ? " " : "",
		    SLICE_ARGS(flow), SLICE_ARGS(id));
	}
	return said;
}

static bool
verdict_breaks(const char *want, const char *const *refs)
{
	struct plan p = PLAN_INIT;
	const char *got = verdict_verdict(&p, refs);
	bool good = strcmp(got, want) == 0;

	if (!good)
		printf("# %s, not %s\n", got, want);
	plan_release(&p);
	return good;
}

#define BREAKS(want, ...) verdict_breaks(want, (const char *const[]){__VA_ARGS__, NULL})

static void
test_one_flow(void)
{
	ok(BREAKS("", REF("There", "queue", "q1", OBJECT("Sales"))), "nothing is broken");
	ok(BREAKS("There:q2", REF("There", "queue", "q1", OBJECT("Sales")),
	       REF("There", "queue", "q2", OBJECT("Gone"))),
	    "a missing object");
	ok(BREAKS("There:q2 There:u1", REF("There", "queue", "q2", OBJECT("Twice")),
	       REF("There", "user", "u1", OBJECT("Ann"))),
	    "an ambiguous object and an unlisted type, in the order of the input");
	ok(BREAKS("There:q2", REF("There", "queue", "q2", OBJECT("Gone")),
	       REF("There", "queue", "q2", "\"class\":\"literal\",\"name\":\"Gone\"")),
	    "an object is told once for each flow");
	ok(BREAKS("", REF("There", "language", "en-us", "\"class\":\"platform\"")), "a platform's");
	ok(BREAKS("", REF("There", "queue", "q2", OBJECT("Gone") ",\"outOfService\":true")),
	    "a setting switches the value off");
	ok(BREAKS("", REF("There", "queue", "q2", OBJECT("Gone") ",\"optional\":true")),
	    "it can do without");
	ok(BREAKS("", REF("There", "image", "i1", OBJECT("Logo"))), "nobody can list images");
	ok(BREAKS("Two:self Two:q2", REF("Two", "queue", "q2", OBJECT("Gone"))),
	    "the flow itself is ambiguous: first, whatever its references are");
}

static void
test_flows(void)
{
	ok(BREAKS("There:New New:q2", REF("There", "workflow", "New", OBJECT("New")),
	       REF("New", "queue", "q2", OBJECT("Gone"))),
	    "a flow waits for a new flow that is broken");
	ok(BREAKS("", REF("There", "workflow", "New", OBJECT("New")),
	       REF("New", "queue", "q1", OBJECT("Sales"))),
	    "a new flow that is not broken breaks nothing");
	ok(BREAKS("A:q2 B:A C:B", REF("A", "queue", "q2", OBJECT("Gone")),
	       REF("B", "workflow", "A", OBJECT("A")), REF("C", "workflow", "B", OBJECT("B"))),
	    "through several flows");
	ok(BREAKS(
	       "", REF("A", "workflow", "B", OBJECT("B")), REF("B", "workflow", "A", OBJECT("A"))),
	    "a cycle of new flows");
	ok(BREAKS("A:B A:q2 B:A", REF("A", "workflow", "B", OBJECT("B")),
	       REF("B", "workflow", "A", OBJECT("A")), REF("A", "queue", "q2", OBJECT("Gone"))),
	    "a cycle with something missing");
	ok(BREAKS("A:There2", REF("A", "workflow", "There2", OBJECT("Elsewhere"))),
	    "a flow that is not among them");
}

static void
test_verdict_rules(void)
{
	static const char *const refs[] = {REF("There", "queue", "q2", OBJECT("Gone")),
	    REF("There", "image", "i1", OBJECT("Logo")), NULL};
	static const char *const by_id[] = {REF("F3", "queue", "q1", OBJECT("Sales")),
	    REF("F3", "queue", "Q1", OBJECT("Renamed since")), NULL};
	struct plan p = PLAN_INIT;
	struct ignores ig = IGNORES_INIT;

	p.strict = true;
	ok(strcmp(verdict_verdict(&p, refs), "There:q2 There:i1") == 0, "strict: images count");
	ok(p.flows[0].nbroken == 2, "the flow's broken references are counted");
	plan_release(&p);
	ignores_add(&ig, "*/Gone");
	p.ignores = &ig;
	ok(strcmp(verdict_verdict(&p, refs), "") == 0, "ignored: not broken");
	plan_release(&p);
	ignores_release(&ig);
	p.by_id = true;
	ok(strcmp(verdict_verdict(&p, by_id), "F3:q1") == 0, "by id: a name finds nothing");
	plan_release(&p);
}

int
main(void)
{
	plan_made_target(&target, target_records);
	test_one_flow();
	test_flows();
	test_verdict_rules();
	inventory_release(&target);
	return tap_done();
}
