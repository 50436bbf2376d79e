/* emit.c - elements of a listing as records */
#include "emit.h"
#include "json/json_write.h"
#include "objects/object_type.h"

/* The member's value as it is spelled there, if it is there. */
static void
emit_api_value(struct buf *to, const char *name, const struct member *m)
{
	if (m != NULL)
		json_write_raw(to, name, m->value);
}

static void
emit_begin(struct buf *to, const char *kind, const char *org)
{
	json_write_open(to, NULL);
	json_write_cstr(to, "kind", kind);
	json_write_cstr(to, "org", org);
}

void
emit_flow(struct buf *to, const char *org, const struct members *m)
{
	emit_begin(to, "flow", org);
	for (size_t i = 0; i < m->n; i++)
		if (!json_is(m->v[i].key, "kind") && !json_is(m->v[i].key, "org"))
			member_write(&m->v[i], to);
	json_write_close(to);
}

static void
emit_division(struct buf *to, const struct members *m)
{
	struct member name;

	if (members_string_in(m, "division", "id").n == 0)
		return;
	json_write_open(to, "division");
	json_write_token(to, "id", members_string_in(m, "division", "id"));
	if (members_find_in(m, "division", "name", &name))
		json_write_raw(to, "name", name.value);
	json_write_close(to);
}

static void
emit_parent_of(struct buf *to, const struct emit_parent *parent)
{
	json_write_open(to, "parent");
	json_write_cstr(to, "type", parent->type);
	json_write_string(to, "id", parent->id);
	json_write_string(to, "name", parent->name);
	json_write_close(to);
}

void
emit_object(struct buf *to, const char *org, const struct type *type, const struct members *m,
    const struct emit_parent *parent)
{
	static const char *const marks[] = {"version", "dateModified"};
	const struct member *id = members_find(m, "id");
	struct member name;

	emit_begin(to, "object", org);
	json_write_cstr(to, "type", type->name);
	emit_api_value(to, "id", id);
	emit_api_value(to, "name", type_find_name(type, m, &name) ? &name : id);
	emit_division(to, m);
	for (size_t i = 0; i < TYPE_EXTRAS && type->extra[i] != NULL; i++)
		emit_api_value(to, type->extra[i], members_find(m, type->extra[i]));
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		emit_api_value(to, marks[i], members_find(m, marks[i]));
	if (parent != NULL)
		emit_parent_of(to, parent);
	json_write_close(to);
}

void
emit_type(struct buf *to, const struct type *type)
{
	const struct object_type *object = object_type_find(slice_str(type->name));

	json_write_open(to, NULL);
	json_write_cstr(to, "kind", "type");
	json_write_cstr(to, "type", type->name);
	json_write_cstr(to, "path", type->path);
	if (type->permission != NULL)
		json_write_cstr(to, "permission", type->permission);
	if (type->parent != NULL)
		json_write_cstr(to, "parent", type->parent);
	if (object != NULL) {
		json_write_bool(to, "definition", true);
		json_write_bool(to, "creatable", object->stage > 0);
	}
	json_write_close(to);
}
