/* refs_keys.c - which keys of a flow's definition have ids, and of which types */
#include "refs/refs_keys.h"
#include "json/peek.h"
#include "record/reftype.h"
#include "record/uuid.h"

/* Real objects have far fewer members; the limit keeps the search fast for any object. */
enum { MEMBERS_MAX = 128 };

/* A word with its length, so that most comparisons end at the lengths. */
#define WORD(s)                  \
	{                        \
		s, sizeof(s) - 1 \
	}

struct keys_pair {
	struct slice word;
	const char *type;
};

bool
refs_is_manifest(const struct json *j)
{
	if (j->depth < 2 || !slice_is(json_key_at(j, 1), "configuration"))
		return false;
	return j->depth == 2 || (j->depth == 5 && slice_is(json_key_at(j, 2), "commonModules") &&
				    slice_is(json_key_at(j, 4), "model"));
}

bool
refs_is_link(struct slice key)
{
	static const struct slice links[] = {WORD("actionReferences"), WORD("defaultMenuChoice"),
	    WORD("initialSequence"), WORD("knowledgeFollowupTaskId"), WORD("menuReference"),
	    WORD("nextAction"), WORD("nextActionId"), WORD("pathReference"), WORD("startAction"),
	    WORD("stateReference"), WORD("taskReference"), WORD("variableId")};

	for (size_t i = 0; i < COUNT_OF(links); i++)
		if (slice_eq(key, links[i]))
			return true;
	return false;
}

static const char *
refs_keys_find(const struct keys_pair *pairs, size_t n, struct slice word)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(word, pairs[i].word))
			return pairs[i].type;
	return NULL;
}

static bool
is_of_calls(struct slice flow_type)
{
	struct slice end = slice_str("CallFlow");

	return flow_type.n >= end.n && memcmp(flow_type.p + flow_type.n - end.n, end.p, end.n) == 0;
}

static const char *
type_of_key(struct slice key, struct slice flow_type)
{
	static const struct keys_pair pairs[] = {{WORD("acknowledgementUserId"), "user"},
	    {WORD("actionId"), "dataAction"}, {WORD("commonModules"), "commonModuleFlow"},
	    {WORD("datatableId"), "dataTable"}, {WORD("groupId"), "group"},
	    {WORD("knowledgeBase"), "knowledgeBase"}, {WORD("knowledgeBaseId"), "knowledgeBase"},
	    {WORD("milestoneId"), "flowMilestone"}, {WORD("outcomeId"), "flowOutcome"},
	    {WORD("parentSurveyFormId"), "surveyForm"}, {WORD("queueId"), "queue"},
	    {WORD("responseId"), "response"}, {WORD("responseLibrary"), "responseLibrary"},
	    {WORD("screenPopId"), "composerScript"}, {WORD("surveyFormId"), "surveyForm"},
	    {WORD("userId"), "user"}, {WORD("worktype"), "worktype"}};

	/* The flow that plays while a caller waits: in real flows always an in-queue call flow. */
	if (slice_is(key, "inQueueFlowId"))
		return is_of_calls(flow_type) ? REFTYPE_DEFAULT_FLOW_TYPE : NULL;
	return refs_keys_find(pairs, COUNT_OF(pairs), key);
}

/* The "__type" of an object, without its quotes; empty: it has none. */
static struct slice
action_of(struct slice object)
{
	struct slice key, value;

	for (int i = 0; i < MEMBERS_MAX && peek_member(&object, &key, &value); i++)
		if (json_is(key, "__type") && value.n > 2 && value.p[0] == '"')
			return slice_of(value.p + 1, value.n - 2);
	return slice_of("", 0);
}

/* For keys that show the type only together with the action. */
static const char *
type_in_action(struct slice key, struct slice object, struct slice flow_type)
{
	static const struct keys_pair flows[] = {{WORD("CallBotFlowAction"), "botFlow"},
	    {WORD("CallCommonModuleAction"), "commonModuleFlow"},
	    {WORD("CallDigitalBotFlowAction"), "digitalBotFlow"}};
	bool bot = slice_is(key, "botId"), integration = slice_is(key, "integrationId");
	struct slice action;

	if (!bot && !integration && !slice_is(key, "flowId"))
		return NULL;
	action = action_of(object);
	if (bot)
		return json_is(action, "CallDialogflowBotAction") ? "dialogflowAgent" : NULL;
	if (integration)
		return json_is(action, "CallAudioConnectorAction") ? "audioConnectorBot" : NULL;
	if (json_is(action, "TransferFlowAction") && is_of_calls(flow_type))
		return "inboundCallFlow";
	return refs_keys_find(flows, COUNT_OF(flows), action);
}

const char *
refs_type_of_id(struct slice key, struct slice id, struct slice flow_type, struct slice object)
{
	const char *type;

	if (uuid_is_action(id))
		return "dataAction";
	if (slice_is(id, REFTYPE_DEFAULT_FLOW))
		return REFTYPE_DEFAULT_FLOW_TYPE;
	type = type_of_key(key, flow_type);
	return type != NULL ? type : type_in_action(key, object, flow_type);
}

bool
refs_key_shows_type(struct slice key)
{
	if (key.n < 2 || !refs_end_shows_type(key.p + key.n - 4))
		return false;
	return type_of_key(key, slice_str("CallFlow")) != NULL || slice_is(key, "botId") ||
	       slice_is(key, "flowId") || slice_is(key, "integrationId");
}

struct slice
refs_key_of_name(struct slice key, struct buf *scratch)
{
	if (slice_is(key, "acknowledgementUserId"))
		return slice_str("acknowledgementUserDisplayName");
	if (key.n <= 2 || memcmp(key.p + key.n - 2, "Id", 2) != 0)
		return slice_of("", 0);
	buf_clear(scratch);
	buf_add(scratch, key.p, key.n - 2);
	buf_puts(scratch, "Name");
	return buf_slice(scratch);
}

const char *
refs_type_of_old_key(struct slice key)
{
	static const struct keys_pair pairs[] = {{WORD("groupId"), "group"},
	    {WORD("integrationId"), "integration"}, {WORD("queueId"), "queue"},
	    {WORD("userId"), "user"}};

	return refs_keys_find(pairs, COUNT_OF(pairs), key);
}

const char *
refs_type_of_code(struct slice code)
{
	static const struct keys_pair pairs[] = {{WORD("cnl"), "contactList"},
	    {WORD("grp"), "group"}, {WORD("img"), "image"}, {WORD("lac"), "acdLanguage"},
	    {WORD("pmt"), "userPrompt"}, {WORD("que"), "queue"}, {WORD("skl"), "acdSkill"},
	    {WORD("usr"), "user"}, {WORD("wrc"), "acdWrapupCode"}};

	return refs_keys_find(pairs, COUNT_OF(pairs), code);
}
