/* The bodies that create and change objects, and what counts as a difference. */
#include "put/object_body.h"
#include "tap.h"

static struct object_view a = OBJECT_VIEW_INIT, b = OBJECT_VIEW_INIT;
static struct object_differences d = OBJECT_DIFFERENCES_INIT;
static struct json j = JSON_INIT;

static bool
object_body_view(struct object_view *v, const char *type, const char *text)
{
	return object_view_read(v, &j, object_type_find(slice_str(type)), slice_str(text));
}

/* The body that creates it. */
static bool
object_body_creates(const char *type, const char *text, const char *want)
{
	struct buf out = BUF_INIT;

	if (!object_body_view(&a, type, text))
		return false;
	object_body_create(&a, &out);
	return tap_is(&out, want);
}

/* The differences as "KIND POINTER" in a row: = changed, + added, - gone; L late, l lacks. */
static bool
object_body_differs(const char *type, const char *record, const char *target, const char *want)
{
	struct buf out = BUF_INIT;

	if (!object_body_view(&a, type, record) || !object_body_view(&b, type, target))
		return false;
	object_compare(&a, &b, &d);
	buf_puts(&out, "");
	for (size_t i = 0; i < d.n; i++) {
		buf_putc(&out, "=+-"[d.v[i].kind]);
		if (d.v[i].lacks)
			buf_putc(&out, 'l');
		else if (d.v[i].late)
			buf_putc(&out, 'L');
		object_difference_pointer(&a, &b, &d.v[i], &out);
		buf_putc(&out, ' ');
	}
	return tap_is(&out, want);
}

/* After differs(): the body that changes what is chosen. */
static bool
object_body_updates(unsigned choice, const char *want)
{
	struct buf out = BUF_INIT;
	bool any = object_body_update(&a, &b, &d, choice, &out), same;

	same = want == NULL ? !any : any && strcmp(out.p, want) == 0;
	if (!same)
		printf("# %s\n", any ? out.p : "nothing");
	buf_release(&out);
	return same;
}

static void
object_body_creation(void)
{
	ok(object_body_creates("acdSkill",
	       "{\"id\":\"s\",\"name\":\"a\\u00e4\",\"version\":\"3\",\"state\":\"active\","
	       "\"division\":{\"id\":\"d\",\"name\":\"D\"}}",
	       "{\"name\":\"a\\u00e4\",\"divisionId\":\"d\"}"),
	    "bytes as spelled; the division flat");
	ok(object_body_creates("queue",
	       "{\"name\":\"Q\",\"description\":null,\"queueFlow\":{\"id\":\"f\"},"
	       "\"division\":{\"id\":\"d\",\"name\":\"D\",\"selfUri\":\"/x\"},"
	       "\"mediaSettings\":{\"call\":{\"timeout\":1.50},"
	       "\"callback\":{\"site\":{\"id\":\"x\"},\"liveVoiceFlow\":{\"id\":\"y\"},\"a\":1}},"
	       "\"whisperPrompt\":{\"id\":\"p\",\"name\":\"P\"},\"memberCount\":4,"
	       "\"callingPartyNumber\":\"+1\",\"directRouting\":{\"backupQueueId\":\"b\",\"w\":1},"
	       "\"memberGroups\":[{\"id\":\"g\",\"name\":\"G\",\"type\":\"TEAM\"}],"
	       "\"cannedResponseLibraries\":{\"libraryIds\":[\"l\"],\"mode\":\"All\"}}",
	       "{\"name\":\"Q\",\"division\":{\"id\":\"d\"},"
	       "\"mediaSettings\":{\"call\":{\"timeout\":1.50},\"callback\":{\"a\":1}},"
	       "\"whisperPrompt\":{\"id\":\"p\"},\"directRouting\":{\"w\":1},"
	       "\"cannedResponseLibraries\":{\"libraryIds\":[\"l\"],\"mode\":\"All\"},"
	       "\"memberGroups\":[{\"id\":\"g\",\"type\":\"TEAM\"}]}"),
	    "a queue without late members, null, and what stays in its org");
	ok(object_body_creates("queue",
	       "{\"name\":\"Q\",\"conditionalGroupRouting\":{\"rules\":[{\"queue\":{\"id\":\"q\"}}]"
	       "}}",
	       "{\"name\":\"Q\"}"),
	    "a late reference in a list: the whole member is late");
	ok(object_body_creates("queue",
	       "{\"name\":\"Q\",\"conditionalGroupRouting\":{\"rules\":[{\"waitSeconds\":2}]}}",
	       "{\"name\":\"Q\",\"conditionalGroupRouting\":{\"rules\":[{\"waitSeconds\":2}]}}"),
	    "without one it is not");
}

