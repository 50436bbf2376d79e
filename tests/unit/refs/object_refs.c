/*
 * What the definitions of objects refer to, by the table of types. In these texts ' stands for the
 * quote of JSON, and # for the UUID's first 35 digits.
 */
#include "refs/refs.h"
#include "tap.h"

#define UUID "11111111-1111-4111-8111-11111111111"

static void
object_refs_plain_json(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '#')
			buf_puts(b, UUID);
		else
			buf_putc(b, *text == '\'' ? '"' : *text);
	}
}

/* Each as "CLASS TYPE ID NAME[ late][ optional]; ", then what does not move. */
static const struct {
	const char *type, *configuration, *refs;
} cases[] = {
    {"queue", "'queueFlow':{'id':'#1','name':'Music'}",
	"own queue #0 X; object inqueueCallFlow #1 Music late; "},
    {"queue", "'memberGroups':[{'id':'#1','name':'G','type':'TEAM'}]",
	"own queue #0 X; object team #1 G optional; "},
    {"queue", "'directRouting':{'backupQueueId':'#1'}", "own queue #0 X; object queue #1  late; "},
    {"queue", "'division':{'id':'#1','name':'D'}", "own queue #0 X; own division #1 D; "},
    {"queue", "'elsewhere':{'queueFlow':{'id':'#1'}}", "own queue #0 X; "},
    {"worktype", "'defaultSkills':[{'id':'#1','name':'S'}],'schema':{'id':'#2','name':'Data'}",
	"own worktype #0 X; object acdSkill #1 S; object workitemSchema #2 Data; "},
    {"ivrConfiguration", "'dnis':['+49']", "own ivrConfiguration #0 X; {'/dnis':['+49']"},
    {"dataAction", "'config':{'request':{'requestUrlTemplate':'/queues/#1'}}",
	"own dataAction #0 X; literal  #1 ; "},
    {"dataAction", "'config':{'request':{'headers':{'X-Key':'*** masked by gc-tools ***'}}}",
	"own dataAction #0 X; {'/config/request/headers/X-Key':'*** masked by gc-tools ***'"},
};

static void
object_try(const char *type, const char *configuration, const char *expected)
{
	static struct refs r = REFS_INIT;
	static struct json j = JSON_INIT;
	struct buf text = BUF_INIT, got = BUF_INIT, want = BUF_INIT;
	bool good;

	object_refs_plain_json(&text, "{'kind':'object','type':'");
	buf_puts(&text, type);
	object_refs_plain_json(
	    &text, "','id':'#0','name':'X','configuration':{'id':'#0','name':'X',");
	object_refs_plain_json(&text, configuration);
	buf_puts(&text, "}}");
	object_refs_plain_json(&want, expected);
	buf_puts(&got, "");
	good = refs_read(&r, &j, buf_slice(&text));
	for (size_t i = 0; good && i < r.n; i++) {
		const struct ref *ref = &r.v[i];
		struct slice of = refs_text(&r, ref->type), id = refs_text(&r, ref->id),
			     name = refs_text(&r, ref->name);
		buf_printf(&got, "%s %.*s %.*s %.*s%s%s; ", ref_class_name(ref->class),
		    SLICE_ARGS(of), SLICE_ARGS(id), SLICE_ARGS(name), ref->late ? " late" : "",
		    ref->optional ? " optional" : "");
	}
	if (r.not_moved.n > 0) {
		buf_putc(&got, '{');
		buf_add_slice(&got, buf_slice(&r.not_moved));
	}
	if (!ok(good && strcmp(got.p, want.p) == 0, "%s %s", type, configuration))
		printf("# %s\n", got.p);
	refs_release(&r);
	json_release(&j);
	r = (struct refs)REFS_INIT;
	j = (struct json)JSON_INIT;
	buf_release(&text);
	buf_release(&got);
	buf_release(&want);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		object_try(cases[i].type, cases[i].configuration, cases[i].refs);
	return tap_done();
}
