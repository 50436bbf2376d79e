#include "org.h"

#include "json.h"
#include "out.h"

static void
add_text(struct buf *b, const char *key, const char *text)
{
	buf_printf(b, ",\"%s\":", key);
	json_quote(b, slice_str(text));
}

static void
add_division(struct buf *b, const struct org *org, size_t division)
{
	if (division == ORG_NO_DIVISION)
		return;
	buf_puts(b, ",\"division\":{\"id\":");
	json_quote(b, slice_str(org->divisions[division].id));
	add_text(b, "name", org->divisions[division].name);
	buf_putc(b, '}');
}

static void
add_version(struct buf *b, const char *key, const struct org_version *version)
{
	buf_printf(
	    b, ",\"%s\":{\"id\":\"%s\",\"dateSaved\":%lld}", key, version->id, version->saved_ms);
}

static void
dump_flow(const struct org *org, const struct org_flow *flow, struct buf *b, struct buf *body)
{
	buf_clear(b);
	buf_puts(b, "{\"kind\":\"flow\"");
	add_text(b, "org", org->id);
	add_text(b, "id", flow->id);
	add_text(b, "name", flow->name);
	add_text(b, "type", flow->type);
	add_division(b, org, flow->division);
	if (flow->description != NULL)
		add_text(b, "description", flow->description);
	buf_printf(b, ",\"active\":true,\"system\":%s,\"deleted\":%s",
	    flow->builtin ? "true" : "false", flow->deleted ? "true" : "false");
	if (flow->published > 0)
		add_version(b, "publishedVersion", &flow->versions[flow->published - 1]);
	if (flow->n > 0) {
		add_version(b, "savedVersion", &flow->versions[flow->n - 1]);
		buf_puts(b, ",\"configurationVersion\":\"latest\",\"configuration\":");
		out_slice(buf_slice(b));
		out_slice(org_configuration(org, flow, flow->n - 1, body));
		buf_clear(b);
	}
	buf_puts(b, "}\n");
	out_slice(buf_slice(b));
}

void
org_dump_flows(const struct org *org)
{
	struct buf b = BUF_INIT, body = BUF_INIT;

	for (size_t i = 0; i < org->nflows; i++)
		dump_flow(org, &org->flows[i], &b, &body);
	buf_release(&b);
	buf_release(&body);
}

void
org_dump_objects(const struct org *org)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < org->nobjects; i++) {
		const struct org_object *object = &org->objects[i];

		buf_clear(&b);
		buf_puts(&b, "{\"kind\":\"object\"");
		add_text(&b, "org", org->id);
		add_text(&b, "type", object->type);
		add_text(&b, "id", object->id);
		add_text(&b, "name", object->name);
		add_division(&b, org, object->division);
		if (object->extra != NULL)
			buf_printf(&b, ",%s", object->extra);
		buf_puts(&b, "}\n");
		out_slice(buf_slice(&b));
	}
	buf_release(&b);
}
