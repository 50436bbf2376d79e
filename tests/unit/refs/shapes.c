/*
 * What the places of a flow's body say about an id or a name, place by place. In these texts '
 * stands for the quote of JSON, ` for an escaped one, and # for the UUID's first 35 digits.
 */
#include "refs/refs.h"
#include "tap.h"

#define UUID "11111111-1111-4111-8111-11111111111"

static void
shapes_plain_json(struct buf *b, const char *text)
{
	buf_clear(b);
	buf_puts(b, "");
	for (; *text != '\0'; text++) {
		if (*text == '`')
			buf_puts(b, "\\\"");
		else if (*text == '#')
			buf_puts(b, UUID);
		else
			buf_putc(b, *text == '\'' ? '"' : *text);
	}
}

/* With a manifest, which lists queue #9: what it does not list is unknown. */
static const struct {
	const char *what, *body, *refs;
} cases[] = {
    {"an object of a literal", "{'lit':{'val':'#1','type':'que','text':'Sales'}}",
	"unknown queue #1 Sales"},
    {"the type after the value", "{'lit':{'text':'Sales','val':'#1','type':'que'}}",
	"unknown queue #1 Sales"},
    {"a variable's value is no object", "{'ref':{'val':'#1','type':'str','text':'Task.x'}}", ""},
    {"a prompt's is", "{'ref':{'val':'#1','type':'pmt','text':'Prompt.Hello'}}",
	"unknown userPrompt #1 Hello"},
    {"a prompt whose type comes first", "{'ref':{'type':'pmt','text':'Prompt.A','val':'#1'}}",
	"unknown userPrompt #1 A"},
    {"a type that is spelled with an escape",
	"{'ref':{'t\\u0079pe':'p\\u006dt','text':'Prompt.A','val':'#1'}}",
	"unknown userPrompt #1 A"},
    {"the first type counts", "{'ref':{'type':'str','type':'pmt','text':'x','val':'#1'}}", ""},
    {"even if it is no text", "{'ref':{'type':1,'type':'pmt','text':'x','val':'#1'}}", ""},
    {"the first type counts, behind the value too",
	"{'ref':{'type':'pmt','text':'Prompt.A','val':'#1','type':'str'}}",
	"unknown userPrompt #1 A"},
    {"a list of values has no type", "{'ref':{'type':'pmt','val':['#1']}}", "unknown - #1"},
    {"a prompt under another name", "{'ref':{'val':'#1','type':'pmt','text':'Hello'}}",
	"unknown userPrompt #1 Hello"},
    {"a system variable is no object", "{'sysref':{'val':'#1','type':'que','text':'x'}}", ""},
    {"a system prompt", "{'ref':{'val':'__hello__','type':'pmt','text':'PromptSystem.hello'}}",
	"platform systemPrompt __hello__ hello"},
    {"a literal system prompt", "{'lit':{'val':'__hello__','type':'pmt','text':'hello'}}",
	"platform systemPrompt __hello__ hello"},
    {"a variable named like one", "{'ref':{'val':'__hello__','type':'pmt','text':'Task.hello'}}",
	""},
    {"a string that looks like one", "{'lit':{'val':'__hello__','type':'str','text':'x'}}", ""},
    {"a short value", "{'lit':{'val':'__a','type':'pmt','text':'x'}}", ""},
    {"an object of the manifest", "{'queueId':'#9'}", "object queue #9 Listed"},
    {"a queue's key", "{'queueId':'#1'}", "unknown queue #1"},
    {"a node's own id", "{'id':'#1','__type':'X','trackingId':1}", ""},
    {"a part of a node", "{'id':'#1','name':'N'}", "unknown - #1 N"},
    {"a link between nodes", "{'nextAction':'#1'}", ""},
    {"an id inside a text", "{'a':'see #1 there'}", "literal - #1"},
    {"twice in one text", "{'a':'#1 and #1'}", "literal - #1"},
    {"an id that is all of a text", "{'text':'#1'}", "literal - #1"},
    {"spelled with an escape",
	"{'lit':{'val':'\\u0031"
	"1111111-1111-4111-8111-111111111111',"
	"'type':'que'}}",
	"unknown queue #1"},
    {"an escape that spells no digit", "{'a':'\\n #1'}", "literal - #1"},
    {"a data action", "{'actionId':'custom_-_#1'}", "unknown dataAction custom_-_#1"},
    {"one inside a text", "{'a':'run custom_-_#1'}", "literal dataAction custom_-_#1"},
    {"a text of a UUID's length", "{'a':'not an id, but as many bytes as one.'}", ""},
    {"a category", "{'actionId':'custom_-_#1','category':{'id':'My','name':'My'}}",
	"unknown dataAction custom_-_#1 | name integration - My"},
    {"a category without a name", "{'category':{'id':'My'}}", ""},
    {"an element of a list of references", "{'references':[{'type':'queue','id':'abc'}]}", ""},
    {"an action's flow", "{'__type':'CallBotFlowAction','flowId':'#1','trackingId':1}",
	"unknown botFlow #1"},
    {"a call's flow", "{'__type':'TransferFlowAction','flowId':'#1','trackingId':1}",
	"unknown inboundCallFlow #1"},
    {"another action's flow", "{'__type':'OtherAction','flowId':'#1','trackingId':1}",
	"unknown - #1"},
    {"a flow of no action", "{'flowId':'#1'}", "unknown - #1"},
    {"a Dialogflow agent", "{'__type':'CallDialogflowBotAction','botId':'#1'}",
	"unknown dialogflowAgent #1"},
    {"another bot", "{'__type':'CallLexBotAction','botId':'#1'}", "unknown - #1"},
    {"an audio connector", "{'__type':'CallAudioConnectorAction','integrationId':'#1'}",
	"unknown audioConnectorBot #1"},
    {"another integration", "{'__type':'X','integrationId':'#1'}", "unknown - #1"},

    {"a compiled look-up", "{'FindQueue':{'operands':[{'lit':{'text':'Sales'}}]}}",
	"name queue - Sales"},
    {"of a system prompt", "{'FindSystemPrompt':{'operands':[{'lit':{'text':'x'}}]}}",
	"platform systemPrompt - x"},
    {"by id", "{'FindQueueById':{'operands':[{'lit':{'text':'Sales'}}]}}", ""},
    {"of an empty name", "{'FindQueue':{'operands':[{'lit':{'text':''}}]}}", ""},
    {"a second operand", "{'FindQueue':{'operands':[{'emp':{}},{'lit':{'text':'Sales'}}]}}", ""},
    {"of nothing", "{'FindQueue':{'operands':[{'nul':{}}]}}", ""},
    {"a computed look-up", "{'FindQueue':{'operands':[{'ref':{'text':'Task.x'}}]}}",
	"dynamic queue - -"},
    {"an empty operand", "{'FindQueue':{'operands':[{}]}}", ""},
    {"a source that was never compiled",
	"{'text':'FindQueue(`Sales`) + FindUserById(`x`) + FindUser(Task.u)'}",
	"name queue - Sales | dynamic user - -"},
    {"the same name twice", "{'text':'FindQueue(`Sales`) + FindQueue(`Sales`)'}",
	"name queue - Sales"},
    {"a compiled source", "{'text':'FindQueue(`Sales`)','config':{}}", ""},
    {"a compiled source behind it", "{'config':{},'text':'FindQueue(`Sales`)'}", ""},
    {"a part of one", "{'config':{'a':{'text':'FindQueue(`Sales`)'}}}", ""},
    {"a part of a list of them", "{'config':[[{'text':'FindQueue(`Sales`)'}]]}", ""},
    {"a source next to a part of one", "{'config':{},'a':{'text':'FindQueue(`Sales`)'}}",
	"name queue - Sales"},
    {"a list of sources, which is none", "{'config':{},'text':['FindQueue(`Sales`)']}",
	"name queue - Sales"},
    {"an id in a compiled text", "{'config':{'text':'x #1'}}", "literal - #1"},
    {"an id in a compiled source", "{'config':{},'text':'x #1'}", "literal - #1"},
    {"an action", "{'__type':'FindQueueAction','findName':{'config':{'lit':{'text':'Sales'}}}}",
	"name queue - Sales"},
    {"an action that computes", "{'__type':'FindQueueAction','findName':{'config':{'ref':{}}}}",
	"dynamic queue - -"},
    {"an action by id", "{'__type':'FindQueueByIdAction','findId':{'config':{'lit':{'text':'x'}}}}",
	""},
    {"an action that finds by nothing",
	"{'__type':'FindQueueAction','findName':{'config':{'nul':{}}}}", ""},
    {"an empty name", "{'__type':'FindQueueAction','findName':{'config':{'lit':{'text':''}}}}", ""},
    {"no text", "{'__type':'FindQueueAction','findName':{'config':{'lit':{'val':1}}}}", ""},
    {"a literal that is no object", "{'__type':'FindQueueAction','findName':{'config':{'lit':1}}}",
	""},
    {"an empty config", "{'__type':'FindQueueAction','findName':{'config':{}}}", ""},
    {"no config", "{'__type':'FindQueueAction','findName':{}}", ""},
    {"a setting that is no object", "{'__type':'FindQueueAction','findName':'x'}", ""},
    {"what it finds", "{'__type':'FindQueueAction','findResult':{'config':{'ref':{}}}}", ""},
    {"short names of settings",
	"{'__type':'FindQueueAction','find':{'config':{'ref':{}}},"
	"'findX':{'config':{'ref':{}}},'other':{'config':{'ref':{}}}}",
	"dynamic queue - -"},
};

