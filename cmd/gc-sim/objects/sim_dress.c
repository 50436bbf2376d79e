/* sim_dress.c - references as the server gives them */
#include "objects/sim_dress.h"

#include "wire/ref_json.h"
#include "json/json_write.h"
#include "json/members.h"
#include "json/peek.h"
#include "objects/sim_spec.h"
#include "record/reftype.h"

enum { LEVELS_MAX = 200 }; /* of a value; deeper ones are copied as they are */

/* The members that refer to something, at any depth; an array's elements have its name. */
static const struct reference {
	const char *key, *type; /* type "flow": of any type; "": the sibling `type` names it */
} references[] = {{"queueFlow", "flow"}, {"emailInQueueFlow", "flow"},
    {"messageInQueueFlow", "flow"}, {"liveVoiceFlow", "flow"}, {"answeringMachineFlow", "flow"},
    {"flowId", "flow"}, {"openHoursFlow", "flow"}, {"closedHoursFlow", "flow"},
    {"holidayHoursFlow", "flow"}, {"emergencyFlow", "flow"}, {"flow", "flow"},
    {"whisperPrompt", "userPrompt"}, {"onHoldPrompt", "userPrompt"}, {"CALL", "composerScript"},
    {"CALLBACK", "composerScript"}, {"CHAT", "composerScript"}, {"EMAIL", "composerScript"},
    {"MESSAGE", "composerScript"}, {"skillsToRemove", "acdSkill"}, {"queue", "queue"},
    {"memberGroups", ""}, {"groups", ""}, {"openSchedules", "schedule"},
    {"closedSchedules", "schedule"}, {"holidaySchedules", "schedule"},
    {"scheduleGroup", "scheduleGroup"}, {"ivrs", "ivrConfiguration"},
    {"libraries", "responseLibrary"}, {"assets", "responseAsset"}, {"owners", "user"},
    {"defaultWorkbin", "workbin"}, {"defaultQueue", "queue"}, {"defaultLanguage", "acdLanguage"},
    {"defaultSkills", "acdSkill"}, {"defaultScript", "composerScript"},
    {"defaultWorkbinId", "workbin"}, {"defaultQueueId", "queue"},
    {"defaultLanguageId", "acdLanguage"}, {"defaultSkillIds", "acdSkill"},
    {"defaultScriptId", "composerScript"}, {"schemaId", "workitemSchema"},
    {"schema", "workitemSchema"}, {"libraryIds", "responseLibrary"}, {"backupQueueId", "queue"},
    {"integrationId", "integration"}};

struct dress {
	const struct sim *sim;
	struct buf *to;      /* NULL: only look for what is missing */
	struct buf *missing; /* or NULL */
	unsigned level;
};

static void dress_any(struct dress *d, struct slice key, struct slice value, enum json_type type);

static const struct reference *
dress_reference(struct slice key)
{
	for (size_t i = 0; i < COUNT_OF(references); i++)
		if (slice_is(key, references[i].key))
			return &references[i];
	return NULL;
}

/* The three scripts that every org has. */
static bool
is_default_script(const char *id)
{
	return strcmp(id, "766f1221-047a-11e5-bba2-db8c0964d007") == 0 ||
	       strcmp(id, "476c2b71-7429-11e4-9a5b-3f91746bffa3") == 0 ||
	       strcmp(id, "ffde0662-8395-9b04-7dcb-b90172109065") == 0;
}

/* Name and path of what the id stands for; false: there is no such thing. */
static bool
dress_find(
    const struct dress *d, const char *type, const char *id, const char **name, const char **path)
{
	const struct org_flow *flow;
	const struct org_object *o;
	const struct spec *spec;

	*name = *path = NULL;
	if (strcmp(type, "flow") == 0) {
		flow = org_flow_by_id(&d->sim->org, id);
		*name = flow != NULL ? flow->name : NULL;
		*path = "/api/v2/flows";
		if (flow == NULL && strcmp(id, REFTYPE_DEFAULT_FLOW) == 0) {
			*name = "Default In-Queue Flow";
			return true;
		}
		return flow != NULL && !flow->deleted;
	}
	if (strcmp(type, "composerScript") == 0 && is_default_script(id)) {
		*name = "Default Script";
		*path = "/api/v2/scripts";
		return true;
	}
	o = org_object(&d->sim->org, type, id);
	spec = spec_of(type);
	if (o == NULL)
		return false;
	*name = o->name;
	*path = spec != NULL ? spec->path : "/api/v2";
	return !o->deleted;
}

/* "GROUP", "SKILLGROUP", "TEAM": what kind of group it is. */
static const char *
dress_type_of(const struct reference *ref, const struct members *m)
{
	struct slice type = members_string(m, "type");

	if (ref->type[0] != '\0')
		return ref->type;
	return json_is(type, "SKILLGROUP") ? "skillGroup"
	       : json_is(type, "TEAM")     ? "team"
					   : "group";
}

