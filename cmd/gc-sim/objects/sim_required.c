/* sim_required.c - the members that the service sends with every object of a type */
#include "objects/sim_required.h"
#include "json/members.h"
#include "json/json_write.h"

static const struct {
	const char *type, *key;
	const char *value; /* JSON; NULL: the object's id */
} required[] = {
    {"callableTimeSet", "callableTimes", "[]"},
    {"workitemSchema", "jsonSchema", "{\"type\":\"object\"}"},
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
    {"user", "state", "\"active\""},
    {"user", "version", "1"},
    {"webDeployment", "configuration", "{\"name\":\"Messenger\",\"version\":\"1\"}"},
};

/* Whether the object that is being written has the member: it begins at the last open brace. */
static bool
required_is_there(const struct buf *b, size_t from, const char *key)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf whole = BUF_INIT;
	bool there;

	buf_add(&whole, b->p + from, b->n - from);
	buf_putc(&whole, '}');
	there = members_read(&m, &j, buf_slice(&whole)) && members_find(&m, key) != NULL;
	members_release(&m);
	json_release(&j);
	buf_release(&whole);
	return there;
}

void
required_put(const struct org_object *o, size_t from, struct buf *b)
{
	for (size_t i = 0; i < COUNT_OF(required); i++) {
		if (strcmp(required[i].type, o->type) != 0 ||
		    required_is_there(b, from, required[i].key))
			continue;
		if (required[i].value != NULL)
			json_write_raw(b, required[i].key, slice_str(required[i].value));
		else
			json_write_cstr(b, required[i].key, o->id);
	}
}
