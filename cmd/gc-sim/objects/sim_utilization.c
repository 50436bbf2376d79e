/*
 * sim_utilization.c - GET /api/v2/routing/utilization: how many conversations of each medium an agent
 * has at a time, and the capacity of each utilization label, which the label itself does not tell
 */
#include "json/json_write.h"
#include "objects/object_endpoints.h"

enum { UTILIZATION_MOST = 3 }; /* conversations with a label at a time */

static void
utilization_put_media(struct buf *b)
{
	static const struct {
		const char *medium;
		size_t capacity;
	} media[] = {{"call", 1}, {"callback", 1}, {"chat", 4}, {"email", 1}, {"message", 4},
	    {"workitem", 1}};

	json_write_open(b, "utilization");
	for (size_t i = 0; i < COUNT_OF(media); i++) {
		json_write_open(b, media[i].medium);
		json_write_count(b, "maximumCapacity", media[i].capacity);
		json_write_open_array(b, "interruptableMediaTypes");
		json_write_close_array(b);
		json_write_bool(b, "includeNonAcd", false);
		json_write_close(b);
	}
	json_write_close(b);
}

void
utilization_get(struct request *rq)
{
	const struct org *org = &rq->sim->org;
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	utilization_put_media(b);
	json_write_open(b, "labelUtilizations");
	for (size_t i = 0; i < org->nobjects; i++) {
		const struct org_object *o = &org->objects[i];
		if (o->deleted || strcmp(o->type, "utilizationLabel") != 0)
			continue;
		json_write_open(b, o->id);
		json_write_count(b, "maximumCapacity", 1 + (size_t)(o->key % UTILIZATION_MOST));
		json_write_open_array(b, "interruptingLabelIds");
		json_write_close_array(b);
		json_write_close(b);
	}
	json_write_close(b);
	json_write_close(b);
}
