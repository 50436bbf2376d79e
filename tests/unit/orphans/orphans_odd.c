/* Flows without orphans: embedded modules, ends, circles, menus, ids of numbers and long names. */
#include "child.h"
#include "orphans_case.h"

#define GONE   "00000000-0000-4000-8000-00000000000f"
#define LEFT   "00000000-0000-4000-8000-00000000000e"
#define MODULE "00000000-0000-4000-8000-00000000000a"
#define WANTED "00000000-0000-4000-8000-00000000000b"

#define FLOW(members)                                                                   \
	"{\"kind\":\"flow\",\"id\":\"own\",\"type\":\"INBOUNDCALL\",\"configuration\":" \
	"{" members "}}"
#define TASK(start, actions)                                                                     \
	"\"flowSequenceItemList\":[{\"__type\":\"Task\",\"name\":\"T\",\"startAction\":\"" start \
	"\",\"actionList\":[" actions "]}]"
#define TYPED(type, id, more) \
	"{\"id\":\"" id "\",\"name\":\"N" id "\",\"__type\":\"" type "\"" more "}"
#define ACTION(id, more)  TYPED("DataAction", id, more)
#define USES(object)      ",\"use\":{\"lit\":{\"val\":\"" object "\"}}"
#define ALSO(object)      ",\"also\":{\"lit\":{\"val\":\"" object "\"}}"
#define NEXT(id)          ",\"nextAction\":\"" id "\""
#define MODULES(elements) ",\"commonModules\":[" elements "]"

#define TAKEN TASK("a2", ACTION("a2", ""))

static void
test_odd_modules(void)
{
#define CALLER(more) \
	TASK("a1", ACTION("a1", USES(GONE) ALSO(MODULE) NEXT("a2")) "," ACTION("a2", more))
	becomes("a module that only the action called goes with it",
	    FLOW(CALLER("") MODULES("{\"id\":\"" MODULE "\"}")), FLOW(TAKEN));
	becomes("one of two modules",
	    FLOW(CALLER("") MODULES("{\"id\":\"" MODULE "\"},{\"id\":\"" LEFT "\"}")),
	    FLOW(TAKEN MODULES("{\"id\":\"" LEFT "\"}")));
	becomes("a module that another action calls, too, stays",
	    FLOW(CALLER(USES(MODULE)) MODULES("{\"id\":\"" MODULE "\"}")),
	    FLOW(TASK("a2", ACTION("a2", USES(MODULE))) MODULES("{\"id\":\"" MODULE "\"}")));
	becomes("a module that a module called which goes",
	    FLOW(CALLER("") MODULES("{\"id\":\"" MODULE "\"" USES(LEFT) "},{\"id\":\"" LEFT "\"}")),
	    FLOW(TAKEN));
	becomes("a module that is an orphan itself goes with its calls",
	    FLOW(TASK("a1", ACTION("a1", USES(WANTED) NEXT("a2")) "," ACTION("a2", ""))
		    MODULES("{\"id\":\"" WANTED "\"" USES(GONE) "}")),
	    FLOW(TAKEN));
	is_withheld("an orphan in a module that stays",
	    FLOW(TASK("a2", ACTION("a2", USES(MODULE)))
		    MODULES("{\"id\":\"" MODULE "\"" USES(GONE) "}")),
	    "is used outside actions, by ");
}

static void
test_odd_ends(void)
{
	static const char *const ends[] = {"TransferStateAction", "TransferMenuAction",
	    "TransferTaskAction", "EndFlowAction", "ExitLoopAction", "NextLoopAction"};
	char text[600];

	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		snprintf(
		    text, sizeof text, FLOW(TASK("a1", TYPED("%s", "a1", USES(GONE)))), ends[i]);
		is_withheld(ends[i], text, ", and nothing follows it\n");
	}
	is_withheld("a transfer of the caller",
	    FLOW(TASK("a1", TYPED("FlowSecureTransferAction", "a1", USES(GONE)))),
	    ", and nothing follows it; --orphan-terminal disconnect makes it a Disconnect\n");
	is_withheld("an end whose next action is none",
	    FLOW(TASK("a1", TYPED("TransferTaskAction", "a1", USES(GONE) NEXT("nowhere")))),
	    ", and nothing follows it\n");
	becomes("a type that only begins like an end",
	    FLOW(TASK("a1", TYPED("Transfer", "a1", USES(GONE)) "," ACTION("a2", ""))),
	    FLOW("\"flowSequenceItemList\":[{\"__type\":\"Task\",\"name\":\"T\",\"actionList\":"
		 "[" ACTION("a2", "") "]}]"));
	o.disconnect = true;
	ok(orphans_read(&o, &j,
	       slice_str(FLOW(TASK("a1", TYPED("TransferFlowAction", "a1", USES(GONE)))))) &&
		!o.withheld && o.nchanges > 0,
	    "a transfer becomes a Disconnect");
	is_withheld("what is no transfer does not",
	    FLOW(TASK("a1", TYPED("TransferStateAction", "a1", USES(GONE)))),
	    ", and nothing follows it\n");
	o.disconnect = false;
}