/* What each of these types has of its own. */
static void
object_body_creation_by_type(void)
{
	ok(object_body_creates("emergencyGroup",
	       "{\"name\":\"E\",\"enabled\":true,\"emergencyCallFlows\":[{\"emergencyFlow\":{"
	       "\"id\":\"f\"},\"ivrs\":[{\"id\":\"i\"}]}]}",
	       "{\"name\":\"E\",\"enabled\":false}"),
	    "an emergency group is empty and disabled");
	ok(object_body_creates("ivrConfiguration",
	       "{\"name\":\"I\",\"dnis\":[\"+1\"],\"openHoursFlow\":{\"id\":\"f\",\"name\":\"F\"}}",
	       "{\"name\":\"I\",\"openHoursFlow\":{\"id\":\"f\"}}"),
	    "a call route without its numbers");
	ok(object_body_creates("dataAction",
	       "{\"name\":\"A\",\"integrationId\":\"i\",\"config\":{\"request\":{"
	       "\"requestTemplateUri\":\"u\",\"requestTemplate\":\"t\"}},\"contract\":{\"input\":{"
	       "\"inputSchema\":{\"default\":null},\"inputSchemaUri\":\"u\"},\"output\":{"
	       "\"successSchema\":{},\"errorSchema\":{}}}}",
	       "{\"name\":\"A\",\"integrationId\":\"i\",\"config\":{\"request\":{"
	       "\"requestTemplate\":\"t\"}},\"contract\":{\"input\":{\"inputSchema\":{\"default\":"
	       "null}},\"output\":{\"successSchema\":{}}}}"),
	    "a data action's contract: its two schemas only");
	ok(object_body_creates("worktype",
	       "{\"name\":\"W\",\"defaultWorkbin\":{\"id\":\"w\"},\"schema\":{\"id\":\"s\","
	       "\"version\":2}}",
	       "{\"name\":\"W\",\"defaultWorkbinId\":\"w\",\"schemaId\":\"s\","
	       "\"disableDefaultStatusCreation\":true}"),
	    "a worktype's own shape");
	ok(object_body_creates(
	       "division", "{\"name\":\"D\"}", "{\"name\":\"D\",\"description\":\"\"}"),
	    "a division needs a description");
}

static void
object_body_comparison(void)
{
	ok(object_body_differs("schedule",
	       "{\"name\":\"S\",\"id\":\"1\",\"version\":1,\"start\":\"x\",\"n\":1.0,\"rrule\":"
	       "\"\"}",
	       "{\"n\":1,\"start\":\"\\u0078\",\"name\":\"S\",\"id\":\"2\",\"version\":7,"
	       "\"description\":null,\"x\":[]}",
	       ""),
	    "order, spelling, and members that say nothing");
	ok(object_body_differs("schedule", "{\"name\":\"S\",\"a\":{\"b\":[1,2]}}",
	       "{\"name\":\"S\",\"a\":{\"b\":[1,3]},\"c\":1}",
	       "=/configuration/a/b/1 -/configuration/c "),
	    "a value deep inside, and one that only the target has");
	ok(object_body_differs("schedule", "{\"name\":\"R\",\"name\":\"S\"}",
	       "{\"name\":\"Q\",\"n\":1,\"n\":2,\"name\":\"S\"}", "-/configuration/n "),
	    "of members of one name the last counts");
	ok(object_body_differs("schedule", "{\"n\":9007199254740993}", "{\"n\":9007199254740992}",
	       "=/configuration/n "),
	    "large whole numbers");
	ok(object_body_differs("scheduleGroup",
	       "{\"openSchedules\":[{\"id\":\"1\",\"name\":\"x\"},{\"id\":\"2\"}]}",
	       "{\"openSchedules\":[{\"id\":\"2\"},{\"id\":\"1\",\"name\":\"y\"}]}", ""),
	    "references are compared by id, in any order");
	ok(object_body_differs("scheduleGroup",
	       "{\"openSchedules\":[{\"id\":\"1\"},{\"id\":\"1\"}]}",
	       "{\"openSchedules\":[{\"id\":\"2\"},{\"id\":\"1\"}]}",
	       "=/configuration/openSchedules "),
	    "another reference");
}

