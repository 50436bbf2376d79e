/* decisions: the table of open wants, as it is written and as people fill it in. */
#include "child.h"
#include "plan/decisions.h"
#include "plan_made.h"
#include "tap.h"

#define HEADER "type\tname\tid\twhat is wrong\tcandidates\tdecision\n"
#define A      "aaaaaaaa-1111-4111-8111-111111111111"
#define B      "bbbbbbbb-1111-4111-8111-111111111111"

static const char target_records[] =
    "{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"queue\",\"id\":\"Q1\",\"name\":\"Sales\","
    "\"division\":{\"id\":\"D1\",\"name\":\"Home\"}}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q2\",\"name\":\"sales\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q3\",\"name\":\"Twice\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q4\",\"name\":\"Twice\"}\n"
    "{\"kind\":\"object\",\"type\":\"dataAction\",\"id\":\"custom_-_" B "\",\"name\":\"Get\","
    "\"category\":\"Web\"}\n";

static char table_path[] = "/tmp/gc-decisions-XXXXXX";
static struct inventory target = INVENTORY_INIT;

static void
decisions_put_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		child_broken(path);
}

static struct map
decisions_of(const char *text)
{
	struct map m = MAP_INIT;

	decisions_put_file(table_path, text);
	decisions_load(&m, table_path, &target);
	return m;
}

/* Whether the record of this type and id (or, without one, name) says this; NULL: has no target. */
static bool
decisions_decides(
    const struct map *m, const char *type, const char *id, const char *name, const char *to)
{
	const struct map_record *rec = id != NULL
					   ? map_find(m, slice_str(type), slice_str(id))
					   : map_find_name(m, slice_str(type), slice_str(name));

	if (rec == NULL || rec->decision == 0)
		return false;
	return to != NULL ? rec->status == MAP_MAPPED && slice_is(map_text(m, rec->to), to)
			  : rec->status == MAP_IGNORED && rec->to == 0;
}

static void
test_decisions_read(void)
{
	struct map m =
	    decisions_of("\xef\xbb\xbf# a comment\n\n" HEADER "queue\tOld\tq1\tmissing\t\tSales\r\n"
			 "queue\tOther\tq2\t\t\tQ2\n"
			 "queue\tNot decided\tq3\t\t\t \n"
			 "queue\t\tq4\t\t\tignore\n"
			 "queue\tBy name\t\t\t\tsales\n"
			 "dataAction\tGet\tcustom_-_" A "\t\t\t" B "\n"
			 "division\tEurope\td1\t\t\tHome\n"
			 "image\tLogo\t" A "\t\t\t" B "\n");

	ok(decisions_decides(&m, "queue", "q1", NULL, "Q1"), "a name of the target, and a CR");
	ok(decisions_decides(&m, "queue", "q2", NULL, "Q2"), "an id of the target");
	ok(map_find(&m, slice_str("queue"), slice_str("q3")) == NULL, "an empty decision is none");
	ok(decisions_decides(&m, "queue", "q4", NULL, NULL), "ignore");
	ok(decisions_decides(&m, "queue", NULL, "By name", "Q2"),
	    "without an id: by its name; case counts");
	ok(decisions_decides(&m, "dataAction", "custom_-_" A, NULL, "custom_-_" B),
	    "a data action by the bare UUID");
	ok(decisions_decides(&m, "division", "d1", NULL, "D1"),
	    "a division that only its objects name");
	ok(decisions_decides(&m, "image", A, NULL, B), "an id of a type that no inventory has");
	ok(m.n == 7 && m.v[0].line == 4, "nothing else, and the lines are counted");
	map_release(&m);
}

static int
decisions_take(void *text)
{
	struct map m = decisions_of(text);

	map_release(&m);
	return 0;
}

static bool
decisions_refuses(const char *text, const char *message)
{
	struct child c = child_run(decisions_take, (void *)(uintptr_t)text);
	bool good = c.status == EXIT_USAGE && strstr(c.err.p, message) != NULL;

	if (!good)
		printf("# status %d: %s\n", c.status, c.err.p);
	child_release(&c);
	return good;
}

