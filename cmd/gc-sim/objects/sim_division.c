/* sim_division.c - divisions: one of them, and which objects are in it */
#include "base/fold.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "objects/sim_division.h"
#include "objects/sim_object.h"
#include "clock/simclock.h"
#include "store/change.h"
#include "objects/object_endpoints.h"

void
division_put(const struct org *org, size_t i, struct buf *b)
{
	const struct org_division *d = &org->divisions[i];

	json_write_open(b, NULL);
	json_write_cstr(b, "id", d->id);
	json_write_cstr(b, "name", d->name);
	json_write_cstr(b, "description", d->description != NULL ? d->description : "");
	json_write_bool(b, "homeDivision", i == org->home);
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/authorization/divisions/%s\"", d->id);
	json_write_close(b);
}

void
division_get(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	size_t i = rq->arg[0] != NULL ? org_find_division(org, rq->arg[0]) : org->home;

	if (i == ORG_NO_DIVISION)
		reply_not_found(rq, "division", rq->arg[0]);
	else
		division_put(org, i, reply_json(rq, 200));
}

/* Another division of this name, whatever its case. */
static bool
division_is_taken(const struct org *org, const char *name, size_t self)
{
	for (size_t i = 0; i < org->ndivisions; i++)
		if (i != self && fold_same(slice_str(org->divisions[i].name), slice_str(name)))
			return true;
	return false;
}

static void
division_write(struct request *rq, size_t self)
{
	const struct org *org = &rq->sim->org;
	char *name = body_text(rq, "name"), *description = body_text(rq, "description");
	char id[ID_SIZE];

	if (name == NULL || name[0] == '\0' || (description == NULL && self == ORG_NO_DIVISION)) {
		reply_error(rq, 400, "required.field.missing",
		    "A division needs a name and a description.");
	} else if (division_is_taken(org, name, self)) {
		reply_error(
		    rq, 409, "general.conflict", "A division with that name already exists.");
	} else {
		sim_id(rq->sim, id);
		if (self != ORG_NO_DIVISION)
			snprintf(id, sizeof id, "%s", org->divisions[self].id);
		change_make(rq->sim, &(struct change){.kind = CHANGE_DIVISION,
					 .object = id,
					 .name = name,
					 .description = description});
		division_put(org, org_find_division(org, id), reply_json(rq, 200));
	}
	free(name);
	free(description);
}

void
division_create(struct request *rq)
{
	division_write(rq, ORG_NO_DIVISION);
}

void
division_update(struct request *rq)
{
	size_t i = org_find_division(&rq->sim->org, rq->arg[0]);

	if (i == ORG_NO_DIVISION)
		reply_not_found(rq, "division", rq->arg[0]);
	else
		division_write(rq, i);
}

void
division_limit(struct request *rq)
{
	buf_puts(reply_json(rq, 200), "50");
}

/* What POST …/divisions/{id}/objects/{TYPE} moves, and under which name. */
static const struct {
	const char *called, *type;
} movable[] = {{"QUEUE", "queue"}, {"CONTACTLIST", "contactList"}, {"FLOWOUTCOME", "flowOutcome"},
    {"FLOWMILESTONE", "flowMilestone"}, {"CALLROUTE", "ivrConfiguration"},
    {"EMERGENCYGROUPS", "emergencyGroup"}, {"ROUTINGSCHEDULES", "schedule"},
    {"ROUTINGSCHEDULEGROUPS", "scheduleGroup"}, {"DATATABLES", "dataTable"}, {"USER", "user"},
    {"TEAM", "team"}, {"WORKBIN", "workbin"}, {"WORKTYPE", "worktype"},
    {"SKILLGROUP", "skillGroup"}, {"SCRIPT", "composerScript"}, {"LIBRARY", "responseLibrary"}};

/* NULL, and the 400 is made: the type is not one that can be moved. */
static const char *
division_moves(struct request *rq, const char *called)
{
	for (size_t i = 0; i < COUNT_OF(movable); i++)
		if (strcmp(called, movable[i].called) == 0)
			return movable[i].type;
	if (strcmp(called, "FLOW") == 0)
		return "flow";
	reply_error(rq, 400, "bad.request", "Objects of type '%s' cannot be moved.", called);
	return NULL;
}

static bool
division_has(const struct sim *sim, const char *type, const char *id)
{
	const struct org_object *o;

	if (strcmp(type, "flow") == 0)
		return org_flow_by_id(&sim->org, id) != NULL;
	o = org_object(&sim->org, type, id);
	return o != NULL && !o->deleted;
}

/* With the content that it has; a flow has its own change. */
static void
division_move_one(struct sim *sim, const char *division, const char *type, const char *id)
{
	struct buf room = BUF_INIT, content = BUF_INIT;
	const struct org_object *o;

	if (strcmp(type, "flow") == 0) {
		change_make(
		    sim, &(struct change){.kind = CHANGE_EDIT, .flow = id, .division = division});
		return;
	}
	o = org_object(&sim->org, type, id);
	buf_add_slice(&content, object_content(&sim->org, o, &room));
	change_make(sim, &(struct change){.kind = CHANGE_DEFINE,
			     .type = type,
			     .object = id,
			     .name = o->name,
			     .division = division,
			     .configuration = buf_slice(&content),
			     .version = (size_t)object_version(sim, o),
			     .at = simclock_date()});
	buf_release(&room);
	buf_release(&content);
}

/* All of the list, or none. */
void
division_move(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	const char *type = division_moves(rq, rq->arg[1]);
	struct slice rest = buf_slice(&rq->body), one;
	size_t n = 0;

	if (type == NULL)
		return;
	if (org_find_division(org, rq->arg[0]) == ORG_NO_DIVISION) {
		reply_not_found(rq, "division", rq->arg[0]);
		return;
	}
	for (int apply = 0; apply < 2; apply++, rest = buf_slice(&rq->body))
		while (peek_element(&rest, &one)) {
			char *id = one.n > 2 ? xmemdup0(one.p + 1, one.n - 2) : xstrdup("");
			bool there = division_has(rq->sim, type, id);
			if (!there)
				reply_not_found(rq, type, id);
			else if (apply)
				division_move_one(rq->sim, rq->arg[0], type, id);
			free(id);
			n++;
			if (!there)
				return;
		}
	if (n == 0)
		reply_error(rq, 400, "bad.request", "The body is not a list of ids.");
	else
		reply_json(rq, 204);
}
