/* archy_rules.c - where Archy YAML names each kind of resource */
#include "archy/archy_rules.h"

static const struct archy_rule rules[] = {
    {ARCHY_LIT, "transferToAcd.targetQueue", "queue"},
    {ARCHY_LIT, "menuTransferToAcd.targetQueue", "queue"},
    {ARCHY_LIT, "errorHandling.queue.targetQueue", "queue"},
    {ARCHY_LIT, "destination.queue.targetQueue", "queue"},
    {ARCHY_LIT, "createCallback.queue", "queue"},
    {ARCHY_LIT, "updateData.statements.[].*.value", ARCHY_OF_DATA},
    {ARCHY_LIT, "variables.[].*.initialValue", ARCHY_OF_DATA},
    {ARCHY_KEY, "callData.category", "integration"},
    {ARCHY_KEY, "callDataSecure.category", "integration"},
    {ARCHY_KEY, "callData.category.*.dataAction", "dataAction"},
    {ARCHY_KEY, "callDataSecure.category.*.dataAction", "dataAction"},
    {ARCHY_KEY, "dataTableLookup.dataTable", "dataTable"},
    {ARCHY_KEY, "callCommonModule.commonModule", "commonModuleFlow"},
    {ARCHY_KEY, "callBotFlow.botFlow", "botFlow"},
    {ARCHY_KEY, "callDigitalBotFlow.digitalBotFlow", "digitalBotFlow"},
    {ARCHY_KEY, "callAgenticVirtualAgent.agenticVirtualAgent", "agenticVirtualAgent"},
    {ARCHY_NAME, "transferToFlow.targetFlow", ARCHY_OF_CHANNEL},
    {ARCHY_NAME, "menuTransferToFlow.targetFlow", ARCHY_OF_CHANNEL},
    {ARCHY_NAME, "destination.flow.targetFlow", ARCHY_OF_CHANNEL},
    {ARCHY_NAME, "errorHandling.flow.targetFlow", ARCHY_OF_CHANNEL},
    {ARCHY_NAME, "transferToFlowSecure.targetFlow", "secureCallFlow"},
    {ARCHY_NAME, "menuTransferToFlowSecure.targetFlow", "secureCallFlow"},
    {ARCHY_NAME, "transferToAcd.overrideInQueueFlow", ARCHY_OF_IN_QUEUE},
    {ARCHY_NAME, "menuTransferToAcd.overrideInQueueFlow", ARCHY_OF_IN_QUEUE},
    {ARCHY_KEY, "setScreenPop.screenPopScript", "composerScript"},
    {ARCHY_KEY, "createCallback.callbackScript", "composerScript"},
    {ARCHY_LIT, "acdSkills.[].acdSkill", "acdSkill"},
    {ARCHY_LIT, "languageSkill", "acdLanguage"},
    {ARCHY_LIT, "^supportedLanguages.*.defaultLanguageSkill", "acdLanguage"},
    {ARCHY_LIT, "transferToAcd.directAgent", "user"},
    {ARCHY_LIT, "transferToAcd.preferredAgents", "user"},
    {ARCHY_LIT, "menuTransferToAcd.preferredAgents", "user"},
    {ARCHY_LIT, "transferToUser.targetUser", "user"},
    {ARCHY_LIT, "menuTransferToUser.targetUser", "user"},
    {ARCHY_LIT, "transferToGroup.targetGroup", "group"},
    {ARCHY_LIT, "menuTransferToGroup.targetGroup", "group"},
    {ARCHY_LIT, "evaluationType.schedule.selectedSchedule", "schedule"},
    {ARCHY_LABEL, "evaluationType.schedule.name", "schedule"},
    {ARCHY_LIT, "evaluateScheduleGroup.scheduleGroup", "scheduleGroup"},
    {ARCHY_LABEL, "evaluateScheduleGroup.scheduleGroup.name", "scheduleGroup"},
    {ARCHY_LIT, "evaluateScheduleGroup.emergencyGroup", "emergencyGroup"},
    {ARCHY_LABEL, "evaluateScheduleGroup.emergencyGroup.name", "emergencyGroup"},
    {ARCHY_LIT, "^settingsOutboundCall.contactList", "contactList"},
    {ARCHY_LIT, "^settingsOutboundCall.wrapupCode", "acdWrapupCode"},
    {ARCHY_LIT, "setWrapupCode.wrapupCode", "acdWrapupCode"},
    {ARCHY_KEY, "^settingsKnowledge", "knowledgeBase"},
    {ARCHY_NAME, "^supportedLanguages.*.knowledgeBase", "knowledgeBase"},
    {ARCHY_NAME, "^worktype", "worktype"},
    {ARCHY_NAME, "addFlowMilestone.milestone", "flowMilestone"},
    {ARCHY_NAME, "initializeFlowOutcome.flowOutcome", "flowOutcome"},
    {ARCHY_NAME, "setFlowOutcome.flowOutcome", "flowOutcome"},
    {ARCHY_NAME, "^surveyForm", "surveyForm"},
    {ARCHY_LIT, "processingPrompt", "userPrompt"},
    {ARCHY_LIT, "holdMusic", "userPrompt"},
    {ARCHY_AUDIO, "audio.prompt", "userPrompt"},
    {ARCHY_AUDIO, "voicemailGreeting.prompt", "userPrompt"},
    {ARCHY_VALUE, "^defaultLanguage", "language"},
    {ARCHY_VALUE, "setLanguage.language", "language"},
    {ARCHY_KEY, "^supportedLanguages", "language"},
    {ARCHY_KEY, "^supportedLanguages.*.textToSpeech", "ttsEngine"},
    {ARCHY_VALUE, "^supportedLanguages.*.textToSpeech.*.voice", "ttsVoice"},
    {ARCHY_NAME, "^supportedLanguages.*.speechToText.engine", "sttEngine"},
    /* of an action that no row above has */
    {ARCHY_NAME, "targetFlow", ""},
};

