/* sim_check_of.c - what one type of object refuses */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "wire/request.h"
#include "objects/sim_draft.h"
#include "objects/sim_schema.h"

/* Letters, digits and '_', but no '_' first, and at least one letter or digit. */
static bool
check_prompt(struct request *rq, struct draft *d)
{
	size_t n = strlen(d->name);

	for (const char *p = d->name; *p != '\0'; p++)
		if (*p == '-' || !ascii_is_word(*p))
			n = 0;
	if (n > 0 && n <= 200 && d->name[0] != '_')
		return true;
	reply_error(rq, 400, "architect.prompt.validate.failed.name",
	    "'%s' is not a valid name of a prompt.", d->name);
	return false;
}

static bool
check_queue(struct request *rq, struct draft *d)
{
	const struct member *m = draft_find(d, "conditionalGroupRouting");
	const char *rule = NULL, *end;

	if (strchr(d->name, '*') != NULL) {
		reply_error(rq, 400, "invalid.name", "A queue's name has no '*'.");
		return false;
	}
	if (m != NULL && (rule = memchr(m->value.p, '[', m->value.n)) != NULL) {
		char *text = xmemdup0(rule, (size_t)(m->value.p + m->value.n - rule));
		const char *queue = strstr(text, "\"queue\"");
		end = strchr(text, '}');
		rule = queue != NULL && end != NULL && queue < end ? "" : NULL;
		free(text);
	}
	if (rule != NULL)
		reply_error(rq, 400, "bad.request",
		    "The first rule of conditional group routing has no queue.");
	return rule == NULL;
}

/* Local time without a zone. */
static bool
is_local_time(struct slice text)
{
	return text.n >= 19 && text.p[4] == '-' && text.p[10] == 'T' && text.p[13] == ':' &&
	       memchr(text.p, 'Z', text.n) == NULL;
}

static bool
check_schedule(struct request *rq, struct draft *d)
{
	if (is_local_time(members_string(&d->body, "start")) &&
	    is_local_time(members_string(&d->body, "end")))
		return true;
	reply_error(
	    rq, 400, "general.bad.request", "Start and end are local times without a zone.");
	return false;
}

static bool
check_ivr(struct request *rq, struct draft *d)
{
	if (draft_find(d, "scheduleGroup") == NULL ||
	    (draft_find(d, "openHoursFlow") != NULL && draft_find(d, "closedHoursFlow") != NULL))
		return true;
	reply_error(rq, 400, "general.bad.request",
	    "With a schedule group, an open and a closed flow are required.");
	return false;
}

static bool
check_label(struct request *rq, struct draft *d)
{
	size_t n = strlen(d->name);

	if (strchr(d->name, '*') == NULL && d->name[0] != ' ' && d->name[n - 1] != ' ')
		return true;
	reply_error(rq, 400, "bad.request", "'%s' is not a valid name of a label.", d->name);
	return false;
}

static bool
has_path(const struct draft *d, const char *object, const char *one, const char *key)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct member found;
	bool has =
	    members_find_in(&d->body, object, one, &found) && members_read(&m, &j, found.value);

	has = has && members_find(&m, key) != NULL;
	members_release(&m);
	json_release(&j);
	return has;
}

static bool
check_action(struct request *rq, struct draft *d)
{
	struct slice id = members_string(&d->body, "integrationId");
	char *text = json_text_dup(id);
	bool known = d->now != NULL || org_object(&rq->sim->org, "integration", text) != NULL;

	free(text);
	if (!known)
		reply_error(rq, 400, "bad.request", "The integration does not exist.");
	else if (d->now == NULL && (!has_path(d, "contract", "input", "inputSchema") ||
				       !has_path(d, "contract", "output", "successSchema")))
		reply_error(rq, 400, "bad.request",
		    "The contract needs input.inputSchema and output.successSchema.");
	else
		return true;
	return false;
}

/* Columns can't change, and every column of numbers is one of the columns. */
static bool
check_contact_list(struct request *rq, struct draft *d)
{
	const struct member *columns = draft_find(d, "columnNames"), *was;
	struct members now = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	bool same = true;

	if (d->now != NULL &&
	    members_read(&now, &j, object_content(&rq->sim->org, d->now, &room)) &&
	    (was = members_find(&now, "columnNames")) != NULL && columns != NULL)
		same = slice_eq(was->value, columns->value);
	if (!same)
		reply_error(rq, 400, "cannot.update.column.names",
		    "The columns of a contact list can't be changed.");
	members_release(&now);
	json_release(&j);
	buf_release(&room);
	return same;
}

static const struct {
	const char *type;
	bool (*check)(struct request *rq, struct draft *d);
} checks[] = {{"userPrompt", check_prompt}, {"queue", check_queue}, {"schedule", check_schedule},
    {"ivrConfiguration", check_ivr}, {"utilizationLabel", check_label},
    {"dataAction", check_action}, {"contactList", check_contact_list}, {"dataTable", schema_check}};

bool
check_of_type(struct request *rq, struct draft *d)
{
	for (size_t i = 0; i < COUNT_OF(checks); i++)
		if (strcmp(checks[i].type, d->spec->type) == 0)
			return checks[i].check(rq, d);
	return true;
}
