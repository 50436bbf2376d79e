/*
 * Look-ups by name, case by case: which names change, which are left and told, and which are none.
 * In these texts ' stands for the quote of JSON, and ` for an escaped one.
 */
#include "child.h"
#include "plain_json.h"
#include "remap/remap.h"
#include "tap.h"

static const char map_lines[] =
    "{'kind':'map','type':'queue','name':'Sales','to_name':'Verkauf','status':'mapped'}\n"
    "{'kind':'map','type':'user','name':'Anna','to_name':'Berta','status':'mapped'}\n"
    "{'kind':'map','type':'queue','name':'Odd','to_name':'a\\u0001b','status':'mapped'}\n"
    "{'kind':'map','type':'queue','name':'c\\u0001d','to_name':'cd','status':'mapped'}\n"
    /* two objects of one name that are called otherwise there */
    "{'kind':'map','type':'queue','name':'Two','from':'1','to':'3','to_name':'Eins','status':"
    "'mapped'}\n"
    "{'kind':'map','type':'queue','name':'Two','from':'2','to':'4','to_name':'Zwei','status':"
    "'mapped'}\n"
    /* one of which is missing, and one that is there under the same name */
    "{'kind':'map','type':'queue','name':'Half','from':'5','status':'missing'}\n"
    "{'kind':'map','type':'queue','name':'Half','from':'6','to':'7','to_name':'Half','status':"
    "'mapped'}\n"
    /* the record of the name decides, not that of the object; of two, the settled one */
    "{'kind':'map','type':'queue','name':'Both','from':'8','to':'9','to_name':'No','status':"
    "'mapped'}\n"
    "{'kind':'map','type':'queue','name':'Both','status':'missing'}\n"
    "{'kind':'map','type':'queue','name':'Both','to_name':'Beide','status':'mapped'}\n"
    "{'kind':'map','type':'queue','name':'Gone','status':'missing'}\n";

static void
expressions_load_map(struct map *m)
{
	char path[] = "/tmp/expressions.XXXXXX";
	int fd = mkstemp(path);
	struct buf b = BUF_INIT;

	plain_json(&b, map_lines);
	ok(fd >= 0 && write(fd, b.p, b.n) == (ssize_t)b.n && close(fd) == 0, "a map");
	map_load(m, path, false);
	unlink(path);
	buf_release(&b);
}

/* An expression of one call, its literal at position 11 of the source. */
#define CALL(function, name) \
	"{'" function "':{'pos':1,'operands':[{'lit':{'pos':11,'text':'" name "'}}]}}"
#define COMPILED(name) "{'text':'FindQueue(`" name "`)','config':" CALL("FindQueue", name) "}"
#define ACTION(type, setting, text, name)                                                      \
	"{'__type':'" type "','" setting "':{'text':'" text "','config':{'lit':{'text':'" name \
	"'}}}}"

