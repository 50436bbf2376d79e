/* Remap of objects: what they say of themselves, of their integration, and what stays the same. */
#include <unistd.h>

#include "remap_check.h"

#define A1 "00000000-aaaa-4000-8000-000000000001"
#define B1 "00000000-bbbb-4000-8000-000000000001"

#define MAP(type, from, name, more)                                                      \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"from\":\"" from "\",\"name\":\"" name \
	"\"," more "}\n"
#define TO(id, name) "\"to\":\"" id "\",\"to_name\":\"" name "\",\"status\":\"mapped\""

/* clang-format off */
static const char rules[] =
    MAP("queue", A1, "Sales", TO(B1, "Verkauf"))
    MAP("queue", "q-same", "Same", "\"to\":\"q-same\",\"status\":\"same\"")
    MAP("dataAction", "a-moves", "Get", "\"category\":\"Web\",\"to_category\":\"Netz\"," TO("b-moves", "Get"))
    MAP("dataAction", "a-stays", "Get", "\"category\":\"Web\",\"to_category\":\"Web\"," TO("b-stays", "Get"))
    MAP("integration", "i-1", "Web", TO("j-1", "Neu"))
    MAP("division", "d-gone", "Gone", "\"status\":\"missing\"")
    MAP("division", "d-waits", "Waits", "\"status\":\"withheld\"")
    MAP("userPrompt", "p-1", "Hello", TO("p-2", "Hello"));
/* clang-format on */

#define OBJECT(type, head, definition) \
	"{\"kind\":\"object\",\"type\":\"" type "\"," head "\"configuration\":{" definition "}}"
#define ID(id) "\"id\":\"" id "\",\"name\":\"Get\","

static bool
own_gaps(const char *record, size_t gaps)
{
	if (!remap_read(&r, &j, slice_str(record)))
		return false;
	if (r.gaps.n != gaps)
		printf("# %zu gaps: %s\n", r.gaps.n, record);
	return r.gaps.n == gaps;
}

static void
own_categories(void)
{
	ok(remap_becomes(OBJECT("dataAction", ID("a-moves"), "\"category\":\"Web\""),
	       OBJECT("dataAction", ID("b-moves"), "\"category\":\"Netz\"")),
	    "a category as the action's own record says");
	ok(remap_becomes(OBJECT("dataAction", ID("a-moves"),
			     "\"integrationId\":\"i-1\",\"category\":\"Web\""),
	       OBJECT(
		   "dataAction", ID("b-moves"), "\"integrationId\":\"j-1\",\"category\":\"Netz\"")),
	    "which wins over the integration's name");
	ok(remap_becomes(OBJECT("dataAction", ID("a-stays"),
			     "\"integrationId\":\"i-1\",\"category\":\"Web\""),
	       OBJECT(
		   "dataAction", ID("b-stays"), "\"integrationId\":\"j-1\",\"category\":\"Neu\"")),
	    "if it says that it moves; else it follows the integration");
	ok(remap_becomes(OBJECT("dataAction", ID("a-moves"), "\"category\":\"Else\""),
	       OBJECT("dataAction", ID("b-moves"), "\"category\":\"Else\"")),
	    "another category stays");
	ok(remap_becomes(OBJECT("dataAction", ID("a-none"), "\"category\":\"Web\""),
	       OBJECT("dataAction", ID("a-none"), "\"category\":\"Web\"")),
	    "without either it stays");
	ok(remap_becomes(
	       OBJECT("dataAction", ID("a-none"), "\"integrationId\":7,\"category\":\"Web\""),
	       OBJECT("dataAction", ID("a-none"), "\"integrationId\":7,\"category\":\"Web\"")),
	    "nor does a number name an integration");
}

static void
own_ids(void)
{
	ok(remap_becomes(OBJECT("queue", "\"id\":\"" A1 "\",\"name\":\"Sales\",",
			     "\"id\":\"q-other\",\"name\":\"Sales\""),
	       OBJECT("queue", "\"id\":\"" B1 "\",\"name\":\"Verkauf\",",
		   "\"id\":\"q-other\",\"name\":\"Verkauf\"")),
	    "an id in the definition that is not its own stays");
	ok(remap_becomes(OBJECT("queue", "\"id\":7,\"name\":\"Sales\",", "\"name\":\"Sales\""),
	       OBJECT("queue", "\"id\":7,\"name\":\"Sales\",", "\"name\":\"Sales\"")),
	    "an id that is a number is none");
	ok(remap_becomes(OBJECT("queue", "\"name\":\"Sales\",", "\"id\":\"" A1 "\""),
	       OBJECT("queue", "\"name\":\"Sales\",", "\"id\":\"" A1 "\"")),
	    "a record without an id has no own one");
	ok(remap_becomes(
	       OBJECT("queue", ID("q-9"), "\"whisperPrompt\":{\"id\":\"p-1\",\"selfUri\":\"/x\"}"),
	       OBJECT("queue", ID("q-9"), "\"whisperPrompt\":{\"id\":\"p-2\",\"selfUri\":\"/x\"}")),
	    "an address without the id stays");
	ok(remap_becomes(
	       OBJECT("queue", ID("q-9"), "\"directRouting\":{\"backupQueueId\":\"q-same\"}"),
	       OBJECT("queue", ID("q-9"), "\"directRouting\":{\"backupQueueId\":\"q-same\"}")),
	    "what is the same stays");
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"directRouting\":{\"backupQueueId\":\"q-9\"}"), 0),
	    "a reference to itself is not a gap");
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"directRouting\":{\"backupQueueId\":\"*\"}"), 0),
	    "nor is one to all");
}

static void
own_divisions(void)
{
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"division\":{\"id\":\"d-gone\"}"), 1),
	    "a division that is missing is a gap");
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"division\":{\"id\":\"d-waits\"}"), 1),
	    "as is one that waits");
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"division\":{\"id\":\"d-none\"}"), 0),
	    "one that the map does not have is not");
	ok(own_gaps(OBJECT("queue", ID("q-9"), "\"division\":{\"name\":\"N\"}"), 0),
	    "nor one without an id");
	ok(!remap_read(&r, &j, slice_str("{\"kind\":\"object\",\"type\":\"queue\",\"id\":")),
	    "a torn object is refused");
}

static void
own_test(void)
{
	own_categories();
	own_ids();
	own_divisions();
}

int
main(void)
{
	with_map(rules, false, own_test);
	json_release(&j);
	return tap_done();
}
