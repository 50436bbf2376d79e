/* Flows without orphans, of shapes that Architect does not write: what is odd stays as it is. */
#include "child.h"
#include "orphans_case.h"

#define FLOW(configuration)                                                             \
	"{\"kind\":\"flow\",\"id\":\"own\",\"type\":\"INBOUNDCALL\",\"configuration\":" \
	"{" configuration "}}"
#define TASK(members) "\"flowSequenceItemList\":[{\"__type\":\"Task\",\"name\":\"T\"," members "}]"
#define ACTION(id, more) \
	"{\"id\":\"" id "\",\"name\":\"N" id "\",\"__type\":\"DataAction\"" more "}"
#define USES(object) ",\"use\":{\"lit\":{\"val\":\"" object "\"}}"
#define NEXT(id)     ",\"nextAction\":\"" id "\""

#define ONE   ACTION("a1", USES("00000000-0000-4000-8000-00000000000f") NEXT("a2"))
#define TWO   ACTION("a2", "")
#define START "\"startAction\":\"a1\",\"actionList\":["
#define LEFT  TASK("\"startAction\":\"a2\",\"actionList\":[" TWO "]")

static void
test_shapes_of_lists(void)
{
	becomes("elements that are no actions", FLOW(TASK(START "1,null,[]," ONE "," TWO "]")),
	    FLOW(TASK("\"startAction\":\"a2\",\"actionList\":[1,null,[]," TWO "]")));
	becomes("an action without an id", FLOW(TASK(START ONE "," TWO ",{\"name\":\"x\"}]")),
	    FLOW(TASK("\"startAction\":\"a2\",\"actionList\":[" TWO ",{\"name\":\"x\"}]")));
	becomes("an id that is a number", FLOW(TASK(START ONE "," TWO ",{\"id\":7}]")),
	    FLOW(TASK("\"startAction\":\"a2\",\"actionList\":[" TWO ",{\"id\":7}]")));
	becomes("a path that is none, and paths that are none",
	    FLOW(TASK(START ONE "," ACTION("a2", ",\"path\":[1],\"paths\":{\"a\":1}") "]")),
	    FLOW(TASK("\"startAction\":\"a2\",\"actionList\":[" ACTION(
		"a2", ",\"path\":[1],\"paths\":{\"a\":1}") "]")));
	becomes("a start that is a number",
	    FLOW(TASK("\"startAction\":5,\"actionList\":[" ONE "," TWO "]")),
	    FLOW(TASK("\"startAction\":5,\"actionList\":[" TWO "]")));
	becomes("a menu before its actions",
	    FLOW(TASK("\"menuChoiceList\":[{\"name\":\"C\"}]," START ONE "," TWO "]")),
	    FLOW(TASK("\"menuChoiceList\":[{\"name\":\"C\"}],\"startAction\":\"a2\","
		      "\"actionList\":[" TWO "]")));
	becomes("a menu after them",
	    FLOW(TASK(START ONE "," TWO "],\"menuChoiceList\":[{\"name\":\"C\"}]")),
	    FLOW(TASK("\"startAction\":\"a2\",\"actionList\":[" TWO
		      "],\"menuChoiceList\":[{\"name\":\"C\"}]")));
	becomes("a menu without actions beside it",
	    FLOW("\"flowSequenceItemList\":[{\"__type\":\"Menu\",\"name\":\"M\","
		 "\"menuChoiceList\":[{\"name\":\"C\"}]}]"),
	    FLOW("\"flowSequenceItemList\":[{\"__type\":\"Menu\",\"name\":\"M\","
		 "\"menuChoiceList\":[{\"name\":\"C\"}]}]"));
}

static void
test_shapes_of_manifests(void)
{
#define MANIFEST(text) ",\"manifest\":" text
	becomes("lists with names that a pointer escapes",
	    FLOW(TASK(START ONE "," TWO "]")
		    MANIFEST("{\"a~b\":[{\"id\":\"00000000-0000-4000-8000-00000000000f\"}],"
			     "\"c/d\":[{\"id\":\"x\"}]}")),
	    FLOW(LEFT MANIFEST("{\"c/d\":[{\"id\":\"x\"}]}")));
	ok(o.nchanges == 3, "three changes");
	ok(slice_is(slice_of(o.texts.p + o.changes[2].at.at, o.changes[2].at.len),
	       "/configuration/manifest/a~0b"),
	    "the pointer to a~b");
	becomes("a manifest that is none", FLOW(TASK(START ONE "," TWO "]") MANIFEST("[1]")),
	    FLOW(LEFT MANIFEST("[1]")));
	becomes("entries that are none, and without an id",
	    FLOW(TASK(START ONE "," TWO "]")
		    MANIFEST("{\"queue\":[5,{\"id\":7},{\"id\":\"00000000-0000-4000-8000-"
			     "00000000000f\"},{\"name\":\"x\"}],"
			     "\"user\":{\"id\":\"00000000-0000-4000-8000-00000000000f\"}}")),
	    FLOW(LEFT MANIFEST("{\"queue\":[5,{\"id\":7},{\"name\":\"x\"}],"
			       "\"user\":{\"id\":\"00000000-0000-4000-8000-00000000000f\"}}")));
	becomes("contexts that are no actions' ids",
	    FLOW(TASK(START ONE "," TWO "]")
		    MANIFEST("{\"queue\":[{\"id\":\"x\",\"context\":[{\"id\":\"a1\"},{\"id\":7},"
			     "{\"name\":\"n\"},{\"id\":\"a2\"}]}]}")),
	    FLOW(LEFT MANIFEST("{\"queue\":[{\"id\":\"x\",\"context\":[{\"id\":7},"
			       "{\"name\":\"n\"},{\"id\":\"a2\"}]}]}")));
	becomes("a context that goes as a whole",
	    FLOW(TASK(START ONE "," TWO "]") MANIFEST(
		"{\"queue\":[{\"id\":\"x\",\"context\":[{\"id\":\"a1\"}],\"name\":\"n\"}]}")),
	    FLOW(LEFT MANIFEST("{\"queue\":[{\"id\":\"x\",\"name\":\"n\"}]}")));
}

