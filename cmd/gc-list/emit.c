/* emit.c - elements of a listing as records */
#include "emit.h"

static void
put_text(struct buf *to, const char *key, struct slice text)
{
	buf_printf(to, ",\"%s\":", key);
	json_quote(to, text);
}

/* The member as it is spelled, if it is there. */
static void
put_member(struct buf *to, const char *key, const struct member *m)
{
	if (m == NULL)
		return;
	buf_printf(to, ",\"%s\":", key);
	buf_add_slice(to, m->value);
}

static void
begin(struct buf *to, const char *kind, const char *org)
{
	buf_printf(to, "{\"kind\":\"%s\"", kind);
	put_text(to, "org", slice_str(org));
}

void
emit_flow(struct buf *to, const char *org, const struct members *m)
{
	begin(to, "flow", org);
	for (size_t i = 0; i < m->n; i++) {
		if (json_is(m->v[i].key, "kind") || json_is(m->v[i].key, "org"))
			continue;
		buf_puts(to, ",\"");
		buf_add_slice(to, m->v[i].key);
		buf_puts(to, "\":");
		buf_add_slice(to, m->v[i].value);
	}
	buf_putc(to, '}');
}

static void
put_division(struct buf *to, const struct members *m)
{
	const struct member *division = members_find(m, "division");
	struct members inner = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (division != NULL && members_read(&inner, &j, division->value) &&
	    members_string(&inner, "id").n > 0) {
		buf_puts(to, ",\"division\":{\"id\":");
		buf_add_slice(to, members_find(&inner, "id")->value);
		put_member(to, "name", members_find(&inner, "name"));
		buf_putc(to, '}');
	}
	members_release(&inner);
	json_release(&j);
}

static void
put_parent(struct buf *to, const struct emit_parent *parent)
{
	buf_printf(to, ",\"parent\":{\"type\":\"%s\"", parent->type);
	put_text(to, "id", parent->id);
	put_text(to, "name", parent->name);
	buf_putc(to, '}');
}

void
emit_object(struct buf *to, const char *org, const struct type *type, const struct members *m,
    const struct emit_parent *parent)
{
	const struct member *id = members_find(m, "id"), *name = members_find(m, type_label(type));

	begin(to, "object", org);
	buf_printf(to, ",\"type\":\"%s\"", type->name);
	put_member(to, "id", id);
	put_member(to, "name", name != NULL && name->type == JSON_STRING ? name : id);
	put_division(to, m);
	for (size_t i = 0; i < TYPE_EXTRAS && type->extra[i] != NULL; i++)
		put_member(to, type->extra[i], members_find(m, type->extra[i]));
	if (parent != NULL)
		put_parent(to, parent);
	buf_putc(to, '}');
}

void
emit_type(struct buf *to, const struct type *type)
{
	buf_puts(to, "{\"kind\":\"type\"");
	put_text(to, "type", slice_str(type->name));
	put_text(to, "path", slice_str(type->path));
	if (type->permission != NULL)
		put_text(to, "permission", slice_str(type->permission));
	if (type->parent != NULL)
		put_text(to, "parent", slice_str(type->parent));
	buf_putc(to, '}');
}
