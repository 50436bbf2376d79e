/* define_queue.c - the content of queues */
#include "define/define_types.h"

#include "base/mem.h"
#include "json/json_write.h"

static void
queue_media_of(struct define *d, const char *media, int seconds)
{
	define_put(d,
	    "%s:{'alertingTimeoutSeconds':%d,'serviceLevel':{'percentage':0.%d,'durationMs':%d},"
	    "'enableAutoAnswer':false",
	    media, seconds, (int)rng_between(&d->r, 6, 9), (int)rng_between(&d->r, 10, 120) * 1000);
}

static void
queue_media(struct define *d)
{
	json_write_open(d->b, "mediaSettings");
	queue_media_of(d, "call", (int)rng_between(&d->r, 8, 30));
	json_write_close(d->b);
	queue_media_of(d, "callback", 30);
	define_put(d, "'mode':'AgentFirst','enableAutoDialAndEnd':false,'autoDialDelaySeconds':300,"
		      "'autoEndDelaySeconds':300");
	if (rng_chance(&d->r, 10))
		define_flow(d, "liveVoiceFlow", "OUTBOUNDCALL");
	json_write_close(d->b);
	queue_media_of(d, "chat", 30);
	json_write_close(d->b);
	queue_media_of(d, "email", 300);
	json_write_close(d->b);
	queue_media_of(d, "message", 30);
	define_put(d, "'enableInactivityTimeout':false");
	if (rng_chance(&d->r, 10)) {
		json_write_open(d->b, "inactivityTimeoutSettings");
		define_put(d, "'timeoutSeconds':600,'actionType':'Flow'");
		define_flow(d, "flowId", "WORKFLOW");
		json_write_close(d->b);
	}
	json_write_close(d->b);
	json_write_close(d->b);
}

static void
queue_bullseye(struct define *d)
{
	json_write_open(d->b, "bullseye");
	json_write_open_array(d->b, "rings");
	for (size_t i = 0, n = rng_between(&d->r, 2, 4); i < n; i++) {
		json_write_open(d->b, NULL);
		define_put(d, "'expansionCriteria':[{'type':'TIMEOUT_SECONDS','threshold':%d}]",
		    (int)rng_between(&d->r, 5, 60));
		json_write_open(d->b, "actions");
		json_write_open_array(d->b, "skillsToRemove");
		define_ref(d, NULL, "acdSkill");
		json_write_close_array(d->b);
		json_write_close(d->b);
		json_write_close(d->b);
	}
	json_write_close_array(d->b);
	json_write_close(d->b);
}

/* The first rule must not name a queue (the API's error of that, known from Terraform). */
static void
queue_conditional_routing(struct define *d)
{
	json_write_open(d->b, "conditionalGroupRouting");
	json_write_open_array(d->b, "rules");
	for (size_t i = 0, n = rng_between(&d->r, 1, 3); i < n; i++) {
		const struct org_object *group = define_pick(d, "group");

		json_write_open(d->b, NULL);
		if (i > 0)
			define_ref(d, "queue", "queue");
		define_put(d,
		    "'metric':'EstimatedWaitTime','operator':'GreaterThan','conditionValue':%d,"
		    "'waitSeconds':%d",
		    (int)rng_between(&d->r, 10, 300), (int)rng_between(&d->r, 2, 120));
		json_write_open_array(d->b, "groups");
		if (group != NULL)
			define_put(d, "{'id':%s,'type':'GROUP'}", group->id);
		json_write_close_array(d->b);
		json_write_close(d->b);
	}
	json_write_close_array(d->b);
	json_write_close(d->b);
}

