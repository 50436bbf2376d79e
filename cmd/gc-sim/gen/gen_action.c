/* gen_action.c - the kinds of steps, and what their writers share */
#include "gen/gen_action.h"

#include "base/mem.h"

#include <ctype.h>

/* clang-format off */
#define FILLER(type, label, families, cost, share, write) \
	{type "Action", label, families, cost, share, false, write}
#define STEP(type, label, families, cost, write) FILLER(type, label, families, cost, 0, write)
#define LAST(type, label, families, cost, write) \
	{type "Action", label, families, cost, 0, true, write}
#define PEOPLE (VOICE | DIGITAL)

/* The first one is action_update(). */
static const struct action fillers[] = {
    FILLER("UpdateVariable", "Update Data", ALL, 1770, 30, gen_write_update),
    FILLER("Decision", "Decision", ALL, 940, 14, gen_write_decision),
    FILLER("Switch", "Switch", ALL, 2600, 5, gen_write_switch),
    FILLER("Loop", "Loop", ALL, 750, 5, gen_write_loop),
    FILLER("Wait", "Wait", WORK, 510, 5, gen_write_wait),
    FILLER("SetAttributes", "Set Participant Data", PEOPLE, 1050, 8, gen_write_attributes),
    FILLER("PlayAudio", "Play Audio", VOICE, 1250, 14, gen_write_play),
    FILLER("Communicate", "Communicate", BOT, 1630, 26, gen_write_communicate),
    FILLER("SendResponse", "Send Response", DIGITAL, 820, 10, gen_write_respond),
    FILLER("FindQueue", "Find Queue", PEOPLE | WORK, 1360, 2, gen_write_find_queue),
};

