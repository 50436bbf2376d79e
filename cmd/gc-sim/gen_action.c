#include "gen_action.h"

#include "mem.h"
#include "gen_words.h"

#include <ctype.h>

/* clang-format off */
const struct action action_update =
    {"UpdateVariableAction", "Update Data", ALL, 1770, 30, false, write_update};

static const struct action fillers[] = {
    {"UpdateVariableAction", "Update Data", ALL, 1770, 30, false, write_update},
    {"DecisionAction", "Decision", ALL, 940, 14, false, write_decision},
    {"SwitchAction", "Switch", ALL, 2600, 5, false, write_switch},
    {"LoopAction", "Loop", ALL, 750, 5, false, write_loop},
    {"WaitAction", "Wait", WORK, 510, 5, false, write_wait},
    {"SetAttributesAction", "Set Participant Data", VOICE | DIGITAL, 1050, 8, false, write_attributes},
    {"PlayAudioAction", "Play Audio", VOICE, 1250, 14, false, write_play},
    {"CommunicateAction", "Communicate", BOT, 1630, 26, false, write_communicate},
    {"SendResponseAction", "Send Response", DIGITAL, 820, 10, false, write_respond},
    {"FindQueueAction", "Find Queue", VOICE | DIGITAL | WORK, 1360, 2, false, write_find_queue},
};

/* By the kind of the cast's member. */
static const struct {
	enum kind kind;
	struct action action;
} for_kind[] = {
    {DATA_ACTION, {"DataAction", "Call Data Action", ALL, 3800, 0, false, write_data}},
    {DATA_TABLE, {"DataTableLookupAction", "Data Table Lookup", ALL, 1630, 0, false, write_table}},
    {QUEUE, {"TransferPureMatchAction", "Transfer to ACD", VOICE | DIGITAL, 3000, 0, true, write_transfer}},
    {QUEUE, {"CreateCallbackAction", "Create Callback", WORK, 1530, 0, false, write_callback}},
    {SKILL, {"TransferPureMatchAction", "Transfer to ACD", VOICE | DIGITAL, 3000, 0, true, write_transfer}},
    {LANGUAGE_SKILL, {"TransferPureMatchAction", "Transfer to ACD", VOICE | DIGITAL, 3000, 0, true, write_transfer}},
    {USER_PROMPT, {"PlayAudioAction", "Play Audio", VOICE, 1250, 0, false, write_play}},
    {USER_PROMPT, {"AskForBooleanAction", "Ask for Yes/No", BOT, 1280, 0, false, write_play}},
    {SCHEDULE, {"EvaluateScheduleAction", "Evaluate Schedule", VOICE | DIGITAL | WORK, 870, 0, false, write_to_object}},
    {SCHEDULE_GROUP, {"EvaluateScheduleGroupAction", "Evaluate Schedule Group", VOICE | DIGITAL, 890, 0, false, write_to_object}},
    {EMERGENCY_GROUP, {"EvaluateEmergencyGroupAction", "Evaluate Emergency", VOICE, 880, 0, false, write_to_object}},
    {GROUP, {"TransferGroupAction", "Transfer to Group", VOICE | WORK, 870, 0, false, write_to_object}},
    {WRAPUP, {"SetWrapupCodeAction", "Set Wrap-up Code", VOICE | DIGITAL | BOT, 880, 0, false, write_to_object}},
    {SCRIPT, {"ScreenPopAction", "Set Screen Pop", VOICE | DIGITAL, 1130, 0, false, write_screen_pop}},
    {OUTCOME, {"SetFlowOutcomeAction", "Set Flow Outcome", VOICE | DIGITAL | BOT | WORK, 450, 0, false, write_outcome}},
    {MILESTONE, {"AddFlowMilestoneAction", "Add Flow Milestone", VOICE | DIGITAL | BOT | WORK, 300, 0, false, write_milestone}},
    {USER, {"SendNotificationAction", "Send Notification", WORK | DIGITAL, 1760, 0, false, write_notify}},
    {RESPONSE, {"GetResponseAction", "Get Response", DIGITAL | WORK, 1280, 0, false, write_get_response}},
    {IMAGE, {"DigitalMenuAction", "Digital Menu", BOT, 1740, 0, false, write_digital_menu}},
    {AUDIO_CONNECTOR, {"CallAudioConnectorAction", "Call Audio Connector", VOICE, 1360, 0, false, write_audio_connector}},
    {DIALOGFLOW, {"CallDialogflowBotAction", "Call Dialogflow Bot", VOICE | DIGITAL, 890, 0, false, write_dialogflow}},
};