static const struct {
	const char *what, *before, *after; /* NULL: as before */
	size_t left;                       /* names that should change and do not */
} cases[] = {
    {"a compiled call", COMPILED("Sales"), COMPILED("Verkauf"), 0},
    {"config before text", "{'config':" CALL("FindQueue", "Sales") ",'text':'FindQueue(`Sales`)'}",
	"{'config':" CALL("FindQueue", "Verkauf") ",'text':'FindQueue(`Verkauf`)'}", 0},
    {"the record of the name decides", COMPILED("Both"), COMPILED("Beide"), 0},
    {"a name that the target has, too", COMPILED("Half"), NULL, 0},
    {"a name that nobody knows", COMPILED("Other"), NULL, 0},
    {"a name that is missing there", COMPILED("Gone"), NULL, 0},
    {"two objects of one name", COMPILED("Two"), NULL, 1},
    {"a new name that no literal can spell", COMPILED("Odd"), NULL, 1},
    {"an old name that no literal can spell", COMPILED("c\\u0001d"), NULL, 1},
    {"a literal spelled unlike Architect's",
	"{'text':'FindQueue(`S\\\\ales`)','config':" CALL("FindQueue", "Sales") "}", NULL, 1},
    {"no source", "{'config':" CALL("FindQueue", "Sales") "}", NULL, 1},
    {"a literal without a position",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'operands':[{'lit':{'text':'Sales'}}"
	"]}}}",
	NULL, 1},
    {"a position beside the literal",
	"{'text':'FindQueue( `Sales`)','config':" CALL("FindQueue", "Sales") "}", NULL, 1},
    {"a position that is not whole",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'operands':[{'lit':{'pos':11.0,"
	"'text':'Sales'}}]}}}",
	NULL, 1},
    {"a position below zero",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'pos':-1,'operands':[{'lit':{'pos':"
	"11,'text':'Sales'}}]}}}",
	NULL, 1},
    {"a position of ten digits",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'pos':1000000000,'operands':[{'lit':{"
	"'pos':11,'text':'Sales'}}]}}}",
	NULL, 1},
    {"a position behind the source",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'pos':20,'operands':[{'lit':{'pos':"
	"11,'text':'Sales'}}]}}}",
	NULL, 1},
    {"a position inside the name",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'pos':14,'operands':[{'lit':{'pos':"
	"11,'text':'Sales'}}]}}}",
	NULL, 1},
    {"a call in the source that was not compiled",
	"{'text':'FindQueue(`Sales`) + FindQueue(`Sales`)','config':" CALL(
	    "FindQueue", "Sales") "}",
	NULL, 1},
    {"the source says another function",
	"{'text':'FindUser0(`Sales`)','config':" CALL("FindQueue", "Sales") "}", NULL, 1},
    {"the source says another object",
	"{'text':'FindUser( `Anna`)','config':" CALL("FindQueue", "Sales") "}", NULL, 1},
    {"a part that says otherwise",
	"{'text':'FindQueue(`Sales`)','config':{'FindQueue':{'text':'FindQueue(Task.q)','operands':"
	"[{'lit':{'pos':11,'text':'Sales'}}]}}}",
	NULL, 1},
    {"an operand that is computed, next to it",
	"{'text':'FindQueue(`Sales`) + FindQueue(Task.q)','config':{'+':{'pos':20,'operands':"
	"[" CALL("FindQueue", "Sales") ",{'FindQueue':{'pos':22,'operands':[{'ref':{}}]}}]}}}",
	"{'text':'FindQueue(`Verkauf`) + FindQueue(Task.q)','config':{'+':{'pos':22,'operands':"
	"[" CALL("FindQueue", "Verkauf") ",{'FindQueue':{'pos':24,'operands':[{'ref':{}}]}}]}}}",
	0},
    {"an id is no name",
	"{'text':'FindQueueById(`Sales`)','config':{'FindQueueById':{'pos':1,'operands':[{'lit':{"
	"'pos':15,'text':'Sales'}}]}}}",
	NULL, 0},
    {"the second operand is no name",
	"{'text':'FindQueue(Task.q, `Sales`)','config':{'FindQueue':{'operands':[{'ref':{}},{'lit':"
	"{'pos':19,'text':'Sales'}}]}}}",
	NULL, 0},
    {"another function",
	"{'text':'Append(`Sales`)','config':{'Append':{'operands':[{'lit':{'pos':8,'text':'Sales'}}"
	"]}}}",
	NULL, 0},
    {"an empty literal", COMPILED(""), NULL, 0},
    {"a literal without a text",
	"{'text':'x','config':{'FindQueue':{'operands':[{'lit':{'pos':1}}]}}}", NULL, 0},
    {"a literal that is no operand", "{'text':'x','config':{'a':{'lit':{'text':'Sales'}}}}", NULL,
	0},
    {"a call outside an expression", CALL("FindQueue", "Sales"), NULL, 1},
    {"a source that was not compiled",
	"{'text':'FindQueue(`Sales`) + FindQueueById(`Sales`) + FindUser(Task.u)'}", NULL, 1},
    {"the same, of a name that is missing", "{'text':'FindQueue(`Gone`)'}", NULL, 0},
    {"a source in the editor's cache", "{'uiMetaData':{'text':'FindQueue(`Sales`)'}}", NULL, 0},
    {"an expression in the editor's cache", "{'uiMetaData':{'x':" COMPILED("Sales") "}}",
	"{'uiMetaData':{'x':" COMPILED("Verkauf") "}}", 0},
    {"a source after that cache", "{'uiMetaData':{},'x':{'text':'FindQueue(`Sales`)'}}", NULL, 1},

    {"an action, its text a string", ACTION("FindQueueAction", "findName", "`Sales`", "Sales"),
	ACTION("FindQueueAction", "findName", "`Verkauf`", "Verkauf"), 0},
    {"an action, its text the name", ACTION("FindUserAction", "findName", "Anna", "Anna"),
	ACTION("FindUserAction", "findName", "Berta", "Berta"), 0},
    {"an action of a name that stays", ACTION("FindQueueAction", "findName", "Other", "Other"),
	NULL, 0},
    {"an action by id", ACTION("FindQueueByIdAction", "findId", "Sales", "Sales"), NULL, 0},
    {"another action", ACTION("TransferAction", "findName", "Sales", "Sales"), NULL, 0},
    {"what the action finds", ACTION("FindQueueAction", "findResultSales", "Sales", "Sales"), NULL,
	0},
    {"a setting of another name", ACTION("FindQueueAction", "find", "Sales", "Sales"), NULL, 0},
    {"a long setting's name", ACTION("FindQueueAction", "findQueueName", "Sales", "Sales"),
	ACTION("FindQueueAction", "findQueueName", "Verkauf", "Verkauf"), 0},
    {"an action whose text says otherwise",
	ACTION("FindQueueAction", "findName", "`Sales` + 1", "Sales"), NULL, 1},
    {"an action of two objects of one name", ACTION("FindQueueAction", "findName", "Two", "Two"),
	NULL, 1},
    {"an action's new name that no string can spell",
	ACTION("FindQueueAction", "findName", "`Odd`", "Odd"), NULL, 1},
    {"an action's old name that no string can spell",
	ACTION("FindQueueAction", "findName", "`c\\u0001d`", "c\\u0001d"), NULL, 1},
    {"an action without a text",
	"{'__type':'FindQueueAction','findName':{'config':{'lit':{'text':'Sales'}}}}", NULL, 1},
};

static void
remap_one(struct remap *r, struct json *j, size_t i)
{
	struct buf flow = BUF_INIT, text = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	const char *after = cases[i].after != NULL ? cases[i].after : cases[i].before;

	buf_printf(&text, "{'kind':'flow','configuration':{'x':%s}}", cases[i].before);
	plain_json(&flow, text.p);
	buf_clear(&text);
	buf_printf(&text, "{'kind':'flow','configuration':{'x':%s}}", after);
	plain_json(&want, text.p);
	if (remap_read(r, j, buf_slice(&flow)))
		splices_apply(&r->edits, buf_slice(&flow), &got);
	ok(slice_eq(buf_slice(&got), buf_slice(&want)) && r->lookups.nleft == cases[i].left, "%s",
	    cases[i].what);
	if (!slice_eq(buf_slice(&got), buf_slice(&want)))
		printf("# %.*s\n", SLICE_ARGS(buf_slice(&got)));
	if (r->lookups.nleft != cases[i].left)
		printf("# %zu left\n", r->lookups.nleft);
	buf_release(&flow);
	buf_release(&text);
	buf_release(&want);
	buf_release(&got);
}

int
main(void)
{
	struct remap r = REMAP_INIT;
	struct map m = MAP_INIT;
	struct json j = JSON_INIT;

	expressions_load_map(&m);
	remap_start(&r, &m);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		remap_one(&r, &j, i);
	remap_release(&r);
	map_release(&m);
	json_release(&j);
	return tap_done();
}
