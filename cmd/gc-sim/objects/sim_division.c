/* sim_division.c - divisions: GET one */
#include "json/json_write.h"
#include "objects/sim_division.h"
#include "store/change.h"
#include "wire/endpoints.h"

size_t
division_find(const struct org *org, const char *id)
{
	for (size_t i = 0; i < org->ndivisions; i++)
		if (strcmp(org->divisions[i].id, id) == 0)
			return i;
	return ORG_NO_DIVISION;
}

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
	size_t i = rq->arg[0] != NULL ? division_find(org, rq->arg[0]) : org->home;

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
		if (i != self && strcasecmp(org->divisions[i].name, name) == 0)
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
		division_put(org, division_find(org, id), reply_json(rq, 200));
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
	size_t i = division_find(&rq->sim->org, rq->arg[0]);

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
