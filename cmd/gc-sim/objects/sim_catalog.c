/* sim_catalog.c - where each type of object is listed, and how */
#include "objects/sim_catalog.h"
#include "base/mem.h"

/* clang-format off */
#define API "/api/v2/"
#define SPEECH API "integrations/speech/"
#define SPEAK "integrations:integration:view"
#define ROW(t, m, p, may, how, most) \
	.type = t, .route = {m, p, may, NULL}, .style = how, .max = most
#define PAGES(t, p, may, most) ROW(t, "GET", p, may, BY_NUMBER, most)
#define CURSOR(t, p, may, most) ROW(t, "GET", p, may, BY_CURSOR, most)

static const struct sim_catalog table[] = {
    {PAGES("division", API "authorization/divisions", "", 100)},
    {PAGES("queue", API "routing/queues", "routing:queue:view", 500)},
    {PAGES("user", API "users", "", 500)},
    {PAGES("group", API "groups", "", 500)},
    {ROW("user", "POST", API "users/search", "directory:user:view", SEARCH, 500),
        .envelope = PAGE_COUNTS, .searched = "users"},
    {ROW("group", "POST", API "groups/search", "", SEARCH, 500),
        .envelope = PAGE_COUNTS, .searched = "groups"},
    {CURSOR("team", API "teams", "groups:team:view", 100)},
    {PAGES("location", API "locations", "", 100)},
    {PAGES("acdSkill", API "routing/skills", "routing:skill:view", 500)},
    {CURSOR("skillGroup", API "routing/skillgroups", "routing:skillGroup:view", 100)},
    {PAGES("acdLanguage", API "routing/languages", "", 100)},
    {PAGES("acdWrapupCode", API "routing/wrapupcodes", "routing:wrapupCode:view", 100)},
    {PAGES("utilizationLabel", API "routing/utilization/labels", "routing:utilization:view", 100)},
    {PAGES("integration", API "integrations", "integrations:integration:view", 100)},
    {PAGES("dataAction", API "integrations/actions", "integrations:action:view", 100)},
    {PAGES("userPrompt", API "architect/prompts", "architect:userPrompt:view", 100)},
    {PAGES("systemPrompt", API "architect/systemprompts", "architect:systemPrompt:view", 100)},
    {PAGES("schedule", API "architect/schedules", "routing:schedule:view", 100)},
    {PAGES("scheduleGroup", API "architect/schedulegroups", "routing:scheduleGroup:view", 100)},
    {PAGES("emergencyGroup", API "architect/emergencygroups", "routing:emergencyGroup:view", 100)},
    {PAGES("ivrConfiguration", API "architect/ivrs", "routing:callRoute:view", 100)},
    {PAGES("grammar", API "architect/grammars", "architect:grammar:view", 100)},
    {PAGES("dataTable", API "flows/datatables", "architect:datatable:view", 100)},
    {PAGES("flowOutcome", API "flows/outcomes", "architect:flowOutcome:view", 100)},
    {PAGES("flowMilestone", API "flows/milestones", "architect:flowMilestone:view", 100)},
    {PAGES("composerScript", API "scripts", "scripter:script:view", 500)},
    {PAGES("composerScript", API "scripts/published", "scripter:publishedScript:view", 500)},
    {PAGES("responseLibrary", API "responsemanagement/libraries", "responses:library:view", 100)},
    {PAGES("response", API "responsemanagement/responses", "responses:response:view", 100),
        .parent = "responseLibrary", .of = "libraryId"},
    {ROW("responseAsset", "POST", API "responsemanagement/responseassets/search",
        "responseAssets:asset:view", SEARCH, 100), .envelope = PAGE_COUNTS},
    {PAGES("emailDomain", API "routing/email/domains", "routing:email:manage", 100)},
    {PAGES("emailRoute", API "routing/email/domains/*/routes", "routing:email:view", 100),
        .label = "pattern", .parent = "emailDomain", .inner = "domain"},
    {PAGES("smsPhoneNumber", API "routing/sms/phonenumbers", "sms:phoneNumber:view", 100),
        .label = "phoneNumber"},
    {PAGES("did", API "telephony/providers/edges/dids", "telephony:plugin:all", 100),
        .label = "phoneNumber"},
    {CURSOR("knowledgeBase", API "knowledge/knowledgebases", "knowledge:knowledgebase:view", 100)},
    {CURSOR("knowledgeBaseDocument", API "knowledge/knowledgebases/*/documents",
        "knowledge:document:view", 200), .label = "title", .parent = "knowledgeBase"},
    {CURSOR("knowledgeSetting", API "knowledge/settings", "", 200)},
    {PAGES("contactList", API "outbound/contactlists", "outbound:contactList:view", 100)},
    {PAGES("attemptLimit", API "outbound/attemptlimits", "outbound:attemptLimits:view", 100)},
    {PAGES("callableTimeSet", API "outbound/callabletimesets", "outbound:callableTimeSet:view",
        100)},
    {PAGES("surveyForm", API "quality/publishedforms/surveys", "quality:surveyForm:view", 100)},
    {PAGES("recordingPolicy", API "recording/mediaretentionpolicies",
        "recording:retentionPolicy:view", 100)},
    {ROW("worktype", "POST", API "taskmanagement/worktypes/query", "workitems:worktype:view",
        BY_AFTER, 200)},
    {ROW("workbin", "POST", API "taskmanagement/workbins/query", "workitems:workbin:view",
        BY_AFTER, 200)},
    {ROW("workitemSchema", "GET", API "taskmanagement/workitems/schemas",
        "workitems:workitemSchema:view", WHOLE, 1000000), .envelope = PAGE_TOTAL},
    {CURSOR("decisionTable", API "businessrules/decisiontables",
        "businessrules:decisionTable:view", 100)},
    {PAGES("customerSegment", API "journey/segments", "journey:segment:view", 100),
        .label = "displayName"},
    {ROW("conversationCustomAttributeSchema", "GET", API "conversations/customattributes/schemas",
        "conversation:customAttributes:schemaView", WHOLE, 1000000), .envelope = PAGE_TOTAL,
        .label_in = "jsonSchema", .label = "title"},
    {PAGES("conversationSummarySetting", API "conversations/summaries/settings",
        "aiStudio:summaryConfig:view", 100)},
    {PAGES("guide", API "guides", "aiStudio:guide:view", 100)},
    {PAGES("agenticVirtualAgent", API "agentic/virtualagents", "agentic:virtualAgent:view", 100),
        .envelope = PAGE_COUNTS},
    {ROW("oauthClient", "GET", API "oauth/clients", "oauth:client:view", WHOLE, 1000000)},
    {CURSOR("webDeployment", API "webdeployments/deployments", "webDeployments:deployment:view",
        100)},
    {PAGES("nluDomain", API "languageunderstanding/domains",
        "languageUnderstanding:nluDomain:view", 100)},
    {PAGES("ttsEngine", SPEECH "tts/engines", SPEAK, 100)},
    {PAGES("ttsVoice", SPEECH "tts/engines/*/voices", SPEAK, 100), .parent = "ttsEngine"},
    {PAGES("sttEngine", SPEECH "stt/engines", SPEAK, 100)},
    {PAGES("lexBot", SPEECH "lex/bots", SPEAK, 100)},
    {PAGES("lexBotAlias", SPEECH "lex/bot/*/aliases", SPEAK, 100), .parent = "lexBot"},
    {PAGES("lexV2Bot", SPEECH "lexv2/bots", SPEAK, 100)},
    {PAGES("lexV2BotAlias", SPEECH "lexv2/bot/*/aliases", SPEAK, 100), .parent = "lexV2Bot"},
    {PAGES("dialogflowAgent", SPEECH "dialogflow/agents", SPEAK, 100)},
    {PAGES("dialogflowCXAgent", SPEECH "dialogflowcx/agents", SPEAK, 100)},
    {PAGES("audioConnectorBot", SPEECH "audioconnector", SPEAK, 100)},
};
/* clang-format on */

