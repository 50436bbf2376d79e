/* define_forms.c - the content of what is fetched, but not created */
#include "define/define_types.h"

#include "gen/gen_words.h"
#include "json/json_write.h"

static void
forms_uuid(struct define *d, const char *name)
{
	char id[UUID_SIZE];

	rng_uuid(&d->r, id);
	json_write_cstr(d->b, name, id);
}

void
define_script(struct define *d)
{
	forms_uuid(d, "versionId");
	forms_uuid(d, "startPageId");
	define_put(d, "'startPageName':'Start','features':{'callback':{'properties':{}},"
		      "'screenPop':{'properties':{}}}");
	json_write_open_array(d->b, "variables");
	for (size_t i = 0, n = rng_between(&d->r, 1, 4); i < n; i++) {
		json_write_open(d->b, NULL);
		forms_uuid(d, "id");
		define_put(d, "'name':'variable%zu','type':'string','input':true", i);
		json_write_close(d->b);
	}
	json_write_close_array(d->b);
	define_put(d, "'customActions':[]");
	json_write_open_array(d->b, "pages");
	json_write_open(d->b, NULL);
	forms_uuid(d, "id");
	define_put(
	    d, "'name':'Start','rootContainer':{'type':'verticalStackContainer','children':[]}");
	json_write_close(d->b);
	json_write_close_array(d->b);
}

void
define_survey(struct define *d)
{
	forms_uuid(d, "contextId");
	define_put(d, "'language':'en-US','header':'','footer':''");
	json_write_open_array(d->b, "questionGroups");
	json_write_open(d->b, NULL);
	forms_uuid(d, "id");
	forms_uuid(d, "contextId");
	define_put(d, "'name':'Service','type':'questionGroup'");
	json_write_open_array(d->b, "questions");
	json_write_open(d->b, NULL);
	forms_uuid(d, "id");
	forms_uuid(d, "contextId");
	define_put(
	    d, "'text':%s,'type':'npsQuestion','npsQuestion':true", gen_words_sentence(&d->r));
	json_write_close(d->b);
	json_write_close_array(d->b);
	json_write_close(d->b);
	json_write_close_array(d->b);
	json_write_bool(d->b, "published", true);
}

void
define_knowledge(struct define *d)
{
	define_description(d);
	define_put(d, "'coreLanguage':'en-US','faqCount':%d,'articleCount':%d,'published':true",
	    (int)rng_below(&d->r, 50), (int)rng_below(&d->r, 500));
}

void
define_grammar(struct define *d)
{
	define_description(d);
	define_put(d,
	    "'languages':[{'language':'en-us','voiceFileMetadata':{'fileName':'voice.grxml',"
	    "'fileSizeBytes':%d,'fileType':'Grxml'}}]",
	    (int)rng_between(&d->r, 500, 9000));
}

void
define_location(struct define *d)
{
	define_put(d,
	    "'address':{'street1':'%d Main Street','city':'Springfield','country':'US'},"
	    "'notes':'Ask at the gate','path':[]",
	    (int)rng_between(&d->r, 1, 999));
}
