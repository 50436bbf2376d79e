/* flowjson.c - a flow and its versions as the API's JSON objects */
#include "clock/date.h"
#include "flows/flowjson.h"
#include "json/json_write.h"
#include "wire/ref_json.h"

void
flowjson_person(struct buf *b, const struct sim *sim, const char *key, const char *name)
{
	char id[ID_SIZE];

	for (size_t i = 0; i < sim->org.nobjects; i++) {
		const struct org_object *o = &sim->org.objects[i];
		if (strcmp(o->type, "user") == 0 && strcmp(o->name, name) == 0) {
			ref_json_put(b, key, o->id, o->name, "/api/v2/users/");
			return;
		}
	}
	sim_id_of(sim, "user", name, id);
	ref_json_put(b, key, id, name, "/api/v2/users/");
}

/*
 * The author of all versions. Not a user of the org, so that no object is searched: a page of flows
 * has this author a thousand times.
 */
void
flowjson_author(struct buf *b, const struct sim *sim, const char *key)
{
	static const char name[] = "Rehearsal Author";
	char id[ID_SIZE];

	sim_id_of(sim, "user", name, id);
	ref_json_put(b, key, id, name, "/api/v2/users/");
}

void
flowjson_version(struct buf *b, const struct sim *sim, const struct org_flow *flow, size_t i)
{
	bool published = i + 1 == flow->published, draft = i == flow->n;
	const struct org_version *v = draft ? &flow->draft : &flow->versions[i];
	char date[DATE_SIZE];

	json_write_open(b, NULL);
	json_write_cstr(b, "id", v->id);
	if (draft) {
		/* No number before the check-in: the name is the id's UUID. */
		json_write_cstr(b, "name", v->id + strlen(ORG_DRAFT_ID));
		json_write_cstr(b, "configurationVersion",
		    flow->n > 0 ? flow->versions[flow->n - 1].id : "1.0");
	} else {
		json_write_cstr(b, "name", v->id);
		json_write_cstr(b, "commitVersion", v->id);
		json_write_cstr(b, "configurationVersion", v->id);
	}
	json_write_cstr(b, "type", published ? "PUBLISH" : draft ? "SAVE" : "CHECKIN");
	json_write_bool(b, "secure", false);
	json_write_bool(b, "debug", false);
	flowjson_author(b, sim, "createdBy");
	json_write_name(b, "configurationUri");
	buf_printf(b, "\"/api/v2/flows/%s/versions/%s/configuration\"", flow->id, v->id);
	json_write_integer(b, "dateCreated", v->saved_ms);
	json_write_integer(b, "dateSaved", v->saved_ms);
	if (!draft)
		json_write_integer(b, "dateCheckedIn", v->saved_ms);
	if (published) {
		date_format(v->saved_ms, date);
		json_write_cstr(b, "datePublished", date);
	}
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/flows/%s/versions/%s\"}", flow->id, v->id);
}

static void
flowjson_division(struct buf *b, const struct org *org, size_t i)
{
	if (i < org->ndivisions)
		ref_json_put(b, "division", org->divisions[i].id, org->divisions[i].name,
		    "/api/v2/authorization/divisions/");
}

static void
flowjson_named_version(struct buf *b, const struct sim *sim, const char *key,
    const struct org_flow *flow, size_t number)
{
	if (number == 0)
		return;
	json_write_name(b, key);
	flowjson_version(b, sim, flow, number - 1);
}

void
flowjson_flow(struct buf *b, const struct sim *sim, const struct org_flow *flow, bool view)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "id", flow->id);
	json_write_cstr(b, "name", flow->name);
	flowjson_division(b, &sim->org, flow->division);
	if (flow->description != NULL)
		json_write_cstr(b, "description", flow->description);
	json_write_cstr(b, "type", flow->type);
	if (!view) {
		if (flow->locked_by != NULL)
			flowjson_person(b, sim, "lockedUser", flow->locked_by);
		if (flow->locked_for != NULL) {
			json_write_open(b, "lockedClient");
			json_write_cstr(b, "id", flow->locked_for);
			json_write_close(b);
		}
		json_write_bool(b, "active", flow->published > 0);
		json_write_bool(b, "system", flow->builtin);
		json_write_bool(b, "deleted", flow->deleted);
	}
	flowjson_named_version(b, sim, "publishedVersion", flow, flow->published);
	flowjson_named_version(b, sim, "debugVersion", flow, flow->debug);
	if (!view) {
		flowjson_named_version(
		    b, sim, "savedVersion", flow, flow->draft.id != NULL ? flow->n + 1 : 0);
		flowjson_named_version(b, sim, "checkedInVersion", flow, flow->n);
		if (flow->published > 0)
			flowjson_author(b, sim, "publishedBy");
		if (flow->operation != NULL)
			json_write_raw(b, "currentOperation", slice_str(flow->operation));
	}
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/flows/%s\"}", flow->id);
}
