/* Manifests: what is missing, unused, unknown by each rule; and how they are mended. */
#include "architect/manifest.h"
#include "tap.h"

#define Q1     "11111111-1111-4111-8111-111111111111"
#define Q2     "22222222-2222-4222-8222-222222222222"
#define N1     "aaaaaaaa-0000-4000-8000-000000000001"
#define N2     "aaaaaaaa-0000-4000-8000-000000000002"
#define LAST   "'language':[{'id':'en-us'}],'userPrompt':[],'systemPrompt':[]"
#define QUEUE1 "{'name':'Sales','id':'" Q1 "'}"

/* A literal of a queue; a node; a sequence of nodes. */
#define LIT(id, name) "{'config':{'lit':{'val':'" id "','text':'" name "','type':'que'}}}"
#define NODE(id, type, members) \
	"{'id':'" id "','name':'Do','__type':'" type "','trackingId':1," members "}"
#define SEQUENCE(nodes)      "'flowSequenceItemList':[{'actionList':[" nodes "]}]"
#define TRANSFER(id, member) NODE(id, "TransferPureMatchAction", member)

/* Configurations with ' for ". what: missing, unused, unknown. mended: the manifest that comes out. */
static const struct {
	const char *what, *configuration, *found, *mended;
} table[] = {
    {"nothing", "{'manifest':{" LAST "}}", "", NULL},
    {"an entry that is used",
	"{'manifest':{'queue':[" QUEUE1 "]," LAST
	"}," SEQUENCE(TRANSFER(N1, "'queues':[" LIT(Q1, "Sales") "]")) "}",
	"", NULL},
    {"a queue without an entry",
	"{'manifest':{" LAST "}," SEQUENCE(TRANSFER(N1, "'queues':[" LIT(Q1, "Sales") "]")) "}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1
	"','context':[{'actionName':'Transfer to ACD','id':'" N1 "','name':'Do'}]}]," LAST "}"},
    {"in settings", "{'manifest':{" LAST "},'errorHandling':{'queue':" LIT(Q1, "Sales") "}}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1 "','context':[{'id':'errorHandling'}]}]," LAST "}"},
    {"in a variable",
	"{'manifest':{" LAST "},'variables':[{'id':'" N1
	"','name':'Flow.Q','__type':'QueueVariable',"
	"'initialValue':" LIT(Q1, "Sales") "}]}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1 "','context':[{'id':'" N1
	"','name':'Flow.Q'}]}]," LAST "}"},
    {"in settings that have no id there",
	"{'manifest':{" LAST "},'x':{'queue':" LIT(Q1, "Sales") "}}", "missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1 "','context':[]}]," LAST "}"},
    {"an entry without a use", "{'manifest':{'queue':[" QUEUE1 "]," LAST "}}",
	"unused: queue 'Sales'", "{" LAST "}"},
    {"a language that the flow does not list",
	"{'manifest':{'language':[{'id':'EN-us'},{'id':'de-de'}],'userPrompt':[],'systemPrompt':[]}"
	","
	"'supportedLanguages':['en-us']}",
	"unused: language 'de-de'",
	"{'language':[{'id':'EN-us'}],'userPrompt':[],'systemPrompt':[]}"},
    {"languages of a flow that lists none", "{'manifest':{" LAST "},'x':[]}", "", NULL},
    {"a voice and an engine that no language has",
	"{'manifest':{'ttsEngine':[{'id':'polly'}],'ttsVoice':[{'id':'polly/J'},{'id':'polly/K'}],"
	"'sttEngine':[{'id':'genesys~v2'}]},'supportedLanguageOptions':[{'textToSpeech':"
	"{'engine':{'id':'polly'},'voice':{'id':'polly/K'}}}]}",
	"unused: ttsVoice 'polly/J', sttEngine 'genesys~v2'",
	"{'ttsEngine':[{'id':'polly'}],'ttsVoice':[{'id':'polly/K'}]}"},
    {"a voice of a flow without language settings", "{'manifest':{'ttsVoice':[{'id':'polly/J'}]}}",
	"", NULL},
    {"a bridge action, which has no other id than its name",
	"{'manifest':{" LAST
	"}," SEQUENCE(NODE(N1, "BridgeServerAction", "'actionName':'Get it'")) "}",
	"missing: bridgeAction 'Get it'",
	"{'bridgeAction':[{'name':'Get it','id':'Get it','context':[{'actionName':'Call Bridge "
	"Action',"
	"'id':'" N1 "','name':'Do'}]}]," LAST "}"},
    {"a bridge action that has its entry",
	"{'manifest':{'bridgeAction':[{'name':'Get it','id':'Get it'}]}," SEQUENCE(
	    NODE(N1, "BridgeServerAction", "'actionName':'Get it'")) "}",
	"", NULL},
    {"a bridge action that no node calls",
	"{'manifest':{'bridgeAction':[{'name':'Get it','id':'Get it'}]}}",
	"unused: bridgeAction 'Get it'", "{}"},
    {"one used, one not",
	"{'manifest':{'queue':[" QUEUE1 ",{'id':'" Q2 "','name':'B'}]," LAST
	"},'errorHandling':{'q':" LIT(Q2, "B") "}}",
	"unused: queue 'Sales'", "{'queue':[{'id':'" Q2 "','name':'B'}]," LAST "}"},
    {"out of service",
	"{'manifest':{" LAST
	"},'errorHandling':{'queue':{'outOfService':true,'config':{'lit':{'val':'" Q1
	"','text':'S','type':'que'}}}}}",
	"", NULL},
    {"an entry whose uses are all out of service",
	"{'manifest':{'queue':[" QUEUE1 "]},'errorHandling':{'queue':{'config':{'lit':{'val':'" Q1
	"','text':'S','type':'que'}},'outOfService':true}}}",
	"unused: queue 'Sales'", "{}"},
    {"the default in-queue flow",
	"{'manifest':{}," SEQUENCE(TRANSFER(N1,
	    "'inQueueFlowId':'037f2416-0bfc-4172-afe1-18a8989cae7e','inQueueFlowName':'D'")) "}",
	"", NULL},
    {"an in-queue flow where the default is used",
	"{'manifest':{}," SEQUENCE(TRANSFER(
	    N1, "'inQueueFlowId':'" Q1 "','inQueueFlowName':'D','useDefaultHandling':true")) "}",
	"", NULL},
    {"an in-queue flow",
	"{'manifest':{}," SEQUENCE(TRANSFER(
	    N1, "'inQueueFlowId':'" Q1 "','inQueueFlowName':'D','useDefaultHandling':false")) "}",
	"missing: inqueueCallFlow 'D'",
	"{'inqueueCallFlow':[{'name':'D','id':'" Q1
	"','context':[{'actionName':'Transfer to ACD','id':'" N1 "','name':'Do'}]}]}"},
    {"a response library", "{'manifest':{},'a':{'responseLibrary':{'id':'" Q1 "','name':'L'}}}", "",
	NULL},
    {"an acknowledgement user",
	"{'manifest':{},'a':{'acknowledgementUserId':'" Q1
	"','acknowledgementUserDisplayName':'Ann'}}",
	"", NULL},
    {"an id without a name", "{'manifest':{},'a':{'datatableId':'" Q1 "'}}",
	"unknown: dataTable '" Q1 "'", NULL},
    {"an id of no known type", "{'manifest':{},'a':{'someId':'" Q1 "','someName':'S'}}",
	"unknown: '" Q1 "'", NULL},
    {"a name without an id", "{'manifest':{},'a':{'datatableName':'T'}}", "", NULL},
    {"variables of a script", "{'manifest':{},'a':{'inputs':[{'referenceId':'" Q1 "'}]}}", "",
	NULL},
    {"a survey's question", "{'manifest':{},'a':{'lit':{'val':'" Q1 "','text':'?','type':'squ'}}}",
	"", NULL},
    {"an id in a longer text", "{'manifest':{},'a':{'text':'see " Q1 " there'}}", "", NULL},
    {"a data action without an entry",
	"{'manifest':{'queue':[],'dataAction':[]," LAST "}," SEQUENCE(NODE(N1, "DataAction",
	    "'actionId':'custom_-_" Q1
	    "','actionName':'Look \\u0022up','category':{'id':'C','name':'C'}")) "}",
	"missing: dataAction 'Look \\'up'",
	"{'queue':[],'dataAction':[{'name':'Look \\'up','id':'custom_-_" Q1
	"','context':[{'actionName':'Call Data Action','id':'" N1 "','name':'Do'}]}]," LAST "}"},
    {"a bot",
	"{'manifest':{" LAST
	"}," SEQUENCE(NODE(N1, "CallBotFlowAction", "'flowId':'" Q1 "','flowName':'Bot'")) "}",
	"missing: botFlow 'Bot'",
	"{'botFlow':[{'name':'Bot','id':'" Q1
	"','version':'published','context':[{'actionName':'Call "
	"Bot Flow','id':'" N1 "','name':'Do'}]}]," LAST "}"},
    {"an id in another case",
	"{'manifest':{'queue':[{'id':'ABCDEFAB-1111-4111-8111-111111111111','name':'A'}]},'e':" LIT(
	    "abcdefab-1111-4111-8111-111111111111", "A") "}",
	"", NULL},
    {"entries that are not judged",
	"{'manifest':{'language':[{'id':'fr'}],'ttsEngine':[{'id':'polly','name':'p'}],"
	"'nluDomain':[{'id':'" Q1 "','version':'" Q2
	"'}],'x':[7,{'name':'n'},{'id':null}],'y':{}}}",
	"", NULL},
    {"an unused one of some other form of id",
	"{'manifest':{'lexBotAlias':[{'id':'Book~First~x','name':'n'}]}}",
	"unknown: lexBotAlias 'Book~First~x'", NULL},
    {"a prompt without a use", "{'manifest':{'userPrompt':[{'id':'" Q1 "','name':'Hi'}]}}",
	"unused: userPrompt 'Hi'", "{'userPrompt':[]}"},
    {"a prompt in an expression that was not compiled",
	"{'manifest':{'userPrompt':[{'id':'" Q1 "','name':'Hi'}]},'a':{'text':'Prompt.Hi'}}", "",
	NULL},
    {"a system prompt without a use",
	"{'manifest':{'systemPrompt':[{'id':'__x__','name':'x'},{'id':'__y__','name':'y'}]},'a':{'"
	"val':'"
	"__y__'}}",
	"unused: systemPrompt 'x'", "{'systemPrompt':[{'id':'__y__','name':'y'}]}"},
    {"a system prompt without an entry",
	"{'manifest':{" LAST "},'a':{'lit':{'val':'__x__','text':'PromptSystem.x','type':'pmt'}}}",
	"", NULL},
    {"a user prompt without an entry",
	"{'manifest':{'language':[],'systemPrompt':[]},'a':{'ref':{'val':'" Q1
	"','text':'Prompt.Hi','type':'pmt'}}}",
	"missing: userPrompt 'Hi'",
	"{'language':[],'userPrompt':[{'name':'Hi','id':'" Q1
	"','context':[]}],'systemPrompt':[]}"},
    {"the order in which types and entries are met",
	"{'errorHandling':{'q':" LIT(
	    Q2, "B") "},'manifest':{'ttsEngine':[{'id':'polly','name':'p'}],"
		     "'queue':[{'id':'" Q2 "','name':'B'}]," LAST
		     "},'supportedLanguageOptions':[{'tts':{'e':'polly'}}"
		     "]," SEQUENCE(NODE(N1, "DataTableLookupAction",
			 "'datatableId':'" N2 "','datatableName':'T','q':" LIT(Q1, "Sales"))) "}",
	"missing: dataTable 'T', queue 'Sales'",
	"{'dataTable':[{'name':'T','id':'" N2
	"','context':[{'actionName':'Data Table Lookup','id':'" N1
	"','name':'Do'}]}],'ttsEngine':[{'id':'polly','name':'p'}],'queue':[{'name':'Sales','id':"
	"'" Q1 "','context':[{'actionName':'Data Table Lookup','id':'" N1
	"','name':'Do'}]},{'id':'" Q2 "','name':'B'}]," LAST "}"},
    {"two uses in one node, and one in another",
	"{'manifest':{}," SEQUENCE(
	    TRANSFER(N1, "'a':" LIT(Q1, "Sales") ",'b':" LIT(Q1, "Sales")) "," NODE(
		N2, "NewAction", "'a':" LIT(Q1, "Sales"))) "}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1
	"','context':[{'actionName':'Transfer to ACD','id':'" N1 "','name':'Do'},{'id':'" N2
	"','name':'Do'}]}]}"},
    {"no manifest",
	"{'supportedLanguages':['en-us','fr'],'errorHandling':{'q':" LIT(Q1, "Sales") "}}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1
	"','context':[{'id':'errorHandling'}]}],'language':[{'id':"
	"'en-us'},{'id':'fr'}],'userPrompt':[],'systemPrompt':[]}"},
    {"a manifest that is none", "{'manifest':null,'errorHandling':{'q':" LIT(Q1, "Sales") "}}",
	"missing: queue 'Sales'",
	"{'queue':[{'name':'Sales','id':'" Q1
	"','context':[{'id':'errorHandling'}]}],'userPrompt':[],'systemPrompt':[]}"},
    {"a list that is none",
	"{'manifest':{'queue':null},'errorHandling':{'q':" LIT(Q1, "Sales") "}}",
	"missing: queue 'Sales'",
	"{'queue':null,'queue':[{'name':'Sales','id':'" Q1
	"','context':[{'id':'errorHandling'}]}]}"},
    {"an embedded module's own entry",
	"{'manifest':{},'commonModules':[{'model':{'manifest':{'queue':[" QUEUE1
	"]},'q':" LIT(Q1, "Sales") "}}]}",
	"", NULL},
    {"six queues",
	"{'manifest':{'queue':[{'id':'" Q1
	"1','name':'z'}]},'a':[" LIT("00000000-0000-4000-8000-000000000001", "1") "," LIT(
	    "00000000-0000-4000-8000-000000000002",
	    "2") "," LIT("00000000-0000-4000-8000-000000000003",
	    "3") "," LIT("00000000-0000-4000-8000-000000000004",
	    "4") "," LIT("00000000-0000-4000-8000-000000000005",
	    "5") "," LIT("00000000-0000-4000-8000-000000000006", "6") "]}",
	"missing: queue '1', queue '2', queue '3', queue '4', queue '5' and 1 more; unknown: queue "
	"'" Q1 "1'",
	(const char *)-1},
};

/* A text with ' for ", and \' for \". */
static void
manifest_put(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++)
		buf_putc(b, *text == '\'' ? '"' : *text);
}

static void
manifest_test_describe(const struct manifest *m, struct buf *b)
{
	static const char *const kinds[] = {"missing: ", "unused: ", "unknown: "};
	const size_t n[] = {m->missing, m->unused, m->unknown};

	for (int k = 0; k < MANIFEST_KINDS; k++) {
		if (n[k] == 0)
			continue;
		buf_puts(b, b->n > 0 ? "; " : "");
		buf_puts(b, kinds[k]);
		manifest_describe(m, (enum manifest_kind)k, b);
	}
}

/* The record that should come out: the manifest is put where the old one was, or at the end. */
static void
manifest_want(const struct manifest *m, const char *mended, struct buf *b)
{
	const char *old = m->text.n > 0 ? m->text.p : m->configuration.p + m->configuration.n - 1;

	buf_add(b, m->record.p, (size_t)(old - m->record.p));
	if (m->text.n == 0)
		buf_puts(b, ",\"manifest\":");
	manifest_put(b, mended);
	old += m->text.n;
	buf_add(b, old, (size_t)(m->record.p + m->record.n - old));
}

static void
manifest_check(struct manifest *m, size_t i)
{
	struct buf record = BUF_INIT, found = BUF_INIT, expected = BUF_INIT, got = BUF_INIT;

	manifest_put(
	    &record, "{'kind':'flow','id':'f','name':'F','type':'INBOUNDCALL','configuration':");
	manifest_put(&record, table[i].configuration);
	manifest_put(&record, "}");
	ok(manifest_read(m, buf_slice(&record)), "%s", table[i].what);
	manifest_put(&expected, table[i].found);
	manifest_test_describe(m, &found);
	ok(slice_eq(buf_slice(&found), buf_slice(&expected)), "found: %s",
	    found.n > 0 ? found.p : "");
	buf_clear(&expected);
	if (table[i].mended == NULL)
		buf_add_slice(&expected, buf_slice(&record));
	else if (table[i].mended != (const char *)-1)
		manifest_want(m, table[i].mended, &expected);
	manifest_complete(m, &got);
	if (expected.n > 0)
		ok(slice_eq(buf_slice(&got), buf_slice(&expected)), "mended: %s", got.p);
	ok(manifest_read(m, buf_slice(&got)) && m->missing == 0 && m->unused == 0,
	    "nothing is left to mend");
	buf_release(&record);
	buf_release(&found);
	buf_release(&expected);
	buf_release(&got);
}

int
main(void)
{
	struct manifest m = MANIFEST_INIT;
	struct buf whole = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(table); i++)
		manifest_check(&m, i);
	ok(!manifest_read(&m, slice_str("{\"kind\":\"flow\"}")), "no configuration");
	ok(!manifest_read(&m, slice_str("{\"kind\":\"flow\",\"configuration\":7}")), "a number");
	ok(!manifest_read(&m, slice_str("{\"kind\":\"object\",\"configuration\":{}}")), "no flow");
	ok(!manifest_read(&m, slice_str("{\"kind\":\"flow\",\"configuration\":{}")), "no JSON");
	ok(manifest_read(&m, slice_str("{\"kind\":\"flow\",\"configuration\":{ }}")) && m.n == 0,
	    "an empty one");
	manifest_complete(&m, &whole);
	ok(slice_is(buf_slice(&whole), "{\"kind\":\"flow\",\"configuration\":{ }}"), "stays so");
	buf_release(&whole);
	manifest_release(&m);
	return tap_done();
}