static void
test_odd_ways(void)
{
	becomes("actions that lead to each other",
	    FLOW(TASK(
		"a1", ACTION("a1", USES(GONE) NEXT("a2")) "," ACTION("a2", USES(GONE) NEXT("a1")))),
	    FLOW("\"flowSequenceItemList\":[{\"__type\":\"Task\",\"name\":\"T\",\"actionList\":[]}"
		 "]"));
	becomes("an action that leads to itself",
	    FLOW(TASK("a3", ACTION("a3", NEXT("a1")) "," ACTION("a1", USES(GONE) NEXT("a1")))),
	    FLOW(TASK("a3", ACTION("a3", ""))));
	is_withheld("an action of a menu",
	    FLOW("\"flowSequenceItemList\":[{\"__type\":\"Menu\",\"name\":\"M\",\"menuChoiceList\":"
		 "[{\"name\":\"C\",\"action\":" ACTION("a1", USES(GONE)) "}]}]"),
	    "menu \"M\": action \"Na1\" uses object " GONE);
	is_withheld("an orphan in a setting", FLOW(TAKEN ",\"a\":{\"lit\":{\"val\":\"" GONE "\"}}"),
	    "object " GONE " is used outside actions, by /configuration/a/lit/val");
	is_withheld("an orphan with a type", FLOW(TAKEN ",\"a\":{\"queueId\":\"" GONE "\"}"),
	    "queue " GONE " is used outside actions, by /configuration/a/queueId");
}

/* Ids that are numbers of several digits, in entries and contexts. */
static void
test_odd_numbers(void)
{
#define MANIFEST(text) ",\"manifest\":{\"queue\":[" text "]}"
	becomes("ids that are numbers",
	    FLOW(TASK("a1", ACTION("a1", USES(GONE) NEXT("a2")) ",{\"id\":777}," ACTION("a2", ""))
		    MANIFEST(
			"{\"id\":777,\"context\":[{\"id\":777},{\"id\":[1,2]}]},{\"id\":\"" GONE
			"\"}") ",\"commonModules\":[{\"id\":777}]"),
	    FLOW(TASK("a2", "{\"id\":777}," ACTION("a2", "")) MANIFEST(
		"{\"id\":777,\"context\":[{\"id\":777},{\"id\":[1,2]}]}") ",\"commonModules\":[{"
									  "\"id\":777}]"));
}

/* A place whose pointer is longer than a message may be. */
static void
test_odd_long(void)
{
	struct buf text = BUF_INIT;

	buf_puts(&text,
	    "{\"kind\":\"flow\",\"id\":\"own\",\"type\":\"INBOUNDCALL\",\"configuration\":{\"");
	for (int i = 0; i < 5000; i++)
		buf_putc(&text, 'n');
	buf_puts(&text, "\":{\"lit\":{\"val\":\"" GONE "\"}}}}");
	is_withheld("a long place", text.p, "is used outside actions, by /configuration/nnnn");
	ok(o.why.n < 5000, "its end is cut (%zu bytes)", o.why.n);
	buf_release(&text);
}

static int
odd_load(void *text)
{
	char path[] = "/tmp/gc-orphans-XXXXXX";
	int fd = mkstemp(path);
	struct orphans_list list = ORPHANS_LIST_INIT;
	bool one;

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0 ||
	    freopen(path, "r", stdin) == NULL)
		child_broken(path);
	unlink(path);
	orphans_load(&list, "-");
	one = list.ids.n == 1;
	orphans_list_release(&list);
	return one ? 0 : 1;
}

static void
test_odd_lists(void)
{
	static const struct {
		const char *what, *text, *err;
		int status;
	} lists[] = {
	    {"a ref among others",
		"{\"kind\":\"flow\",\"id\":\"f\"}\n{\"kind\":\"ref\",\"type\":\"queue\",\"id\":"
		"\"q\","
		"\"reason\":\"x\",\"class\":\"object\"}\n{\"kind\":\"flow\",\"id\":\"g\"}\n",
		"", 0},
	    {"a map record among others",
		"{\"kind\":\"map\",\"type\":\"queue\",\"from\":\"q\",\"status\":\"missing\"}\n"
		"{\"kind\":\"object\",\"id\":\"g\"}\n",
		"", 0},
	    {"other records alone", "{\"kind\":\"flow\",\"id\":\"f\"}\n",
		"stdin: holds no ref or map records", EXIT_DATA},
	    {"no records at all", "", "", 1},
	};

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct child c = child_run(odd_load, (void *)(uintptr_t)lists[i].text);
		bool good = c.status == lists[i].status && strstr(c.err.p, lists[i].err) != NULL;
		ok(good, "a list from the standard input: %s", lists[i].what);
		if (!good)
			printf("# status %d: %s\n", c.status, c.err.p);
		child_release(&c);
	}
}

int
main(void)
{
	idset_add(&o.list.ids, slice_str(GONE));
	idset_add(&o.list.ids, slice_str(WANTED));
	test_odd_modules();
	test_odd_ends();
	test_odd_ways();
	test_odd_numbers();
	test_odd_long();
	test_odd_lists();
	orphans_release(&o);
	json_release(&j);
	return tap_done();
}
