/* dump.c - write the org to stdout as records, without a server */
#include "load/dump.h"

#include "base/err.h"
#include "base/out.h"
#include "flows/flowjson.h"
#include "json/compact.h"
#include "json/json_write.h"
#include "record/flow_texts.h"

static void
dump_start(struct buf *b, const char *kind, const struct sim *sim)
{
	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", kind);
	json_write_cstr(b, "org", sim->org.id);
}

/* The latest configuration on one line in `room`, as gc-get makes one of what the server sends. */
static void
make_configuration(const struct sim *sim, const struct org_flow *flow, struct buf *room)
{
	struct slice bytes = org_configuration(&sim->org, flow, org_newest(flow) - 1, room);
	struct json j = JSON_INIT;

	if (bytes.p != room->p) {
		buf_clear(room);
		buf_add_slice(room, bytes);
	}
	if (compact(&j, room) == JSON_ERROR)
		die(EXIT_BUG, 0, "the configuration of flow %s is not JSON", flow->id);
	json_release(&j);
}

static void
dump_base(const struct sim *sim, const struct org_flow *flow, struct buf *b)
{
	const struct org_version *newest =
	    flow->draft.id != NULL ? &flow->draft : &flow->versions[flow->n - 1];
	const char *description = flow->description != NULL ? flow->description : "";
	char texts[FLOW_TEXTS_SIZE];

	flow_texts_hash(slice_str(flow->name), slice_str(description), texts);
	json_write_open(b, "base");
	json_write_cstr(b, "org", sim->org.id);
	json_write_cstr(b, "version", newest->id);
	json_write_cstr(b, "textHash", texts);
	json_write_close(b);
}

static void
dump_flow(const struct sim *sim, const struct org_flow *flow, struct buf *b, struct buf *fields)
{
	dump_start(b, "flow", sim);
	buf_clear(fields);
	flowjson_flow(fields, sim, flow, false);
	buf_putc(b, ',');
	buf_add(b, fields->p + 1, fields->n - 2);
	if (org_newest(flow) > 0) {
		json_write_cstr(b, "configurationVersion", "latest");
		dump_base(sim, flow, b);
		json_write_name(b, "configuration");
		make_configuration(sim, flow, fields);
	}
	/* Write a record only when all of it is made. */
	out_slice(buf_slice(b));
	if (org_newest(flow) > 0)
		out_slice(buf_slice(fields));
	out_puts("}\n");
}

void
dump_flows(const struct sim *sim)
{
	struct buf b = BUF_INIT, fields = BUF_INIT;

	for (size_t i = 0; i < sim->org.nflows; i++)
		dump_flow(sim, &sim->org.flows[i], &b, &fields);
	buf_release(&b);
	buf_release(&fields);
}

static void
dump_object(
    const struct sim *sim, const char *type, const char *id, const char *name, struct buf *b)
{
	dump_start(b, "object", sim);
	json_write_cstr(b, "type", type);
	json_write_cstr(b, "id", id);
	json_write_cstr(b, "name", name);
}

void
dump_objects(const struct sim *sim)
{
	const struct org *org = &sim->org;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < org->ndivisions; i++) {
		dump_object(sim, "division", org->divisions[i].id, org->divisions[i].name, &b);
		buf_puts(&b, "}\n");
		out_slice(buf_slice(&b));
	}
	for (size_t i = 0; i < org->nobjects; i++) {
		const struct org_object *object = &org->objects[i];

		if (object->deleted)
			continue;
		dump_object(sim, object->type, object->id, object->name, &b);
		if (object->division != ORG_NO_DIVISION) {
			json_write_open(&b, "division");
			json_write_cstr(&b, "id", org->divisions[object->division].id);
			json_write_cstr(&b, "name", org->divisions[object->division].name);
			json_write_close(&b);
		}
		if (object->extra != NULL)
			buf_printf(&b, ",%s", object->extra);
		buf_puts(&b, "}\n");
		out_slice(buf_slice(&b));
	}
	buf_release(&b);
}
