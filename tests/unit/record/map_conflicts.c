/* Maps of several files, and decisions: which records go together, and which are refused. */
#include <unistd.h>

#include "child.h"
#include "record/map.h"
#include "tap.h"

static char first[] = "/tmp/gc-map-1-XXXXXX", second[] = "/tmp/gc-map-2-XXXXXX";

#define MAP(type, from, more) \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"from\":\"" from "\"," more "}\n"
#define NAME(type, name, more) \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"name\":\"" name "\"," more "}\n"
#define TO(id)    "\"to\":\"" id "\",\"status\":\"mapped\""
#define NAMED(to) "\"to_name\":\"" to "\",\"status\":\"mapped\""

static void
map_put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		child_broken(path);
}

static int
map_load_both(void *user)
{
	struct map m = MAP_INIT;

	(void)user;
	map_load(&m, first, false);
	map_load(&m, second, false);
	map_release(&m);
	return 0;
}

static void
conflict_is(const char *a, const char *b, int status, const char *message)
{
	struct child c;
	bool good;

	map_put(first, a);
	map_put(second, b);
	c = child_run(map_load_both, NULL);
	good = c.status == status && (*message == '\0' || strstr(c.err.p, message) != NULL);
	ok(good, "status %d %s: %s", status, message, b);
	if (!good)
		printf("# status %d: %s\n", c.status, c.err.n > 0 ? c.err.p : "");
	child_release(&c);
}

static void
test_map_files(void)
{
	char message[128];

	snprintf(
	    message, sizeof message, "%s:1 and %s:1: \"a\" is mapped to two ids", first, second);
	conflict_is(MAP("queue", "a", TO("x")), MAP("queue", "a", TO("y")), EXIT_DATA, message);
	conflict_is(MAP("queue", "a", TO("x")), MAP("queue", "a", TO("x")), 0, "");
	conflict_is(MAP("queue", "a", TO("x")), MAP("queue", "a", "\"status\":\"missing\""), 0, "");
	snprintf(message, sizeof message, "%s:1 and %s:1: \"N\" becomes two names", first, second);
	conflict_is(
	    NAME("queue", "N", NAMED("x")), NAME("queue", "N", NAMED("y")), EXIT_DATA, message);
	conflict_is(NAME("queue", "N", NAMED("x")), NAME("user", "N", NAMED("y")), 0, "");
	conflict_is(NAME("dataAction", "N", "\"category\":\"c\"," NAMED("x")),
	    NAME("dataAction", "N", "\"category\":\"d\"," NAMED("y")), 0, "");
	conflict_is(
	    NAME("queue", "N", NAMED("x")), NAME("queue", "N", "\"status\":\"missing\""), 0, "");
	conflict_is(NAME("queue", "N", NAMED("x")), NAME("queue", "N", NAMED("x")), 0, "");
}

/* Decisions of a table that contradict each other are a mistake of its writer. */
struct decided {
	const char *from, *name, *a, *b; /* what is decided of it, twice */
	enum map_status status[2];
};

static int
map_decide(void *user)
{
	const struct decided *d = user;
	struct map m = MAP_INIT;

	map_keep(&m, slice_str(""));
	for (size_t i = 0; i < 2; i++) {
		struct map_record rec = {.status = d->status[i], .line = i + 1, .path = "table"};
		rec.type = map_keep(&m, slice_str("queue"));
		rec.from = map_keep(&m, slice_str(d->from));
		rec.name = map_keep(&m, slice_str(d->name));
		rec.decision = map_keep(&m, slice_str(i == 0 ? d->a : d->b));
		map_add(&m, &rec);
	}
	map_link(&m);
	map_release(&m);
	return 0;
}

static void
test_map_decisions(void)
{
	static const struct {
		struct decided d;
		int status;
		const char *message;
	} cases[] = {
	    {{"", "N", "x", "y", {MAP_MAPPED, MAP_MAPPED}}, EXIT_USAGE,
		"table: lines 1 and 2: \"N\" becomes two names"},
	    {{"", "N", "x", "x", {MAP_MAPPED, MAP_MAPPED}}, 0, ""},
	    {{"", "N", "x", "", {MAP_MAPPED, MAP_MAPPED}}, 0, ""},
	    {{"a", "N", "x", "ignore", {MAP_MAPPED, MAP_IGNORED}}, EXIT_USAGE,
		"table: lines 1 and 2: \"a\" is mapped to two ids"},
	    {{"a", "N", "x", "x", {MAP_MAPPED, MAP_MAPPED}}, 0, ""},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct child c = child_run(map_decide, (void *)(uintptr_t)&cases[i].d);
		bool good = c.status == cases[i].status &&
			    (cases[i].status == 0 || strstr(c.err.p, cases[i].message) != NULL);
		ok(good, "decisions \"%s\" and \"%s\": %d", cases[i].d.a, cases[i].d.b,
		    cases[i].status);
		if (!good)
			printf("# status %d: %s\n", c.status, c.err.n > 0 ? c.err.p : "");
		child_release(&c);
	}
}

/* The best record of several, and none of a text that was kept after the map was linked. */
static void
test_map_best(void)
{
	struct map m = MAP_INIT;
	const struct map_record *rec;

	map_put(first,
	    MAP("user", "a", "\"status\":\"missing\"") MAP("group", "a", TO("x"))
		MAP("team", "a", TO("x")) NAME("queue", "N", "\"status\":\"missing\"")
		    NAME("queue", "N", NAMED("n")) NAME("queue", "N", "\"status\":\"missing\""));
	map_load(&m, first, false);
	rec = map_find(&m, slice_str("queue"), slice_str("a"));
	ok(rec != NULL && slice_is(map_text(&m, rec->type), "group"),
	    "of no such type: the first with a target");
	rec = map_find_name(&m, slice_str("queue"), slice_str("N"));
	ok(rec != NULL && slice_is(map_text(&m, rec->to_name), "n"), "the name that is decided");
	ok(map_find_name(&m, slice_str("user"), slice_str("N")) == NULL, "not of another type");
	map_keep(&m, slice_str("later"));
	ok(map_find(&m, slice_str("queue"), slice_str("later")) == NULL &&
		map_find_name(&m, slice_str("queue"), slice_str("later")) == NULL,
	    "a text that is of no record");
	map_release(&m);
}

int
main(void)
{
	int fds[] = {mkstemp(first), mkstemp(second)};

	if (fds[0] < 0 || fds[1] < 0 || close(fds[0]) != 0 || close(fds[1]) != 0)
		child_broken("mkstemp");
	test_map_files();
	test_map_decisions();
	test_map_best();
	unlink(first);
	unlink(second);
	return tap_done();
}
