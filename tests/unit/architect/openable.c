/* Which configurations Architect cannot open, and what the refusal says. */
#include "architect/openable.h"
#include "tap.h"

#define META   "\"flowMetaData\":{}"
#define NUMBER "\"nextTrackingNumber\":7"

static const struct {
	const char *type, *configuration, *fault; /* a part of it; NULL: none */
} table[] = {
    {"WORKFLOW", "{" META "," NUMBER "}", NULL},
    {"workflow", "{\"name\":\"x\"," NUMBER "," META ",\"uiMetaData\":{}}", NULL},
    {"WORKFLOW", "{}", "stripped for a diff"},
    {"INBOUNDCALL", "{\"name\":\"x\",\"initialPrompts\":{}}", "gc-strip --for restore"},
    {"WORKFLOW", "{\"uiMetaData\":{}}", "flowMetaData"},
    {"WORKFLOW", "{" NUMBER "}", "flowMetaData"},
    {"WORKFLOW", "{\"flowMetaData\":null," NUMBER "}", "flowMetaData"},
    {"WORKFLOW", "{\"x\":{" META "}," NUMBER "}", "flowMetaData"},
    {"WORKFLOW", "{" META "," NUMBER ",\"flowMetaData\":null}", "flowMetaData"},
    {"WORKFLOW", "{" META "}", "nextTrackingNumber"},
    {"WORKFLOW", "{" META ",\"nextTrackingNumber\":null}", "nextTrackingNumber"},
    {"WORKFLOW", "{" META ",\"nextTrackingNumber\":\"7\"}", "nextTrackingNumber"},
    {"INBOUNDCALL", "{" META "," NUMBER "}", "initialPrompts"},
    {"outboundCall", "{" META "," NUMBER "}", "initialPrompts"},
    {"securecall", "{" META "," NUMBER ",\"initialPrompts\":null}", "initialPrompts"},
    {"SECURECALL", "{" META "," NUMBER ",\"initialPrompts\":{}}", NULL},
    {"INBOUNDCALL", "{" META "," NUMBER ",\"initial\\u0050rompts\":{}}", NULL},
    {"INQUEUECALL", "{" META "," NUMBER "}", NULL},
    {"inboundcalls", "{" META "," NUMBER "}", NULL},
    {"inbound", "{" META "," NUMBER "}", NULL},
    {"", "{" META "," NUMBER "}", NULL},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const char *fault =
		    openable_fault(slice_str(table[i].configuration), slice_str(table[i].type));
		ok(fault == NULL ? table[i].fault == NULL
				 : table[i].fault != NULL && strstr(fault, table[i].fault) != NULL,
		    "%s %s: %s", table[i].type, table[i].configuration,
		    fault == NULL ? "opens" : fault);
	}
	return tap_done();
}
