/* A stub is a configuration that Architect can open, with a manifest that fits. */
#include "architect/stub.h"
#include "architect/manifest.h"
#include "architect/openable.h"
#include "tap.h"

static bool
stub_is_good(const char *type)
{
	struct buf b = BUF_INIT, record = BUF_INIT;
	struct manifest m = MANIFEST_INIT;
	const char *fault;
	bool good;

	stub_write(&b, slice_str(type), slice_str("A \"name\""), slice_str(""));
	fault = openable_fault(buf_slice(&b), slice_str(type));
	buf_printf(&record,
	    "{\"kind\":\"flow\",\"id\":\"1\",\"name\":\"A\",\"type\":\"%s\","
	    "\"configuration\":%s}",
	    type, b.p);
	good = fault == NULL && manifest_read(&m, buf_slice(&record)) &&
	       m.missing + m.unused + m.unknown == 0;
	if (!good)
		printf("# %s: %s\n# %s\n", type, fault != NULL ? fault : "manifest", b.p);
	manifest_release(&m);
	buf_release(&b);
	buf_release(&record);
	return good;
}

static bool
stub_has(const char *type, const char *text)
{
	struct buf b = BUF_INIT;
	bool found;

	stub_write(&b, slice_str(type), slice_str("N"), slice_str("d"));
	found = strstr(b.p, text) != NULL;
	buf_release(&b);
	return found;
}

int
main(void)
{
	static const char *const types[] = {"INBOUNDCALL", "OUTBOUNDCALL", "SECURECALL",
	    "INQUEUECALL", "INQUEUEEMAIL", "INQUEUESHORTMESSAGE", "INBOUNDCHAT", "INBOUNDEMAIL",
	    "INBOUNDSHORTMESSAGE", "WORKFLOW", "BOT", "DIGITALBOT", "COMMONMODULE", "WORKITEM",
	    "SURVEYINVITE", "VOICE", "SOMETHINGNEW"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		ok(stub_is_good(types[i]), "%s opens", types[i]);
	ok(stub_has("INBOUNDCALL", "\"type\":\"inboundcall\""), "the type is in lower case");
	ok(stub_has("INBOUNDCALL", "\"__type\":\"DisconnectAction\""), "a call is disconnected");
	ok(stub_has("WORKFLOW", "\"__type\":\"EndWorkflowAction\""), "a workflow ends");
	ok(stub_has("INQUEUECALL", "\"__type\":\"LoopTask\""), "an in-queue flow has a loop");
	ok(stub_has("BOT", "\"flowSequenceItemList\":[]"), "a bot has no task");
	return tap_done();
}