const struct sim_catalog *
catalog_table(size_t *n)
{
	*n = COUNT_OF(table);
	return table;
}

/* The first object of a type that `o` names, or the very first where `o` is NULL. */
static const struct org_object *
first_of(const struct org *org, const char *type, const struct org_object *o)
{
	const char *text = o == NULL ? NULL : o->definition != NULL ? o->definition : o->extra;

	for (size_t i = 0; i < org->nobjects; i++) {
		const struct org_object *p = &org->objects[i];
		char quoted[128];
		if (strcmp(p->type, type) != 0)
			continue;
		snprintf(quoted, sizeof quoted, "\"%s\"", p->id);
		if (o == NULL || (text != NULL && strstr(text, quoted) != NULL))
			return p;
	}
	return NULL;
}

bool
catalog_belongs(
    const struct org *org, const struct sim_catalog *c, const struct org_object *o, const char *id)
{
	const struct org_object *parent = first_of(org, c->parent, o);

	if (parent == NULL)
		parent = first_of(org, c->parent, NULL);
	return parent != NULL && strcmp(parent->id, id) == 0;
}

/* The first of a type that the org has to have. */
static void
add_first(struct sim *sim, const char *type)
{
	struct org_object *o = org_add_object(&sim->org);
	bool domain = strcmp(type, "emailDomain") == 0;
	char id[ID_SIZE];

	sim_id_of(sim, type, "first", id);
	o->type = xstrdup(type);
	o->name = xstrdup(domain ? "example.com" : "General");
	o->id = xstrdup(domain ? "example.com" : id);
}

void
catalog_complete(struct sim *sim)
{
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const struct sim_catalog *c = &table[i];
		if (c->parent != NULL && first_of(&sim->org, c->type, NULL) != NULL &&
		    first_of(&sim->org, c->parent, NULL) == NULL)
			add_first(sim, c->parent);
	}
	if (first_of(&sim->org, "worktype", NULL) != NULL &&
	    first_of(&sim->org, "workitemSchema", NULL) == NULL)
		add_first(sim, "workitemSchema");
}
