/* sim_division.c - divisions: GET one */
#include "json/json_write.h"
#include "objects/sim_division.h"
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
