/*
 * Flows and maps of odd shapes: records without a type, a flow that is missing itself, names that are
 * ids, texts that hold several. In these texts ' stands for the quote of JSON, and ` for an escaped one.
 */
#include <unistd.h>

#include "plain_json.h"
#include "remap_check.h"

#define ID(n) "0a00000" n "-aaaa-4000-8000-00000000000" n
#define TO(n) "0b00000" n "-bbbb-4000-8000-00000000000" n

#define FLOW(members) \
	"{'kind':'flow','id':'" ID("0") "','type':'WORKFLOW','configuration':{" members "}}"

struct odd_case {
	const char *what, *before, *after; /* NULL: as before */
	size_t gaps, left;
};

/* No record renames, so that flows are not walked. */
static const char plain_map[] =
    "{'kind':'map','type':'queue','name':'N','from':'" ID("1") "','to':'" TO(
	"1") "','to_name':'N','status':'mapped'}\n"
	     "{'kind':'map','type':'queue','name':'I','from':'" ID(
		 "2") "','status':'ignored'}\n"
		      "{'kind':'map','type':'queue','name':'M','from':'" ID(
			  "3") "','status':'missing'}\n"
			       "{'kind':'map','from':'" ID(
				   "4") "','status':'missing'}\n"
					"{'kind':'map','type':'dataAction','name':'A','from':'"
					"custom_-_" ID(
					    "5") "','to':'static','to_name':'A','status':'mapped'}"
						 "\n"
						 "{'kind':'map','from':'" ID("6") "','to':'" TO(
						     "6") "','status':'mapped'}\n"
							  "{'kind':'map','type':'user','name':'U','"
							  "from':'" ID("7") "','to':'" TO(
							      "7") "','to_name':'U','status':'"
								   "mapped'}\n";

static const struct odd_case plain_cases[] = {
    {"an id that the map ignores is no gap", FLOW("'queueId':'" ID("2") "'"), NULL, 0, 0},
    {"an id that is missing is one", FLOW("'queueId':'" ID("3") "'"), NULL, 1, 0},
    {"an id that the map does not have is one where its place shows a type",
	FLOW("'queueId':'" ID("8") "','a':{'lit':{'type':'que','val':'" ID("9") "'}}"), NULL, 2, 0},
    {"a literal without a type, or with one that is a number",
	FLOW("'a':[{'lit':{'val':'" ID("8") "'}},{'lit':{'type':5,'val':'" ID(
	    "9") "'}},{'lit':{'type':'','val':'" ID("9") "'}}]"),
	NULL, 0, 0},
    {"several ids in a text, one of which is missing", FLOW("'a':'x " ID("1") ", " ID("3") " y'"),
	FLOW("'a':'x " TO("1") ", " ID("3") " y'"), 1, 0},
    {"the same, with an escape", FLOW("'a':'\\t" ID("1") "\\n" ID("3") "'"),
	FLOW("'a':'\\t" TO("1") "\\n" ID("3") "'"), 1, 0},
    {"a record without a type has both forms", FLOW("'a':'" ID("6") "','b':'custom_-_" ID("6") "'"),
	FLOW("'a':'" TO("6") "','b':'custom_-_" TO("6") "'"), 0, 0},
    {"the id of a user has no form of a data action, which is another object",
	FLOW("'a':'custom_-_" ID("7") "'"), NULL, 1, 0},
    {"a data action that becomes a static one",
	FLOW("'a':'custom_-_" ID("5") "','b':'" ID("5") "'"),
	FLOW("'a':'static','b':'" ID("5") "'"), 0, 0},
    {"an id of no type that is missing is a gap, too", FLOW("'a':'" ID("4") "'"), NULL, 1, 0},
    {"a flow's type that is a number, or empty",
	"{'kind':'flow','type':5,'configuration':{'a':'" ID("1") "','queueId':'" ID("8") "'}}",
	"{'kind':'flow','type':5,'configuration':{'a':'" TO("1") "','queueId':'" ID("8") "'}}", 1,
	0},
    {"an empty type", "{'kind':'flow','type':'','configuration':{'queueId':'" ID("8") "'}}", NULL,
	1, 0},
    {"a manifest that is not the flow's",
	"{'kind':'flow','other':{'manifest':{'queue':[{'id':'" ID("3") "'}]}},'configuration':{}}",
	NULL, 1, 0},
    {"a manifest in a module that is embedded",
	FLOW(
	    "'commonModules':[{'model':{'manifest':{'queue':[{'id':'" ID("3") "','name':'M'}]}}}]"),
	NULL, 1, 0},
    {"one in a list of another name",
	FLOW("'others':[{'model':{'manifest':{'queue':[{'id':'" ID("3") "','name':'M'}]}}}]"), NULL,
	1, 0},
};