/* What can be written only once other objects are there. */
static void
object_body_comparison_of_late_members(void)
{
	ok(object_body_differs("queue", "{\"queueFlow\":{\"id\":\"f\"},\"memberCount\":3}",
	       "{\"memberCount\":9}", "+l/configuration/queueFlow "),
	    "the target lacks a late member");
	ok(object_body_differs("queue", "{\"queueFlow\":{\"id\":\"f\"}}",
	       "{\"queueFlow\":{\"id\":\"g\"}}", "=L/configuration/queueFlow "),
	    "the target has another one");
	ok(object_body_differs("queue", "{\"defaultScripts\":{\"CALL\":{\"id\":\"f\"}}}",
	       "{\"defaultScripts\":{}}", "+l/configuration/defaultScripts/CALL "),
	    "a late member of a member");
	ok(object_body_differs("queue", "{\"defaultScripts\":{\"CALL\":{\"id\":\"f\"}}}", "{}",
	       "+l/configuration/defaultScripts "),
	    "a member of nothing but late ones");
	ok(object_body_differs("queue", "{\"directRouting\":{\"w\":1,\"backupQueueId\":\"f\"}}",
	       "{\"directRouting\":{\"w\":1}}", "+l/configuration/directRouting/backupQueueId "),
	    "a late string");
	ok(object_body_differs("emergencyGroup",
	       "{\"enabled\":true,\"emergencyCallFlows\":[{\"emergencyFlow\":{\"id\":\"f\"}}]}",
	       "{\"enabled\":false,\"emergencyCallFlows\":[]}",
	       "=l/configuration/emergencyCallFlows "),
	    "an empty emergency group");
	ok(object_body_differs("ivrConfiguration", "{\"name\":\"I\",\"dnis\":[\"1\"]}",
	       "{\"name\":\"I\",\"dnis\":[\"2\"]}", ""),
	    "numbers stay");
	ok(object_body_differs(
	       "queue", "{\"division\":{\"id\":\"1\"}}", "{\"division\":{\"id\":\"2\"}}", ""),
	    "a division is no difference");
	ok(object_body_differs("queue", "{\"whisperPrompt\":{\"id\":\"1\"}}", "{}",
	       "+/configuration/whisperPrompt "),
	    "a member that is not late");
}

static void
object_body_changes(void)
{
	object_body_differs("queue",
	    "{\"name\":\"Q\",\"queueFlow\":{\"id\":\"f\",\"name\":\"F\"},\"acw\":{\"t\":5,\"u\":1},"
	    "\"new\":[{\"x\":1}]}",
	    "{\"id\":\"1\",\"name\":\"Q\",\"selfUri\":\"/\",\"acw\":{\"t\":4,\"u\":1,\"old\":2},"
	    "\"callingPartyNumber\":\"+49\",\"memberCount\":3,\"whisper\":null,"
	    "\"onHoldPrompt\":{\"id\":\"p\",\"name\":\"P\"}}",
	    "?");
	ok(object_body_updates(OBJECT_LACKING,
	       "{\"name\":\"Q\",\"acw\":{\"t\":4,\"u\":1,\"old\":2},\"callingPartyNumber\":\"+49\","
	       "\"onHoldPrompt\":{\"id\":\"p\"},\"queueFlow\":{\"id\":\"f\"}}"),
	    "only what lacks; all else is the target's");
	ok(object_body_updates(OBJECT_EARLY,
	       "{\"name\":\"Q\",\"acw\":{\"t\":5,\"u\":1},\"callingPartyNumber\":\"+49\","
	       "\"new\":[{\"x\":1}]}"),
	    "only what differs");
	ok(object_body_differs("schedule", "{\"name\":\"S\",\"rrule\":\"a\"}",
	       "{\"name\":\"S\",\"version\":7,\"rrule\":\"b\",\"state\":\"active\"}",
	       "=/configuration/rrule ") &&
		object_body_updates(OBJECT_EARLY, "{\"name\":\"S\",\"version\":7,\"rrule\":\"a\"}"),
	    "the version that a PUT needs");
	ok(object_body_updates(OBJECT_LACKING | OBJECT_LATER, NULL), "nothing chosen");
	ok(object_body_differs("ivrConfiguration",
	       "{\"name\":\"I\",\"dnis\":[\"1\"],\"scheduleGroup\":{\"id\":\"s\"}}",
	       "{\"name\":\"I\",\"version\":1,\"dnis\":[\"2\"]}",
	       "+/configuration/scheduleGroup ") &&
		object_body_updates(OBJECT_EARLY, "{\"name\":\"I\",\"version\":1,\"dnis\":[\"2\"],"
						  "\"scheduleGroup\":{\"id\":\"s\"}}"),
	    "the target's numbers stay");
	ok(object_body_differs("dataAction",
	       "{\"name\":\"A\",\"category\":\"C\",\"version\":1,\"config\":{\"t\":2},\"secure\":"
	       "false}",
	       "{\"name\":\"A\",\"category\":\"C\",\"version\":4,\"config\":{\"t\":1}}",
	       "=/configuration/config/t ") &&
		object_body_updates(OBJECT_EARLY, "{\"version\":4,\"config\":{\"t\":2}}"),
	    "a PATCH has the members that differ, whole");
	ok(object_body_differs("dataAction", "{\"name\":\"A\",\"config\":{\"t\":1}}",
	       "{\"name\":\"A\",\"category\":\"C\",\"config\":{\"t\":1,\"u\":2}}",
	       "-/configuration/config/u -/configuration/category ") &&
		object_body_sends(&a, &b, &d.v[0]) && !object_body_sends(&a, &b, &d.v[1]),
	    "it takes none away, only what is in one");
	object_body_differs("dataAction", "{\"name\":\"A\",\"config\":{\"t\":2,\"u\":3}}",
	    "{\"name\":\"A\",\"version\":4,\"config\":{\"own\":0,\"t\":1,\"u\":1}}", "?");
	for (size_t i = 0; i < d.n; i++)
		d.v[i].lacks = d.v[i].a != DIFF_NONE && json_is(diff_json(&a.t, d.v[i].a), "3");
	ok(object_body_updates(
	       OBJECT_LACKING, "{\"version\":4,\"config\":{\"own\":0,\"t\":1,\"u\":3}}"),
	    "what differs in such a member and is not chosen stays the target's");
}