/* By the type of the flow that the cast's member is. */
static const struct {
	const char *type;
	struct action action;
} for_flow[] = {
    {"botFlow", {"CallBotFlowAction", "Call Bot Flow", ALL, 730, 0, false, write_call_bot}},
    {"digitalBotFlow", {"CallDigitalBotFlowAction", "Call Digital Bot Flow", ALL, 740, 0, false, write_call_bot}},
    {"commonModuleFlow", {"CallCommonModuleAction", "Call Common Module", ALL, 1630, 0, false, write_call_module}},
    {"secureCallFlow", {"CallSecureFlowAction", "Call Secure Flow", ALL, 840, 0, false, write_call_secure}},
    {"inqueueCallFlow", {"TransferPureMatchAction", "Transfer to ACD", ALL, 3000, 0, true, write_transfer}},
    {"inqueueEmailFlow", {"TransferPureMatchAction", "Transfer to ACD", ALL, 3000, 0, true, write_transfer}},
    {"inqueueShortMessageFlow", {"TransferPureMatchAction", "Transfer to ACD", ALL, 3000, 0, true, write_transfer}},
    {"inboundCallFlow", {"TransferFlowAction", "Transfer to Flow", ALL, 1500, 0, true, write_transfer_flow}},
    {"inboundEmailFlow", {"TransferFlowAction", "Transfer to Flow", ALL, 1500, 0, true, write_transfer_flow}},
    {"inboundShortMessageFlow", {"TransferFlowAction", "Transfer to Flow", ALL, 1500, 0, true, write_transfer_flow}},
    {"bridgeAction", {"BridgeServerAction", "Call Bridge Action", ALL, 1000, 0, false, write_bridge}},
};

static const struct action ends[] = {
    {"DisconnectAction", "Disconnect", VOICE | DIGITAL, 150, 0, true, write_end},
    {"EndWorkflowAction", "End Workflow", WORK, 300, 0, true, write_end},
    {"ExitBotFlowAction", "Exit Bot Flow", BOT, 150, 0, true, write_end},
    {"EndTaskAction", "End Task", MODULE, 200, 0, true, write_end},
};
/* clang-format on */

const struct action *
action_for(const struct body *b, const struct member *m)
{
	for (size_t i = 0; m->kind == NO_KIND && i < COUNT_OF(for_flow); i++)
		if (strcmp(for_flow[i].type, m->type) == 0)
			return &for_flow[i].action;
	for (size_t i = 0; m->kind != NO_KIND && i < COUNT_OF(for_kind); i++)
		if (for_kind[i].kind == m->kind && for_kind[i].action.families & b->type->family)
			return &for_kind[i].action;
	return NULL;
}

const struct action *
action_filler(const struct body *b, struct rng *r)
{
	size_t all = 0, draw, i = 0;

	for (size_t k = 0; k < COUNT_OF(fillers); k++)
		all += fillers[k].families & b->type->family ? fillers[k].share : 0;
	draw = rng_below(r, all);
	for (;; i++) {
		if (!(fillers[i].families & b->type->family))
			continue;
		if (draw < fillers[i].share)
			return &fillers[i];
		draw -= fillers[i].share;
	}
}

const struct action *
action_end(const struct body *b)
{
	size_t i = 0;

	while (!(ends[i].families & b->type->family))
		i++;
	return &ends[i];
}