/* Nothing that is looked up by name is missing: most flows are searched for hits, and not walked. */
static const char hits_map[] =
    "{'kind':'map','type':'queue','name':'N','from':'" ID("1") "','to':'" TO(
	"1") "','to_name':'N','status':'mapped'}\n"
	     "{'kind':'map','type':'screenPop','name':'I','from':'" ID(
		 "2") "','status':'ignored'}\n"
		      "{'kind':'map','type':'dataTable','name':'I','from':'" ID(
			  "4") "','status':'ignored'}\n"
			       "{'kind':'map','type':'dataTable','name':'M','from':'" ID(
				   "3") "','status':'missing'}\n";

static const struct odd_case hits_cases[] = {
    {"with a manifest: a literal whose type is a number",
	FLOW("'manifest':{},'x':{'a':{'lit':{'type':5,'val':'" ID("8") "'}},'b':'" ID("1") "'}"),
	FLOW("'manifest':{},'x':{'a':{'lit':{'type':5,'val':'" ID("8") "'}},'b':'" TO("1") "'}"), 0,
	0},
    {"with a manifest: a text with an id that is missing",
	FLOW("'manifest':{},'x':{'a':'x " ID("1") ", " ID("3") " y'}"),
	FLOW("'manifest':{},'x':{'a':'x " TO("1") ", " ID("3") " y'}"), 1, 0},
    {"with a manifest: an id that the map ignores",
	FLOW("'manifest':{},'x':{'flowId':'" ID("2") "','scriptId':'" ID("8") "','a':'" ID(
	    "2") "'}"),
	NULL, 0, 0},
    {"with a manifest: ids in a list of lists",
	FLOW("'manifest':{},'x':{'queueId':[['" ID("8") "']]}"), NULL, 0, 0},
    {"with a manifest: a table that the map ignores",
	FLOW("'manifest':{},'x':{'datatableId':'" ID("4") "'}"), NULL, 0, 0},
    {"with a manifest: a table that it does not have",
	FLOW("'manifest':{},'x':{'datatableId':'" ID("8") "'}"), NULL, 1, 0},
    {"with a manifest: a text with ids that all change",
	FLOW("'manifest':{},'x':['" ID("1") "/" ID("1") "','" ID("9") "']"),
	FLOW("'manifest':{},'x':['" TO("1") "/" TO("1") "','" ID("9") "']"), 0, 0},
};

/* The flow itself is missing; names are looked up, and one is an id. */
static const char names_map[] = "{'kind':'map','type':'workflow','name':'F','from':'" ID(
    "0") "','status':'missing'}\n"
	 "{'kind':'map','type':'queue','name':'" ID("1") "','from':'" ID("1") "','to':'" TO(
	     "1") "','to_name':'New','status':'mapped'}\n"
		  "{'kind':'map','type':'queue','name':'Old','to_name':'New','status':'mapped'}\n"
		  "{'kind':'map','type':'queue','name':'Old','to_name':'New','status':'mapped'}\n"
		  "{'kind':'map','type':'queue','name':'Same','from':'" ID("2") "','to':'" TO(
		      "2") "','to_name':'Same','status':'mapped'}\n"
			   "{'kind':'map','type':'queue','name':'Twin','from':'" ID(
			       "3") "','to':'" TO("3") "','to_name':'One','status':'mapped'}\n"
						       "{'kind':'map','type':'queue','name':'Twin',"
						       "'from':'" ID("4") "','to':'" TO(
							   "4") "','to_name':'One','status':'"
								"mapped'}\n";

#define CALL(name, position) \
	"{'FindQueue':{'pos':1,'operands':[{'lit':{'pos':" position ",'text':'" name "'}}]}}"
#define COMPILED(name) "'e':{'text':'FindQueue(`" name "`)','config':" CALL(name, "11") "}"