static void
queue_routing(struct define *d)
{
	const struct org_object *backup;

	if (rng_chance(&d->r, 30))
		define_put(d,
		    "'routingRules':[{'operator':'MEETS_THRESHOLD','threshold':9,'waitSeconds':%d}"
		    "]",
		    (int)rng_between(&d->r, 2, 60));
	if (rng_chance(&d->r, 20))
		queue_bullseye(d);
	if (rng_chance(&d->r, 15))
		queue_conditional_routing(d);
	define_put(d,
	    "'scoringMethod':'TimestampAndPriority','lastAgentRoutingMode':'AnyAgent',"
	    "'skillEvaluationMethod':%s",
	    rng_chance(&d->r, 60) ? "BEST" : "ALL");
	define_put(d, "'acwSettings':{'wrapupPrompt':'MANDATORY_TIMEOUT','timeoutMs':%d}",
	    (int)rng_between(&d->r, 1, 60) * 1000);
	if (!rng_chance(&d->r, 30))
		return;
	json_write_open(d->b, "directRouting");
	define_put(d, "'callMediaSettings':{'useAgentAddressOutbound':true},'waitForAgent':false,"
		      "'agentWaitSeconds':60");
	backup = define_pick(d, "queue");
	if (backup != NULL)
		define_put(d, "'backupQueueId':%s", backup->id);
	json_write_close(d->b);
}

static void
queue_scripts(struct define *d)
{
	json_write_open(d->b, "defaultScripts");
	define_ref(d, "CALL", "composerScript");
	if (rng_chance(&d->r, 50))
		define_put(d, "'CALLBACK':{'id':'ffde0662-8395-9b04-7dcb-b90172109065'}");
	json_write_close(d->b);
}

static void
queue_libraries(struct define *d)
{
	const struct org_object *library = define_pick(d, "responseLibrary");

	if (library == NULL)
		return;
	define_put(
	    d, "'cannedResponseLibraries':{'mode':'SelectedOnly','libraryIds':[%s]}", library->id);
}

static void
queue_flows(struct define *d)
{
	if (rng_chance(&d->r, 20))
		define_put(d, "'queueFlow':{'id':'037f2416-0bfc-4172-afe1-18a8989cae7e'}");
	else if (rng_chance(&d->r, 70))
		define_flow(d, "queueFlow", "INQUEUECALL");
	if (rng_chance(&d->r, 25))
		define_flow(d, "emailInQueueFlow", "INQUEUEEMAIL");
	if (rng_chance(&d->r, 25))
		define_flow(d, "messageInQueueFlow", "INQUEUESHORTMESSAGE");
	if (rng_chance(&d->r, 30))
		define_ref(d, "whisperPrompt", "userPrompt");
	if (rng_chance(&d->r, 15))
		define_ref(d, "onHoldPrompt", "userPrompt");
}

void
define_queue(struct define *d)
{
	const struct org_object *group;

	define_description(d);
	queue_media(d);
	queue_routing(d);
	queue_flows(d);
	define_put(d, "'autoAnswerOnly':true,'enableAudioMonitoring':false,"
		      "'enableManualAssignment':false,'suppressInQueueCallRecording':true");
	json_write_bool(d->b, "enableTranscription", rng_chance(&d->r, 40));
	define_put(d, "'agentOwnedRouting':{'enableAgentOwnedCallbacks':false,"
		      "'maxOwnedCallbackHours':168,'maxOwnedCallbackDelayHours':72}");
	if (rng_chance(&d->r, 40))
		define_put(d, "'callingPartyName':'Contoso','callingPartyNumber':'+1317555%d'",
		    (int)rng_between(&d->r, 1000, 9999));
	if (rng_chance(&d->r, 40))
		queue_scripts(d);
	if (rng_chance(&d->r, 25))
		queue_libraries(d);
	group = rng_chance(&d->r, 15) ? define_pick(d, "group") : NULL;
	json_write_open_array(d->b, "memberGroups");
	if (group != NULL)
		define_put(d, "{'id':%s,'type':'GROUP'}", group->id);
	json_write_close_array(d->b);
}

/* Between none and twelve of the org's, in no order. */
void
define_wrapups(const struct org *org, const struct org_object *queue, struct buf *b)
{
	struct define d = {org, queue, define_rng(org, queue, "wrapups"), b};
	const struct org_object *v[12];
	size_t n = rng_below(&d.r, COUNT_OF(v) + 1), found = 0;

	json_write_open_array(b, NULL);
	for (size_t i = 0; i < n; i++) {
		const struct org_object *code = define_pick(&d, "acdWrapupCode");
		size_t k = 0;
		while (code != NULL && k < found && v[k] != code)
			k++;
		if (code == NULL || k < found)
			continue;
		v[found++] = code;
		json_write_cstr(b, NULL, code->id);
	}
	json_write_close_array(b);
}
