/* plan: references, targets and tables with parts that are missing, odd, or very long. */
#include "plan_case.h"

/* The map's records, or with `table` the table of decisions. */
static void
plan_odd_has(const struct plan_case *c, bool table)
{
	struct plan p = PLAN_INIT;
	struct buf b = BUF_INIT;
	bool good;

	plan_make(&p, c);
	buf_puts(&b, "");
	for (size_t i = 0; !table && i < p.nlines; i++)
		plan_write(&p, p.lines[i].want, &b);
	if (table)
		decisions_write(&p, &b);
	good = strstr(b.p, c->has) != NULL && (c->lacks == NULL || strstr(b.p, c->lacks) == NULL);
	ok(good, "%s", c->what);
	if (!good)
		printf("# %.2000s\n", b.p);
	buf_release(&b);
	plan_unmake(&p);
}

#define BY_NAME(type, name, class)                                                         \
	"{\"kind\":\"ref\",\"flow\":{\"id\":\"f1\",\"name\":\"F\",\"type\":\"WORKFLOW\"}," \
	"\"type\":\"" type "\",\"name\":\"" name "\",\"class\":\"" class "\"}"
#define NO_ID(type, name) \
	"{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"" type "\",\"name\":\"" name "\"}\n"

/* clang-format off */
static const struct plan_case cases[] = {
    {.what = "a name of a type that no look-up has asks for nothing",
	.target = OBJECT("queue", "Q1", "Old", ""), .refs = {BY_NAME("nonsense", "Old", "name"),
	    BY_NAME("queue", "Old", "name")},
	.has = "\"type\":\"queue\",\"name\":\"Old\",\"to\":\"Q1\"", .lacks = "nonsense"},
    {.what = "of an unknown place without a name nothing is asked; with a type it is looked for",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},\"class\":\"unknown\"}",
	    NAMED("queue", "Y", "unknown"), NAMED("queue", "Old", "object")},
	.has = "\"name\":\"Y\",\"to\":null,\"to_name\":null,\"status\":\"missing\"", .lacks = "\"name\":\"\""},
    {.what = "a name in a place that nobody knows, without --strict",
	.target = OBJECT("queue", "Q1", "Old", ""),
	.refs = {"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},"
		"\"name\":\"X\",\"class\":\"unknown\"}"},
	.has = "\"status\":\"unlisted\",\"reason\":\"named in a place that gc-tools does not know\""},
    {.what = "a name is the flow itself only with its type: a division of the flow's name",
	.target = OBJECT("division", "D1", "F", ""), .refs = {NAMED("division", "F", "own")},
	.has = "\"type\":\"division\",\"name\":\"F\",\"to\":\"D1\""},
    {.what = "a name is the flow itself only with its name: another flow",
	.target = OBJECT("workflow", "W1", "G", ""),
	.refs = {NAMED("workflow", "G", "own"), NAMED("workflow", "F", "own")},
	.has = "\"type\":\"workflow\",\"name\":\"G\",\"to\":\"W1\""},
    {.what = "a flow with an id is not known by its name",
	.target = OBJECT("workflow", "W1", "F", ""), .refs = {BY_NAME("workflow", "F", "own")},
	.has = "\"type\":\"workflow\",\"name\":\"F\",\"to\":\"W1\""},
    {.what = "an object of the target without an id is none for a name",
	.target = NO_ID("queue", "Old"), .refs = {NAMED("queue", "Old", "object")},
	.has = "\"name\":\"Old\",\"to\":null", .lacks = "\"status\":\"mapped\""},
    {.what = "nor for an id's name",
	.target = NO_ID("queue", "Old") OBJECT("queue", "Q1", "Old", ""),
	.refs = {REF("queue", "q1", "Old", CLASS("object"))},
	.has = "\"from\":\"q1\",\"to\":\"Q1\""},
    {.what = "a look-up follows the first decision with a target",
	.target = OBJECT("queue", "Q1", "One", ""),
	.decided = MAP("queue", "q0", "Old", "\"status\":\"missing\"")
	    MAP("queue", "q1", "Old", "\"to\":\"Q1\",\"status\":\"mapped\""),
	.refs = {NAMED("queue", "Old", "name")},
	.has = "\"name\":\"Old\",\"to\":\"Q1\",\"to_name\":\"One\""},
    {.what = "a look-up of an object that has no name in the target keeps its own",
	.target = "{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"queue\",\"id\":\"Q1\"}\n"
	    OBJECT("queue", "Q2", "Old", ""),
	.decided = MAP("queue", "q1", "Old", "\"to\":\"Q1\",\"status\":\"mapped\""),
	.refs = {NAMED("queue", "Old", "name")}, .has = "\"name\":\"Old\",\"to\":\"Q2\",\"to_name\":\"Old\""},
    {.what = "symbols: the home division by its name",
	.target = OBJECT("division", "D1", "Home", ""),
	.source = OBJECT("division", "d1", "Home", ",\"homeDivision\":true"), .symbolic = true,
	.refs = {NAMED("division", "Home", "object")}, .has = "\"to\":\"gc:division/@home\",\"to_name\":\"@home\"", .lacks = "Home/"},
    {.what = "symbols: a queue that Archy YAML names stays as it is",
	.target = OBJECT("queue", "Q1", "Home", ""), .symbolic = true,
	.refs = {NAMED("queue", "Home", "object")}, .has = "", .lacks = "Home"},
    {.what = "home in the source, and no home in the target: by name",
	.target = OBJECT("division", "D1", "Base", ""),
	.source = OBJECT("division", "d1", "Base", ",\"homeDivision\":true"),
	.refs = {REF("division", "d1", "Base", CLASS("object"))},
	.has = "\"from\":\"d1\",\"to\":\"D1\""},
    {.what = "the home of both, although a rule renames the source's: by the rule",
	.target = OBJECT("division", "D1", "Base", ",\"homeDivision\":true") OBJECT("division", "D2", "South", ""),
	.source = OBJECT("division", "d1", "North", ",\"homeDivision\":true"),
	.renames = "division\tNorth\tSouth\n",
	.refs = {REF("division", "d1", "North", CLASS("object"))},
	.has = "\"from\":\"d1\",\"to\":\"D2\""},
    {.what = "a division that is not the source's home",
	.target = OBJECT("division", "D1", "Base", ",\"homeDivision\":true") OBJECT("division", "D2", "North", ""),
	.source = OBJECT("division", "d2", "North", "") OBJECT("division", "d1", "Home", ",\"homeDivision\":true"),
	.refs = {REF("division", "d2", "North", CLASS("object"))},
	.has = "\"from\":\"d2\",\"to\":\"D2\""},
    {.what = "an id of no type that the source knows: its name",
	.target = OBJECT("queue", "Q1", "One", ""), .source = OBJECT("queue", A, "One", ""),
	.refs = {"{\"kind\":\"ref\",\"id\":\"" A "\",\"class\":\"literal\"}"},
	.has = "\"type\":\"queue\",\"name\":\"One\",\"from\":\"" A "\",\"to\":\"Q1\""},
    {.what = "an id of no type that has a name already",
	.target = OBJECT("queue", "Q1", "One", ""), .source = OBJECT("queue", A, "Other", CATEGORY("c")),
	.refs = {"{\"kind\":\"ref\",\"id\":\"" A "\",\"name\":\"One\",\"category\":\"k\",\"class\":\"literal\"}"},
	.has = "\"from\":\"" A "\""},
};

