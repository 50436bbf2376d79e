/* define_texts.c - the content of responses, contact lists, worktypes, groups and users */
#include "define/define_types.h"

#include "gen/gen_words.h"
#include "json/json_write.h"
#include "org/part_id.h"

void
define_response(struct define *d)
{
	if (d->o->extra == NULL || strstr(d->o->extra, "\"libraries\"") == NULL) {
		json_write_open_array(d->b, "libraries");
		define_ref(d, NULL, "responseLibrary");
		json_write_close_array(d->b);
	}
	json_write_open_array(d->b, "texts");
	define_put(d, "{'content':%s,'contentType':'text/plain'", gen_words_sentence(&d->r));
	if (rng_chance(&d->r, 30))
		define_put(d, "'type':'body'");
	json_write_close(d->b);
	if (rng_chance(&d->r, 25))
		define_put(d, "{'content':'<p>Hello {{name}}</p>','contentType':'text/html'}");
	json_write_close_array(d->b);
	define_put(d, "'interactionType':%s,'responseType':'MessagingTemplate'",
	    rng_chance(&d->r, 50) ? "chat" : "email");
	if (rng_chance(&d->r, 30))
		define_put(d, "'substitutions':[{'id':'name','description':'The customer',"
			      "'defaultValue':'customer'}]");
	if (rng_chance(&d->r, 10)) {
		json_write_open_array(d->b, "assets");
		define_ref(d, NULL, "responseAsset");
		json_write_close_array(d->b);
	}
}

void
define_contact_list(struct define *d)
{
	define_put(d, "'columnNames':['FirstName','LastName','Cell','Home','Zip','Email'],"
		      "'phoneColumns':[{'columnName':'Cell','type':'cell'},"
		      "{'columnName':'Home','type':'home'}]");
	json_write_bool(d->b, "automaticTimeZoneMapping", rng_chance(&d->r, 50));
	if (rng_chance(&d->r, 40))
		define_put(d, "'zipCodeColumnName':'Zip'");
	if (rng_chance(&d->r, 30))
		define_put(d, "'emailColumns':[{'columnName':'Email','type':'PERSONAL'}]");
	define_put(d, "'previewModeColumnName':'','previewModeAcceptedValues':[]");
}

/* The org's first: gc-sim adds one where the org has worktypes. */
static void
define_work_schema(struct define *d)
{
	const struct org_type *t = org_type(d->org, "workitemSchema");

	if (t != NULL && t->ids.n > 0)
		define_put(d, "'schema':{'id':%s,'version':1}", d->org->objects[t->at[0]].id);
}

/* Each status has an id of its own in every org. */
static void
define_statuses(struct define *d)
{
	static const char *const statuses[][2] = {{"Open", "Open"}, {"In Progress", "InProgress"},
	    {"Waiting", "Waiting"}, {"Closed", "Closed"}};
	char id[COUNT_OF(statuses)][PART_ID_SIZE];

	for (size_t i = 0; i < COUNT_OF(statuses); i++)
		part_id(d->o->id, (unsigned)i, id[i]);
	json_write_open_array(d->b, "statuses");
	for (size_t i = 0; i < COUNT_OF(statuses); i++) {
		json_write_open(d->b, NULL);
		define_put(
		    d, "'id':%s,'name':%s,'category':%s", id[i], statuses[i][0], statuses[i][1]);
		json_write_open_array(d->b, "destinationStatuses");
		if (i + 1 < COUNT_OF(statuses))
			define_put(d, "{'id':%s}", id[i + 1]);
		json_write_close_array(d->b);
		json_write_close(d->b);
	}
	json_write_close_array(d->b);
	define_put(d, "'defaultStatus':{'id':%s}", id[0]);
}

void
define_worktype(struct define *d)
{
	define_description(d);
	define_ref(d, "defaultWorkbin", "workbin");
	if (rng_chance(&d->r, 60))
		define_ref(d, "defaultQueue", "queue");
	if (rng_chance(&d->r, 50))
		define_ref(d, "defaultLanguage", "acdLanguage");
	json_write_open_array(d->b, "defaultSkills");
	if (rng_chance(&d->r, 50))
		define_ref(d, NULL, "acdSkill");
	json_write_close_array(d->b);
	define_put(d,
	    "'defaultPriority':%d,'defaultDurationSeconds':3600,'defaultDueDurationSeconds':86400,"
	    "'defaultExpirationSeconds':604800,'defaultTtlSeconds':31536000",
	    (int)rng_between(&d->r, 0, 100));
	json_write_bool(d->b, "assignmentEnabled", rng_chance(&d->r, 70));
	define_work_schema(d);
	define_statuses(d);
}

void
define_group(struct define *d)
{
	const struct org_object *owner = define_pick(d, "user");

	define_description(d);
	define_put(d, "'type':'official','visibility':'public'");
	json_write_bool(d->b, "rulesVisible", true);
	json_write_bool(d->b, "rolesEnabled", rng_chance(&d->r, 50));
	json_write_open_array(d->b, "owners");
	if (owner != NULL)
		define_put(d, "{'id':%s,'version':1}", owner->id);
	json_write_close_array(d->b);
}

/* Conditions hold the names of skills, not their ids. */
void
define_skill_group(struct define *d)
{
	const struct org_object *skill = define_pick(d, "acdSkill");

	define_description(d);
	json_write_open_array(d->b, "skillConditions");
	if (skill != NULL)
		define_put(d,
		    "{'routingSkillConditions':[{'routingSkill':%s,'comparator':'GreaterThan',"
		    "'proficiency':%d,'childConditions':[]}],'languageSkillConditions':[],"
		    "'operation':'And'}",
		    skill->name, (int)rng_between(&d->r, 1, 4));
	json_write_close_array(d->b);
}

void
define_user(struct define *d)
{
	static const char *const departments[] = {"Service", "Sales", "IT", "Back Office"};

	define_put(d, "'department':%s,'title':'Agent'",
	    departments[rng_below(&d->r, COUNT_OF(departments))]);
	json_write_bool(d->b, "acdAutoAnswer", rng_chance(&d->r, 30));
}
