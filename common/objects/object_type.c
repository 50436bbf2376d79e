/* object_type.c - the table of object definitions */
#include "objects/object_type.h"

#include "base/base.h"
#include "base/url.h"

/* clang-format off */
#define LIST(...) (const char *const[]){__VA_ARGS__, NULL}
#define T(n, at) .name = (n), .path = "/api/v2/" at
#define M(n) {(n), NULL}
#define REF(at, to) .path = (at), .type = (to)
#define MEMBERS(...) (const struct object_member[]){__VA_ARGS__, {NULL, NULL}}
#define REFS(...) (const struct object_reference[]){__VA_ARGS__, {.path = NULL}}
#define DIVISION {REF("/division", "division")}
#define DIVISION_ID {"divisionId", "/division/id"}

static const char *const not_content[] = {
    "/id", "/selfUri", "/dateCreated", "/dateModified", "/createdDate", "/modifiedDate",
    "/createdBy", "/modifiedBy", "/createdByApp", "/modifiedByApp", "/division/selfUri", NULL,
};

#define GROUPS(at) {REF(at, "group"), .by_type = true}

static const struct object_reference queue_refs[] = {
    DIVISION,
    {REF("/queueFlow", "inqueueCallFlow"), .late = true},
    {REF("/emailInQueueFlow", "inqueueEmailFlow"), .late = true},
    {REF("/messageInQueueFlow", "inqueueShortMessageFlow"), .late = true},
    {REF("/whisperPrompt", "userPrompt")},
    {REF("/onHoldPrompt", "userPrompt")},
    {REF("/defaultScripts/*", "composerScript"), .late = true},
    GROUPS("/memberGroups/*"),
    GROUPS("/bullseye/rings/*/memberGroups/*"),
    {REF("/bullseye/rings/*/actions/skillsToRemove/*", "acdSkill")},
    {REF("/conditionalGroupRouting/rules/*/queue", "queue"), .late = true},
    GROUPS("/conditionalGroupRouting/rules/*/groups/*"),
    {REF("/conditionalGroupActivation/pilotRule/conditions/*/simpleMetric/queue", "queue"),
        .late = true},
    {REF("/conditionalGroupActivation/rules/*/conditions/*/simpleMetric/queue", "queue"),
        .late = true},
    GROUPS("/conditionalGroupActivation/rules/*/groups/*"),
    {REF("/directRouting/backupQueueId", "queue"), .bare = true, .late = true},
    {REF("/cannedResponseLibraries/libraryIds/*", "responseLibrary"), .bare = true},
    {REF("/mediaSettings/callback/liveVoiceFlow", "flow"), .late = true},
    {REF("/mediaSettings/callback/answeringMachineFlow", "flow"), .late = true},
    {REF("/mediaSettings/message/inactivityTimeoutSettings/flowId", "flow"), .late = true},
    {REF("/mediaSettings/email/allOutboundEmailAddresses/*/domain", "emailDomain")},
    {REF("/mediaSettings/email/allOutboundEmailAddresses/*/route", "emailRoute")},
    {REF("/outboundEmailAddress/domain", "emailDomain")},
    {REF("/outboundEmailAddress/route", "emailRoute")},
    {.path = NULL},
};

static const struct object_member queue_members[] = {
    M("name"), M("description"), M("division"), M("mediaSettings"),
    M("acwSettings"), M("routingRules"), M("bullseye"), M("scoringMethod"),
    M("skillEvaluationMethod"), M("lastAgentRoutingMode"),
    M("conditionalGroupRouting"), M("conditionalGroupActivation"),
    M("whisperPrompt"), M("onHoldPrompt"), M("autoAnswerOnly"),
    M("enableTranscription"), M("enableAudioMonitoring"),
    M("enableManualAssignment"), M("agentOwnedRouting"), M("directRouting"),
    M("callingPartyName"), M("outboundEmailAddress"),
    M("suppressInQueueCallRecording"), M("cannedResponseLibraries"),
    M("defaultScripts"), M("queueFlow"), M("emailInQueueFlow"),
    M("messageInQueueFlow"), M("memberGroups"), {NULL, NULL},
};

static const struct object_member contact_list_members[] = {
    M("name"), M("division"), M("columnNames"), M("phoneColumns"),
    M("emailColumns"), M("whatsAppColumns"), M("attemptLimits"), M("zipCodeColumnName"),
    M("automaticTimeZoneMapping"), M("columnDataTypeSpecifications"),
    M("previewModeColumnName"), M("previewModeAcceptedValues"),
    M("trimWhitespace"), {NULL, NULL},
};