/* Without any manifest. */
static const struct {
	const char *what, *body, *refs;
} old_cases[] = {
    {"an old key holds any id", "{'queueId':'abc','queueName':'Sales'}", "object queue abc Sales"},
    {"spelled with an escape", "{'queueId':'\\u0061bc'}", "object queue abc"},
    {"and may be empty", "{'queueId':''}", ""},
    {"an element of a list of references",
	"{'references':[{'type':'queue','id':'abc','name':'Sales'}]}", "object queue abc Sales"},
    {"one without a type", "{'references':[{'id':'abc'}]}", ""},
    {"one without an id", "{'references':[{'type':'queue','id':''}]}", ""},
    {"an element of another list", "{'others':[{'type':'queue','id':'abc'}]}", ""},
};

static void
shapes_describe(const struct refs *r, struct buf *b)
{
	buf_clear(b);
	buf_puts(b, "");
	for (size_t i = 0; i < r->n; i++) {
		const struct ref *ref = &r->v[i];
		struct slice type = refs_text(r, ref->type), id = refs_text(r, ref->id),
			     name = refs_text(r, ref->name);
		if (ref->count == 0 || ref->class == REF_OWN)
			continue;
		buf_printf(b, "%s%s %.*s %.*s", b->n > 0 ? " | " : "", ref_class_name(ref->class),
		    SLICE_ARGS(type.n > 0 ? type : slice_str("-")),
		    SLICE_ARGS(id.n > 0 ? id : slice_str("-")));
		if (name.n > 0 || id.n == 0)
			buf_printf(b, " %.*s", SLICE_ARGS(name.n > 0 ? name : slice_str("-")));
	}
}

