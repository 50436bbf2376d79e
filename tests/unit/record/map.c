/* Map records as people edit them: what is meant, what cannot be, and the way back. */
#include "child.h"
#include "record/map.h"
#include "tap.h"

#define A "11111111-1111-4111-8111-111111111111"
#define B "22222222-2222-4222-8222-222222222222"
#define C "33333333-3333-4333-8333-333333333333"

static char path[] = "/tmp/gc-map-XXXXXX";

static void
put_lines(const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		child_broken(path);
}

static int
map_test_load(void *reverse)
{
	struct map m = MAP_INIT;

	map_load(&m, path, reverse != NULL);
	map_release(&m);
	return 0;
}

/* Whether a map of these lines is refused with a message that holds this text. */
static bool
map_refuses(const char *text, bool reverse, const char *message)
{
	struct child c;
	bool good;

	put_lines(text);
	c = child_run(map_test_load, reverse ? path : NULL);
	good = c.status == EXIT_DATA && strstr(c.err.p, message) != NULL;
	if (!good)
		printf("# status %d: %s\n", c.status, c.err.p);
	child_release(&c);
	return good;
}

static struct map
map_loaded(const char *text, bool reverse)
{
	struct map m = MAP_INIT;

	put_lines(text);
	map_load(&m, path, reverse);
	return m;
}

static bool
map_finds(const struct map *m, const char *type, const char *id, const char *to)
{
	const struct map_record *rec = map_find(m, slice_str(type), slice_str(id));

	return to == NULL ? rec == NULL : rec != NULL && slice_is(map_text(m, rec->to), to);
}

static bool
finds_name(const struct map *m, const char *type, const char *name, const char *to_name)
{
	const struct map_record *rec = map_find_name(m, slice_str(type), slice_str(name));

	return to_name == NULL ? rec == NULL
			       : rec != NULL && slice_is(map_text(m, rec->to_name), to_name);
}

#define MAP(rest) "{\"kind\":\"map\"," rest "}\n"

static void
test_map_refused(void)
{
	ok(map_refuses(MAP("\"from\":\"" A "\",\"status\":\"maped\""), false, "is not a status"),
	    "a status that is none");
	ok(map_refuses(MAP("\"type\":\"queue\",\"status\":\"missing\""), false, "without \"from\""),
	    "neither an id nor a name");
	ok(map_refuses(MAP("\"name\":\"x\",\"status\":\"missing\""), false, "without \"from\""),
	    "a name without its type");
	ok(map_refuses(
	       MAP("\"from\":\"" A "\",\"status\":\"mapped\""), false, ":1: status \"mapped\""),
	    "mapped to nothing");
	ok(map_refuses(MAP("\"from\":\"" A "\",\"to\":\"" B "\",\"status\":\"mapped\"")
			   MAP("\"from\":\"" A "\",\"to\":\"" C "\",\"status\":\"mapped\""),
	       false, "lines 1 and 2: "),
	    "one id mapped to two");
	ok(map_refuses(
	       MAP("\"type\":\"queue\",\"name\":\"x\",\"to_name\":\"y\",\"status\":\"mapped\"")
		   MAP("\"type\":\"queue\",\"name\":\"x\",\"to_name\":\"z\",\"status\":"
		       "\"mapped\""),
	       false, "\"x\" becomes two names"),
	    "one name that becomes two");
	ok(map_refuses(MAP("\"from\":\"" A "\",\"status\":\"mapped\",\"to_name\":\"y\""), false,
	       "status \"mapped\", but no \"to\""),
	    "a new name is no target for an id");
	ok(map_refuses("{\"kind\":\"ref\"}\n", false, ": holds no map records"), "another file");
	ok(map_refuses(MAP("\"from\":\"" A "\",\"to\":\"word\",\"status\":\"mapped\""), true,
	       "\"word\" cannot be reversed"),
	    "an id that became a word has no way back");
	ok(map_refuses(MAP("\"from\":\"" A "\",\"to\":\"" C "\",\"status\":\"mapped\"")
			   MAP("\"from\":\"" B "\",\"to\":\"" C "\",\"status\":\"mapped\""),
	       true, "lines 1 and 2: "),
	    "nor have two that became one");
}

/* The test's file, and then its copy with other lines. */
static int
map_load_two(void *other)
{
	struct map m = MAP_INIT;

	map_load(&m, path, false);
	map_load(&m, other, false);
	map_release(&m);
	return 0;
}

static void
test_two_files(void)
{
	char other[sizeof path + 2], want[64];
	struct child c;

	snprintf(other, sizeof other, "%s.1", path);
	put_lines(MAP("\"from\":\"" A "\",\"to\":\"" B "\",\"status\":\"mapped\""));
	if (rename(path, other) != 0)
		child_broken("rename");
	put_lines(MAP("\"from\":\"" A "\",\"to\":\"" C "\",\"status\":\"mapped\""));
	c = child_run(map_load_two, other);
	snprintf(want, sizeof want, "%s:1 and %s:1: \"", path, other);
	ok(c.status == EXIT_DATA && strstr(c.err.p, want) != NULL &&
		strstr(c.err.p, "is mapped to two ids") != NULL,
	    "two files that contradict each other are both named");
	child_release(&c);
	unlink(other);
}

static void
test_found(void)
{
	struct map m = map_loaded(
	    MAP("\"type\":\"queue\",\"from\":\"" A "\",\"status\":\"missing\"") MAP(
		"\"type\":\"user\",\"from\":\"" A "\",\"to\":\"" B "\",\"status\":\"missing\"")
		MAP("\"type\":\"user\",\"from\":\"" B "\",\"to\":\"" C "\",\"status\":\"ignored\""),
	    false);

	ok(map_finds(&m, "queue", A, "") && map_finds(&m, "user", A, B), "the record of the type");
	ok(map_finds(&m, "group", A, B), "of another type: one that has a target");
	ok(map_finds(&m, "user", B, ""), "what is ignored has none");
	ok(map_finds(&m, "user", C, NULL) && map_finds(&m, "user", "none", NULL),
	    "an id without a record");
	map_release(&m);
}

