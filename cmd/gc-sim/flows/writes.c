/*
 * writes.c - create, rename, save and delete flows
 *
 * The body of POST /flows/{id}/versions is the configuration, as Architect's own client sends it.
 * The flow is locked for its creator. The codes and texts of errors are those of that client.
 */
#include <ctype.h>

#include "architect/openable.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "store/change.h"
#include "clock/date.h"
#include "wire/fault_effect.h"
#include "flows/flow_endpoints.h"
#include "flows/flow_request.h"
#include "flows/flowjson.h"
#include "json/members.h"
#include "flows/sim_operation.h"
#include "uses/sim_uses.h"
#include "clock/simclock.h"

enum { NAME_MAX_CHARACTERS = 200 };

/* The members of a flow in a request's body; all to be freed. */
struct writes_wanted {
	char *name, *type, *description, *division;
};

static void
wanted_read(const struct request *rq, struct writes_wanted *w)
{
	w->name = body_text(rq, "name");
	w->type = body_text(rq, "type");
	w->description = body_text(rq, "description");
	w->division = body_text(rq, "division.id");
	for (char *p = w->type; p != NULL && *p != '\0'; p++)
		*p = ascii_upper(*p);
}

static void
wanted_release(struct writes_wanted *w)
{
	free(w->name);
	free(w->type);
	free(w->description);
	free(w->division);
}

static bool
has_division(const struct org *org, const char *id)
{
	for (size_t i = 0; i < org->ndivisions; i++)
		if (strcmp(org->divisions[i].id, id) == 0)
			return true;
	return false;
}

static void
reply_name(struct request *rq, const char *reason, const char *message)
{
	char code[96];

	snprintf(code, sizeof code, "architect.flow.validate.failed.%s", reason);
	reply_error(rq, 400, code, "%s", message);
}

/* The rules of Architect's client: not blank, a letter or digit, no "/", not "…-debug". */
static bool
name_is_valid(struct request *rq, const char *name)
{
	size_t n = strlen(name), letters = 0, characters = 0;

	for (const char *p = name; *p != '\0'; p++) {
		characters += ((unsigned char)*p & 0xc0) != 0x80; /* of UTF-8 */
		letters += isalnum((unsigned char)*p) || (unsigned char)*p >= 0x80;
	}
	if (name[strspn(name, " \t\r\n")] == '\0')
		reply_name(rq, "missing.name", "A flow needs a name.");
	else if (characters > NAME_MAX_CHARACTERS)
		reply_name(rq, "invalid.name.too.long", "The name is longer than 200 characters.");
	else if (letters == 0)
		reply_name(rq, "invalid.name.no.alpha", "The name has no letter or digit.");
	else if (strchr(name, '/') != NULL)
		reply_name(rq, "invalid.name.contains.slash", "The name contains a slash.");
	else if (n >= 6 && strcasecmp(name + n - 6, "-debug") == 0)
		reply_name(rq, "invalid.name.contains.debug", "The name ends in '-debug'.");
	else
		return true;
	return false;
}

/* Whether a flow may have this name, type and division; `self` is the flow itself, or NULL. */
static bool
may_be(struct request *rq, const struct writes_wanted *w, const struct org_flow *self)
{
	const struct org *org = &rq->sim->org;
	const struct org_flow *there = flow_named(org, w->name, w->type);

	if (!name_is_valid(rq, w->name))
		return false;
	if (!flow_type_known(org, w->type))
		reply_error(
		    rq, 400, "architect.flow.invalid.type", "'%s' is not a flow type.", w->type);
	else if (w->division != NULL && !has_division(org, w->division))
		reply_error(
		    rq, 400, "invalid.property", "Division '%s' is not there.", w->division);
	else if (there != NULL && there != self)
		reply_error(rq, 409, "architect.flow.already.exists",
		    "A flow of type '%s' with the name '%s' already exists.", w->type, w->name);
	else
		return true;
	return false;
}

