/* sim_spec.c - how each type of object is read, created, changed and deleted */
#include "objects/sim_spec.h"

/* clang-format off */
#define AT(p) "/api/v2/" p
#define READ(p, may) [SPEC_ONE] = {"GET", AT(p) "/*", may, NULL}
#define MAKE(p, may) [SPEC_CREATE] = {"POST", AT(p), may, NULL}
#define PUT(p, may) [SPEC_UPDATE] = {"PUT", AT(p) "/*", may, NULL}
#define PATCH(p, may) [SPEC_UPDATE] = {"PATCH", AT(p) "/*", may, NULL}
#define DROP(p, may) [SPEC_REMOVE] = {"DELETE", AT(p) "/*", may, NULL}
#define T(t, p) .type = t, .path = AT(p)
#define ALL(p, d, what) {READ(p, d ":" what ":view"), MAKE(p, d ":" what ":add"), \
	PUT(p, d ":" what ":edit"), DROP(p, d ":" what ":delete")}
#define HELD (SPEC_VERSION | SPEC_STATE | SPEC_DATES | SPEC_AUTHORS | SPEC_DIVISION)

static const struct spec table[] = {
    {T("acdSkill", "routing/skills"), .route = {READ("routing/skills", "routing:skill:view"),
        MAKE("routing/skills", "routing:skill:create"),
        PATCH("routing/skills", "routing:skill:update"),
        DROP("routing/skills", "routing:skill:delete")},
        .flags = SPEC_VERSION_TEXT | SPEC_STATE | SPEC_DIVISION_ID | SPEC_ANYWHERE,
        .writes = "name*", .fixed = "name", .exists = 409, .code = "general.conflict"},
    {T("acdLanguage", "routing/languages"), .route = {READ("routing/languages", ""),
        MAKE("routing/languages", "routing:skill:manage"),
        DROP("routing/languages", "routing:skill:manage")},
        .flags = SPEC_VERSION_TEXT | SPEC_STATE, .writes = "name*", .exists = 409},
    {T("acdWrapupCode", "routing/wrapupcodes"),
        .route = ALL("routing/wrapupcodes", "routing", "wrapupCode"),
        .flags = SPEC_DATES | SPEC_AUTHORS | SPEC_DIVISION, .writes = "name* description",
        .exists = 400, .code = "duplicate.name"},
    {T("queue", "routing/queues"), .route = ALL("routing/queues", "routing", "queue"),
        .flags = SPEC_DATES | SPEC_AUTHORS | SPEC_DIVISION | SPEC_COUNTS, .exists = 400,
        .code = "duplicate.name",
        .writes = "name* description mediaSettings routingRules conditionalGroupRouting "
        "conditionalGroupActivation bullseye scoringMethod lastAgentRoutingMode acwSettings "
        "skillEvaluationMethod queueFlow emailInQueueFlow messageInQueueFlow whisperPrompt "
        "onHoldPrompt autoAnswerOnly enableTranscription enableAudioMonitoring "
        "enableManualAssignment agentOwnedRouting directRouting callingPartyName "
        "callingPartyNumber defaultScripts outboundMessagingAddresses outboundEmailAddress "
        "suppressInQueueCallRecording cannedResponseLibraries memberGroups"},
    {T("schedule", "architect/schedules"),
        .route = ALL("architect/schedules", "routing", "schedule"),
        .flags = HELD, .exists = 400, .limit = 10000,
        .writes = "name* description start* end* rrule"},
    {T("scheduleGroup", "architect/schedulegroups"),
        .route = ALL("architect/schedulegroups", "routing", "scheduleGroup"),
        .flags = HELD | SPEC_VERSION_FREE, .exists = 400, .limit = 10000,
        .writes = "name* description timeZone openSchedules closedSchedules holidaySchedules"},
    {T("emergencyGroup", "architect/emergencygroups"),
        .route = ALL("architect/emergencygroups", "routing", "emergencyGroup"),
        .flags = HELD, .exists = 400, .limit = 1000,
        .writes = "name* description enabled emergencyCallFlows"},
    {T("ivrConfiguration", "architect/ivrs"),
        .route = ALL("architect/ivrs", "routing", "callRoute"),
        .flags = HELD | SPEC_MISMATCH_400, .exists = 400, .limit = 2000,
        .writes = "name* description dnis openHoursFlow closedHoursFlow holidayHoursFlow "
        "scheduleGroup"},
    {T("userPrompt", "architect/prompts"),
        .route = ALL("architect/prompts", "architect", "userPrompt"), .exists = 409,
        .code = "architect.prompt.already.exists", .flags = SPEC_DIVISION | SPEC_ANYWHERE,
        .writes = "name* description"},
    {T("dataTable", "flows/datatables"), .route = ALL("flows/datatables", "architect", "datatable"),
        .exists = 409, .code = "flows.datatables.not.unique", .flags = SPEC_DIVISION,
        .writes = "name* description schema*", .limit = 200,
        .limit_code = "flows.datatables.too.many.schemas"},
    {T("flowOutcome", "flows/outcomes"), .route = {
        READ("flows/outcomes", "architect:flowOutcome:view"),
        MAKE("flows/outcomes", "architect:flowOutcome:add"),
        PUT("flows/outcomes", "architect:flowOutcome:edit")}, .exists = 400,
        .flags = SPEC_DIVISION | SPEC_OPERATION, .writes = "name* description", .limit = 100},
    {T("flowMilestone", "flows/milestones"),
        .route = ALL("flows/milestones", "architect", "flowMilestone"), .exists = 400,
        .flags = SPEC_DIVISION, .writes = "name* description", .limit = 1000},
    {T("dataAction", "integrations/actions"), .route = {
        READ("integrations/actions", "integrations:action:view"),
        MAKE("integrations/actions", "integrations:action:add"),
        PATCH("integrations/actions", "integrations:action:edit"),
        DROP("integrations/actions", "integrations:action:delete")}, .exists = 409,
        .flags = SPEC_VERSION | SPEC_MISMATCH_400,
        .writes = "name* category* integrationId* secure contract* config*",
        .fixed = "integrationId secure contract"},
    {T("responseLibrary", "responsemanagement/libraries"),
        .route = ALL("responsemanagement/libraries", "responses", "library"), .exists = 400,
        .flags = SPEC_VERSION | SPEC_CREATED | SPEC_DIVISION | SPEC_ANYWHERE,
        .writes = "name* responseType"},
    {T("response", "responsemanagement/responses"),
        .route = ALL("responsemanagement/responses", "responses", "response"),
        .flags = SPEC_VERSION | SPEC_CREATED | SPEC_TWINS,
        .writes = "name* libraries* texts* interactionType substitutions substitutionsSchema "
        "responseType messagingTemplate assets footer"},
    {T("contactList", "outbound/contactlists"),
        .route = ALL("outbound/contactlists", "outbound", "contactList"), .exists = 400,
        .code = "duplicate.name", .flags = SPEC_VERSION | SPEC_DATES | SPEC_DIVISION,
        .limit = 1000, .limit_code = "max.entity.count.reached",
        .writes = "name* columnNames* phoneColumns emailColumns whatsAppColumns attemptLimits "
        "zipCodeColumnName automaticTimeZoneMapping columnDataTypeSpecifications "
        "previewModeColumnName previewModeAcceptedValues trimWhitespace"},
    {T("utilizationLabel", "routing/utilization/labels"), .route = {
        READ("routing/utilization/labels", "routing:utilization:view"),
        MAKE("routing/utilization/labels", "routing:utilization:manage"),
        PUT("routing/utilization/labels", "routing:utilization:manage"),
        DROP("routing/utilization/labels", "routing:utilization:manage")}, .exists = 409,
        .code = "utilization.label.exists", .writes = "name* utilization"},
    {T("worktype", "taskmanagement/worktypes"), .route = {
        READ("taskmanagement/worktypes", "workitems:worktype:view"),
        MAKE("taskmanagement/worktypes", "workitems:worktype:add"),
        PATCH("taskmanagement/worktypes", "workitems:worktype:edit"),
        DROP("taskmanagement/worktypes", "workitems:worktype:delete")}, .exists = 400,
        .flags = SPEC_DATES | SPEC_DIVISION_ID,
        .writes = "name* description defaultWorkbinId* defaultQueueId defaultLanguageId "
        "defaultSkillIds defaultPriority defaultDurationSeconds defaultDueDurationSeconds "
        "defaultExpirationSeconds defaultTtlSeconds assignmentEnabled schemaId* schemaVersion "
        "defaultScriptId defaultStatusId disableDefaultStatusCreation"},

    {T("user", "users"), .route = {READ("users", "")}, .flags = SPEC_VERSION | SPEC_DIVISION},
    {T("group", "groups"), .route = {READ("groups", "")},
        .flags = SPEC_VERSION | SPEC_STATE | SPEC_COUNTS},
    {T("team", "teams"), .route = {READ("teams", "groups:team:view")},
        .flags = SPEC_DIVISION | SPEC_COUNTS},
    {T("location", "locations"), .route = {READ("locations", "")},
        .flags = SPEC_VERSION | SPEC_STATE},
    {T("skillGroup", "routing/skillgroups"),
        .route = {READ("routing/skillgroups", "routing:skillGroup:view")},
        .flags = SPEC_DIVISION | SPEC_COUNTS | SPEC_DATES},
    {T("integration", "integrations"),
        .route = {READ("integrations", "integrations:integration:view")}},
    {T("composerScript", "scripts"), .route = {READ("scripts", "scripter:script:view")},
        .flags = SPEC_DIVISION},
    {T("surveyForm", "quality/forms/surveys"),
        .route = {READ("quality/forms/surveys", "quality:surveyForm:view")}},
    {T("knowledgeBase", "knowledge/knowledgebases"),
        .route = {READ("knowledge/knowledgebases", "knowledge:knowledgebase:view")},
        .flags = SPEC_DATES},
    {T("grammar", "architect/grammars"),
        .route = {READ("architect/grammars", "architect:grammar:view")}},
    {T("responseAsset", "responsemanagement/responseassets"),
        .route = {READ("responsemanagement/responseassets", "responseAssets:asset:view")},
        .flags = SPEC_DATES | SPEC_DIVISION},
    {T("emailDomain", "routing/email/domains"),
        .route = {READ("routing/email/domains", "routing:email:manage")}},
    {T("workbin", "taskmanagement/workbins"),
        .route = {READ("taskmanagement/workbins", "workitems:workbin:view"),
        MAKE("taskmanagement/workbins", "workitems:workbin:add"),
        PATCH("taskmanagement/workbins", "workitems:workbin:edit")}, .exists = 400,
        .flags = SPEC_DATES | SPEC_DIVISION_ID, .writes = "name* description"},
    {T("workitemSchema", "taskmanagement/workitems/schemas"), .route = {
        READ("taskmanagement/workitems/schemas", "workitems:workitemSchema:view"),
        MAKE("taskmanagement/workitems/schemas", "workitems:workitemSchema:add")}, .exists = 400,
        .flags = SPEC_VERSION | SPEC_CREATED, .writes = "name* jsonSchema"},
    {T("decisionTable", "businessrules/decisiontables"),
        .route = {READ("businessrules/decisiontables", "businessrules:decisionTable:view")},
        .flags = SPEC_DATES | SPEC_DIVISION},
    {T("attemptLimit", "outbound/attemptlimits"),
        .route = {READ("outbound/attemptlimits", "outbound:attemptLimits:view")},
        .flags = SPEC_VERSION | SPEC_DATES},
    {T("callableTimeSet", "outbound/callabletimesets"),
        .route = {READ("outbound/callabletimesets", "outbound:callableTimeSet:view")},
        .flags = SPEC_VERSION | SPEC_DATES},
    {T("webDeployment", "webdeployments/deployments"),
        .route = {READ("webdeployments/deployments", "webDeployments:deployment:view")},
        .flags = SPEC_DATES},
};
/* clang-format on */

const struct spec *
spec_table(size_t *n)
{
	*n = COUNT_OF(table);
	return table;
}

const struct spec *
spec_of(const char *type)
{
	if (strcmp(type, "secureAction") == 0 || strcmp(type, "bridgeAction") == 0)
		type = "dataAction";
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (strcmp(table[i].type, type) == 0)
			return &table[i];
	return NULL;
}

bool
spec_next(const char **list, struct slice *word, bool *required)
{
	const char *p = *list + strspn(*list, " ");
	size_t n = strcspn(p, " ");

	*list = p + n;
	*required = n > 0 && p[n - 1] == '*';
	*word = slice_of(p, n - *required);
	return n > 0;
}

bool
spec_writes(const struct spec *spec, struct slice key, bool *required)
{
	const char *list = spec->writes != NULL ? spec->writes : "";
	struct slice word;

	while (spec_next(&list, &word, required))
		if (slice_eq(word, key))
			return true;
	return false;
}