static void
test_map_names(void)
{
	static const char lines[] = MAP("\"type\":\"queue\",\"name\":\"x\",\"status\":\"missing\"")
	    MAP("\"type\":\"queue\",\"name\":\"x\",\"to_name\":\"y\",\"status\":\"missing\"")
		MAP("\"type\":\"user\",\"name\":\"x\",\"to_name\":\"z\",\"status\":\"mapped\"");
	struct map m = map_loaded(lines, false);

	ok(finds_name(&m, "queue", "x", "y") && finds_name(&m, "user", "x", "z"),
	    "by type and name, whatever the status says");
	ok(finds_name(&m, "skill", "x", NULL) && finds_name(&m, "queue", "y", NULL) &&
		finds_name(&m, "queue", "none", NULL),
	    "another type, a name of the target, and one that is nowhere");
	map_release(&m);
	m = map_loaded(lines, true);
	ok(finds_name(&m, "queue", "y", "x") && finds_name(&m, "user", "z", "x"), "and back");
	map_release(&m);
}

/* Several records of one id or name: what they agree on, and which of them counts. */
static void
test_map_several(void)
{
	struct map m = map_loaded(
	    MAP("\"type\":\"user\",\"from\":\"" A "\",\"to\":\"" B "\",\"status\":\"mapped\"") MAP(
		"\"type\":\"group\",\"from\":\"" A "\",\"to\":\"" B "\",\"status\":\"same\"")
		MAP("\"type\":\"team\",\"from\":\"" A "\",\"status\":\"missing\"") MAP(
		    "\"type\":\"queue\",\"name\":\"x\",\"to_name\":\"y\",\"status\":\"mapped\"")
		    MAP("\"type\":\"queue\",\"name\":\"x\",\"to_name\":\"y\",\"status\":\"mapped\"")
			MAP("\"type\":\"queue\",\"name\":\"x\",\"status\":\"missing\"")
			    MAP("\"type\":\"skill\",\"name\":\"w\",\"status\":\"missing\"")
				MAP("\"type\":\"skill\",\"name\":\"w\",\"to\":\"" B
				    "\",\"status\":\"mapped\"") "{\"kind\":\"ref\"}\n",
	    false);
	const struct map_record *open;

	ok(m.n == 8, "records of other kinds are not of the map");
	ok(map_finds(&m, "queue", A, B) && map_finds(&m, "team", A, ""),
	    "the first target, and the type's own");
	ok(finds_name(&m, "queue", "x", "y"), "the same new name twice is one");
	open = map_find_name(&m, slice_str("skill"), slice_str("w"));
	ok(open != NULL && slice_is(map_text(&m, open->to), B) && !map_is_open(open),
	    "what is settled goes before what is open");
	map_release(&m);
	m = map_loaded(
	    MAP("\"type\":\"queue\",\"name\":\"x\",\"to\":\"" B "\",\"status\":\"mapped\""), true);
	ok(finds_name(&m, "queue", "x", "") && map_finds(&m, "queue", B, NULL),
	    "a look-up that keeps its name is the same backwards");
	map_release(&m);
}

static void
test_states(void)
{
	struct map m = map_loaded(
	    MAP("\"type\":\"flow\",\"from\":\"" A
		"\",\"name\":\"a\",\"to_name\":\"a\",\"status\":\"new\"")
		MAP("\"type\":\"flow\",\"from\":\"" B
		    "\",\"to_name\":\"b\",\"status\":\"withheld\"")
		    MAP("\"type\":\"flow\",\"from\":\"" C "\",\"name\":\"c\",\"to_name\":\"d\","
			"\"category\":\"k\",\"to_category\":\"k\",\"status\":\"same\""),
	    false);
	const struct map_record *a = map_find(&m, slice_str("flow"), slice_str(A)),
				*b = map_find(&m, slice_str("flow"), slice_str(B)),
				*c = map_find(&m, slice_str("flow"), slice_str(C));

	ok(map_is_open(a) && map_is_new(a) && !map_renames(a), "a new flow of the same name");
	ok(map_is_open(b) && map_is_new(b) && b->to_name == 0,
	    "a flow that is withheld gets no new name");
	ok(!map_is_open(c) && !map_is_new(c) && map_renames(c) && !map_moves(c),
	    "the same id with another name, in the same category");
	ok(strcmp(map_status_name(b->status), "withheld") == 0, "the status in words");
	map_release(&m);
}

static void
test_back(void)
{
	struct map m = map_loaded(MAP("\"type\":\"dataAction\",\"from\":\"" A "\",\"to\":\"" B
				      "\",\"name\":\"a\",\"to_name\":\"b\",\"category\":\"c\","
				      "\"to_category\":\"d\",\"status\":\"mapped\""),
	    true);
	const struct map_record *rec = map_find(&m, slice_str("dataAction"), slice_str(B));

	ok(rec != NULL && slice_is(map_text(&m, rec->to), A) &&
		slice_is(map_text(&m, rec->to_name), "a") &&
		slice_is(map_text(&m, rec->to_category), "c") && map_renames(rec) && map_moves(rec),
	    "backwards: id, name and category change places");
	map_release(&m);
}

int
main(void)
{
	close(mkstemp(path));
	test_map_refused();
	test_two_files();
	test_found();
	test_map_names();
	test_map_several();
	test_states();
	test_back();
	unlink(path);
	return tap_done();
}
