/* flowjson.c - a flow and its versions as the API's JSON objects */
#include "date.h"
#include "flows/flowjson.h"
#include "wire/sim_put.h"

void
put_ref(struct buf *b, const char *key, const char *id, const char *name, const char *path)
{
	put_open(b, key);
	put_text(b, "id", id);
	put_text(b, "name", name);
	put_key(b, "selfUri");
	buf_printf(b, "\"%s%s\"}", path, id);
}

void
put_person(struct buf *b, const struct sim *sim, const char *key, const char *name)
{
	char id[ID_SIZE];

	for (size_t i = 0; i < sim->org.nobjects; i++) {
		const struct org_object *o = &sim->org.objects[i];
		if (strcmp(o->type, "user") == 0 && strcmp(o->name, name) == 0) {
			put_ref(b, key, o->id, o->name, "/api/v2/users/");
			return;
		}
	}
	sim_id_of(sim, "user", name, id);
	put_ref(b, key, id, name, "/api/v2/users/");
}

/*
 * Who saves and publishes everything. Nobody of the org, so nobody is looked for: a page of flows
 * names this author a thousand times.
 */
static void
put_author(struct buf *b, const struct sim *sim, const char *key)
{
	static const char name[] = "Rehearsal Author";
	char id[ID_SIZE];

	sim_id_of(sim, "user", name, id);
	put_ref(b, key, id, name, "/api/v2/users/");
}

void
put_version(struct buf *b, const struct sim *sim, const struct org_flow *flow, size_t i)
{
	const struct org_version *v = &flow->versions[i];
	bool published = i + 1 == flow->published, draft = i + flow->drafts >= flow->n;
	char date[DATE_SIZE];

	buf_putc(b, '{');
	put_text(b, "id", v->id);
	put_text(b, "name", v->id);
	put_text(b, "commitVersion", v->id);
	put_text(b, "configurationVersion", v->id);
	put_text(b, "type", published ? "PUBLISH" : draft ? "SAVE" : "CHECKIN");
	put_bool(b, "secure", false);
	put_bool(b, "debug", false);
	put_author(b, sim, "createdBy");
	put_key(b, "configurationUri");
	buf_printf(b, "\"/api/v2/flows/%s/versions/%s/configuration\"", flow->id, v->id);
	put_number(b, "dateCreated", v->saved_ms);
	put_number(b, "dateSaved", v->saved_ms);
	if (!draft)
		put_number(b, "dateCheckedIn", v->saved_ms);
	if (published) {
		date_format(v->saved_ms, date);
		put_text(b, "datePublished", date);
	}
	put_key(b, "selfUri");
	buf_printf(b, "\"/api/v2/flows/%s/versions/%s\"}", flow->id, v->id);
}

static void
put_division(struct buf *b, const struct org *org, size_t i)
{
	if (i < org->ndivisions)
		put_ref(b, "division", org->divisions[i].id, org->divisions[i].name,
		    "/api/v2/authorization/divisions/");
}

static void
put_named_version(struct buf *b, const struct sim *sim, const char *key,
    const struct org_flow *flow, size_t number)
{
	if (number == 0)
		return;
	put_key(b, key);
	put_version(b, sim, flow, number - 1);
}

void
put_flow(struct buf *b, const struct sim *sim, const struct org_flow *flow, bool view)
{
	buf_putc(b, '{');
	put_text(b, "id", flow->id);
	put_text(b, "name", flow->name);
	put_division(b, &sim->org, flow->division);
	if (flow->description != NULL)
		put_text(b, "description", flow->description);
	put_text(b, "type", flow->type);
	if (!view) {
		if (flow->locked_by != NULL)
			put_person(b, sim, "lockedUser", flow->locked_by);
		if (flow->locked_for != NULL) {
			put_open(b, "lockedClient");
			put_text(b, "id", flow->locked_for);
			buf_putc(b, '}');
		}
		put_bool(b, "active", flow->published > 0);
		put_bool(b, "system", flow->builtin);
		put_bool(b, "deleted", flow->deleted);
	}
	put_named_version(b, sim, "publishedVersion", flow, flow->published);
	if (!view) {
		put_named_version(b, sim, "savedVersion", flow, flow->n);
		put_named_version(b, sim, "checkedInVersion", flow, flow->n - flow->drafts);
		if (flow->published > 0)
			put_author(b, sim, "publishedBy");
		if (flow->operation != NULL)
			put_json(b, "currentOperation", flow->operation);
	}
	put_key(b, "selfUri");
	buf_printf(b, "\"/api/v2/flows/%s\"}", flow->id);
}