/* Without schemaVersion, which is the latest then: each org counts versions of its own. */
static const struct object_member worktype_members[] = {
    M("name"), M("description"), DIVISION_ID,
    {"defaultWorkbinId", "/defaultWorkbin/id"}, {"defaultQueueId", "/defaultQueue/id"},
    {"defaultLanguageId", "/defaultLanguage/id"}, {"defaultSkillIds", "/defaultSkills"},
    M("defaultPriority"),
    M("defaultDurationSeconds"), M("defaultExpirationSeconds"),
    M("defaultDueDurationSeconds"), M("defaultTtlSeconds"),
    M("assignmentEnabled"), {"schemaId", "/schema/id"},
    {"defaultScriptId", "/defaultScript/id"}, {NULL, NULL},
};

static const struct object_type table[] = {
    {T("division", "authorization/divisions"), .update = OBJECT_PUT, .stage = 1,
        .not_content = LIST("/homeDivision", "/objectCounts"), .members = MEMBERS(M("name"),
        M("description"))},

    {T("acdSkill", "routing/skills"), .update = OBJECT_FIXED, .stage = 2,
        .not_content = LIST("/version", "/state"), .members = MEMBERS(M("name"), DIVISION_ID),
        .refs = REFS(DIVISION)},
    {T("acdLanguage", "routing/languages"), .update = OBJECT_FIXED, .stage = 2,
        .not_content = LIST("/version", "/state"), .members = MEMBERS(M("name"))},
    {T("acdWrapupCode", "routing/wrapupcodes"), .update = OBJECT_PUT, .stage = 2,
        .members = MEMBERS(M("name"), M("description"), M("division")), .refs = REFS(DIVISION)},
    {T("utilizationLabel", "routing/utilization/labels"), .update = OBJECT_PUT, .stage = 2,
        .members = MEMBERS(M("name")), .untold = true,
        .by_hand = "set its capacity in the utilization settings: the label does not tell it"},
    {T("schedule", "architect/schedules"), .update = OBJECT_PUT, .versioned = true, .stage = 2,
        .not_content = LIST("/version", "/state"), .members = MEMBERS(M("name"), M("description"),
        M("division"), M("start"), M("end"), M("rrule")), .refs = REFS(DIVISION)},
    {T("flowOutcome", "flows/outcomes"), .update = OBJECT_PUT, .stage = 2,
        .not_content = LIST("/currentOperation"), .members = MEMBERS(M("name"), M("description"),
        M("division")), .refs = REFS(DIVISION)},
    {T("flowMilestone", "flows/milestones"), .update = OBJECT_PUT, .stage = 2,
        .members = MEMBERS(M("name"), M("description"), M("division")), .refs = REFS(DIVISION)},
    {T("dataTable", "flows/datatables"), .query = "?expand=schema", .update = OBJECT_PUT,
        .parts = OBJECT_ROWS, .stage = 2, .members = MEMBERS(M("name"), M("description"),
        M("division"), M("schema")), .refs = REFS(DIVISION)},
    {T("userPrompt", "architect/prompts"),
        .query = "?includeResources=true&includeMediaUris=true", .update = OBJECT_PUT,
        .parts = OBJECT_MEDIA, .stage = 2, .not_content = LIST("/currentOperation",
        "/resources/*/selfUri", "/resources/*/promptId", "/resources/*/mediaUri",
        "/resources/*/uploadUri", "/resources/*/uploadStatus", "/resources/*/languageDefault"),
        .secret = LIST("/resources/*/mediaUri", "/resources/*/uploadUri"),
        .members = MEMBERS(M("name"), M("description"), M("division")), .refs = REFS(DIVISION)},
    {T("responseLibrary", "responsemanagement/libraries"), .update = OBJECT_PUT,
        .versioned = true, .stage = 2, .not_content = LIST("/version", "/createdBy"),
        .members = MEMBERS(M("name"), M("division")), .refs = REFS(DIVISION)},
    {T("contactList", "outbound/contactlists"), .update = OBJECT_PUT, .versioned = true,
        .stage = 2, .not_content = LIST("/version", "/importStatus", "/size"),
        .members = contact_list_members, .refs = REFS(DIVISION, {REF("/attemptLimits",
        "attemptLimit"), .late = true})},

    {T("workbin", "taskmanagement/workbins"), .update = OBJECT_PATCH, .stage = 2,
        .not_content = LIST("/version"), .members = MEMBERS(M("name"), M("description"),
        DIVISION_ID), .refs = REFS(DIVISION)},

    {T("scheduleGroup", "architect/schedulegroups"), .update = OBJECT_PUT, .stage = 3,
        .not_content = LIST("/version", "/state"), .members = MEMBERS(M("name"), M("description"),
        M("division"), M("timeZone"), M("openSchedules"), M("closedSchedules"),
        M("holidaySchedules")), .refs = REFS(DIVISION, {REF("/openSchedules/*", "schedule")},
        {REF("/closedSchedules/*", "schedule")}, {REF("/holidaySchedules/*", "schedule")})},
    {T("response", "responsemanagement/responses"), .query = "?expand=substitutionsSchema",
        .update = OBJECT_PUT, .versioned = true, .stage = 3, .not_content = LIST("/version"),
        .members = MEMBERS(M("name"), M("libraries"), M("texts"), M("interactionType"),
        M("substitutions"), M("substitutionsSchema"), M("responseType"), M("messagingTemplate"),
        M("assets"), M("footer")), .refs = REFS({REF("/libraries/*", "responseLibrary")},
        {REF("/assets/*", "responseAsset")}, {REF("/messagingTemplate/whatsApp/integrationId",
        "integration"), .bare = true})},
    {T("dataAction", "integrations/actions"), .query = "?expand=contract&includeConfig=true",
        .update = OBJECT_PATCH, .versioned = true, .parts = OBJECT_TEMPLATES, .stage = 3,
        .not_content = LIST("/version", "/config/request/requestTemplateUri",
        "/config/response/successTemplateUri", "/contract/input/inputSchemaUri",
        "/contract/input/inputSchemaFlattened", "/contract/output/successSchemaUri",
        "/contract/output/successSchemaFlattened", "/contract/output/errorSchema",
        "/contract/output/errorSchemaUri", "/contract/output/errorSchemaFlattened"),
        .members = MEMBERS(M("name"), M("category"), M("integrationId"), M("secure"), M("config"),
        M("contract")), .refs = REFS({REF("/integrationId", "integration"), .bare = true})},

    {T("queue", "routing/queues"), .update = OBJECT_PUT, .parts = OBJECT_WRAPUP_CODES, .stage = 4,
        .not_content = LIST("/memberCount", "/userMemberCount", "/joinedMemberCount", "/peerId",
        "/memberGroups/*/memberCount", "/memberGroups/*/dateModified",
        "/bullseye/rings/*/memberGroups/*/memberCount",
        "/bullseye/rings/*/memberGroups/*/dateModified", "/defaultScripts/*/versionId",
        "/defaultScripts/*/versionDate", "/defaultScripts/*/createdDate",
        "/defaultScripts/*/modifiedDate", "/defaultScripts/*/publishedDate"),
        .not_moved = LIST("/mediaSettings/callback/edgeGroup", "/mediaSettings/callback/site",
        "/outboundMessagingAddresses", "/callingPartyNumber"), .members = queue_members,
        .refs = queue_refs},

    {T("worktype", "taskmanagement/worktypes"), .query = "?expands=defaultQueue&expands=schema",
        .update = OBJECT_PATCH, .parts = OBJECT_STATUSES, .stage = 5,
        .not_content = LIST("/version", "/modifiedBy", "/statuses/*/selfUri",
        "/statuses/*/worktype"), .not_moved = LIST("/flow"),
        .by_hand = "give it the rules that start its flow", .members = worktype_members, .refs = REFS(DIVISION, {REF("/defaultWorkbin", "workbin")},
        {REF("/defaultQueue", "queue")}, {REF("/defaultLanguage", "acdLanguage")},
        {REF("/defaultSkills/*", "acdSkill")}, {REF("/defaultScript", "composerScript")},
        {REF("/flow", "flow")}, {REF("/schema", "workitemSchema")})},
    {T("emergencyGroup", "architect/emergencygroups"), .update = OBJECT_PUT, .versioned = true,
        .stage = 5, .not_content = LIST("/version", "/state"), .not_moved = LIST("/enabled"),
        .members = MEMBERS(M("name"), M("description"), M("division"), M("emergencyCallFlows")),
        .refs = REFS(DIVISION, {REF("/emergencyCallFlows/*/emergencyFlow", "inboundCallFlow"),
        .late = true}, {REF("/emergencyCallFlows/*/ivrs/*", "ivrConfiguration"), .late = true}),
        .by_hand = "switch it on where it is meant to be: it re-routes calls at once"},
    /* An open and a closed flow are required with a schedule group: it waits for its flows. */
    {T("ivrConfiguration", "architect/ivrs"), .update = OBJECT_PUT, .versioned = true, .stage = 6,
        .not_content = LIST("/version", "/state"), .not_moved = LIST("/dnis"),
        .members = MEMBERS(M("name"), M("description"), M("division"), M("openHoursFlow"),
        M("closedHoursFlow"), M("holidayHoursFlow"), M("scheduleGroup")), .refs = REFS(DIVISION,
        {REF("/openHoursFlow", "inboundCallFlow")}, {REF("/closedHoursFlow", "inboundCallFlow")},
        {REF("/holidayHoursFlow", "inboundCallFlow")}, {REF("/scheduleGroup", "scheduleGroup")}),
        .by_hand = "assign its phone numbers"},

    {T("user", "users"), .not_content = LIST("/version", "/state", "/presence"),
        .refs = REFS(DIVISION), .by_hand = "invite the person, or let the directory sync do so"},
    {T("group", "groups"), .not_content = LIST("/version", "/state", "/memberCount"),
        .not_moved = LIST("/owners", "/addresses"), .refs = REFS({REF("/owners/*", "user")}),
        .by_hand = "create the group and choose its members"},
    {T("team", "teams"), .not_content = LIST("/memberCount"), .refs = REFS(DIVISION),
        .by_hand = "create the team and choose its members"},
    {T("skillGroup", "routing/skillgroups"), .not_content = LIST("/memberCount", "/status"),
        .refs = REFS(DIVISION), .by_hand = "create the skill group with the same conditions"},
    {T("location", "locations"), .not_content = LIST("/version", "/state"),
        .by_hand = "create the location and have its address checked"},
    {T("integration", "integrations"), .not_content = LIST("/reportedState"),
        .secret = LIST("/credentials", "/config/credentials"),
        .by_hand = "install the integration, enter its credentials and activate it"},
    {T("composerScript", "scripts"), .parts = OBJECT_SCRIPT, .not_content = LIST("/versionId", "/versionDate",
        "/publishedDate"), .refs = REFS(DIVISION),
        .by_hand = "export the script in the source and import it"},
    {T("surveyForm", "quality/forms/surveys"), .not_content = LIST("/publishedVersions",
        "/questionGroups/*/id", "/questionGroups/*/questions/*/id",
        "/questionGroups/*/questions/*/answerOptions/*/id"),
        .by_hand = "create the form and publish it"},
    {T("knowledgeBase", "knowledge/knowledgebases"), .not_content = LIST("/faqCount",
        "/articleCount", "/dateDocumentLastModified"),
        .by_hand = "create the knowledge base and import its documents"},
    {T("grammar", "architect/grammars"), .by_hand = "create the grammar and upload its files"},
    {T("responseAsset", "responsemanagement/responseassets"),
        .not_content = LIST("/contentLocation"), .refs = REFS(DIVISION),
        .by_hand = "upload the file as a response asset"},
    {T("emailDomain", "routing/email/domains"),
        .by_hand = "set up the domain with its DNS records"},
    {T("workitemSchema", "taskmanagement/workitems/schemas"), .not_content = LIST("/version"),
        .by_hand = "create the work item schema with the same fields"},
    {T("decisionTable", "businessrules/decisiontables"), .not_content = LIST("/version"),
        .refs = REFS(DIVISION), .by_hand = "create the decision table and publish it"},
    {T("attemptLimit", "outbound/attemptlimits"), .not_content = LIST("/version"),
        .by_hand = "create the attempt limits"},
    {T("callableTimeSet", "outbound/callabletimesets"), .not_content = LIST("/version"),
        .by_hand = "create the callable time set"},
    {T("webDeployment", "webdeployments/deployments"), .refs = REFS({REF("/flow",
        "inboundShortMessageFlow")}),
        .by_hand = "create the deployment and change the web site's snippet"},
};
/* clang-format on */

const struct object_type *
object_type_table(size_t *n)
{
	*n = COUNT_OF(table);
	return table;
}

const struct object_type *
object_type_find(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (slice_is(name, table[i].name))
			return &table[i];
	return NULL;
}

bool
object_reference_is_optional(const struct object_reference *ref)
{
	static const char *const types[] = {"group", "skillGroup", "team", "composerScript",
	    "emailDomain", "emailRoute", "attemptLimit"};

	for (size_t i = 0; i < COUNT_OF(types) && !ref->by_type; i++)
		if (strcmp(ref->type, types[i]) == 0)
			return true;
	return ref->by_type;
}

const char *const *
object_not_content(void)
{
	return not_content;
}

void
object_type_path(const struct object_type *type, struct slice id, struct buf *to)
{
	buf_puts(to, type->path);
	buf_puts(to, "/");
	url_escape(to, id);
}