static void
object_body_leaving(void)
{
	struct buf out = BUF_INIT;

	object_body_view(
	    &a, "queue", "{\"name\":\"Q\",\"memberGroups\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
	for (uint32_t i = 0; i < a.t.n; i++)
		if ((a.marks[i] & OBJECT_REFERS) != 0 &&
		    json_is(diff_token(&a.t, object_view_id(&a, i)), "1"))
			a.marks[i] |= OBJECT_LEFT;
	object_body_create(&a, &out);
	ok(strcmp(out.p, "{\"name\":\"Q\",\"memberGroups\":[{\"id\":\"2\"}]}") == 0, "left out: %s",
	    out.p);
	object_body_view(&b, "queue", "{\"name\":\"Q\",\"memberGroups\":[{\"id\":\"2\"}]}");
	object_compare(&a, &b, &d);
	ok(d.n == 0, "and no difference");
	object_body_view(
	    &b, "queue", "{\"name\":\"Q\",\"memberGroups\":[{\"id\":\"2\"},{\"id\":\"3\"}]}");
	object_compare(&a, &b, &d);
	ok(d.n == 0, "the target may have others in its place");
	object_body_view(&a, "queue", "{\"directRouting\":{\"backupQueueId\":\"1\",\"x\":\"\"}}");
	a.marks[object_view_at(&a, "/directRouting/backupQueueId")] |= OBJECT_LEFT;
	object_body_view(&b, "queue", "{\"directRouting\":{\"backupQueueId\":\"2\"}}");
	object_compare(&a, &b, &d);
	ok(d.n == 0, "what is left out inside an object");
	object_body_view(&b, "queue", "{\"directRouting\":{\"backupQueueId\":\"2\",\"x\":\"y\"}}");
	object_compare(&a, &b, &d);
	ok(d.n == 1, "and what differs beside it");
	buf_release(&out);
}

static void
object_body_templates(void)
{
	struct buf out = BUF_INIT;

	ok(object_body_inline(slice_str("{\"config\":{\"request\":{\"u\":1},\"response\":{}}}"),
	       slice_str("\"a\\n\""), slice_str("\"b\""), &out) &&
		strcmp(out.p, "{\"config\":{\"request\":{\"requestTemplate\":\"a\\n\",\"u\":1},"
			      "\"response\":{\"successTemplate\":\"b\"}}}") == 0,
	    "templates go in");
	ok(!object_body_inline(
	       slice_str("{\"config\":{\"request\":{\"requestTemplate\":\"x\"},\"response\":{}}}"),
	       slice_str("\"a\""), slice_of("", 0), &out),
	    "one that is there stays");
	buf_release(&out);
}

int
main(void)
{
	object_body_creation();
	object_body_creation_by_type();
	object_body_comparison();
	object_body_comparison_of_late_members();
	object_body_changes();
	object_body_leaving();
	object_body_templates();
	object_view_release(&a);
	object_view_release(&b);
	object_differences_release(&d);
	json_release(&j);
	return tap_done();
}
