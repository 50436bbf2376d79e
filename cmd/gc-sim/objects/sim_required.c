/* sim_required.c - the members that the service sends with every object of a type */
#include "objects/sim_required.h"
#include "store/object.h"
#include "json/json_write.h"

static const struct {
	const char *type, *key;
	const char *value; /* JSON; NULL: the object's id */
} required[] = {
    {"callableTimeSet", "callableTimes", "[]"},
    {"contactList", "columnNames", "[\"Phone\"]"},
    {"conversationSummarySetting", "language", "\"en-US\""},
    {"customerSegment", "color", "\"#008000\""},
    {"customerSegment", "context", "{\"patterns\":[]}"},
    {"customerSegment", "createdDate", "\"2026-01-05T08:00:00.000Z\""},
    {"customerSegment", "isActive", "true"},
    {"customerSegment", "journey", "{\"patterns\":[]}"},
    {"customerSegment", "modifiedDate", "\"2026-01-05T08:00:00.000Z\""},
    {"customerSegment", "scope", "\"Session\""},
    {"customerSegment", "shouldDisplayToAgent", "false"},
    {"customerSegment", "version", "1"},
    {"did", "name", NULL},
    {"division", "description", "\"\""},
    {"emailRoute", "fromName", "\"Service\""},
    {"group", "rulesVisible", "true"},
    {"group", "type", "\"official\""},
    {"group", "visibility", "\"public\""},
    {"integration", "intendedState", "\"ENABLED\""},
    {"knowledgeBase", "coreLanguage", "\"en-US\""},
    {"lexBotAlias", "status", "\"READY\""},
    {"lexV2Bot", "botId", NULL},
    {"lexV2Bot", "region", "\"us-east-1\""},
    {"lexV2BotAlias", "aliasId", NULL},
    {"lexV2BotAlias", "region", "\"us-east-1\""},
    {"oauthClient", "authorizedGrantType", "\"CLIENT_CREDENTIALS\""},
    {"schedule", "end", "\"2026-01-05T18:00:00.000\""},
    {"schedule", "start", "\"2026-01-05T08:00:00.000\""},
    {"smsPhoneNumber", "version", "1"},
    {"surveyForm", "contextId", NULL},
    {"surveyForm", "language", "\"en-US\""},
    {"ttsEngine", "languages", "[\"en-US\"]"},
    {"ttsEngine", "outputFormats", "[\"audio/wav\"]"},
    {"ttsVoice", "engine", "{\"languages\":[\"en-US\"],\"outputFormats\":[\"audio/wav\"]}"},
    {"ttsVoice", "gender", "\"female\""},
    {"ttsVoice", "language", "\"en-US\""},
    {"user", "version", "1"},
    {"webDeployment", "configuration", "{\"name\":\"Messenger\",\"version\":\"1\"}"},
};

void
required_put(const struct org_object *o, struct buf *b)
{
	for (size_t i = 0; i < COUNT_OF(required); i++) {
		if (strcmp(required[i].type, o->type) != 0 || object_has(o, required[i].key))
			continue;
		if (required[i].value != NULL)
			json_write_raw(b, required[i].key, slice_str(required[i].value));
		else
			json_write_cstr(b, required[i].key, o->id);
	}
}