static const struct plan_case tables[] = {
    {.what = "formulas and apostrophes, and back", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = HEADER "queue\t'=1\tq9\t\t\tignore\nqueue\t'a\tq8\t\t\tignore\nqueue\t'\tq7\t\t\tignore\n",
	.refs = {REF("queue", "q1", "x", CLASS("object"))},
	.has = "queue\t'=1\tq9\tno flow uses it\t\tignore\nqueue\t'a\tq8\tno flow uses it\t\tignore\n"},
    {.what = "a name that is a formula", .target = OBJECT("queue", "Q1", "x", ""),
	.refs = {REF("queue", "q1", "=SUM(A1)", CLASS("object"))}, .has = "queue\t'=SUM(A1)\tq1\tmissing"},
    {.what = "a division that only objects tell, by its id",
	.target = OBJECT("queue", "Q1", "x", IN("D1", "North")),
	.decided = HEADER "division\tA\td1\t\t\tD1\n",
	.refs = {REF("division", "d1", "A", CLASS("object"))},
	.has = "division\tA\td1\tdecided: \"North\"; 1 flow needs it\t\tD1\n"},
    {.what = "a decision that the plan made by itself", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = MAP("queue", "q1", "A", "\"status\":\"ignored\",\"reason\":\"the import makes it again\""),
	.refs = {REF("queue", "q1", "A", CLASS("object"))}, .has = "type\tname"},
    {.what = "a file of blanks alone is no table", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = "\n \n", .refs = {REF("queue", "q1", "y", CLASS("object"))},
	.has = "queue\ty\tq1\tmissing in the target"},
};
/* clang-format on */

static void
is_refused(const char *what, const char *text, const char *message)
{
	struct child c = child_run(plan_take, (void *)(uintptr_t)text);
	bool good = c.status == EXIT_USAGE && strstr(c.err.p, message) != NULL;

	ok(good, "%s", what);
	if (!good)
		printf("# status %d: %.2000s\n", c.status, c.err.p);
	child_release(&c);
}

