/* refs_shape.c - what the keys of a flow's definition mean for a search for references */
#include "refs/refs_shape.h"
#include "record/reftype.h"

/* A word with its length, so that most comparisons end at the lengths. */
#define WORD(s)                  \
	{                        \
		s, sizeof(s) - 1 \
	}

struct pair {
	struct slice word;
	const char *type;
};

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
find(const struct pair *pairs, size_t n, struct slice word)
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

const char *
refs_type_of_key(struct slice key, struct slice flow_type)
{
	static const struct pair pairs[] = {{WORD("acknowledgementUserId"), "user"},
	    {WORD("actionId"), "dataAction"}, {WORD("commonModules"), "commonModuleFlow"},
	    {WORD("datatableId"), "dataTable"}, {WORD("groupId"), "group"},
	    {WORD("knowledgeBase"), "knowledgeBase"}, {WORD("knowledgeBaseId"), "knowledgeBase"},
	    {WORD("milestoneId"), "flowMilestone"}, {WORD("outcomeId"), "flowOutcome"},
	    {WORD("parentSurveyFormId"), "surveyForm"}, {WORD("queueId"), "queue"},
	    {WORD("responseId"), "response"}, {WORD("responseLibrary"), "responseLibrary"},
	    {WORD("screenPopId"), "composerScript"}, {WORD("surveyFormId"), "surveyForm"},
	    {WORD("userId"), "user"}, {WORD("worktype"), "worktype"}};

	/* The flow that plays while somebody waits: only those of calls were ever seen. */
	if (slice_is(key, "inQueueFlowId"))
		return is_of_calls(flow_type) ? REFTYPE_DEFAULT_FLOW_TYPE : NULL;
	return find(pairs, COUNT_OF(pairs), key);
}

const char *
refs_type_of_action(struct slice key, struct slice action, struct slice flow_type)
{
	static const struct pair flows[] = {{WORD("CallBotFlowAction"), "botFlow"},
	    {WORD("CallCommonModuleAction"), "commonModuleFlow"},
	    {WORD("CallDigitalBotFlowAction"), "digitalBotFlow"}};

	if (slice_is(key, "botId") && slice_is(action, "CallDialogflowBotAction"))
		return "dialogflowAgent";
	if (slice_is(key, "integrationId") && slice_is(action, "CallAudioConnectorAction"))
		return "audioConnectorBot";
	if (!slice_is(key, "flowId"))
		return NULL;
	if (slice_is(action, "TransferFlowAction") && is_of_calls(flow_type))
		return "inboundCallFlow";
	return find(flows, COUNT_OF(flows), action);
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
	static const struct pair pairs[] = {{WORD("groupId"), "group"},
	    {WORD("integrationId"), "integration"}, {WORD("queueId"), "queue"},
	    {WORD("userId"), "user"}};

	return find(pairs, COUNT_OF(pairs), key);
}

const char *
refs_type_of_code(struct slice code)
{
	static const struct pair pairs[] = {{WORD("cnl"), "contactList"}, {WORD("grp"), "group"},
	    {WORD("img"), "image"}, {WORD("lac"), "acdLanguage"}, {WORD("pmt"), "userPrompt"},
	    {WORD("que"), "queue"}, {WORD("skl"), "acdSkill"}, {WORD("usr"), "user"},
	    {WORD("wrc"), "acdWrapupCode"}};

	return find(pairs, COUNT_OF(pairs), code);
}