static const struct odd_case names_cases[] = {
    {"a flow that is missing itself is a gap", FLOW("'a':1"), NULL, 1, 0},
    {"a name: the first record of it counts", FLOW(COMPILED("Old")), FLOW(COMPILED("New")), 1, 0},
    {"a change before that of an id", FLOW(COMPILED("Old") ",'z':'" ID("2") "'"),
	FLOW(COMPILED("New") ",'z':'" TO("2") "'"), 1, 0},
    {"two objects of one name that have one name there", FLOW(COMPILED("Twin")),
	FLOW(COMPILED("One")), 1, 0},
    {"a name that is an id, too, changes as an id, and is told", FLOW(COMPILED(ID("1"))),
	FLOW(COMPILED(TO("1"))), 1, 1},
    {"a name that stays next to one that changes",
	FLOW("'e':{'text':'FindQueue(`Old`) + FindQueue(`Same`)','config':" CALL("Old", "11") "}"),
	FLOW("'e':{'text':'FindQueue(`New`) + FindQueue(`Same`)','config':" CALL("New", "11") "}"),
	1, 0},
    {"a position with an exponent",
	FLOW("'e':{'text':'FindQueue(`Old`)','config':{'FindQueue':{'pos':1e0,'operands':[{'lit':{'"
	     "pos':11,'text':'Old'}}]}}}"),
	NULL, 1, 1},
    {"a literal near the top",
	"{'kind':'flow','id':'" ID("0") "','lit':{'text':'Old'},'configuration':{}}", NULL, 1, 0},
    {"a setting whose name is an id, too",
	FLOW("'a':{'__type':'FindQueueAction','findName':{'text':'`" ID(
	    "1") "`','config':{'lit':{'text':'" ID("1") "'}}}}"),
	FLOW("'a':{'__type':'FindQueueAction','findName':{'text':'`" TO(
	    "1") "`','config':{'lit':{'text':'" TO("1") "'}}}}"),
	1, 1},
};

static void
test_odd(const struct odd_case *c)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	bool good;

	plain_json(&before, c->before);
	plain_json(&after, c->after != NULL ? c->after : c->before);
	good = remap_becomes(before.p, after.p);
	ok(good, "%s", c->what);
	good = r.gaps.n == c->gaps && r.lookups.nleft == c->left;
	ok(good, "%s: %zu gaps, %zu names left", c->what, c->gaps, c->left);
	if (!good)
		printf("# %zu gaps, %zu left\n", r.gaps.n, r.lookups.nleft);
	buf_release(&before);
	buf_release(&after);
}

/* A record that ends early, or goes on, is refused by both ways of reading. */
static void
test_odd_torn(void)
{
	static const char *const torn[] = {
	    "{'kind':'flow','configuration':{'manifest':{},'x':{'a':'" ID("1"),
	    "{'kind':'flow','configuration':{'manifest':{},'x':[1,'" ID("1") "'}}",
	    "{'kind':'flow','configuration':{'manifest':{},'a':1}} x", "[]", ""};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(torn); i++) {
		plain_json(&b, torn[i]);
		ok(!remap_read(&r, &j, buf_slice(&b)), "is refused: %s", torn[i]);
	}
	buf_release(&b);
}

static void
test_odd_plain(void)
{
	for (size_t i = 0; i < COUNT_OF(plain_cases); i++)
		test_odd(&plain_cases[i]);
	test_odd_torn();
}

/* With and without the places of all changes. */
static void
test_odd_hits(void)
{
	for (int report = 0; report < 2; report++) {
		r.report = report == 1;
		for (size_t i = 0; i < COUNT_OF(hits_cases); i++)
			test_odd(&hits_cases[i]);
		test_odd_torn();
	}
	r.report = false;
}

/* Of names that stay, the first ones are told. */
static void
test_odd_names(void)
{
	struct buf b = BUF_INIT, text = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(names_cases); i++)
		test_odd(&names_cases[i]);
	test_odd_torn();
	buf_puts(&b, "{'kind':'flow','configuration':{'a':[");
	for (int i = 0; i < LOOKUPS_LEFT_MAX + 10; i++)
		buf_printf(&b, "%s{'text':'FindQueue(`Old`)'}", i > 0 ? "," : "");
	buf_puts(&b, "]}}");
	plain_json(&text, b.p);
	ok(remap_becomes(text.p, text.p) && r.lookups.nleft == LOOKUPS_LEFT_MAX,
	    "of more names than anybody reads the first ones are told");
	buf_release(&b);
	buf_release(&text);
}

int
main(void)
{
	struct buf map = BUF_INIT;

	plain_json(&map, plain_map);
	with_map(map.p, false, test_odd_plain);
	plain_json(&map, hits_map);
	with_map(map.p, false, test_odd_hits);
	plain_json(&map, names_map);
	with_map(map.p, false, test_odd_names);
	buf_release(&map);
	json_release(&j);
	return tap_done();
}
