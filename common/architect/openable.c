/* openable.c - whether Architect can open a configuration */
#include "architect/openable.h"
#include "base/ascii.h"
#include "json/json.h"
#include "json/peek.h"

/* Which of the members are there, and are what the client takes them for. */
struct seen {
	bool meta, prompts, number, ui;
};

static bool
is_call(struct slice type)
{
	static const char *const calls[] = {"inboundcall", "outboundcall", "securecall"};

	for (size_t c = 0; c < COUNT_OF(calls); c++) {
		size_t i = 0;
		while (i < type.n && ascii_lower(type.p[i]) == calls[c][i])
			i++; /* which ends at the NUL at the latest */
		if (i == type.n && calls[c][i] == '\0')
			return true;
	}
	return false;
}

/* A name that comes twice counts by its last value, as in every reader that builds objects. */
static void
openable_look(struct slice configuration, struct seen *seen)
{
	struct slice key, value;

	while (peek_member(&configuration, &key, &value)) {
		char first = value.n > 0 ? value.p[0] : '\0';
		if (json_is(key, "flowMetaData"))
			seen->meta = first == '{';
		else if (json_is(key, "initialPrompts"))
			seen->prompts = first == '{';
		else if (json_is(key, "nextTrackingNumber"))
			seen->number = ascii_is_digit(first);
		else if (json_is(key, "uiMetaData"))
			seen->ui = true;
	}
}

const char *
openable_fault(struct slice configuration, struct slice type)
{
	struct seen seen = {false, false, false, false};

	openable_look(configuration, &seen);
	if (!seen.meta && !seen.number && !seen.ui)
		return "Architect could not open it: it was stripped for a diff; fetch it again, "
		       "or "
		       "use gc-strip --for restore";
	if (!seen.meta)
		return "Architect could not open it: its configuration has no flowMetaData; fetch "
		       "it "
		       "again";
	if (!seen.number)
		return "its configuration has no nextTrackingNumber, so Architect would give new "
		       "nodes the numbers of old ones; fetch it again";
	if (!seen.prompts && is_call(type))
		return "Architect could not open it: its configuration has no initialPrompts; "
		       "fetch "
		       "it again, or add \"initialPrompts\":{}";
	return NULL;
}