/* Embedded modules: one that only the action called goes; others stay. */
static void
test_shapes_of_modules(void)
{
#define MODULES(text) ",\"commonModules\":[" text "]"
	becomes("modules without an id, and what is none",
	    FLOW(TASK(START ONE "," TWO "]") MODULES("1,{\"name\":\"m\"},{\"id\":7}")),
	    FLOW(LEFT MODULES("1,{\"name\":\"m\"},{\"id\":7}")));
	becomes("a module that nothing called stays",
	    FLOW(TASK(START ONE "," TWO "]") MODULES("{\"id\":\"mod-1\"}")),
	    FLOW(LEFT MODULES("{\"id\":\"mod-1\"}")));
	becomes("modules that are no list",
	    FLOW(TASK(START ONE "," TWO "]") ",\"commonModules\":{\"id\":\"mod-1\"}"),
	    FLOW(LEFT ",\"commonModules\":{\"id\":\"mod-1\"}"));
}

static void
test_shapes_withheld(void)
{
	is_withheld("two actions with one id",
	    FLOW(TASK(START ONE "," TWO "," ACTION("a2", "") "]")),
	    "task \"T\": action \"Na2\" has the id of another action");
	is_withheld("a name with a line feed is one line",
	    FLOW("\"flowSequenceItemList\":[{\"name\":\"T\\nU\",\"actionList\":[" TWO "," TWO "]}],"
		 "\"x\":{\"val\":\"00000000-0000-4000-8000-00000000000f\"}"),
	    "task \"T U\": action \"Na2\" has the id of another action\n");
	ok(!orphans_read(&o, &j, slice_str("{\"kind\":")), "a torn record is refused");
	ok(orphans_read(&o, &j, slice_str("{\"kind\":\"flow\",\"configuration\":[]}")) && !o.flow &&
		!o.withheld,
	    "a configuration that is none");
	ok(orphans_read(&o, &j, slice_str("{\"kind\":\"object\",\"configuration\":{}}")) && !o.flow,
	    "a record that is not a flow");
}

static bool
listed(const struct orphans_list *list, const char *type, const char *id, const char *name)
{
	struct buf scratch = BUF_INIT;
	bool good = orphans_listed(list, slice_str(type), slice_str(id), slice_str(name), &scratch);

	buf_release(&scratch);
	return good;
}

/* Records that say that something is missing, by id or by type and name. */
static void
test_shapes_of_list(void)
{
	static const char records[] =
	    "{\"kind\":\"ref\",\"type\":\"queue\",\"id\":\"q1\",\"reason\":\"gone\",\"class\":"
	    "\"object\"}\n"
	    "{\"kind\":\"ref\",\"type\":\"queue\",\"id\":\"q2\",\"class\":\"object\"}\n"
	    "{\"kind\":\"ref\",\"type\":\"queue\",\"id\":\"q3\",\"reason\":\"gone\",\"class\":"
	    "\"own\"}\n"
	    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"By name\",\"status\":\"missing\"}\n"
	    "{\"kind\":\"map\",\"from\":\"m1\",\"status\":\"ambiguous\"}\n"
	    "{\"kind\":\"map\",\"from\":\"m2\",\"to\":\"x\",\"status\":\"missing\"}\n"
	    "{\"kind\":\"map\",\"from\":\"m3\",\"to_name\":\"x\",\"status\":\"missing\"}\n"
	    "{\"kind\":\"map\",\"from\":\"m4\",\"status\":\"mapped\"}\n"
	    "{\"kind\":\"map\",\"status\":\"missing\"}\n";
	struct orphans_list list = ORPHANS_LIST_INIT;
	char path[] = "/tmp/gc-orphans-XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, records, sizeof records - 1) != (ssize_t)sizeof records - 1 ||
	    close(fd) != 0)
		child_broken(path);
	ok(!listed(&list, "queue", "", "By name"), "an empty list has no name");
	orphans_load(&list, path);
	unlink(path);
	ok(listed(&list, "", "q1", "") && listed(&list, "", "m1", ""), "ids that are missing");
	ok(!listed(&list, "", "q2", "") && !listed(&list, "", "q3", ""),
	    "not those without a reason, and no flow itself");
	ok(!listed(&list, "", "m2", "") && !listed(&list, "", "m3", "") &&
		!listed(&list, "", "m4", ""),
	    "not those that have a target");
	ok(listed(&list, "queue", "", "By name") && !listed(&list, "user", "", "By name") &&
		!listed(&list, "queue", "", "") && !listed(&list, "", "", "By name"),
	    "a name with its type");
	orphans_list_release(&list);
}

int
main(void)
{
	idset_add(&o.list.ids, slice_str("00000000-0000-4000-8000-00000000000f"));
	test_shapes_of_lists();
	test_shapes_of_manifests();
	test_shapes_of_modules();
	test_shapes_withheld();
	test_shapes_of_list();
	orphans_release(&o);
	json_release(&j);
	return tap_done();
}