static void
shapes_try(const char *what, const char *body, const char *manifest, const char *refs)
{
	struct buf text = BUF_INIT, flow = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	struct refs r = REFS_INIT;
	struct json j = JSON_INIT;
	bool good;

	buf_printf(&text,
	    "{'kind':'flow','id':'f','type':'INBOUNDCALL','configuration':{%s'x':%s}}", manifest,
	    body);
	shapes_plain_json(&flow, text.p);
	shapes_plain_json(&want, refs);
	good = refs_read(&r, &j, buf_slice(&flow));
	shapes_describe(&r, &got);
	ok(good && slice_eq(buf_slice(&got), buf_slice(&want)), "%s", what);
	if (!slice_eq(buf_slice(&got), buf_slice(&want)))
		printf("# %s\n# not %s\n", got.p, want.p);
	refs_release(&r);
	json_release(&j);
	buf_release(&text);
	buf_release(&flow);
	buf_release(&want);
	buf_release(&got);
}

/* An object with more members than any real one is read as far as its first ones. */
static void
many_members(void)
{
	struct buf body = BUF_INIT;

	buf_putc(&body, '{');
	for (int i = 0; i < 1000; i++)
		buf_printf(&body, "'m%d':0,", i);
	buf_puts(&body, "'config':0,'text':'FindQueue(`Sales`)','__type':'FindQueueAction',"
			"'findName':{'config':{'ref':{}}}}");
	shapes_try("members too many to look for another", body.p, "", "name queue - Sales");
	buf_release(&body);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		shapes_try(cases[i].what, cases[i].body,
		    "'manifest':{'queue':[{'id':'#9','name':'Listed'}]},", cases[i].refs);
	for (size_t i = 0; i < COUNT_OF(old_cases); i++)
		shapes_try(old_cases[i].what, old_cases[i].body, "", old_cases[i].refs);
	many_members();
	return tap_done();
}
