/* decisions: cells that are hard to write, decisions that are no lines of a table, what is refused. */
#include "plan_case.h"

static void
plan_table_has(const struct plan_case *c)
{
	struct plan p = PLAN_INIT;
	struct buf b = BUF_INIT;

	plan_make(&p, c);
	decisions_write(&p, &b);
	plan_case_check(c, &b);
	plan_unmake(&p);
}

/* clang-format off */
static const struct plan_case tables[] = {
    {.what = "each escape of a cell", .target = OBJECT("queue", "Q1", "x", ""),
	.refs = {REF("queue", "q1", "a\\tb\\nc\\rd\\\\", CLASS("object"))},
	.has = "queue\ta\\tb\\nc\\rd\\\\\tq1\tmissing in the target; 1 flow needs it\t\t\n"},
    {.what = "its way back", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = HEADER "queue\ta\\tb\\nc\\rd\\\\\\z\\\tq9\t\t\tignore\n",
	.refs = {REF("queue", "q1", "x", CLASS("object"))},
	.has = "queue\ta\\tb\\nc\\rd\\\\\\\\z\\\\\tq9\tno flow uses it\t\tignore\n"},
    {.what = "quotation marks that are no quotes", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = HEADER "queue\t\"\tq8\t\t\tignore\nqueue\t\"a\tq9\t\t\tignore\nqueue\t\"b\"c\"\tq7\t\t\tignore\n",
	.has = "queue\t\"\"\"\"\tq8\t"},
    {.what = "without a plan of its own, all lines stay", .target = OBJECT("queue", "Q1", "x", ""),
	.decided = HEADER "queue\tA\tq9\t\t\tx\n", .has = "queue\tA\tq9\tno flow uses it\t\tx\n"},
    {.what = "map records: ignored, and one with a target",
	.target = OBJECT("queue", "Q1", "x", ""),
	.decided = MAP("queue", "q1", "A", "\"status\":\"ignored\"")
	    MAP("queue", "q2", "B", "\"to\":\"Q1\",\"status\":\"missing\"")
	    MAP("queue", "q3", "C", "\"to\":\"Q1\",\"status\":\"mapped\""),
	.refs = {REF("queue", "q1", "A", CLASS("object")), REF("queue", "q2", "B", CLASS("object")),
	    REF("queue", "q3", "C", CLASS("object"))},
	.has = "queue\tA\tq1\tdecided: it stays as it is; 1 flow needs it\t\tignore\n"
	    "queue\tB\tq2\tdecided: \"x\"; 1 flow needs it\t\tQ1\n", .lacks = "q3"},
    {.what = "map records that the plan made itself are no decisions",
	.target = OBJECT("queue", "Q1", "x", ""),
	.decided = MAP("queue", "q1", "A", "\"status\":\"ignored\",\"reason\":\"by --ignore\""),
	.refs = {REF("queue", "q1", "A", CLASS("object"))}, .has = HEADER, .lacks = "\nqueue"},
    {.what = "a decision about an id that the target lacks",
	.target = OBJECT("queue", "Q1", "x", ""),
	.decided = MAP("queue", "q1", "A", "\"to\":\"Q9\",\"status\":\"missing\""),
	.refs = {REF("queue", "q1", "A", CLASS("object"))},
	.has = "queue\tA\tq1\tdecided (decided, but the target lists no such id); 1 flow needs it\t\tQ9\n"},
    {.what = "a look-up that an ambiguous record names",
	.target = OBJECT("queue", "Q1", "x", ""),
	.decided = MAP("queue", "", "A", "\"to_name\":\"y\",\"status\":\"ambiguous\""),
	.refs = {NAMED("queue", "A", "name")}, .has = "\ty\n"},
};
/* clang-format on */

/* Namesakes are named up to five; divisions that only objects tell, one by one. */
static void
test_plan_refused(void)
{
	static const struct {
		const char *table, *message;
	} refused[] = {
	    {HEADER "queue\tA\tq1\t\t\tTwin\n",
		"7 objects of the type queue in the target have the name \"Twin\"; write the id of "
		"one of them: T1, T2, T3, T4, T5, ..."},
	    {HEADER "division\tA\td1\t\t\tNorth\n",
		"2 objects of the type division in the target have the name \"North\"; write the "
		"id of one of them: D1, D2"},
	    {HEADER "division\tA\td1\t\t\tSouth\n", "has the id or the name \"South\""},
	    {HEADER "division\tA\td1\t\t\tTwin\n", "has the id or the name \"Twin\""},
	    {HEADER "queue\tA\tq1\t\t\t" A "\n", "has the id or the name"},
	    {HEADER "image\tA\tq1\t\t\tname\n", "no image in the target has the id or the name"},
	};
	static const char records[] = OBJECT("queue", "T1", "Twin", IN("D1", "North"))
	    OBJECT("queue", "T2", "Twin", IN("D1", "North"))
		OBJECT("queue", "T3", "Twin", IN("D2", "North")) OBJECT("queue", "T4", "Twin", "")
		    OBJECT("queue", "T5", "Twin", "") OBJECT("queue", "T6", "Twin", "")
			OBJECT("queue", "T7", "Twin", "");

	plan_made_target(&inventories[0], records);
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct child c = child_run(plan_take, (void *)(uintptr_t)refused[i].table);
		bool good = c.status == EXIT_USAGE && strstr(c.err.p, refused[i].message) != NULL;
		ok(good, "is refused: %s", refused[i].message);
		if (!good)
			printf("# status %d: %s\n", c.status, c.err.p);
		child_release(&c);
	}
	inventory_release(&inventories[0]);
}

/* Texts of thousands of bytes are cut in messages, and whole in the table. */
static void
test_plan_long(void)
{
	struct buf name = BUF_INIT, text = BUF_INIT, want = BUF_INIT;
	struct plan_case c = {.what = "a candidate with a long name and division", .lacks = NULL};
	struct buf target = BUF_INIT;

	for (int i = 0; i < 5000; i++)
		buf_putc(&name, 'n');
	buf_printf(&target, OBJECT("queue", "Q1", "Twin", ""));
	buf_puts(&target, "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"Q2\",\"name\":\"Twin\","
			  "\"division\":{\"id\":\"D\",\"name\":\"");
	buf_add_slice(&target, buf_slice(&name));
	buf_puts(&target, "\"}}\n");
	buf_puts(&want, "\tQ1; Q2 (");
	buf_add(&want, name.p, 4096);
	buf_puts(&want, ")\t\n");
	c.target = target.p;
	c.has = want.p;
	c.refs[0] = REF("queue", "q1", "Twin", CLASS("object"));
	plan_table_has(&c);
	buf_printf(&text, "%s%.4000s\tA\tq1\t\t\tx\n", HEADER, name.p);
	plan_made_target(&inventories[0], target.p);
	{
		struct child child = child_run(plan_take, text.p);
		ok(child.status == EXIT_USAGE &&
			strstr(child.err.p, "in the target has the id") != NULL,
		    "a type of 4,000 bytes in a table is refused");
		child_release(&child);
	}
	inventory_release(&inventories[0]);
	buf_release(&name);
	buf_release(&text);
	buf_release(&want);
	buf_release(&target);
}

int
main(void)
{
	plan_case_start();
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		plan_table_has(&tables[i]);
	test_plan_refused();
	test_plan_long();
	unlink(path);
	return tap_done();
}
