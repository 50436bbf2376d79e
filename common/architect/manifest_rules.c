/*
 * manifest_rules.c - what Architect's client does with a use of an object
 *
 * The names of actions are those of its English page, and of the manifests of real flows where the
 * two differ. The manifest only shows them.
 */
#include "architect/manifest_build.h"
#include "base/ascii.h"
#include "json/json_write.h"
#include "json/peek.h"

enum { MEMBERS_MAX = 128 }; /* real objects have far fewer members; none makes this slow */

struct rules_pair {
	const char *name, *text;
};

static bool
rules_begins_with(struct slice s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

static struct slice
pointer_of(const struct manifest *m, const struct ref_use *use)
{
	return refs_text(&m->refs, use->pointer);
}

/* The name of the member at the end of a use's pointer. */
static struct slice
last_step(struct slice pointer)
{
	size_t n = pointer.n;

	while (n > 0 && pointer.p[n - 1] != '/')
		n--;
	return slice_of(pointer.p + n, pointer.n - n);
}

/* The value of a member of the object that a use is directly in; empty: there is none. */
static struct slice
rules_beside(const struct manifest *m, const struct ref_use *use, const char *name)
{
	struct slice object = slice_of(m->record.p + use->in, m->record.n - use->in);
	struct slice key, value, found = {"", 0};

	if (object.p[0] != '{')
		return found;
	for (int i = 0; i < MEMBERS_MAX && peek_member(&object, &key, &value); i++)
		if (json_is(key, name))
			found = value;
	return found;
}

bool
manifest_counts(const struct manifest *m, const struct ref_use *use)
{
	struct slice pointer = pointer_of(m, use), step = last_step(pointer);

	if (use->out_of_service != 0 || !rules_begins_with(pointer, "/configuration/"))
		return false;
	if (slice_is(step, "inQueueFlowId"))
		return slice_is(rules_beside(m, use, "useDefaultHandling"), "false");
	return !slice_is(step, "acknowledgementUserId");
}

bool
manifest_is_in_module(const struct manifest *m, const struct ref_use *use)
{
	return rules_begins_with(pointer_of(m, use), "/configuration/commonModules/");
}

bool
manifest_is_part(const struct manifest *m, const struct ref_use *use)
{
	static const char *const wholes[] = {"/configuration/botFlowSettings/",
	    "/configuration/nluMetaData/",
	    "/configuration/workitemFlowSettings/worktype/statuses/"};
	struct slice pointer = pointer_of(m, use), step = last_step(pointer);

	for (size_t i = 0; i < COUNT_OF(wholes); i++)
		if (rules_begins_with(pointer, wholes[i]))
			return true;
	if (slice_is(step, "referenceId"))
		return true;
	return slice_is(step, "val") && slice_is(rules_beside(m, use, "type"), "\"squ\"");
}

/* In a node of the sequence; variables of a task come with the flow's own. */
static bool
is_in_sequence(struct slice pointer)
{
	static const char sequence[] = "/configuration/flowSequenceItemList/";
	size_t at = sizeof sequence - 1;

	if (!rules_begins_with(pointer, sequence))
		return false;
	while (at < pointer.n && pointer.p[at] != '/')
		at++;
	return !rules_begins_with(slice_of(pointer.p + at, pointer.n - at), "/variables/");
}

uint64_t
manifest_rank(const struct manifest *m, const struct ref_use *use)
{
	struct slice pointer = pointer_of(m, use);
	uint64_t section = 2;

	if (is_in_sequence(pointer))
		section = 0;
	else if (rules_begins_with(pointer, "/configuration/supportedLanguageOptions/"))
		section = 1;
	return section << 32 | use->at;
}

static const char *
rules_find(const struct rules_pair *pairs, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_is(name, pairs[i].name))
			return pairs[i].text;
	return NULL;
}