void
action_write(struct body *b, const struct step *s, struct buf *to)
{
	b->rng = (struct rng){s->seed};
	s->action->write(b, s, to);
}

void
step_head(struct body *b, const struct step *s, struct buf *to)
{
	if (s->next != NULL && !s->action->last)
		emit(to, "'nextAction':%s,", s->next->id);
	emit(to, "'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':false},'__type':%s",
	    ++b->tracking, s->id, s->name, s->action->type);
}

void
step_paths(struct body *b, const struct step *s, struct buf *to, const char *const *labels)
{
	bool first = true;

	(void)b;
	emit(to, ",'paths':[");
	for (; *labels != NULL; labels++) {
		char output[40];
		size_t n = 0;

		for (const char *p = *labels; *p != '\0' && n < sizeof(output) - 5; p++)
			output[n++] = *p == ' ' ? '_' : (char)toupper((unsigned char)*p);
		output[n] = '\0';
		emit_comma(to);
		emit(to, "{");
		if (first && s->next != NULL)
			emit(to, "'nextActionId':%s,", s->next->id);
		emit(to, "'label':%s,'outputId':'__", *labels);
		buf_puts(to, output);
		emit(to, "__','uiMetaData':{'collapsed':false}}");
		first = false;
	}
	buf_putc(to, ']');
}

void
step_errors(struct buf *to, size_t n)
{
	static const struct {
		const char *name, *type;
	} bindings[] = {{"errorType", "str"}, {"errorMessage", "str"}, {"errorCode", "str"},
	    {"status", "int"}, {"correlationId", "str"}, {"entityId", "str"}, {"entityName", "str"},
	    {"userMessage", "str"}, {"userParamsMessage", "str"}, {"userParams.key", "str_coll"},
	    {"userParams.value", "str_coll"}, {"details.errorCode", "str_coll"},
	    {"details.fieldName", "str_coll"}};

	emit(to, ",'errorBindings':[");
	for (size_t i = 0; i < n; i++) {
		emit_comma(to);
		emit(to, "{'name':%s,'value':", bindings[i].name);
		value_empty(to, bindings[i].type);
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
}

const struct member *
step_use(struct body *b, const struct step *s, size_t member)
{
	body_use(b, member, s->action->label, s->id, s->name);
	return &b->cast.v[member];
}

const struct member *
step_member(struct body *b, const struct step *s)
{
	return step_use(b, s, s->member);
}

/* What stands before and after a value in JSON that is glued together by hand. */
static const char *const glue[] = {"{\"id\": \"", "\", \"name\": \"", "\"}", " ", ", ", "tel:", "/",
    "Case ", " - ", "; reason=", "&page=", "<b>", "</b>", "\n", "ä", "\\"};

void
step_sum(struct body *b, const struct step *s, struct buf *to)
{
	size_t n = s->longest ? b->flow->terms : rng_between(&b->rng, 2, 4);
	struct term *terms;

	if (s->longest && b->flow->depth != 0)
		n = b->flow->depth < 14 ? 2 : (b->flow->depth - 5) / 3;
	terms = xcalloc(n, sizeof(*terms));
	for (size_t i = 0; i < n; i++) {
		struct term *t = &terms[i];

		t->kind = TERM_TEXT;
		t->text = glue[rng_below(&b->rng, COUNT_OF(glue))];
		if (i % 2 == 0)
			continue;
		t->kind = rng_chance(&b->rng, 70) ? TERM_VARIABLE : TERM_TO_STRING;
		t->variable = body_variable(b, t->kind == TERM_VARIABLE ? "str" : "int");
		if (b->type->family == VOICE && rng_chance(&b->rng, 20)) {
			t->kind = rng_chance(&b->rng, 50) ? TERM_SYSTEM : TERM_REPLACE;
			t->variable = NULL;
		}
	}
	if (b->flow->unpaired && s->longest)
		terms[0].text = "half a pair: \xed\xa0\xbd";
	value_sum(to, terms, n);
	free(terms);
}
