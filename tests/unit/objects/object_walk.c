/* object_walk: the places of a record, the table's paths fit into a walk, and what is no place. */
#include "objects/object_walk.h"
#include "tap.h"

static struct buf seen;

static const char *const kinds[] = {[OBJECT_PLACE_ITSELF] = "itself",
    [OBJECT_PLACE_ORG] = "org",
    [OBJECT_PLACE_DIVISION] = "division",
    [OBJECT_PLACE_CATEGORY] = "category",
    [OBJECT_PLACE_REFERENCE] = "reference",
    [OBJECT_PLACE_TEXT] = "text",
    [OBJECT_PLACE_CELL] = "cell",
    [OBJECT_PLACE_NOT_MOVED] = "not moved"};

/* "kind type id name pointer" of each place. */
static void
object_walk_note(void *user, const struct json *j, const struct object_place *p)
{
	struct slice shown = p->kind == OBJECT_PLACE_NOT_MOVED ? p->value : p->id;

	(void)user;
	buf_printf(&seen, "%s|%s|%.*s|%.*s|", kinds[p->kind], p->type != NULL ? p->type : "",
	    SLICE_ARGS(shown), SLICE_ARGS(p->name));
	json_pointer(j, &seen);
	buf_putc(&seen, '\n');
}

static bool
object_walk_walk(const char *text)
{
	struct object_walk w = OBJECT_WALK_INIT;
	struct json j = JSON_INIT;
	bool good;

	buf_clear(&seen);
	buf_puts(&seen, "");
	good = object_walk(&w, &j, slice_str(text), object_walk_note, NULL);
	object_walk_release(&w);
	json_release(&j);
	return good;
}

static void
object_walk_test_is(const char *want, const char *what)
{
	if (!ok(strcmp(seen.p, want) == 0, "%s", what))
		printf("# got:\n%s", seen.p);
}

static void
test_object_walk_places(void)
{
	object_walk_walk(
	    "{\"kind\":\"object\",\"org\":\"o\",\"type\":\"queue\",\"id\":\"q\",\"name\":\"Q\","
	    "\"configuration\":{\"memberGroups\":[{\"type\":\"TEAM\",\"id\":\"t\"},{\"id\":\"g\"}],"
	    "\"x\":{\"id\":\"no\",\"queueFlow\":{\"id\":\"no\"}},\"queueFlow\":{\"division\":{"
	    "\"id\":"
	    "\"no\"},\"name\":\"F\",\"id\":\"f\"},\"directRouting\":{\"backupQueueId\":\"b\"},"
	    "\"callingPartyNumber\":\"+49\",\"outboundMessagingAddresses\":{}},"
	    "\"media\":[{\"id\":\"no\"}]}");
	object_walk_test_is("org||o||/org\n"
			    "reference|team|t||/configuration/memberGroups/0\n"
			    "reference|group|g||/configuration/memberGroups/1\n"
			    "reference|inqueueCallFlow|f|F|/configuration/queueFlow\n"
			    "reference|queue|b||/configuration/directRouting/backupQueueId\n"
			    "not moved||\"+49\"||/configuration/callingPartyNumber\n"
			    "itself||||/configuration\n"
			    "itself||q|Q|\n",
	    "a queue: types by a member, bare ids, nothing at other depths");
	object_walk_walk(
	    "{\"type\":\"dataTable\",\"rows\":[{\"key\":\"1\",\"n\":2,\"o\":{\"id\":\"no\"}}],"
	    "\"division\":{\"id\":\"d\"}}");
	object_walk_test_is("cell||1||/rows/0/key\n"
			    "division|division|d||/division\n"
			    "itself||||\n",
	    "cells are strings only");
	object_walk_walk(
	    "{\"type\":\"unheard-of\",\"configuration\":{\"id\":\"x\",\"queueFlow\":{\"id\":"
	    "\"no\"}}}");
	object_walk_test_is(
	    "itself||x||/configuration\nitself||||\n", "a type without a row in the table");
	object_walk_walk(
	    "{\"\\u0074ype\":\"d\\u0061taAction\",\"configuration\":{\"integration\\u0049d\":"
	    "\"i\"},"
	    "\"category\":\"C\"}");
	object_walk_test_is("reference|integration|i||/configuration/integrationId\n"
			    "itself||||/configuration\n"
			    "category||C||/category\n"
			    "itself||||\n",
	    "names that are spelled with escapes");
	object_walk_walk(
	    "{\"type\":\"ivrConfiguration\",\"configuration\":{\"dnis\":[],\"openHoursFlow\":\"f\","
	    "\"closedHoursFlow\":null}}");
	object_walk_test_is("reference|inboundCallFlow|f||/configuration/openHoursFlow\n"
			    "itself||||/configuration\nitself||||\n",
	    "a string where the table has an object; an empty list is not set");
}

static void
test_object_walk_errors(void)
{
	ok(!object_walk_walk("{\"type\":\"queue\",\"configuration\":{\"x\":{\"y\":[1,]}}}"),
	    "an error in a part that is passed");
	ok(!object_walk_walk("{\"type\":\"queue\"") && !object_walk_walk("[]") &&
		!object_walk_walk("{} {}"),
	    "not one object");
	ok(object_walk_walk("{}"), "an empty record");
}

static void
test_table(void)
{
	size_t n;
	const struct object_type *table = object_type_table(&n);

	for (size_t i = 0; i < n; i++) {
		struct object_walk w = OBJECT_WALK_INIT;
		struct json j = JSON_INIT;
		struct buf text = BUF_INIT;
		bool fits;

		buf_printf(&text, "{\"type\":\"%s\"}", table[i].name);
		fits = object_walk(&w, &j, buf_slice(&text), object_walk_note, NULL) &&
		       w.npaths < OBJECT_PATHS_MAX;
		for (size_t k = 0; k < w.npaths; k++)
			fits &= w.paths[k].n < OBJECT_STEPS_MAX;
		ok(fits && w.type == &table[i], "%s: its paths fit", table[i].name);
		object_walk_release(&w);
		json_release(&j);
		buf_release(&text);
	}
}

static void
test_kind(void)
{
	ok(object_walk_is(slice_str("{\"kind\":\"object\",\"configuration\":{}}")), "an object");
	ok(object_walk_is(slice_str("{\"configuration\":{},\"kind\":\"object\"}")),
	    "whose kind comes last");
	ok(!object_walk_is(slice_str("{\"kind\":\"object\",\"type\":\"queue\"}")),
	    "without a definition");
	ok(!object_walk_is(slice_str("{\"kind\":\"flow\",\"configuration\":{}}")), "a flow");
	ok(!object_walk_is(slice_str("")) && !object_walk_is(slice_str("[1")), "no record");
}

int
main(void)
{
	test_object_walk_places();
	test_object_walk_errors();
	test_table();
	test_kind();
	buf_release(&seen);
	return tap_done();
}
