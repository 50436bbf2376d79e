/* The statuses of a worktype: what is missing, what differs, by their names. */
#include "put/status_compare.h"
#include "tap.h"

static struct object_view a = OBJECT_VIEW_INIT, b = OBJECT_VIEW_INIT;
static struct status_differences d = STATUS_DIFFERENCES_INIT;
static struct json j = JSON_INIT;

static bool
status_compare_view(struct object_view *v, const char *text)
{
	return object_view_read(v, &j, object_type_find(slice_str("worktype")), slice_str(text));
}

/* The differences as "HOW POINTER" in a row: m missing, l lacks, = differs, ! fixed. */
static bool
status_compare_differs(const char *record, const char *target, const char *want)
{
	struct buf out = BUF_INIT;

	if (!status_compare_view(&a, record) ||
	    (target != NULL && !status_compare_view(&b, target)))
		return false;
	if (!status_compare(&a, target != NULL ? &b : NULL, &d))
		return false;
	buf_puts(&out, "");
	for (size_t i = 0; i < d.n; i++) {
		buf_putc(&out, "ml=!"[d.v[i].how]);
		status_pointer(&a, &d.v[i], &out);
		buf_putc(&out, ' ');
	}
	return tap_is(&out, want);
}

#define STATUS(id, name, more) \
	"{\"id\":\"" id "\",\"name\":\"" name "\",\"category\":\"Open\"" more "}"
#define TO(id)     ",\"destinationStatuses\":[{\"id\":\"" id "\"}]"
#define LIST(text) "{\"statuses\":[" text "]}"

static void
status_compare_too_many(void)
{
	struct buf text = BUF_INIT;

	buf_puts(&text, "{\"statuses\":[");
	for (int i = 0; i <= STATUS_MOST; i++)
		buf_printf(&text, "%s{\"name\":\"s%d\"}", i > 0 ? "," : "", i);
	buf_puts(&text, "]}");
	ok(status_compare_view(&a, text.p) && !status_compare(&a, NULL, &d),
	    "more than any worktype has");
	buf_release(&text);
}

/* Statuses are known by their names. */
static void
status_compare_names(void)
{
	ok(status_compare_differs("{}", "{}", ""), "none");
	ok(status_compare_differs(LIST(STATUS("1", "A", "")), LIST(STATUS("9", "A", "")), ""),
	    "ids mean nothing");
	ok(status_compare_differs(LIST(STATUS("1", "A", "") "," STATUS("2", "B", TO("1"))), NULL,
	       "m/configuration/statuses/0 m/configuration/statuses/1 "),
	    "a new worktype has none");
	ok(status_compare_differs(LIST(STATUS("1", "A", "") "," STATUS("2", "B", TO("1"))),
	       LIST(STATUS("8", "B", TO("9")) "," STATUS("9", "A", "")), ""),
	    "destinations by name, in any order of the statuses");
	ok(status_compare_differs(LIST(STATUS("1", "A", "") "," STATUS("2", "B", TO("1"))),
	       LIST(STATUS("8", "B", "") "," STATUS("9", "A", "")),
	       "l/configuration/statuses/1/destinationStatuses "),
	    "no destinations yet, as an interrupted run leaves it");
	ok(status_compare_differs(LIST(STATUS("1", "A", TO("1"))),
	       LIST(STATUS("8", "B", "") "," STATUS("9", "A", TO("8"))),
	       "=/configuration/statuses/0/destinationStatuses "),
	    "another destination");
	ok(status_extra(&a, &b) == 1, "one that only the target has");
}

static void
status_compare_members(void)
{
	ok(status_compare_differs(LIST(STATUS("1", "A", "")),
	       LIST(STATUS("9", "A", ",\"description\":\"x\"")),
	       "=/configuration/statuses/0/description "),
	    "a description that only the target has");
	ok(status_compare_differs(LIST(STATUS("1", "A", ",\"statusTransitionDelaySeconds\":90")),
	       LIST("{\"id\":\"9\",\"name\":\"A\",\"category\":\"Closed\","
		    "\"statusTransitionDelaySeconds\":90.0}"),
	       "!/configuration/statuses/0/category "),
	    "a category; numbers by value");
	ok(status_compare_differs(
	       "{\"statuses\":[" STATUS("1", "A", "") "],\"defaultStatus\":{\"id\":\"1\"}}",
	       "{\"statuses\":[" STATUS("9", "A", "") "]}", "l/configuration/defaultStatus "),
	    "no default yet");
	ok(status_compare_differs(
	       "{\"statuses\":[" STATUS("1", "A", "") "],\"defaultStatus\":{\"id\":\"1\"}}",
	       "{\"statuses\":[" STATUS("9", "A", "") "," STATUS(
		   "8", "B", "") "],\"defaultStatus\":{\"id\":\"8\"}}",
	       "=/configuration/defaultStatus "),
	    "another default");
}

static void
status_compare_new(void)
{
	struct buf out = BUF_INIT;

	ok(status_compare_differs(
	       LIST(STATUS("1", "A", ",\"statusTransitionTime\":\"04:00\"" TO("1"))), NULL,
	       "m/configuration/statuses/0 "),
	    "one");
	status_write_new(&a, status_next(&a, DIFF_NONE), &out);
	ok(strcmp(out.p, "{\"name\":\"A\",\"category\":\"Open\",\"statusTransitionTime\":"
			 "\"04:00\"}") == 0,
	    "a new one goes without id and destinations");
	buf_release(&out);
}

int
main(void)
{
	status_compare_names();
	status_compare_members();
	status_compare_new();
	status_compare_too_many();
	object_view_release(&a);
	object_view_release(&b);
	status_differences_release(&d);
	json_release(&j);
	return tap_done();
}
