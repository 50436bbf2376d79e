/* Remap of objects: ids at the table's places, what beside them says their names, what is a gap. */
#include "remap_check.h"

#define A1 "00000000-aaaa-4000-8000-000000000001"
#define B1 "00000000-bbbb-4000-8000-000000000001"
#define A2 "00000000-aaaa-4000-8000-000000000002"
#define B2 "00000000-bbbb-4000-8000-000000000002"
#define A3 "00000000-aaaa-4000-8000-000000000003"
#define A4 "00000000-aaaa-4000-8000-000000000004"
#define B4 "00000000-bbbb-4000-8000-000000000004"

#define MAPPED(type, name, from, to, to_name)                                            \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"name\":\"" name "\",\"from\":\"" from \
	"\",\"to\":\"" to "\",\"to_name\":\"" to_name "\",\"status\":\"mapped\"}\n"
#define OPEN(type, name, from, status)                                                   \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"name\":\"" name "\",\"from\":\"" from \
	"\",\"to\":null,\"status\":\"" status "\"}\n"

/* Ids that are no UUIDs change at places only; two types may have one id. */
static const char rules[] = MAPPED("organization", "", "org-a", "org-b", "") MAPPED(
    "queue", "Sales", A1, B1, "Verkauf") MAPPED("queue", "Help", "q-2", "t-2", "Help")
    MAPPED("userPrompt", "Hello", A2, B2, "Hello") MAPPED("integration", "Web", A4, B4, "Netz")
	MAPPED("division", "North", "d-1", "d-9", "Nord") OPEN("queue", "New", "q-new", "new") OPEN(
	    "queue", "Waits", "q-waits", "withheld") OPEN("queue", "Gone", "q-gone", "missing")
	    OPEN("group", "Agents", "g-1", "missing") OPEN("inqueueCallFlow", "Music", A3, "new")
		OPEN("division", "Two", "d-2", "ambiguous") OPEN("division", "New", "d-new", "new")
		    OPEN("dataAction", "Masked", "a-held", "withheld");

#define OBJECT(type, id, name, definition)                                              \
	"{\"kind\":\"object\",\"type\":\"" type "\",\"id\":\"" id "\",\"name\":\"" name \
	"\",\"configuration\":{" definition "}}"
#define QUEUE(definition)  OBJECT("queue", "q-9", "Other", definition)
#define ok_queue(in, want) ok(remap_becomes(QUEUE(in), QUEUE(want)), "queue: %s", in)

/* How many gaps the record has, and how many references it can do without. */
static bool
remap_has_gaps(const char *record, size_t gaps, size_t spared)
{
	if (!remap_read(&r, &j, slice_str(record)))
		return false;
	if (r.gaps.n != gaps || r.gaps.nspared != spared)
		printf("# %zu gaps, %zu spared: %s\n", r.gaps.n, r.gaps.nspared, record);
	return r.gaps.n == gaps && r.gaps.nspared == spared;
}

static void
remap_object_places(void)
{
	ok_queue("\"whisperPrompt\":{\"id\":\"" A2 "\",\"name\":\"Hello\",\"selfUri\":\"/p/" A2
		 "\"}",
	    "\"whisperPrompt\":{\"id\":\"" B2 "\",\"name\":\"Hello\",\"selfUri\":\"/p/" B2 "\"}");
	ok_queue("\"directRouting\":{\"backupQueueId\":\"q-2\"}",
	    "\"directRouting\":{\"backupQueueId\":\"t-2\"}");
	ok_queue("\"description\":\"" A1 "\",\"name\":\"q-2\",\"x\":{\"id\":\"" A1 "\"}",
	    "\"description\":\"" A1 "\",\"name\":\"q-2\",\"x\":{\"id\":\"" A1 "\"}");
	ok_queue("\"whisperPrompt\":{\"id\":\"" A1 "\"},\"onHoldPrompt\":null",
	    "\"whisperPrompt\":{\"id\":\"" B1 "\"},\"onHoldPrompt\":null");
	ok(remap_becomes("{\"kind\":\"object\",\"org\":\"org-a\",\"type\":\"queue\",\"id\":\"" A1
			 "\",\"name\":\"Sales\",\"configuration\":{\"id\":\"" A1
			 "\",\"name\":\"Sales\",\"selfUri\":\"/q/" A1 "\"}}",
	       "{\"kind\":\"object\",\"org\":\"org-b\",\"type\":\"queue\",\"id\":\"" B1
	       "\",\"name\":\"Verkauf\",\"configuration\":{\"id\":\"" B1
	       "\",\"name\":\"Verkauf\",\"selfUri\":\"/q/" B1 "\"}}"),
	    "the object itself: its id, name and address, and the org");
	ok(remap_becomes(
	       OBJECT("queue", "q-9", "Sales", "\"division\":{\"id\":\"d-1\",\"name\":\"North\"}"),
	       OBJECT("queue", "q-9", "Sales", "\"division\":{\"id\":\"d-9\",\"name\":\"Nord\"}")),
	    "a division and its name; another object's name stays");
	ok(remap_becomes("{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"" A1 "\"}",
	       "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"" A1 "\"}"),
	    "without a definition nothing changes");
	ok(remap_becomes(OBJECT("something", "s-1", "S", "\"whisperPrompt\":{\"id\":\"" A2 "\"}"),
	       OBJECT("something", "s-1", "S", "\"whisperPrompt\":{\"id\":\"" A2 "\"}")),
	    "nor the references of a type that is not in the table");
}

