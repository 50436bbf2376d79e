/* stub.c - the smallest configuration that Architect can open */
#include "architect/stub.h"
#include "base/ascii.h"
#include "json/json_write.h"

/* Ids are the flow's own wiring, so every stub may have the same. */
#define STUB_TASK   "5afe0000-0000-4000-8000-000000000001"
#define STUB_ACTION "5afe0000-0000-4000-8000-000000000002"

/* The first tracking numbers of a flow are from 10 on. */
enum { STUB_TASK_NUMBER = 10, STUB_ACTION_NUMBER, STUB_NEXT_NUMBER };

static const struct stub_shape {
	const char *type, *task, *action, *label;
	bool prompts; /* it must have initialPrompts */
} shapes[] = {
    {"inboundcall", "Task", "DisconnectAction", "Disconnect", true},
    {"outboundcall", "Task", "DisconnectAction", "Disconnect", true},
    {"securecall", "Task", "DisconnectAction", "Disconnect", true},
    {"inqueuecall", "LoopTask", NULL, NULL, false},
    {"inqueueemail", "LoopTask", NULL, NULL, false},
    {"inqueueshortmessage", "LoopTask", NULL, NULL, false},
    {"inboundchat", "State", "DisconnectAction", "Disconnect", false},
    {"inboundemail", "State", "DisconnectAction", "Disconnect", false},
    {"inboundshortmessage", "State", "DisconnectAction", "Disconnect", false},
    {"workflow", "State", "EndWorkflowAction", "End Workflow", false},
};

static const struct stub_shape stub_other = {NULL, NULL, NULL, NULL, false};

static const struct stub_shape *
stub_shape_of(struct slice type)
{
	for (size_t i = 0; i < COUNT_OF(shapes); i++)
		if (type.n == strlen(shapes[i].type) &&
		    strncasecmp(type.p, shapes[i].type, type.n) == 0)
			return &shapes[i];
	return &stub_other;
}

static void
stub_write_node(struct buf *b, int number, const char *id, const char *label, const char *type)
{
	json_write_integer(b, "trackingId", number);
	json_write_cstr(b, "id", id);
	json_write_cstr(b, "name", label);
	json_write_raw(b, "uiMetaData", slice_str("{\"collapsed\":false}"));
	json_write_cstr(b, "__type", type);
}

static void
stub_write_task(struct buf *b, const struct stub_shape *shape)
{
	json_write_open(b, NULL);
	if (shape->action != NULL)
		json_write_cstr(b, "startAction", STUB_ACTION);
	stub_write_node(b, STUB_TASK_NUMBER, STUB_TASK, "Stub", shape->task);
	json_write_open_array(b, "actionList");
	if (shape->action != NULL) {
		json_write_open(b, NULL);
		stub_write_node(b, STUB_ACTION_NUMBER, STUB_ACTION, shape->label, shape->action);
		json_write_close(b);
	}
	json_write_close_array(b);
	json_write_raw(b, "variables", slice_str("[]"));
	json_write_close(b);
}

static void
stub_write_type(struct buf *b, struct slice type)
{
	struct buf lower = BUF_INIT;

	for (size_t i = 0; i < type.n; i++)
		buf_putc(&lower, ascii_lower(type.p[i]));
	json_write_string(b, "type", buf_slice(&lower));
	buf_release(&lower);
}

void
stub_write(struct buf *b, struct slice type, struct slice name, struct slice description)
{
	const struct stub_shape *shape = stub_shape_of(type);

	json_write_open(b, NULL);
	json_write_string(b, "name", name);
	json_write_string(b, "description", description);
	stub_write_type(b, type);
	json_write_cstr(b, "defaultLanguage", "en-US");
	json_write_raw(b, "supportedLanguages", slice_str("[\"en-US\"]"));
	json_write_raw(b, "supportedLanguageOptions", slice_str("[{\"language\":\"en-US\"}]"));
	if (shape->task != NULL)
		json_write_cstr(b, "initialSequence", STUB_TASK);
	json_write_integer(b, "nextTrackingNumber", STUB_NEXT_NUMBER);
	if (shape->prompts)
		json_write_raw(b, "initialPrompts", slice_str("{}"));
	json_write_raw(b, "flowMetaData",
	    slice_str("{\"flowDocumentVersion\":\"1.0\",\"minimumServerVersion\":\"1.0\"}"));
	json_write_open_array(b, "flowSequenceItemList");
	if (shape->task != NULL)
		stub_write_task(b, shape);
	json_write_close_array(b);
	json_write_raw(b, "variables", slice_str("[]"));
	json_write_raw(
	    b, "uiMetaData", slice_str("{\"bridgeServerActions\":[],\"screenPops\":[]}"));
	json_write_raw(b, "manifest", slice_str("{\"userPrompt\":[],\"systemPrompt\":[]}"));
	json_write_close(b);
}
