/* inventory: kinds, keys, order, and newer records in place of older ones. */
#include <fcntl.h>

#include "base/err.h"
#include "child.h"
#include "record/inventory.h"
#include "tap.h"

static const char first_file[] =
    "{\"kind\":\"session\",\"id\":\"q1\"}\n"
    "{\"kind\":\"object\",\"org\":\"o1\",\"type\":\"queue\",\"id\":\"q1\",\"name\":\"Sales\","
    "\"division\":{\"id\":\"d1\",\"name\":\"Home\"}}\n"
    "{\"kind\":\"object\",\"org\":\"o1\",\"type\":\"queue\",\"id\":\"q2\",\"name\":\"Sales\"}\n"
    "{\"kind\":\"object\",\"org\":\"o1\",\"type\":\"user\",\"id\":\"q1\",\"name\":\"Sales\","
    "\"email\":\"s@example.com\"}\n"
    "{\"kind\":\"object\",\"type\":\"dataAction\",\"id\":\"a\",\"name\":\"Say \\\"hi\\\"\","
    "\"category\":\"Web\"}\n"
    "{\"kind\":\"flow\",\"org\":\"o1\",\"id\":\"f1\",\"name\":\"Main\",\"type\":\"INBOUNDCALL\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":7,\"name\":null,\"division\":[]}\n";

static const char second_file[] =
    "{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"queue\",\"id\":\"q1\",\"name\":\"Renamed\"}\n";

static void
inventory_test_load(struct inventory *inv, const char *text)
{
	char path[] = "/tmp/inventory.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		abort();
	inventory_load(inv, path);
	unlink(path);
}

static bool
has_id(const struct inventory *inv, const struct inventory_object *o, const char *id)
{
	return o != NULL && slice_is(inventory_text(inv, o->id), id);
}

static void
inventory_searches(const struct inventory *inv)
{
	const struct inventory_object *o;

	o = inventory_by_id(inv, slice_str("queue"), slice_str("q1"));
	ok(has_id(inv, o, "q1") && slice_is(inventory_text(inv, o->division_name), "Home") &&
		slice_is(inventory_text(inv, o->division_id), "d1"),
	    "by type and id, with its division");
	o = inventory_by_id(inv, slice_str("user"), slice_str("q1"));
	ok(o != NULL && slice_is(inventory_text(inv, o->email), "s@example.com"),
	    "the same id of another type");
	o = inventory_by_name(inv, slice_str("queue"), slice_str("Sales"));
	ok(has_id(inv, o, "q1"), "by type and name: the first");
	o = inventory_next_name(inv, o);
	ok(has_id(inv, o, "q2") && inventory_next_name(inv, o) == NULL,
	    "then the second, no third");
	o = inventory_by_name(inv, slice_str("dataAction"), slice_str("Say \"hi\""));
	ok(has_id(inv, o, "a") && slice_is(inventory_text(inv, o->category), "Web"),
	    "names are decoded");
	ok(inventory_by_id(inv, slice_str("inboundCallFlow"), slice_str("f1")) != NULL,
	    "a flow has its reference type");
	ok(inventory_by_id(inv, slice_str("queue"), slice_str("")) == NULL &&
		inventory_by_name(inv, slice_str("queue"), slice_str("")) == NULL,
	    "what has no id or name is not found by it");
	ok(inventory_by_id(inv, slice_str("group"), slice_str("q1")) == NULL, "unknown type");
	ok(inventory_by_id(inv, slice_str("user"), slice_str("q2")) == NULL, "id of another type");
	ok(inventory_first(inv, INVENTORY_TYPE, slice_str("group")) == NULL, "a type with nothing");
}

static int
inventory_is_empty(void *unused)
{
	struct inventory inv = INVENTORY_INIT;

	(void)unused;
	err_init("t");
	inventory_test_load(&inv, "{\"kind\":\"ref\"}\n");
	inventory_release(&inv);
	return 0;
}

static void
test_more(struct inventory *inv)
{
	struct child c = child_run(inventory_is_empty, NULL);

	ok(c.status == 0 &&
		strstr(c.err.p, ": holds no objects and no flows; gc-list writes") != NULL,
	    "a file of other records is told");
	child_release(&c);
	ok(inventory_has_name(inv, slice_str("user"), slice_str("Sales")) &&
		inventory_has_name(inv, slice_str("user"), slice_str("S@Example.com")) &&
		!inventory_has_name(inv, slice_str("user"), slice_str("t@example.com")) &&
		!inventory_has_name(inv, slice_str("queue"), slice_str("s@example.com")),
	    "a user is known by e-mail address, too");
	ok(inventory_home(inv) == NULL, "no home division is listed");
}

int
main(void)
{
	struct inventory inv = INVENTORY_INIT;
	const struct inventory_object *o;

	inventory_test_load(&inv, first_file);
	inventory_searches(&inv);
	test_more(&inv);
	ok(!inv.mixed && slice_is(inventory_text(&inv, inv.org), "o1"), "the org");
	inventory_test_load(&inv, second_file);
	o = inventory_by_id(&inv, slice_str("queue"), slice_str("q1"));
	ok(o != NULL && slice_is(inventory_text(&inv, o->name), "Renamed"),
	    "a newer record counts");
	o = inventory_by_name(&inv, slice_str("queue"), slice_str("Sales"));
	ok(has_id(&inv, o, "q2"), "the older one is not found");
	o = inventory_first(&inv, INVENTORY_ID, slice_str("q1"));
	ok(o != NULL && (o = inventory_next(&inv, INVENTORY_ID, o)) != NULL &&
		inventory_next(&inv, INVENTORY_ID, o) == NULL,
	    "an id of two types");
	ok(inv.mixed, "two orgs are noticed");
	inventory_release(&inv);
	inventory_release(&inv);
	return tap_done();
}
