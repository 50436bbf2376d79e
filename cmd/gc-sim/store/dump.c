/* dump.c - the org on stdout, as records, without a server */
#include "store/dump.h"

#include "base/err.h"
#include "base/out.h"
#include "flows/flowjson.h"
#include "json/compact.h"
#include "wire/sim_put.h"

static void
start(struct buf *b, const char *kind, const struct sim *sim)
{
	buf_clear(b);
	buf_putc(b, '{');
	put_text(b, "kind", kind);
	put_text(b, "org", sim->org.id);
}

/* The latest configuration on one line in `room`, as gc-get makes one of what the server sends. */
static void
make_configuration(const struct sim *sim, const struct org_flow *flow, struct buf *room)
{
	struct slice bytes = org_configuration(&sim->org, flow, flow->n - 1, room);
	struct json j = JSON_INIT;

	if (bytes.p != room->p) {
		buf_clear(room);
		buf_add_slice(room, bytes);
	}
	if (compact(&j, room) == JSON_ERROR)
		die(EXIT_BUG, 0, "the configuration of flow %s is no JSON", flow->id);
	json_release(&j);
}

static void
dump_flow(const struct sim *sim, const struct org_flow *flow, struct buf *b, struct buf *fields)
{
	start(b, "flow", sim);
	buf_clear(fields);
	put_flow(fields, sim, flow, false);
	buf_putc(b, ',');
	buf_add(b, fields->p + 1, fields->n - 2);
	if (flow->n > 0) {
		put_text(b, "configurationVersion", "latest");
		put_key(b, "configuration");
		make_configuration(sim, flow, fields);
	}
	/* A record begins to leave when all of it is there. */
	out_slice(buf_slice(b));
	if (flow->n > 0)
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
	start(b, "object", sim);
	put_text(b, "type", type);
	put_text(b, "id", id);
	put_text(b, "name", name);
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

		dump_object(sim, object->type, object->id, object->name, &b);
		if (object->division != ORG_NO_DIVISION) {
			put_open(&b, "division");
			put_text(&b, "id", org->divisions[object->division].id);
			put_text(&b, "name", org->divisions[object->division].name);
			buf_putc(&b, '}');
		}
		if (object->extra != NULL)
			buf_printf(&b, ",%s", object->extra);
		buf_puts(&b, "}\n");
		out_slice(buf_slice(&b));
	}
	buf_release(&b);
}