/* By the kind of the object that the step refers to. */
static const struct {
	enum kind kind;
	struct action action;
} for_kind[] = {
    {DATA_ACTION, STEP("Data", "Call Data Action", ALL, 3800, gen_write_data)},
    {DATA_TABLE, STEP("DataTableLookup", "Data Table Lookup", ALL, 1630, gen_write_table)},
    {QUEUE, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {QUEUE, STEP("CreateCallback", "Create Callback", WORK, 1530, gen_write_callback)},
    {SKILL, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {LANGUAGE_SKILL, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {USER_PROMPT, STEP("PlayAudio", "Play Audio", VOICE, 1250, gen_write_play)},
    {USER_PROMPT, STEP("AskForBoolean", "Ask for Yes/No", BOT, 1280, gen_write_play)},
    {SCHEDULE, STEP("EvaluateSchedule", "Evaluate Schedule", PEOPLE | WORK, 870, gen_write_evaluate)},
    {SCHEDULE_GROUP, STEP("EvaluateScheduleGroup", "Evaluate Schedule Group", PEOPLE,
        890, gen_write_evaluate)},
    {EMERGENCY_GROUP, STEP("EvaluateEmergencyGroup", "Evaluate Emergency", VOICE, 880,
        gen_write_evaluate)},
    {GROUP, STEP("TransferGroup", "Transfer to Group", VOICE | WORK, 870, gen_write_to_object)},
    {WRAPUP, STEP("SetWrapupCode", "Set Wrap-up Code", PEOPLE | BOT, 880, gen_write_to_object)},
    {SCRIPT, STEP("ScreenPop", "Set Screen Pop", PEOPLE, 1130, gen_write_screen_pop)},
    {OUTCOME, STEP("SetFlowOutcome", "Set Flow Outcome", PEOPLE | WORK | BOT, 450, gen_write_outcome)},
    {MILESTONE, STEP("AddFlowMilestone", "Add Flow Milestone", PEOPLE | WORK | BOT, 300,
        gen_write_milestone)},
    {USER, STEP("SendNotification", "Send Notification", WORK | DIGITAL, 1760, gen_write_notify)},
    {RESPONSE, STEP("GetResponse", "Get Response", DIGITAL | WORK, 1280, gen_write_get_response)},
    {IMAGE, STEP("DigitalMenu", "Digital Menu", BOT, 1740, gen_write_digital_menu)},
    {AUDIO_CONNECTOR, STEP("CallAudioConnector", "Call Audio Connector", VOICE, 1360,
        gen_write_audio_connector)},
    {DIALOGFLOW, STEP("CallDialogflowBot", "Call Dialogflow Bot", PEOPLE, 890, gen_write_dialogflow)},
};

/* By the type of the flow that the step refers to. */
static const struct {
	const char *type;
	struct action action;
} for_flow[] = {
    {"botFlow", STEP("CallBotFlow", "Call Bot Flow", ALL, 730, gen_write_call_bot)},
    {"digitalBotFlow", STEP("CallDigitalBotFlow", "Call Digital Bot Flow", ALL, 740,
        gen_write_call_bot)},
    {"commonModuleFlow", STEP("CallCommonModule", "Call Common Module", ALL, 1630,
        gen_write_call_module)},
    {"secureCallFlow", STEP("CallSecureFlow", "Call Secure Flow", ALL, 840, gen_write_call_secure)},
    {"inqueueCallFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000, gen_write_transfer)},
    {"inqueueEmailFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000, gen_write_transfer)},
    {"inqueueShortMessageFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000,
        gen_write_transfer)},
    {"inboundCallFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500, gen_write_transfer_flow)},
    {"inboundEmailFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500, gen_write_transfer_flow)},
    {"inboundShortMessageFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500,
        gen_write_transfer_flow)},
    {"bridgeAction", STEP("BridgeServer", "Call Bridge Action", ALL, 1000, gen_write_bridge)},
};

static const struct action ends[] = {
    LAST("Disconnect", "Disconnect", PEOPLE, 150, gen_write_end),
    LAST("EndWorkflow", "End Workflow", WORK, 300, gen_write_end),
    LAST("ExitBotFlow", "Exit Bot Flow", BOT, 150, gen_write_end),
    LAST("EndTask", "End Task", MODULE, 200, gen_write_end),
};
/* clang-format on */

const struct action *
gen_action_for(const struct body *b, const struct gen_ref *m)
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
gen_action_filler(const struct body *b, struct rng *r)
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
gen_action_update(void)
{
	return &fillers[0];
}

const struct action *
gen_action_end(const struct body *b)
{
	size_t i = 0;

	while (!(ends[i].families & b->type->family))
		i++;
	return &ends[i];
}

void
gen_action_write(struct body *b, const struct step *s, struct buf *to)
{
	b->rng = (struct rng){s->seed};
	s->action->write(b, s, to);
}

void
gen_step_head(struct body *b, const struct step *s, struct buf *to)
{
	if (s->next != NULL && !s->action->last)
		gen_emit(to, "'nextAction':%s,", s->next->id);
	gen_emit(to,
	    "'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':false},'__type':%s",
	    ++b->tracking, s->id, s->name, s->action->type);
}

void
gen_step_paths(struct body *b, const struct step *s, struct buf *to, const char *const *labels)
{
	bool first = true;

	(void)b;
	gen_emit(to, ",'paths':[");
	for (; *labels != NULL; labels++) {
		char output[40];
		size_t n = 0;

		for (const char *p = *labels; *p != '\0' && n < sizeof(output) - 5; p++)
			output[n++] = *p == ' ' ? '_' : (char)toupper((unsigned char)*p);
		output[n] = '\0';
		gen_emit_comma(to);
		gen_emit(to, "{");
		if (first && s->next != NULL)
			gen_emit(to, "'nextActionId':%s,", s->next->id);
		gen_emit(to, "'label':%s,'outputId':'__", *labels);
		buf_puts(to, output);
		gen_emit(to, "__','uiMetaData':{'collapsed':false}}");
		first = false;
	}
	buf_putc(to, ']');
}

void
gen_step_errors(struct buf *to, size_t n)
{
	static const struct {
		const char *name, *type;
	} bindings[] = {{"errorType", "str"}, {"errorMessage", "str"}, {"errorCode", "str"},
	    {"status", "int"}, {"correlationId", "str"}, {"entityId", "str"}, {"entityName", "str"},
	    {"userMessage", "str"}, {"userParamsMessage", "str"}, {"userParams.key", "str_coll"},
	    {"userParams.value", "str_coll"}, {"details.errorCode", "str_coll"},
	    {"details.fieldName", "str_coll"}};

	gen_emit(to, ",'errorBindings':[");
	for (size_t i = 0; i < n; i++) {
		gen_emit_comma(to);
		gen_emit(to, "{'name':%s,'value':", bindings[i].name);
		gen_value_empty(to, bindings[i].type);
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
}

const struct gen_ref *
gen_step_use(struct body *b, const struct step *s, size_t ref)
{
	gen_body_use(b, ref, s->action->label, s->id, s->name);
	return &b->refs.v[ref];
}

const struct gen_ref *
gen_step_ref(struct body *b, const struct step *s)
{
	return gen_step_use(b, s, s->ref);
}

/* What stands before and after a value in JSON that is glued together by hand. */
static const char *const glue[] = {"{\"id\": \"", "\", \"name\": \"", "\"}", " ", ", ", "tel:", "/",
    "Case ", " - ", "; reason=", "&page=", "<b>", "</b>", "\n", "ä", "\\"};

void
gen_step_sum(struct body *b, const struct step *s, struct buf *to)
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
		t->variable = gen_body_variable(b, t->kind == TERM_VARIABLE ? "str" : "int");
		if (b->type->family == VOICE && rng_chance(&b->rng, 20)) {
			t->kind = rng_chance(&b->rng, 50) ? TERM_SYSTEM : TERM_REPLACE;
			t->variable = NULL;
		}
	}
	if (b->flow->unpaired && s->longest)
		terms[0].text = "half a pair: \xed\xa0\xbd";
	gen_value_sum(to, terms, n);
	free(terms);
}
