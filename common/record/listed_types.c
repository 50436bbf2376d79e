/* listed_types.c - the table of listable types */
#include "record/listed_types.h"

#include "base/base.h"
#include "base/url.h"
#include "record/flowtype.h"

/* clang-format off */
#define SPEECH "integrations/speech/"
#define SPEECH_PERMISSION "integrations:integration:view"
#define T(n, p, style, max, may) \
	.name = (n), .path = "/api/v2/" p, .paging = TYPE_##style, .max_page = (max), \
	.permission = (may)

static const struct type table[] = {
    {T("flow", "flows?sortBy=id&sortOrder=asc", PAGES, 500, "architect:flow:view")},
    {T("division", "authorization/divisions", PAGES, 100, NULL), .extra = {"homeDivision"}},

    {T("queue", "routing/queues", PAGES, 500, "routing:queue:view")},
    {T("user", "users", PAGES, 500, NULL), .extra = {"email", "state"}},
    {T("group", "groups", PAGES, 500, NULL)},
    {T("team", "teams", CURSOR, 100, "groups:team:view")},
    {T("location", "locations", PAGES, 100, NULL)},
    {T("acdSkill", "routing/skills", PAGES, 500, "routing:skill:view")},
    {T("skillGroup", "routing/skillgroups", CURSOR, 100, "routing:skillGroup:view")},
    {T("acdLanguage", "routing/languages", PAGES, 100, NULL)},
    {T("acdWrapupCode", "routing/wrapupcodes", PAGES, 100, "routing:wrapupCode:view")},
    {T("utilizationLabel", "routing/utilization/labels", PAGES, 100, "routing:utilization:view")},

    {T("integration", "integrations", PAGES, 100, "integrations:integration:view")},
    {T("dataAction", "integrations/actions", PAGES, 100, "integrations:action:view"),
        .extra = {"category", "integrationId", "secure"}},
    {T("secureAction", "integrations/actions?secure=true", PAGES, 100,
        "integrations:action:view"), .extra = {"category", "integrationId", "secure"}},

    {T("userPrompt", "architect/prompts?includeMediaUris=false&includeResources=false", PAGES, 100,
        "architect:userPrompt:view")},
    {T("systemPrompt", "architect/systemprompts", PAGES, 100, "architect:systemPrompt:view")},
    {T("schedule", "architect/schedules", PAGES, 100, "routing:schedule:view")},
    {T("scheduleGroup", "architect/schedulegroups", PAGES, 100, "routing:scheduleGroup:view")},
    {T("emergencyGroup", "architect/emergencygroups", PAGES, 100, "routing:emergencyGroup:view")},
    {T("ivrConfiguration", "architect/ivrs", PAGES, 100, "routing:callRoute:view")},
    {T("grammar", "architect/grammars", PAGES, 100, "architect:grammar:view")},
    {T("dataTable", "flows/datatables", PAGES, 100, "architect:datatable:view")},
    {T("flowOutcome", "flows/outcomes", PAGES, 100, "architect:flowOutcome:view")},
    {T("flowMilestone", "flows/milestones", PAGES, 100, "architect:flowMilestone:view")},

    {T("composerScript", "scripts", PAGES, 500, "scripter:script:view")},
    {T("responseLibrary", "responsemanagement/libraries", PAGES, 100, "responses:library:view")},
    {T("response", "responsemanagement/responses?libraryId={}", PAGES, 100,
        "responses:response:view"), .parent = "responseLibrary"},
    {T("responseAsset", "responsemanagement/responseassets/search", POST_PAGES, 100,
        "responseAssets:asset:view"), .list = "results", .extra = {"contentType"}},

    {T("emailDomain", "routing/email/domains", PAGES, 100, "routing:email:manage")},
    {T("emailRoute", "routing/email/domains/{}/routes", PAGES, 100, "routing:email:view"),
        .label = "pattern", .parent = "emailDomain"},
    {T("smsPhoneNumber", "routing/sms/phonenumbers", PAGES, 100, "sms:phoneNumber:view"),
        .label = "phoneNumber"},
    {T("did", "telephony/providers/edges/dids", PAGES, 100, "telephony:plugin:all"),
        .label = "phoneNumber"},

    {T("knowledgeBase", "knowledge/knowledgebases", CURSOR, 100, "knowledge:knowledgebase:view")},
    {T("knowledgeBaseDocument", "knowledge/knowledgebases/{}/documents", CURSOR, 200,
        "knowledge:document:view"), .label = "title", .parent = "knowledgeBase"},
    {T("knowledgeSetting", "knowledge/settings", CURSOR, 200, NULL)},

    {T("contactList", "outbound/contactlists", PAGES, 100, "outbound:contactList:view")},
    {T("attemptLimit", "outbound/attemptlimits", PAGES, 100, "outbound:attemptLimits:view")},
    {T("callableTimeSet", "outbound/callabletimesets", PAGES, 100,
        "outbound:callableTimeSet:view")},
    {T("surveyForm", "quality/publishedforms/surveys", PAGES, 100, "quality:surveyForm:view"),
        .extra = {"contextId"}},
    {T("recordingPolicy", "recording/mediaretentionpolicies", PAGES, 100,
        "recording:retentionPolicy:view")},
    {T("worktype", "taskmanagement/worktypes/query", POST_AFTER, 200, "workitems:worktype:view")},
    {T("workbin", "taskmanagement/workbins/query", POST_AFTER, 200, "workitems:workbin:view")},
    {T("workitemSchema", "taskmanagement/workitems/schemas", ONE, 0,
        "workitems:workitemSchema:view")},
    {T("decisionTable", "businessrules/decisiontables", CURSOR, 100,
        "businessrules:decisionTable:view")},
    {T("customerSegment", "journey/segments", PAGES, 100, "journey:segment:view"),
        .label = "displayName"},
    {T("conversationCustomAttributeSchema", "conversations/customattributes/schemas", ONE, 0,
        "conversation:customAttributes:schemaView"), .label_in = "jsonSchema", .label = "title"},
    {T("conversationSummarySetting", "conversations/summaries/settings", PAGES, 100,
        "aiStudio:summaryConfig:view")},
    {T("guide", "guides", PAGES, 100, "aiStudio:guide:view")},
    {T("agenticVirtualAgent", "agentic/virtualagents", PAGES, 100, "agentic:virtualAgent:view")},
    {T("oauthClient", "oauth/clients", ONE, 0, "oauth:client:view")},
    {T("webDeployment", "webdeployments/deployments", CURSOR, 100,
        "webDeployments:deployment:view")},

    {T("nluDomain", "languageunderstanding/domains", PAGES, 100,
        "languageUnderstanding:nluDomain:view")},
    {T("ttsEngine", SPEECH "tts/engines", PAGES, 100, SPEECH_PERMISSION)},
    {T("ttsVoice", SPEECH "tts/engines/{}/voices", PAGES, 100, SPEECH_PERMISSION),
        .parent = "ttsEngine"},
    {T("sttEngine", SPEECH "stt/engines", PAGES, 100, SPEECH_PERMISSION)},
    {T("lexBot", SPEECH "lex/bots", PAGES, 100, SPEECH_PERMISSION)},
    {T("lexBotAlias", SPEECH "lex/bot/{}/aliases", PAGES, 100, SPEECH_PERMISSION),
        .parent = "lexBot"},
    {T("lexV2Bot", SPEECH "lexv2/bots", PAGES, 100, SPEECH_PERMISSION)},
    {T("lexV2BotAlias", SPEECH "lexv2/bot/{}/aliases", PAGES, 100, SPEECH_PERMISSION),
        .parent = "lexV2Bot"},
    {T("dialogflowAgent", SPEECH "dialogflow/agents", PAGES, 100, SPEECH_PERMISSION)},
    {T("dialogflowCXAgent", SPEECH "dialogflowcx/agents", PAGES, 100, SPEECH_PERMISSION)},
    {T("audioConnectorBot", SPEECH "audioconnector", PAGES, 100, SPEECH_PERMISSION)},
};
/* clang-format on */

const struct type *
type_table(size_t *n)
{
	*n = COUNT_OF(table);
	return table;
}

const struct type *
type_find(struct slice name)
{
	if (flowtype_is_reference(name))
		return &table[0];
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (slice_is(name, table[i].name))
			return &table[i];
	return NULL;
}

bool
type_find_name(const struct type *type, const struct members *m, struct member *name)
{
	const char *label = type->label != NULL ? type->label : "name";
	const struct member *found;

	if (type->label_in != NULL)
		return members_find_in(m, type->label_in, label, name) && name->type == JSON_STRING;
	found = members_find(m, label);
	if (found == NULL || found->type != JSON_STRING)
		return false;
	*name = *found;
	return true;
}

void
type_path(const struct type *type, struct slice parent, struct buf *to)
{
	const char *place = strstr(type->path, "{}");

	if (place == NULL) {
		buf_puts(to, type->path);
		return;
	}
	buf_add(to, type->path, (size_t)(place - type->path));
	url_escape(to, parent);
	buf_puts(to, place + 2);
}
