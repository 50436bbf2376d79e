/* Differences of objects, rows and statuses: numbers, lists, depth, and members of any kind. */
#include "put/object_body.h"
#include "put/status_compare.h"
#include "tap.h"

static struct object_view a = OBJECT_VIEW_INIT, b = OBJECT_VIEW_INIT;
static struct object_differences d = OBJECT_DIFFERENCES_INIT;
static struct status_differences statuses = STATUS_DIFFERENCES_INIT;
static struct json j = JSON_INIT;

static void
values_read(const char *type, const char *record, const char *target)
{
	const struct object_type *known = object_type_find(slice_str(type));

	ok(object_view_read(&a, &j, known, slice_str(record)) &&
		object_view_read(&b, &j, known, slice_str(target)),
	    "%s: two objects", type);
}

/* The differences as "KIND POINTER": = changed, + added, - gone; L late, l lacks. */
static void
values_differ(
    const char *what, const char *type, const char *record, const char *target, const char *want)
{
	struct buf out = BUF_INIT;

	values_read(type, record, target);
	object_compare(&a, &b, &d);
	buf_puts(&out, "");
	for (size_t i = 0; i < d.n; i++) {
		buf_putc(&out, "=+-"[d.v[i].kind]);
		if (d.v[i].lacks || d.v[i].late)
			buf_putc(&out, d.v[i].lacks ? 'l' : 'L');
		object_difference_pointer(&a, &b, &d.v[i], &out);
		buf_putc(&out, ' ');
	}
	ok(tap_is(&out, want), "%s", what);
}

#define LONG "0.0000000000000000000000000000000000000000000000000000000000000000001"

static void
test_values_numbers(void)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {{"1.5", "1.50", true}, {"1.5", "2.5", false}, {"2.5", "1.5", false},
	    {"1e2", "100", true}, {"1E2", "100.0", true}, {"-1", "-1.0", true}, {"-1", "1", false},
	    {"12", "13", false}, {LONG, "0.1", false}, {"0.1", LONG, false}, {LONG, LONG, true},
	    {"1e999", "2e999", true}};
	char record[160], target[160];

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		snprintf(record, sizeof record, "{\"n\":%s}", cases[i].a);
		snprintf(target, sizeof target, "{\"n\":%s}", cases[i].b);
		values_differ(cases[i].a, "schedule", record, target,
		    cases[i].same ? "" : "=/configuration/n ");
	}
}

static void
test_values_lists(void)
{
	values_differ("a list that became longer", "schedule", "{\"l\":[1,2]}", "{\"l\":[1]}",
	    "=/configuration/l ");
	values_differ("a list that became shorter, and another", "schedule", "{\"l\":[9]}",
	    "{\"l\":[1,2]}", "=/configuration/l ");
	values_differ("a list that is an object there", "schedule", "{\"l\":[1]}",
	    "{\"l\":{\"a\":1}}", "=/configuration/l ");
	values_differ("an object for an empty one", "schedule", "{\"o\":{\"a\":1}}", "{\"o\":{}}",
	    "+/configuration/o/a ");
	values_differ("an object for an empty list", "schedule", "{\"o\":{\"a\":1}}", "{\"o\":[]}",
	    "=/configuration/o ");
	values_differ(
	    "a value for nothing", "schedule", "{\"o\":5}", "{\"o\":null}", "=/configuration/o ");
	values_differ("another kind of scalar", "schedule", "{\"o\":true}", "{\"o\":\"true\"}",
	    "=/configuration/o ");
	values_differ("references, and one that is none", "scheduleGroup",
	    "{\"openSchedules\":[{\"id\":\"1\"}]}", "{\"openSchedules\":[{\"name\":\"x\"}]}",
	    "=/configuration/openSchedules/0 ");
	values_differ("one that is none, and references", "scheduleGroup",
	    "{\"openSchedules\":[{\"name\":\"x\"}]}", "{\"openSchedules\":[{\"id\":\"1\"}]}",
	    "=/configuration/openSchedules/0 ");
	values_differ("more references than the target has", "scheduleGroup",
	    "{\"openSchedules\":[{\"id\":\"1\"},{\"id\":\"2\"}]}",
	    "{\"openSchedules\":[{\"id\":\"1\"}]}", "=/configuration/openSchedules ");
	values_differ("fewer of them", "scheduleGroup", "{\"openSchedules\":[{\"id\":\"1\"}]}",
	    "{\"openSchedules\":[{\"id\":\"1\"},{\"id\":\"2\"}]}",
	    "=/configuration/openSchedules ");
	values_differ("no reference, where the target has some", "scheduleGroup",
	    "{\"openSchedules\":[]}", "{\"openSchedules\":[{\"id\":\"1\"}]}",
	    "=/configuration/openSchedules ");
	values_differ("as many, but one of them twice", "scheduleGroup",
	    "{\"openSchedules\":[{\"id\":\"1\"},{\"id\":\"1\"}]}",
	    "{\"openSchedules\":[{\"id\":\"1\"},{\"id\":\"2\"}]}",
	    "=/configuration/openSchedules ");
	values_differ("late members inside late ones", "emergencyGroup",
	    "{\"emergencyCallFlows\":[{\"emergencyFlow\":{\"id\":\"f\"},\"ivrs\":[{\"id\":\"i\"}]}]"
	    "}",
	    "{\"emergencyCallFlows\":[{\"emergencyFlow\":{\"id\":\"g\"}}]}",
	    "=L/configuration/emergencyCallFlows/0/emergencyFlow "
	    "+L/configuration/emergencyCallFlows/0/ivrs ");
	values_differ("one that the target lacks", "emergencyGroup",
	    "{\"emergencyCallFlows\":[{\"emergencyFlow\":{\"id\":\"f\"}}]}",
	    "{\"emergencyCallFlows\":[{\"ivrs\":[{\"id\":\"i\"}]}]}",
	    "+l/configuration/emergencyCallFlows/0/emergencyFlow "
	    "-L/configuration/emergencyCallFlows/0/ivrs ");
}

