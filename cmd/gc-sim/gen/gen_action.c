/* gen_action.c - the kinds of steps */
#include "gen/gen_action.h"

#include "gen/gen_form.h"

/* clang-format off */
#define ROW(type, label, families, cost, share, last, form, write) \
	{type "Action", label, families, cost, share, last, form, write}
#define FILLER(type, label, families, cost, share, write) \
	ROW(type, label, families, cost, share, false, NULL, write)
#define STEP(type, label, families, cost, write) FILLER(type, label, families, cost, 0, write)
#define LAST(type, label, families, cost, write) \
	ROW(type, label, families, cost, 0, true, NULL, write)
/* The same with a form instead of a function. */
#define LAST_FORM(type, label, families, cost, form) \
	ROW(type, label, families, cost, 0, true, form, NULL)
#define FILLER_FORM(type, label, families, cost, share, form) \
	ROW(type, label, families, cost, share, false, form, NULL)
#define FORM(type, label, families, cost, form) FILLER_FORM(type, label, families, cost, 0, form)
#define PEOPLE (VOICE | DIGITAL)

/*
 * The step names a schedule or an emergency group by id and name, not by a value object. One kind
 * of step evaluates both.
 */
#define EVALUATE(type, label, families, cost, object, paths) \
	FORM(type, label, families, cost, \
	    "{'" object "Id':$id,'" object "Name':$name,'evaluateNow':true,$head," \
	    "'timeZone':$lit(str:Europe/Berlin)$paths(" paths ")}")
#define CALL_BOT \
	"{'flowId':$id,'flowName':$name,'flowLatestVersion':true,'flowDebugPublished':false," \
	"$head,'exitReason':$empty(str),'inputs':[],'intent':$empty(str),'outputs':[]," \
	"'inputText':$raw(str:Message.Message.body),'paths':[]}"
#define PLAY "{$head,'prompts':$audio}"
#define DIGITAL_MENU \
	"{$head,'choices':[],'chooser':{'config':{'lit':{'pos':1,'text':'','type':'chs'}}," \
	"'text':'','type':'chs','uiMetaData':{'mode':1,'valueSourceType':'custom'}," \
	"'metaData':{},'version':2,'properties':{'carousel':{'config':{'lit':{'pos':1," \
	"'text':'','type':'crs'}},'text':'','type':'crs','properties':{'cards':{'config':{" \
	"'lit':{'pos':1,'text':'','type':'crd_coll','items':[{'config':{'lit':{'pos':1," \
	"'text':'','type':'crd'}},'text':'','type':'crd','properties':{'image':$object(img)," \
	"'title':$text}}]}}}}}}},'selection':$out$paths(Success|No Input|No Match)}"

/* The first two are those of gen_action_update() and gen_action_decision(). */
static const struct action fillers[] = {
    FILLER("UpdateVariable", "Update Data", ALL, 1770, 30, gen_write_update),
    FILLER("Decision", "Decision", ALL, 940, 14, gen_write_decision),
    FILLER("Switch", "Switch", ALL, 2600, 5, gen_write_switch),
    FILLER("Loop", "Loop", ALL, 750, 5, gen_write_loop),
    FILLER_FORM("Wait", "Wait", WORK, 510, 5,
        "{$head,'trimDurationNearMaxRunningTime':$lit(bln:false),'duration':$lit(dur:P0D0H0M30S0F)}"),
    FILLER_FORM("SetAttributes", "Set Participant Data", PEOPLE, 1050, 8,
        "{$head,'variables':[{'expression':$sum,'variable':$lit(str:route.reason)}]}"),
    FILLER_FORM("PlayAudio", "Play Audio", VOICE, 1250, 14, PLAY),
    FILLER_FORM("Communicate", "Communicate", BOT, 1630, 26, "{$head,'communication':$say}"),
    FILLER("SendResponse", "Send Response", DIGITAL, 820, 10, gen_write_respond),
    /* by a name that is computed while the flow runs, so there is nothing to map */
    FILLER_FORM("FindQueue", "Find Queue", PEOPLE | WORK, 1360, 2,
        "{$head,'findName':$sum,'findResult':$out$paths(Found|Not Found)}"),
};