void
flow_create(struct request *rq)
{
	struct writes_wanted w;
	char id[ID_SIZE];

	wanted_read(rq, &w);
	if (w.name == NULL) {
		reply_name(rq, "missing.name", "A flow needs a name.");
	} else if (w.type == NULL) {
		reply_name(rq, "missing.type", "A flow needs a type.");
	} else if (may_be(rq, &w, NULL)) {
		sim_id(rq->sim, id);
		change_make(rq->sim, &(struct change){.kind = CHANGE_CREATE,
					 .flow = id,
					 .name = w.name,
					 .type = w.type,
					 .description = w.description,
					 .division = w.division});
		change_make(rq->sim,
		    &(struct change){.kind = CHANGE_LOCK, .flow = id, .client = rq->token->client});
		fault_effect_lag(rq->sim, rq->path, org_flow_by_id(&rq->sim->org, id));
		flowjson_flow(
		    reply_json(rq, 200), rq->sim, org_flow_by_id(&rq->sim->org, id), false);
	}
	wanted_release(&w);
}

void
flow_edit(struct request *rq)
{
	struct org_flow *flow = request_flow(rq);
	struct writes_wanted w;

	if (flow == NULL || flow_held(rq, flow))
		return;
	wanted_read(rq, &w);
	free(w.type);
	w.type = xstrdup(flow->type);
	if (w.name == NULL)
		w.name = xstrdup(flow->name);
	if (may_be(rq, &w, flow)) {
		change_make(rq->sim, &(struct change){.kind = CHANGE_EDIT,
					 .flow = flow->id,
					 .name = w.name,
					 .description = w.description,
					 .division = w.division});
		flowjson_flow(reply_json(rq, 200), rq->sim, flow, false);
	}
	wanted_release(&w);
}

/* Check the configuration in the body. False: it is not valid, and the 400 is made. */
static bool
check_configuration(struct request *rq, const struct org_flow *flow)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool object = members_read(&m, &j, buf_slice(&rq->body));
	char *type = object ? body_text(rq, "type") : NULL;
	bool good = object && (type == NULL || strcasecmp(type, flow->type) == 0);
	const char *fault = good && rq->sim->strict
				? openable_fault(buf_slice(&rq->body), slice_str(flow->type))
				: NULL;

	if (rq->body.n == 0)
		reply_error(
		    rq, 400, "architect.flow.data.missing", "The configuration is missing.");
	else if (!object)
		reply_error(rq, 400, "architect.flow.data.invalid.format",
		    "The configuration is not a JSON object: %s", json_error(&j));
	else if (!good)
		reply_error(rq, 400, "architect.flow.invalid.type",
		    "The configuration is of type %s, and the flow of type %s.", type, flow->type);
	else if (fault != NULL)
		reply_error(rq, 400, "architect.flow.data.invalid.format",
		    "Architect cannot open the configuration: %s", fault);
	free(type);
	members_release(&m);
	json_release(&j);
	return good && fault == NULL;
}

void
flow_save(struct request *rq)
{
	struct org_flow *flow = request_flow(rq);

	if (flow == NULL || flow_held(rq, flow) || !flow_is_ours(rq, flow) ||
	    !check_configuration(rq, flow))
		return;
	change_make(rq->sim, &(struct change){.kind = CHANGE_SAVE,
				 .flow = flow->id,
				 .configuration = buf_slice(&rq->body),
				 .at = simclock_date()});
	flowjson_version(reply_json(rq, 200), rq->sim, flow, flow->n);
}

void
flow_delete(struct request *rq)
{
	struct org_flow *flow = request_flow(rq);

	if (flow == NULL || flow_held(rq, flow) || uses_keep_flow(rq, flow))
		return;
	change_make(rq->sim, &(struct change){.kind = CHANGE_DELETE, .flow = flow->id});
	reply_json(rq, 204);
}

/* DELETE /flows?id=…: the first that may not be deleted stops all. */
void
flows_delete(struct request *rq)
{
	const char *last = NULL;

	for (size_t i = 0; i < rq->query.n; i++) {
		struct org_flow *flow;
		if (strcmp(rq->query.v[i].name, "id") != 0)
			continue;
		last = rq->query.v[i].value;
		flow = request_flow_of(rq, last);
		if (flow == NULL || flow_held(rq, flow) || uses_keep_flow(rq, flow))
			return;
	}
	if (last == NULL) {
		reply_error(rq, 400, "bad.request", "The query parameter id is required.");
		return;
	}
	reply_json(rq, 200);
	for (size_t i = 0; i < rq->query.n; i++) {
		if (strcmp(rq->query.v[i].name, "id") != 0)
			continue;
		buf_clear(&rq->reply.body);
		operation_begin(rq->sim, OPERATION_DELETE, rq->query.v[i].value, rq->token->client,
		    0, NULL, &rq->reply.body);
	}
}