/* Data types, as statements and, with "Variable", as variables are called. */
static const struct {
	const char *word, *type;
} data_types[] = {
    {"queue", "queue"},
    {"user", "user"},
    {"group", "group"},
    {"skill", "acdSkill"},
    {"languageSkill", "acdLanguage"},
    {"schedule", "schedule"},
    {"scheduleGroup", "scheduleGroup"},
    {"emergencyGroup", "emergencyGroup"},
    {"prompt", "userPrompt"},
    {"userPrompt", "userPrompt"},
    {"grammar", "grammar"},
    {"utilizationLabel", "utilizationLabel"},
};

/* The path's last part is taken off it. */
static struct slice
rules_pop(struct slice *path)
{
	size_t n = path->n;

	while (n > 0 && path->p[n - 1] != '.')
		n--;
	struct slice part = slice_of(path->p + n, path->n - n);
	path->n = n > 0 ? n - 1 : 0;
	return part;
}

static bool
rules_match(
    const struct archy_rule *rule, archy_key_above *above, const void *user, struct slice *word)
{
	struct slice path = slice_str(rule->path);
	bool from_top = path.p[0] == '^';
	size_t up = 0;

	*word = slice_of("", 0);
	if (from_top)
		path = slice_of(path.p + 1, path.n - 1);
	for (; path.n > 0; up++) {
		struct slice part = rules_pop(&path), key = above(user, up);
		bool any = slice_is(part, "*");
		if (key.n == 0 || (!any && !slice_eq(part, key)))
			return false;
		if (any && word->n == 0)
			*word = key;
	}
	/* Above it is the flow's type, and above that nothing. */
	return !from_top || (above(user, up).n > 0 && above(user, up + 1).n == 0);
}

const struct archy_rule *
archy_rule_find(enum archy_form form, archy_key_above *above, const void *user, struct slice *word)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		bool fits =
		    rules[i].form == form || (form == ARCHY_LIT && rules[i].form == ARCHY_NAME);
		if (fits && rules_match(&rules[i], above, user, word))
			return &rules[i];
	}
	return NULL;
}

static bool
rules_cut_end(struct slice *s, const char *end)
{
	size_t n = strlen(end);

	if (s->n <= n || memcmp(s->p + s->n - n, end, n) != 0)
		return false;
	s->n -= n;
	return true;
}

static const char *
rules_of_data(struct slice word)
{
	rules_cut_end(&word, "Variable");
	rules_cut_end(&word, "Collection");
	for (size_t i = 0; i < COUNT_OF(data_types); i++)
		if (slice_is(word, data_types[i].word))
			return data_types[i].type;
	return "";
}

/* "inboundCall", "inqueueCall", "outboundCall", "secureCall" have the channel "Call". */
static const char *
rules_of_channel(const char *key, bool in_queue)
{
	static const struct {
		const char *end, *flow, *in_queue;
	} channels[] = {
	    {"Call", "inboundCallFlow", "inqueueCallFlow"},
	    {"Email", "inboundEmailFlow", "inqueueEmailFlow"},
	    {"ShortMessage", "inboundShortMessageFlow", "inqueueShortMessageFlow"},
	    {"Chat", "inboundChatFlow", ""},
	};
	struct slice word = slice_str(key);

	for (size_t i = 0; i < COUNT_OF(channels); i++)
		if (rules_cut_end(&word, channels[i].end))
			return in_queue ? channels[i].in_queue : channels[i].flow;
	return "";
}

const char *
archy_rule_type(const struct archy_rule *rule, struct slice word, const char *key)
{
	if (strcmp(rule->type, ARCHY_OF_DATA) == 0)
		return rules_of_data(word);
	if (strcmp(rule->type, ARCHY_OF_CHANNEL) == 0)
		return rules_of_channel(key, false);
	if (strcmp(rule->type, ARCHY_OF_IN_QUEUE) == 0)
		return rules_of_channel(key, true);
	return rule->type;
}

bool
archy_is_word(struct slice key)
{
	static const char *const words[] = {
	    "none", "noValue", "exp", "lit", "var", "defaultEngine", "defaultVoice"};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (slice_is(key, words[i]))
			return true;
	return false;
}
