/* refs_shape.c - what the keys of a flow's definition mean for a search for references */
#include "refs_shape.h"

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

/*
 * The flow that plays while a caller waits is of the caller's medium. Only those of calls were ever
 * seen under this key.
 */
static const char *
type_of_in_queue_flow(struct slice flow_type)
{
	struct slice end = slice_str("CallFlow");

	return flow_type.n >= end.n && memcmp(flow_type.p + flow_type.n - end.n, end.p, end.n) == 0
		   ? "inqueueCallFlow"
		   : NULL;
}

const char *
refs_type_of_key(struct slice key, struct slice flow_type)
{
	static const struct pair pairs[] = {{WORD("actionId"), "dataAction"},
	    {WORD("datatableId"), "dataTable"}, {WORD("groupId"), "group"},
	    {WORD("knowledgeBase"), "knowledgeBase"}, {WORD("knowledgeBaseId"), "knowledgeBase"},
	    {WORD("milestoneId"), "flowMilestone"}, {WORD("outcomeId"), "flowOutcome"},
	    {WORD("queueId"), "queue"}, {WORD("responseId"), "response"},
	    {WORD("responseLibrary"), "responseLibrary"}, {WORD("screenPopId"), "composerScript"},
	    {WORD("userId"), "user"}, {WORD("worktype"), "worktype"}};

	return slice_is(key, "inQueueFlowId") ? type_of_in_queue_flow(flow_type)
					      : find(pairs, COUNT_OF(pairs), key);
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
	static const struct pair pairs[] = {{WORD("cnl"), "contactList"}, {WORD("img"), "image"},
	    {WORD("lac"), "acdLanguage"}, {WORD("pmt"), "userPrompt"}, {WORD("que"), "queue"},
	    {WORD("skl"), "acdSkill"}, {WORD("usr"), "user"}, {WORD("wrc"), "acdWrapupCode"}};

	return find(pairs, COUNT_OF(pairs), code);
}

const char *
refs_type_of_finder(struct slice name)
{
	static const struct pair pairs[] = {{WORD("FindQueue"), "queue"},
	    {WORD("FindQueueAction"), "queue"}, {WORD("FindSkill"), "acdSkill"},
	    {WORD("FindSkillAction"), "acdSkill"}};

	return find(pairs, COUNT_OF(pairs), name);
}
