/* define_content.c - generated content: the table of types */
#include "define/define_types.h"

#include "json/json_write.h"

static const struct {
	const char *type;
	void (*write)(struct define *d);
} types[] = {
    {"acdWrapupCode", define_description},
    {"contactList", define_contact_list},
    {"dataAction", define_action},
    {"dataTable", define_table},
    {"emergencyGroup", define_emergency_group},
    {"flowMilestone", define_description},
    {"flowOutcome", define_description},
    {"grammar", define_grammar},
    {"group", define_group},
    {"integration", define_integration},
    {"ivrConfiguration", define_ivr},
    {"knowledgeBase", define_knowledge},
    {"location", define_location},
    {"queue", define_queue},
    {"response", define_response},
    {"schedule", define_schedule},
    {"scheduleGroup", define_schedule_group},
    {"composerScript", define_script},
    {"secureAction", define_action},
    {"skillGroup", define_skill_group},
    {"surveyForm", define_survey},
    {"team", define_description},
    {"user", define_user},
    {"userPrompt", define_description},
    {"workbin", define_description},
    {"worktype", define_worktype},
};

void
define_content(const struct org *org, const struct org_object *o, struct buf *b)
{
	struct define d = {org, o, define_rng(org, o, "content"), b};

	json_write_open(b, NULL);
	if (o->extra != NULL)
		buf_puts(b, o->extra);
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(types[i].type, o->type) == 0)
			types[i].write(&d);
	json_write_close(b);
}