/* Texts that are longer than a message may be. */
static void
test_plan_messages(void)
{
	static char n[5001], target[40000], table[12000];

	memset(n, 'n', sizeof n - 1);
	snprintf(target, sizeof target,
	    "{\"kind\":\"object\",\"type\":\"%s\",\"id\":\"%s\",\"name\":\"Twin\"}\n"
	    "{\"kind\":\"object\",\"type\":\"%s\",\"id\":\"i2\",\"name\":\"Twin\"}\n"
	    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"i3\",\"name\":\"%s\"}\n"
	    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"i4\",\"name\":\"%s\"}\n",
	    n, n, n, n, n);
	plan_made_target(&inventories[0], target);
	snprintf(table, sizeof table, "%s\tname\n", n);
	is_refused("a column of 5,000 bytes", table, "is not a column of decisions");
	snprintf(table, sizeof table, "%squeue\tA\tq1\t\t\tx%s\n", HEADER, n);
	is_refused("a decision of 5,000 bytes", table, "no queue in the target has the id");
	snprintf(table, sizeof table, "%s%s\tA\tq1\t\t\tTwin\n", HEADER, n);
	is_refused("a type and an id of 5,000 bytes", table, "have the name \"Twin\"");
	snprintf(table, sizeof table, "%squeue\tA\tq1\t\t\t%s\n", HEADER, n);
	is_refused("two objects with a name of 5,000 bytes", table,
	    "2 objects of the type queue in the target have the name \"nnn");
	inventory_release(&inventories[0]);
}

/* Decisions from the standard input are map records. */
static int
plan_take_stdin(void *text)
{
	struct map m = MAP_INIT;
	const struct map_record *rec;

	plan_put_file(text);
	if (freopen(path, "r", stdin) == NULL)
		return 1;
	decisions_load(&m, "-", &inventories[0]);
	rec = map_find(&m, slice_str("queue"), slice_str("q1"));
	if (rec == NULL || !slice_is(map_text(&m, rec->to), "Q1"))
		return 2;
	map_release(&m);
	return 0;
}

static int
plan_take_path(void *name)
{
	struct map m = MAP_INIT;
	bool none;

	decisions_load(&m, name, &inventories[0]);
	none = m.n == 0;
	map_release(&m);
	return none ? 0 : 2;
}

static void
test_plan_files(void)
{
	static const char records[] =
	    MAP("queue", "q1", "A", "\"to\":\"Q1\",\"status\":\"mapped\"");
	struct child c = child_run(plan_take_stdin, (void *)(uintptr_t)records);

	ok(c.status == 0, "map records from the standard input");
	child_release(&c);
	c = child_run(plan_take_path, (void *)(uintptr_t) "/dev/null");
	ok(c.status == 0, "a device with nothing in it: no records");
	child_release(&c);
	c = child_run(plan_take_path, (void *)(uintptr_t) "/nonexistent/decisions");
	ok(c.status == EXIT_IO && strstr(c.err.p, "/nonexistent/decisions") != NULL,
	    "a file that is not there is refused, with its name");
	if (c.status != EXIT_IO)
		printf("# %d: %s\n", c.status, c.err.p);
	child_release(&c);
}

/* Archy YAML names a queue of which the target has more than anybody reads. */
static void
test_plan_many(void)
{
	struct buf target = BUF_INIT;
	struct plan_case c = {.what = "candidates for a name, up to 20",
	    .has = "looked up by name: ambiguous",
	    .lacks = "Q20",
	    .refs = {NAMED("queue", "Twin", "object")}};

	for (int i = 0; i < PLAN_CANDIDATES_MAX + 3; i++)
		buf_printf(&target,
		    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q%d\",\"name\":\"Twin\"}\n",
		    i);
	c.target = target.p;
	plan_odd_has(&c, true);
	c.what = "and how many more there are";
	c.has = "Q19; and 3 more\t";
	plan_odd_has(&c, true);
	buf_clear(&target);
	for (int i = 0; i < 16; i++)
		buf_printf(&target,
		    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q%d\",\"name\":\"%c%c%c%c\"}"
		    "\n",
		    i, i & 1 ? 'T' : 't', i & 2 ? 'W' : 'w', i & 4 ? 'I' : 'i', i & 8 ? 'N' : 'n');
	c = (struct plan_case){.what = "nearly equal names: the first few",
	    .target = target.p,
	    .has = "\tQ0 \"twin\"; Q1 \"Twin\"; Q2 \"tWin\"; ",
	    .lacks = "Q15",
	    .refs = {NAMED("queue", "Tw in", "object")}};
	plan_odd_has(&c, true);
	buf_release(&target);
}

int
main(void)
{
	plan_case_start();
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		plan_odd_has(&cases[i], false);
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		plan_odd_has(&tables[i], true);
	test_plan_messages();
	test_plan_files();
	test_plan_many();
	unlink(path);
	return tap_done();
}