/* A reference of a list that is left out does not count, wherever it stands. */
static void
test_values_left(void)
{
	values_read("queue", "{\"memberGroups\":[{\"id\":\"1\"}]}",
	    "{\"memberGroups\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
	for (uint32_t i = 0; i < b.t.n; i++)
		if ((b.marks[i] & OBJECT_REFERS) != 0)
			b.marks[i] |= OBJECT_LEFT;
	object_compare(&a, &b, &d);
	ok(d.n == 1, "the target's are left out: the record's is missing there");
	for (uint32_t i = 0; i < a.t.n; i++)
		if ((a.marks[i] & OBJECT_REFERS) != 0)
			a.marks[i] |= OBJECT_LEFT;
	object_compare(&a, &b, &d);
	ok(d.n == 0, "all are left out: no difference");
}

/* Values below COMPARE_DEPTH count as spelled. */
static void
test_values_deep(void)
{
	enum { DEEP = 210 };
	struct buf record = BUF_INIT, target = BUF_INIT;

	for (int i = 0; i < DEEP; i++) {
		buf_puts(&record, "{\"a\":");
		buf_puts(&target, "{\"a\":");
	}
	buf_puts(&record, "[1,{\"b\":2,\"c\":3}]");
	buf_puts(&target, "[1,{\"c\":3,\"b\":2}]");
	for (int i = 0; i < DEEP; i++) {
		buf_putc(&record, '}');
		buf_putc(&target, '}');
	}
	values_read("schedule", record.p, target.p);
	object_compare(&a, &b, &d);
	ok(d.n == 1, "another order of members, far below: a difference");
	values_read("schedule", record.p, record.p);
	object_compare(&a, &b, &d);
	ok(d.n == 0, "and none if they are spelled alike");
	buf_release(&record);
	buf_release(&target);
}

static void
body_is(unsigned choice, const char *want)
{
	struct buf out = BUF_INIT;

	if (object_body_update(&a, &b, &d, choice, &out))
		ok(tap_is(&out, want), "the body: %s", want);
	else
		ok(*want == '\0', "no body");
}

/* A PATCH has what differs, also what only the target has; without a version if there is none. */
static void
test_values_bodies(void)
{
	values_differ("a data action: one member of its configuration is gone", "dataAction",
	    "{\"name\":\"A\",\"category\":\"C\",\"config\":{\"t\":1}}",
	    "{\"name\":\"A\",\"category\":\"C\",\"config\":{\"t\":1,\"u\":2}}",
	    "-/configuration/config/u ");
	body_is(OBJECT_EARLY, "{\"config\":{\"t\":1}}");
	body_is(OBJECT_LATER, "");
	values_differ("a queue: a late member differs", "queue", "{\"queueFlow\":{\"id\":\"f\"}}",
	    "{\"queueFlow\":{\"id\":\"g\"}}", "=L/configuration/queueFlow ");
	body_is(OBJECT_EARLY, "");
	body_is(OBJECT_LATER, "{\"queueFlow\":{\"id\":\"f\"}}");
	values_differ("a schedule without a version", "schedule",
	    "{\"name\":\"S\",\"rrule\":\"a\"}", "{\"name\":\"S\",\"rrule\":\"b\"}",
	    "=/configuration/rrule ");
	body_is(OBJECT_EARLY, "{\"name\":\"S\",\"rrule\":\"a\"}");
}

static void
inline_is(const char *configuration, const char *want)
{
	struct buf out = BUF_INIT;
	bool any = object_body_inline(
	    slice_str(configuration), slice_str("\"a\""), slice_str("\"b\""), &out);

	buf_puts(&out, "");
	ok(any == (*want != '\0') && tap_is(&out, want), "templates in %s", configuration);
}

static void
test_values_templates(void)
{
	inline_is("{\"config\":{\"request\":{},\"response\":5}}",
	    "{\"config\":{\"request\":{\"requestTemplate\":\"a\"},\"response\":5}}");
	inline_is("{\"config\":{\"response\":{}}}",
	    "{\"config\":{\"response\":{\"successTemplate\":\"b\"}}}");
	inline_is("{\"config\":{\"request\":[]}}", "");
	inline_is("{\"config\":", "");
	inline_is("[]", "");
}

/* "HOW POINTER": m missing, l lacks, = differs, ! fixed. */
static void
statuses_differ(const char *what, const char *record, const char *target, const char *want)
{
	struct buf out = BUF_INIT;

	values_read("worktype", record, target);
	ok(status_compare(&a, &b, &statuses), "%s: not too many", what);
	buf_puts(&out, "");
	for (size_t i = 0; i < statuses.n; i++) {
		buf_putc(&out, "ml=!"[statuses.v[i].how]);
		status_pointer(&a, &statuses.v[i], &out);
		buf_putc(&out, ' ');
	}
	ok(tap_is(&out, want), "%s", what);
}

#define STATUS(id, name, more) "{\"id\":\"" id "\",\"name\":\"" name "\"" more "}"
#define LIST(text)             "{\"statuses\":[" text "]}"
#define DEFAULT(id)            ",\"defaultDestinationStatus\":{\"id\":\"" id "\"}"

static void
test_values_statuses(void)
{
	struct buf text = BUF_INIT;

	statuses_differ("a name in another spelling", LIST(STATUS("1", "\\u0041", "")),
	    LIST(STATUS("9", "A", "")), "");
	statuses_differ("a category in another spelling",
	    LIST(STATUS("1", "A", ",\"category\":\"\\u004fpen\"")),
	    LIST(STATUS("9", "A", ",\"category\":\"Open\"")), "");
	statuses_differ("a record without a category", LIST(STATUS("1", "A", "")),
	    LIST(STATUS("9", "A", ",\"category\":\"Open\"")), "");
	statuses_differ("a status without a default destination there",
	    LIST(STATUS("1", "A", DEFAULT("1"))), LIST(STATUS("9", "A", "")),
	    "l/configuration/statuses/0/defaultDestinationStatus ");
	statuses_differ("with another one", LIST(STATUS("1", "A", DEFAULT("1"))),
	    LIST(STATUS("9", "A", DEFAULT("8")) "," STATUS("8", "B", "")),
	    "=/configuration/statuses/0/defaultDestinationStatus ");
	statuses_differ("with the same", LIST(STATUS("1", "A", DEFAULT("1"))),
	    LIST(STATUS("9", "A", DEFAULT("9"))), "");
	statuses_differ("with one of no worktype", LIST(STATUS("1", "A", DEFAULT("7"))),
	    LIST(STATUS("9", "A", DEFAULT("9"))),
	    "=/configuration/statuses/0/defaultDestinationStatus ");
	statuses_differ("a time that only the target has", LIST(STATUS("1", "A", "")),
	    LIST(STATUS("9", "A", ",\"statusTransitionTime\":\"04:00\"")), "");
	statuses_differ("a time that only the record has, and an empty description",
	    LIST(STATUS("1", "A", ",\"statusTransitionTime\":\"04:00\",\"description\":\"\"")),
	    LIST(STATUS("9", "A", ",\"statusTransitionTime\":null")),
	    "=/configuration/statuses/0/statusTransitionTime ");
	statuses_differ("a default status without an id there",
	    "{\"statuses\":[" STATUS("1", "A", "") "],\"defaultStatus\":{\"id\":\"1\"}}",
	    "{\"statuses\":[" STATUS("9", "A", "") "],\"defaultStatus\":{\"name\":\"A\"}}",
	    "l/configuration/defaultStatus ");
	statuses_differ(
	    "a list that is none", "{\"statuses\":{\"name\":\"A\"}}", "{\"statuses\":null}", "");
	values_read("worktype", LIST(STATUS("1", "A", ",\"description\":null")), "{}");
	status_write_new(&a, status_next(&a, DIFF_NONE), &text);
	ok(tap_is(&text, "{\"name\":\"A\"}"), "null is not written");
	buf_puts(&text, "{\"statuses\":[");
	for (int i = 0; i <= STATUS_MOST; i++)
		buf_printf(&text, "%s{\"name\":\"s%d\"}", i > 0 ? "," : "", i);
	buf_puts(&text, "]}");
	values_read("worktype", LIST(STATUS("1", "A", "")), text.p);
	ok(!status_compare(&a, &b, &statuses), "a target with more than any worktype has");
	buf_release(&text);
}

int
main(void)
{
	test_values_numbers();
	test_values_lists();
	test_values_left();
	test_values_deep();
	test_values_bodies();
	test_values_templates();
	test_values_statuses();
	object_view_release(&a);
	object_view_release(&b);
	object_differences_release(&d);
	status_differences_release(&statuses);
	json_release(&j);
	return tap_done();
}
