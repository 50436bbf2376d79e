/* show.c - references as records and as manifests */
#include "base/out.h"
#include "gc-refs.h"

static struct buf line;

/* The name of the object's next member. */
static void
key(const char *name)
{
	if (line.p[line.n - 1] != '{')
		buf_putc(&line, ',');
	buf_putc(&line, '"');
	buf_puts(&line, name);
	buf_puts(&line, "\":");
}

/* A member of the record, as it is spelled there; nothing where it is absent. */
static void
add_value(const char *name, struct slice value)
{
	if (value.n == 0)
		return;
	key(name);
	buf_add_slice(&line, value);
}

/* The same for a string without its quotes. */
static void
add_token(const char *name, struct slice token)
{
	if (token.n == 0)
		return;
	key(name);
	buf_putc(&line, '"');
	buf_add_slice(&line, token);
	buf_putc(&line, '"');
}

static void
add_text(const char *name, struct slice text)
{
	if (text.n == 0)
		return;
	key(name);
	json_quote(&line, text);
}

static void
add_flow(const struct refs *r)
{
	key("flow");
	buf_putc(&line, '{');
	add_value("id", r->id);
	add_value("name", r->name);
	add_value("type", r->flow_type);
	buf_putc(&line, '}');
}

static void
add_pointers(const struct refs *r, const struct ref *ref, const struct ref_use *use)
{
	size_t n = use != NULL ? 1 : ref->count;

	key("count");
	buf_printf(&line, "%zu", n);
	key("at");
	buf_putc(&line, '[');
	for (size_t k = 0; k < n; k++) {
		const struct ref_use *u = use != NULL ? use : refs_use(r, ref, k);
		if (k > 0)
			buf_putc(&line, ',');
		json_quote(&line, refs_text(r, u->pointer));
	}
	buf_putc(&line, ']');
}

static void
add_node(const struct ref_use *use)
{
	if (use->node_type.n == 0)
		return;
	key("node");
	buf_putc(&line, '{');
	add_token("id", use->node_id);
	add_token("name", use->node_name);
	add_token("type", use->node_type);
	buf_putc(&line, '}');
}

void
show_ref(const struct refs *r, const struct ref *ref, const struct ref_use *use, const char *reason)
{
	buf_clear(&line);
	buf_puts(&line, "{\"kind\":\"ref\"");
	add_value("org", r->org);
	add_flow(r);
	add_text("type", refs_text(r, ref->type));
	add_text("id", refs_text(r, ref->id));
	add_text("name", refs_text(r, ref->name));
	add_text("category", refs_text(r, ref->category));
	add_text("class", slice_str(ref_class_name(ref->class)));
	add_text("source", slice_str(ref->manifest ? "manifest" : "body"));
	add_pointers(r, ref, use);
	if (use != NULL)
		add_node(use);
	if (reason != NULL)
		add_text("reason", slice_str(reason));
	buf_puts(&line, "}\n");
	out_slice(buf_slice(&line));
}

void
show_manifest(const struct refs *r)
{
	buf_clear(&line);
	buf_putc(&line, '{');
	add_value("flowId", r->id);
	add_value("flowName", r->name);
	add_value("flowType", r->flow_type);
	key("references");
	refs_by_type(r, &line);
	buf_puts(&line, "}\n");
	out_slice(buf_slice(&line));
}