/* How the page calls a node of this __type; NULL: variables have no such name, others none here. */
static const char *
action_name(struct slice type)
{
	static const struct rules_pair names[] = {{"AskForSlotAction", "Ask for Slot"},
	    {"BridgeServerAction", "Call Bridge Action"}, {"CallBotFlowAction", "Call Bot Flow"},
	    {"CallDialogflowBotAction", "Call Dialogflow Bot"},
	    {"CallLexBotAction", "Call Lex Bot"}, {"CollectInputAction", "Collect Input"},
	    {"CreateCallbackAction", "Create Callback"}, {"DataAction", "Call Data Action"},
	    {"DataTableLookupAction", "Data Table Lookup"}, {"DecisionAction", "Decision"},
	    {"EvaluateScheduleAction", "Evaluate Schedule"},
	    {"EvaluateScheduleGroupAction", "Evaluate Schedule Group"},
	    {"ExtractSecureDataAction", "Extract Secure Data"},
	    {"FindSystemPromptAction", "Find System Prompt"},
	    {"FindUserPromptAction", "Find User Prompt"}, {"GetResponseAction", "Get Response"},
	    {"HoldMusicAction", "Hold Music"},
	    {"InitializeFlowOutcomeAction", "Initialize Flow Outcome"}, {"LoopAction", "Loop"},
	    {"PlayAudioAction", "Play Audio"}, {"ScreenPopAction", "Set Screen Pop"},
	    {"SecureAction", "Call Secure Data Action"}, {"SendAutoReplyAction", "Send Auto Reply"},
	    {"SetAttributesAction", "Set Participant Data"},
	    {"SetFlowOutcomeAction", "Set Flow Outcome"}, {"SetLocaleAction", "Set Language"},
	    {"SetWrapupCodeAction", "Set Wrapup Code"}, {"SwitchAction", "Switch"},
	    {"TransferExternalAction", "Transfer to Number"},
	    {"TransferFlowAction", "Transfer to Flow"},
	    {"TransferFlowSecureAction", "Transfer to Secure Flow"},
	    {"TransferGroupAction", "Transfer to Group"},
	    {"TransferPureMatchAction", "Transfer to ACD"},
	    {"TransferUserAction", "Transfer to User"},
	    {"TransferVoicemailAction", "Transfer to Voicemail"},
	    {"UpdateVariableAction", "Update Data"}, {"WaitAction", "Wait"}};

	return rules_find(names, COUNT_OF(names), type);
}

/* The id by which the manifest calls the settings that a use stands in; NULL: none is known. */
static const char *
settings_id(struct slice pointer)
{
	static const struct rules_pair settings[] = {{"botFlowSettings", "botFlowSettings"},
	    {"defaultSettings", "defaultSettings"}, {"errorHandling", "errorHandling"},
	    {"inQueueCallFlowSettings", "inQueueSettings"},
	    {"knowledgeSettings", "knowledgeSettings"},
	    {"outboundCallSettings", "outboundSettings"},
	    {"workitemFlowSettings", "workitemFlowSettings"}};
	size_t begin = strlen("/configuration/"), end = begin;

	while (end < pointer.n && pointer.p[end] != '/')
		end++;
	return rules_find(settings, COUNT_OF(settings), slice_of(pointer.p + begin, end - begin));
}

/* A member whose value is a string token of the record, which is copied as it is spelled. */
static void
write_token(struct buf *to, const char *name, struct slice token)
{
	json_write_name(to, name);
	buf_putc(to, '"');
	buf_add_slice(to, token);
	buf_putc(to, '"');
}

/* What contains a use: a node, or settings. *before: the last one written, which is not repeated. */
static void
write_parent(
    const struct manifest *m, const struct ref_use *use, struct slice *before, struct buf *to)
{
	const char *settings = settings_id(pointer_of(m, use));
	const char *action = action_name(use->node_type);
	struct slice id = use->node_id;

	if (id.n == 0 && settings != NULL)
		id = slice_str(settings);
	if (id.n == 0 || slice_eq(id, *before))
		return;
	*before = id;
	json_write_open(to, NULL);
	if (use->node_id.n > 0 && action != NULL)
		json_write_cstr(to, "actionName", action);
	write_token(to, "id", id);
	if (use->node_id.n > 0 && use->node_name.n > 0)
		write_token(to, "name", use->node_name);
	json_write_close(to);
}

/* Flows that another flow calls are bound to whatever of them is published. */
static bool
has_version(struct slice type)
{
	static const char *const types[] = {"botFlow", "commonModuleFlow", "digitalBotFlow"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (slice_is(type, types[i]))
			return true;
	return false;
}

void
manifest_write_entry(const struct manifest *m, const struct ref *ref, struct buf *to)
{
	struct slice before = {"", 0};

	json_write_open(to, NULL);
	json_write_string(to, "name", refs_text(&m->refs, ref->name));
	json_write_string(to, "id", refs_text(&m->refs, ref->id));
	if (has_version(refs_text(&m->refs, ref->type)))
		json_write_cstr(to, "version", "published");
	json_write_open_array(to, "context");
	for (size_t k = 0; k < ref->count; k++)
		if (manifest_counts(m, refs_use(&m->refs, ref, k)))
			write_parent(m, refs_use(&m->refs, ref, k), &before, to);
	json_write_close_array(to);
	json_write_close(to);
}

bool
manifest_is_last(struct slice type)
{
	return slice_is(type, "language") || slice_is(type, "userPrompt") ||
	       slice_is(type, "systemPrompt");
}