/* By the kind of the object that the step refers to. */
static const struct {
	enum kind kind;
	struct action action;
} for_kind[] = {
    {DATA_ACTION, STEP("Data", "Call Data Action", ALL, 3800, gen_write_data)},
    {DATA_TABLE, FORM("DataTableLookup", "Data Table Lookup", ALL, 1630,
        "{'datatableId':$id,'datatableName':$name,$head,'lookupKeyValue':$sum,'outputs':[]$errors(2)"
        "$paths(Found|Not Found|Failure)}")},
    {QUEUE, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {QUEUE, FORM("CreateCallback", "Create Callback", WORK, 1530,
        "{$head,'callbackNumber':$in,'queue':$object(que),'calleeName':$sum$paths(Success|Failure)}")},
    {SKILL, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {LANGUAGE_SKILL, LAST("TransferPureMatch", "Transfer to ACD", PEOPLE, 3000, gen_write_transfer)},
    {USER_PROMPT, FORM("PlayAudio", "Play Audio", VOICE, 1250, PLAY)},
    {USER_PROMPT, FORM("AskForBoolean", "Ask for Yes/No", BOT, 1280, PLAY)},
    {SCHEDULE, EVALUATE("EvaluateSchedule", "Evaluate Schedule", PEOPLE | WORK, 870, "schedule",
        "Active|Inactive")},
    {SCHEDULE_GROUP, EVALUATE("EvaluateScheduleGroup", "Evaluate Schedule Group", PEOPLE,
        890, "scheduleGroup", "Open|Closed|Holiday")},
    {EMERGENCY_GROUP, FORM("EvaluateSchedule", "Evaluate Schedule", VOICE, 900,
        "{'emergencyGroupId':$id,'emergencyGroupName':$name,'evaluateEmergencyGroup':true,"
        "'evaluateNow':true,$head,'timeZone':$lit(str:Europe/Berlin)$paths(Active|Inactive)}")},
    {GROUP, FORM("TransferGroup", "Transfer to Group", VOICE, 3000,
        "{$head,'group':$object(grp),'preTransferAudio':$speech,'failureTransferAudio':$speech"
        "$paths(Success|Failure)}")},
    {GROUP, FORM("TransferGroup", "Transfer to Group", WORK, 870,
        "{$head,'group':$object(grp)$paths(Success|Failure)}")},
    {WRAPUP, FORM("SetWrapupCode", "Set Wrap-up Code", PEOPLE | BOT, 880,
        "{$head,'wrapupCode':$object(wrc)$paths(Success|Failure)}")},
    {SCRIPT, STEP("ScreenPop", "Set Screen Pop", PEOPLE, 1130, gen_write_screen_pop)},
    {OUTCOME, FORM("SetFlowOutcome", "Set Flow Outcome", PEOPLE | WORK | BOT, 450,
        "{'outcomeId':$id,'outcomeName':$name,$head,'outcomeValue':$lit(str:SUCCESS)}")},
    {MILESTONE, FORM("AddFlowMilestone", "Add Flow Milestone", PEOPLE | WORK | BOT, 300,
        "{'milestoneId':$id,'milestoneName':$name,$head}")},
    {USER, STEP("SendNotification", "Send Notification", WORK | DIGITAL, 1760, gen_write_notify)},
    {RESPONSE, STEP("GetResponse", "Get Response", DIGITAL | WORK, 1280, gen_write_get_response)},
    {IMAGE, FORM("DigitalMenu", "Digital Menu", BOT, 1740, DIGITAL_MENU)},
    {AUDIO_CONNECTOR, STEP("CallAudioConnector", "Call Audio Connector", VOICE, 1360,
        gen_write_audio_connector)},
    {DIALOGFLOW, FORM("CallDialogflowBot", "Call Dialogflow Bot", PEOPLE, 890,
        "{'languages':['en','de'],'botId':$id,'botName':$name,$head$errors(2),"
        "'inputText':$raw(str:Message.Message.body)$paths(Failure)}")},
};

/* By the type of the flow that the step refers to. */
static const struct {
	const char *type;
	struct action action;
} for_flow[] = {
    {"botFlow", FORM("CallBotFlow", "Call Bot Flow", ALL, 730, CALL_BOT)},
    {"digitalBotFlow", FORM("CallDigitalBotFlow", "Call Digital Bot Flow", ALL, 740, CALL_BOT)},
    {"commonModuleFlow", FORM("CallCommonModule", "Call Common Module", ALL, 1630,
        "{'flowId':$id,'flowName':$name,'flowVersion':'2.0','flowLatestVersion':false,$head,"
        "'inputs':[{'name':'Flow.request','value':$sum}],'outputs':[{'name':'Flow.result','value':$out}]"
        "$paths(Success|Failure)}")},
    {"secureCallFlow", FORM("CallSecureFlow", "Call Secure Flow", ALL, 840,
        "{'flowId':$id,'flowName':$name,$head,'invocationData':$in$paths(Success|Failure)}")},
    {"inqueueCallFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000, gen_write_transfer)},
    {"inqueueEmailFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000, gen_write_transfer)},
    {"inqueueShortMessageFlow", LAST("TransferPureMatch", "Transfer to ACD", ALL, 3000,
        gen_write_transfer)},
    {"inboundCallFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500, gen_write_transfer_flow)},
    {"inboundEmailFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500, gen_write_transfer_flow)},
    {"inboundShortMessageFlow", LAST("TransferFlow", "Transfer to Flow", ALL, 1500,
        gen_write_transfer_flow)},
    {"bridgeAction", FORM("BridgeServer", "Call Bridge Action", ALL, 1000,
        "{'actionName':$name,'useSuggestedTimeout':false,$head,"
        "'inputs':[{'name':'PhoneNumber','value':$in}],"
        "'outputs':[{'name':'Account.Id','value':$empty(str)}],'timeout':$lit(dur:P0D0H1M0S0F)"
        "$paths(Success|Failure|Timeout)}")},
};

static const struct action ends[] = {
    LAST_FORM("Disconnect", "Disconnect", PEOPLE, 150, "{$head}"),
    LAST_FORM("EndWorkflow", "End Workflow", WORK, 300,
        "{$head,'exitReason':$lit(str:Done)}"),
    LAST_FORM("ExitBotFlow", "Exit Bot Flow", BOT, 150, "{$head}"),
    LAST_FORM("EndTask", "End Task", MODULE, 200,
        "{'pathReference':'__DEFAULT__','pathName':'Default',$head}"),
};

static const struct action survey_end =
    LAST_FORM("AbortSurveyInvite", "Abort Survey", WORK, 300,
        "{$head,'disposition':$lit(str:optOut)}");
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
gen_action_decision(void)
{
	return &fillers[1];
}

const struct action *
gen_action_end(const struct body *b)
{
	size_t i = 0;

	if (gen_body_is_survey_invite(b))
		return &survey_end;
	while (!(ends[i].families & b->type->family))
		i++;
	return &ends[i];
}

void
gen_action_write(struct body *b, const struct step *s, struct buf *to)
{
	b->rng = (struct rng){s->seed};
	if (s->action->form != NULL)
		gen_form_write(b, s, s->action->form, to);
	else
		s->action->write(b, s, to);
}