static void
remap_object_texts(void)
{
	ok(remap_becomes(
	       OBJECT("dataAction", "a-1", "Look",
		   "\"integrationId\":\"" A4 "\",\"category\":\"Web\",\"config\":{\"request\":{"
		   "\"requestUrlTemplate\":\"/x/" A1 "/y?z=" A1 "x\",\"headers\":{\"K\":\"" A1
		   "\"}}}"),
	       OBJECT("dataAction", "a-1", "Look",
		   "\"integrationId\":\"" B4 "\",\"category\":\"Netz\",\"config\":{\"request\":{"
		   "\"requestUrlTemplate\":\"/x/" B1 "/y?z=" A1 "x\",\"headers\":{\"K\":\"" B1
		   "\"}}}")),
	    "whole tokens in URLs and headers, the category with the integration");
	ok(remap_becomes("{\"kind\":\"object\",\"type\":\"dataTable\",\"id\":\"t\",\"name\":\"T\","
			 "\"configuration\":{"
			 "\"schema\":{}},\"rows\":[{\"key\":\"" A1 "\",\"q\":\"see " A1
			 "\"},{\"key\":\"no\"}]}",
	       "{\"kind\":\"object\",\"type\":\"dataTable\",\"id\":\"t\",\"name\":\"T\","
	       "\"configuration\":{"
	       "\"schema\":{}},\"rows\":[{\"key\":\"" A1 "\",\"q\":\"see " A1
	       "\"},{\"key\":\"no\"}]}") &&
		r.cells == 2,
	    "cells stay, and are counted");
}

static void
remap_object_gaps(void)
{
	ok(remap_has_gaps(QUEUE("\"whisperPrompt\":{\"id\":\"p-none\",\"name\":\"N\"}"), 1, 0),
	    "an id that the map does not have is a gap");
	ok(remap_has_gaps(QUEUE("\"directRouting\":{\"backupQueueId\":\"q-gone\"}"), 1, 0),
	    "and one that is missing in the target, a late one too");
	ok(remap_has_gaps(
	       QUEUE("\"directRouting\":{\"backupQueueId\":\"q-new\"},\"queueFlow\":{\"id\":\"" A3
		     "\"}"),
	       0, 0),
	    "late members may be new");
	ok(remap_has_gaps(QUEUE("\"directRouting\":{\"backupQueueId\":\"q-waits\"}"), 0, 0),
	    "or wait for something themselves");
	ok(remap_has_gaps(
	       QUEUE("\"memberGroups\":[{\"id\":\"g-1\",\"name\":\"Agents\",\"type\":\"GROUP\"}]"),
	       0, 1),
	    "a group is spared");
	ok(remap_has_gaps(QUEUE("\"division\":{\"id\":\"d-2\"}"), 1, 0) &&
		remap_has_gaps(QUEUE("\"division\":{\"id\":\"d-new\"}"), 0, 0) &&
		remap_has_gaps(QUEUE("\"division\":{\"id\":\"*\"}"), 0, 0),
	    "a division that is ambiguous is a gap, a new one and all divisions are not");
	ok(remap_has_gaps(QUEUE("\"whisperPrompt\":{\"id\":\"\"},\"queueFlow\":null"), 0, 0),
	    "no id is no reference");
	ok(remap_has_gaps(OBJECT("queue", "q-new", "New", "\"id\":\"q-new\""), 0, 0) &&
		remap_has_gaps(
		    OBJECT("dataAction", "a-held", "Masked", "\"id\":\"a-held\""), 0, 0) &&
		remap_has_gaps(OBJECT("queue", "q-gone", "Gone", "\"id\":\"q-gone\""), 1, 0),
	    "an object that is new or waits is no gap in itself, one that must not be created is");
	ok(remap_has_gaps(OBJECT("group", "g-9", "G", "\"owners\":[{\"id\":\"u-none\"}]"), 0, 0),
	    "what is never created has no gaps");
}

static void
remap_object_odd(void)
{
	static const char *const odd[] = {"\"whisperPrompt\":[{\"id\":\"" A2 "\"}]",
	    "\"whisperPrompt\":\"" A2 "\"", "\"whisperPrompt\":{\"id\":{\"id\":\"" A2 "\"}}",
	    "\"directRouting\":{\"backupQueueId\":[\"q-2\"]}", "\"memberGroups\":{\"id\":\"q-2\"}",
	    "\"cannedResponseLibraries\":7,\"defaultScripts\":[]"};

	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		struct buf record = BUF_INIT;

		buf_printf(&record,
		    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"q\",\"name\":\"n\","
		    "\"configuration\":{%s}}",
		    odd[i]);
		ok(remap_read(&r, &j, buf_slice(&record)), "another shape is read: %s", odd[i]);
		buf_release(&record);
	}
	ok(!remap_read(&r, &j, slice_str(QUEUE("\"whisperPrompt\":{\"id\":\"" A2 "\""))) &&
		!remap_read(&r, &j,
		    slice_str("{\"kind\":\"object\",\"type\":\"queue\",\"configuration\":{}")),
	    "a torn record is an error");
}

static void
remap_object_there(void)
{
	remap_object_places();
	remap_object_texts();
	remap_object_gaps();
	remap_object_odd();
}

static void
remap_object_back(void)
{
	ok_queue("\"whisperPrompt\":{\"id\":\"" B2 "\",\"name\":\"Hello\"},\"directRouting\":{"
		 "\"backupQueueId\":\"t-2\"}",
	    "\"whisperPrompt\":{\"id\":\"" A2 "\",\"name\":\"Hello\"},\"directRouting\":{"
	    "\"backupQueueId\":\"q-2\"}");
}

int
main(void)
{
	with_map(rules, false, remap_object_there);
	with_map(rules, true, remap_object_back);
	json_release(&j);
	return tap_done();
}
