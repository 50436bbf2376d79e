/* archy_type.c - the types of flows, as Archy spells them */
#include <strings.h>

#include "archy/archy_build.h"
#include "record/flowtype.h"

static const struct {
	const char *key, *reference;
} types[] = {
    {"botFlow", "botFlow"},
    {"commonModule", "commonModuleFlow"},
    {"digitalBot", "digitalBotFlow"},
    {"emailSend", "emailSendFlow"},
    {"inboundCall", "inboundCallFlow"},
    {"inboundChat", "inboundChatFlow"},
    {"inboundEmail", "inboundEmailFlow"},
    {"inboundShortMessage", "inboundShortMessageFlow"},
    {"inqueueCall", "inqueueCallFlow"},
    {"inqueueEmail", "inqueueEmailFlow"},
    {"inqueueShortMessage", "inqueueShortMessageFlow"},
    {"outboundCall", "outboundCallFlow"},
    {"secureCall", "secureCallFlow"},
    {"surveyInvite", "surveyInviteFlow"},
    {"voice", "voiceFlow"},
    {"voicemail", "voicemailFlow"},
    {"voiceSurvey", "voiceSurveyFlow"},
    {"workflow", "workflow"},
    {"workitem", "workitemFlow"},
};

static size_t
type_find_key(struct slice key)
{
	size_t i = 0;

	while (i < COUNT_OF(types) && !slice_is(key, types[i].key))
		i++;
	return i;
}

const char *
archy_type(struct slice key)
{
	size_t i = type_find_key(key);

	return i < COUNT_OF(types) ? types[i].reference : NULL;
}

const char *
archy_top_key(struct slice key)
{
	size_t i = type_find_key(key);

	return i < COUNT_OF(types) ? types[i].key : NULL;
}

const char *
archy_key(struct slice api_type)
{
	struct buf api = BUF_INIT;
	const char *key = NULL;

	for (size_t i = 0; i < COUNT_OF(types) && key == NULL; i++) {
		buf_clear(&api);
		flowtype_api(slice_str(types[i].reference), &api);
		if (api.n == api_type.n && strncasecmp(api.p, api_type.p, api.n) == 0)
			key = types[i].key;
	}
	buf_release(&api);
	return key;
}
