#include "generate.h"

#include "json.h"
#include "mem.h"

#define FIRST_SAVE 1672531200000 /* 2023-01-01T00:00:00Z */
#define DAY        86400000

static const char *const division_names[] = {
    "Home", "Sales", "Service DE", "Service FR/BE", "Back Office", "Test & Staging"};

static const char *const flow_types[] = {"INBOUNDCALL", "WORKFLOW", "INQUEUECALL",
    "INBOUNDSHORTMESSAGE", "BOT", "OUTBOUNDCALL", "DIGITALBOT", "COMMONMODULE"};

void
generate_id(
    const struct org_plan *plan, const char *type, const char *name, size_t nth, char id[UUID_SIZE])
{
	char number[24];
	struct rng r;

	snprintf(number, sizeof(number), "%zu", nth);
	r = rng_for(plan->seed, (const char *const[]){plan->name, type, name, number, NULL});
	rng_uuid(&r, id);
}

void
generate_frame(struct org *org, const struct org_plan *plan)
{
	char id[UUID_SIZE];

	generate_id(plan, "organization", plan->name, 0, id);
	org->id = xstrdup(id);
	org->name = xstrdup(plan->name);
	org->ndivisions = COUNT_OF(division_names);
	org->divisions = xgrow(NULL, &org->divisions_cap, org->ndivisions, sizeof(*org->divisions));
	for (size_t i = 0; i < org->ndivisions; i++) {
		generate_id(plan, "division", division_names[i], 0, id);
		org->divisions[i].id = xstrdup(id);
		org->divisions[i].name = xstrdup(division_names[i]);
	}
}

void
org_generate(struct org *org, const struct org_plan *plan)
{
	char id[UUID_SIZE], name[64];

	generate_frame(org, plan);
	for (size_t i = 0; i < 30; i++) {
		struct org_object *object = org_add_object(org);

		snprintf(name, sizeof(name), "Queue %zu", i + 1);
		generate_id(plan, "queue", name, 0, id);
		object->type = xstrdup("queue");
		object->id = xstrdup(id);
		object->name = xstrdup(name);
		object->division = i % org->ndivisions;
	}
	for (size_t i = 0; i < plan->flows; i++) {
		const char *type = flow_types[i % COUNT_OF(flow_types)];
		struct org_flow *flow;

		snprintf(name, sizeof(name), "Flow %zu", i + 1);
		generate_id(plan, type, name, 0, id);
		flow = org_add_flow(org, id);
		flow->name = xstrdup(name);
		flow->type = xstrdup(type);
		flow->division = i % org->ndivisions;
		flow->made = i + 1;
		for (size_t v = 0; v < 1 + i % 3; v++)
			org_add_version(flow, NULL, 0, FIRST_SAVE + (long long)(i * 7 + v) * DAY);
		flow->published = i % 3 == 1 ? 1 : 0;
	}
}

void
generator_body(const struct org *org, const struct org_flow *flow, size_t version, struct buf *to)
{
	const struct org_object *queue = &org->objects[(flow->made + version) % org->nobjects];

	buf_puts(to, "{\"name\":");
	json_quote(to, slice_str(flow->name));
	buf_puts(to, ",\"type\":\"");
	for (const char *p = flow->type; *p != '\0'; p++)
		buf_putc(to, (char)(*p | 0x20));
	buf_printf(to,
	    "\",\"nextTrackingNumber\":%zu,\"manifest\":{\"queue\":[{\"id\":\"%s\",\"name\":",
	    10 + version, queue->id);
	json_quote(to, slice_str(queue->name));
	buf_puts(to,
	    "}]},\"flowSequenceItemList\":[{\"__type\":\"Task\",\"actionList\":[{\"queues\":"
	    "[{\"config\":{\"lit\":{\"text\":");
	json_quote(to, slice_str(queue->name));
	buf_printf(to, ",\"val\":\"%s\"}}}]}]}]}", queue->id);
}

void
generator_release(struct generator *generator)
{
	free(generator);
}