static void
dress_note_missing(struct dress *d, const char *id, bool found)
{
	if (!found && d->missing != NULL && d->missing->n == 0)
		buf_puts(d->missing, id);
}

static void
dress_object(struct dress *d, const struct reference *ref, const struct members *m)
{
	char *id = ref != NULL ? members_dup(m, "id") : NULL;
	const char *name = NULL, *path = NULL;

	if (id != NULL)
		dress_note_missing(d, id, dress_find(d, dress_type_of(ref, m), id, &name, &path));
	if (d->to != NULL)
		buf_putc(d->to, '{');
	if (id != NULL && d->to != NULL) {
		json_write_cstr(d->to, "id", id);
		if (name != NULL &&
		    strcmp(ref->type, "responseAsset") != 0) /* it has no name there */
			json_write_cstr(d->to, "name", name);
	}
	for (size_t i = 0; i < m->n; i++) {
		const struct member *one = &m->v[i];
		if (id != NULL && (slice_is(one->key, "id") || slice_is(one->key, "name") ||
				      slice_is(one->key, "selfUri")))
			continue;
		if (d->to != NULL)
			member_write(one, d->to);
		if (d->to != NULL)
			d->to->n -= one->value.n;
		dress_any(d, one->key, one->value, one->type);
	}
	if (name != NULL && d->to != NULL) {
		json_write_name(d->to, "selfUri");
		buf_printf(d->to, "\"%s/%s\"", path, id);
	}
	if (d->to != NULL)
		buf_putc(d->to, '}');
	free(id);
}

static void
dress_array(struct dress *d, struct slice key, struct slice value)
{
	struct json j = JSON_INIT;
	struct slice one;
	enum json_type type;
	bool first = true;

	json_start(&j, value);
	(void)json_next(&j);
	if (d->to != NULL)
		buf_putc(d->to, '[');
	while ((type = json_value(&j, &one)) > JSON_END && type != JSON_ARRAY_END) {
		if (!first && d->to != NULL)
			buf_putc(d->to, ',');
		first = false;
		dress_any(d, key, one, type);
	}
	if (d->to != NULL)
		buf_putc(d->to, ']');
	json_release(&j);
}

/* A bare id, or any other text. */
static void
dress_text(struct dress *d, struct slice key, struct slice value)
{
	const struct reference *ref = dress_reference(key);
	const char *name, *path;
	char *id;

	if (d->to != NULL)
		buf_add_slice(d->to, value);
	if (ref == NULL || d->missing == NULL || ref->type[0] == '\0')
		return;
	id = json_text_dup(slice_of(value.p + 1, value.n - 2));
	dress_note_missing(d, id, dress_find(d, ref->type, id, &name, &path));
	free(id);
}

static void
dress_any(struct dress *d, struct slice key, struct slice value, enum json_type type)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (++d->level > LEVELS_MAX ||
	    (type != JSON_OBJECT && type != JSON_ARRAY && type != JSON_STRING)) {
		if (d->to != NULL)
			buf_add_slice(d->to, value);
	} else if (type == JSON_STRING) {
		dress_text(d, key, value);
	} else if (type == JSON_ARRAY) {
		dress_array(d, key, value);
	} else if (members_read(&m, &j, value)) {
		dress_object(d, dress_reference(key), &m);
	}
	d->level--;
	members_release(&m);
	json_release(&j);
}

/* JSON schemas and settings of other services: whatever they hold is theirs. */
static bool
is_opaque(struct slice key, struct slice value)
{
	static const char *const keys[] = {
	    "contract", "config", "schema", "substitutionsSchema", "columnDataTypeSpecifications"};

	if (slice_is(key, "schema") && peek_find(value, "id").n > 0)
		return false; /* a worktype's: a reference */
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (slice_is(key, keys[i]))
			return true;
	return false;
}

static enum json_type
dress_json_type(struct slice value)
{
	char c = value.n > 0 ? value.p[0] : '\0';

	return c == '{'   ? JSON_OBJECT
	       : c == '[' ? JSON_ARRAY
	       : c == '"' ? JSON_STRING
			  : JSON_NUMBER;
}

void
dress_value(const struct sim *sim, struct slice key, struct slice value, struct buf *b)
{
	struct dress d = {sim, b, NULL, 0};

	dress_any(&d, key, value, is_opaque(key, value) ? JSON_NUMBER : dress_json_type(value));
}

bool
dress_missing(const struct sim *sim, struct slice key, struct slice value, struct buf *id)
{
	struct dress d = {sim, NULL, id, 0};

	buf_clear(id);
	dress_any(&d, key, value, is_opaque(key, value) ? JSON_NUMBER : dress_json_type(value));
	return id->n > 0;
}

void
dress_division(const struct sim *sim, const char *key, size_t division, struct buf *b)
{
	const struct org *org = &sim->org;

	if (division < org->ndivisions)
		ref_json_put(b, key, org->divisions[division].id, org->divisions[division].name,
		    "/api/v2/authorization/divisions/");
}