static void
test_decisions_refused(void)
{
	ok(decisions_refuses("kind\tname\tid\n", ":1: \"kind\" is not a column of decisions"),
	    "a column");
	ok(decisions_refuses("type\ttype\n", ":1: \"type\" is not a column"), "a column twice");
	ok(decisions_refuses(
	       "type\tname\n", ":1: the columns type, decision, and name or id are required"),
	    "a column that is missing");
	ok(decisions_refuses(HEADER "a\tb\tc\td\te\tf\tg\n", ":2: more cells than the header has"),
	    "one cell too many");
	ok(decisions_refuses(
	       HEADER "queue\t\t\t\t\tignore\n", ":2: a decision without a type, or without"),
	    "a decision about nothing");
	ok(decisions_refuses(HEADER "\n\tSales\t\t\t\tignore\n", ":3: a decision without a type"),
	    "a decision without a type");
	ok(decisions_refuses(HEADER "queue\tOld\tq1\t\t\tSALES\n",
	       ":2: no queue in the target has the id or the name \"SALES\""),
	    "a decision for nothing");
	ok(decisions_refuses(
	       HEADER "queue\tOld\tq1\t\t\tTwice\n", "write the id of one of them: Q3, Q4"),
	    "a decision for two");
	ok(decisions_refuses(HEADER "queue\tOld\tq1\t\t\t" A "\n", "has the id or the name"),
	    "an id that the target lacks, of a type that it lists");
}

#define REF(type, id, name)                                                                \
	"{\"kind\":\"ref\",\"flow\":{\"id\":\"f1\",\"name\":\"F\",\"type\":\"WORKFLOW\"}," \
	"\"type\":\"" type "\",\"id\":\"" id "\",\"name\":\"" name "\",\"class\":\"object\"}"

/* The table of a plan with these decisions. */
static void
table_of(const char *decisions, struct buf *b)
{
	struct plan p = PLAN_INIT;
	struct map m = decisions_of(decisions);

	p.target = &target;
	p.decided = &m;
	plan_made_ref(&p, REF("queue", "q1", "SALES"));
	plan_made_ref(&p, REF("queue", "q2", "Twice"));
	plan_made_ref(&p, REF("queue", "q3", "Sales"));
	plan_made_ref(&p, REF("user", "u1", "\\\"Ann\\\"\\tB\\\\n"));
	plan_solve(&p);
	buf_clear(b);
	decisions_write(&p, b);
	plan_release(&p);
	map_release(&m);
}

static const char open_table[] =
    HEADER "queue\tSALES\tq1\tmissing in the target; 1 flow needs it\tQ1 \"Sales\" (Home); Q2 "
	   "\"sales\"\t\n"
	   "queue\tTwice\tq2\tambiguous, 2 could be meant; 1 flow needs it\tQ3; Q4\t\n"
	   "user\t\"\"\"Ann\"\"\\tB\\\\n\"\tu1\t"
	   "missing in the target (type not in inventory); 1 flow needs it\t\t\n";

static void
test_written(void)
{
	static const char decided[] = HEADER "queue\tSALES\tq1\t\t\tQ2\n"
					     "queue\tTwice\t\t\t\tQ4\n"
					     "user\t\"\"\"Ann\"\"\\tB\\\\n\"\t\t\t\tignore\n"
					     "queue\tGone\tq9\t\t\tQ1\n";
	struct buf once = BUF_INIT, twice = BUF_INIT;

	table_of(HEADER, &once);
	ok(slice_is(buf_slice(&once), open_table), "open wants, escaped, with candidates");
	table_of(decided, &once);
	ok(strstr(once.p, "queue\tSALES\tq1\tdecided: \"sales\"; 1 flow needs it\t\tQ2\n") != NULL,
	    "a decided want stays in the table");
	ok(strstr(once.p, "queue\tTwice\tq2\tdecided: \"Twice\"; 1 flow needs it\t\tQ4\n") != NULL,
	    "a line without an id decides by name");
	ok(strstr(once.p, "\tu1\tdecided: it stays as it is; 1 flow needs it\t\tignore\n") != NULL,
	    "a name comes back from its escapes");
	ok(strstr(once.p, "queue\tGone\tq9\tno flow uses it\t\tQ1\n") != NULL,
	    "a decision that no flow needs is kept");
	ok(strstr(once.p, "q3") == NULL, "what is found is not in it");
	buf_putc(&once, '\0');
	table_of(once.p, &twice);
	ok(slice_is(buf_slice(&twice), once.p), "read back, it is the same table");
	buf_release(&once);
	buf_release(&twice);
}

int
main(void)
{
	int fd = mkstemp(table_path);

	if (fd < 0 || close(fd) != 0)
		child_broken("mkstemp");
	plan_made_target(&target, target_records);
	test_decisions_read();
	test_decisions_refused();
	test_written();
	inventory_release(&target);
	unlink(table_path);
	return tap_done();
}
