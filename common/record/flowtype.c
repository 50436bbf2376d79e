/* flowtype.c - the two vocabularies for the type of a flow */
#include "base/ascii.h"
#include "record/flowtype.h"

static const char *const reference_types[] = {
    "botFlow",
    "commonModuleFlow",
    "digitalBotFlow",
    "emailSendFlow",
    "inboundCallFlow",
    "inboundChatFlow",
    "inboundEmailFlow",
    "inboundShortMessageFlow",
    "inqueueCallFlow",
    "inqueueEmailFlow",
    "inqueueShortMessageFlow",
    "outboundCallFlow",
    "secureCallFlow",
    "surveyInviteFlow",
    "voiceFlow",
    "voicemailFlow",
    "voiceSurveyFlow",
    "workflow",
    "workitemFlow",
};

static const struct slice suffix = {"Flow", 4};

static bool
ends_in_flow(struct slice type)
{
	return type.n > suffix.n && memcmp(type.p + type.n - suffix.n, suffix.p, suffix.n) == 0;
}

/* A reference type without its "Flow"; "workflow" stays as it is. */
static struct slice
flowtype_stem(struct slice reference)
{
	if (ends_in_flow(reference))
		reference.n -= suffix.n;
	return reference;
}

static void
add_lower(struct buf *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, ascii_lower(s.p[i]));
}

/* The table's reference type for an API type; NULL: none. */
static const char *
find_known(struct slice api_type)
{
	for (size_t i = 0; i < COUNT_OF(reference_types); i++) {
		struct slice known = flowtype_stem(slice_str(reference_types[i]));

		if (known.n == api_type.n && strncasecmp(known.p, api_type.p, known.n) == 0)
			return reference_types[i];
	}
	return NULL;
}

bool
flowtype_is_known(struct slice api_type)
{
	return find_known(api_type) != NULL;
}

void
flowtype_reference(struct slice api_type, struct buf *out)
{
	const char *known = find_known(api_type);

	if (known != NULL) {
		buf_puts(out, known);
		return;
	}
	add_lower(out, api_type);
	buf_add_slice(out, suffix);
}

void
flowtype_api(struct slice reference, struct buf *out)
{
	add_lower(out, flowtype_stem(reference));
}

bool
flowtype_is_reference(struct slice type)
{
	return slice_is(type, "workflow") || ends_in_flow(type);
}

const char *
flowtype_at(size_t i)
{
	return i < COUNT_OF(reference_types) ? reference_types[i] : NULL;
}
