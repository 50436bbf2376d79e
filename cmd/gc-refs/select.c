/* select.c - which references --where and --check show */
#include "err.h"
#include "flowtype.h"
#include "gc-refs.h"
#include "types.h"
#include "uuid.h"

bool
where_parse(struct where *w, const char *text)
{
	const char *slash = strchr(text, '/');

	if (slash == NULL || slash == text || slash[1] == '\0')
		return false;
	w->type = slice_of(text, (size_t)(slash - text));
	w->name = slice_str(slash + 1);
	return true;
}

/* A data action's id is asked for with "custom_-_" or without. */
static bool
is_this_id(struct slice id, struct slice asked)
{
	if (uuid_is_action(id) && asked.n == UUID_LEN)
		id = slice_of(id.p + id.n - UUID_LEN, UUID_LEN);
	return slice_eq(id, asked);
}

static bool
is_this_type(struct slice type, struct slice asked)
{
	return slice_eq(type, asked) || (slice_is(asked, "flow") && flowtype_is_reference(type));
}

bool
where_matches(const struct where *w, const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type);
	bool this_id = is_this_id(refs_text(r, ref->id), w->name);

	/* That a flow is itself is no use of it. */
	if (ref->class == REF_OWN && !ref->manifest && flowtype_is_reference(type))
		return false;
	if (type.n == 0)
		return this_id;
	return is_this_type(type, w->type) &&
	       (this_id || slice_eq(refs_text(r, ref->name), w->name));
}

void
check_load(struct check *c, const char *path, bool by_name)
{
	c->by_name = by_name;
	inventory_load(&c->inventory, path);
	for (size_t i = 0; i < c->inventory.n && !c->has_flows; i++)
		c->has_flows =
		    flowtype_is_reference(inventory_text(&c->inventory, c->inventory.v[i].type));
}

void
check_release(struct check *c)
{
	inventory_release(&c->inventory);
	idset_release(&c->no_type);
}

static bool
has_type(const struct check *c, struct slice type)
{
	return inventory_first(&c->inventory, INVENTORY_TYPE, type) != NULL ||
	       (c->has_flows && flowtype_is_reference(type));
}

const char *
check_reason(struct check *c, const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type), name = refs_text(r, ref->name);
	bool there;

	if (ref->class != REF_OBJECT)
		return NULL;
	if (!has_type(c, type)) {
		idset_add(&c->no_type, type);
		c->missing++;
		return "type not in inventory";
	}
	there = c->by_name && name.n > 0
		    ? inventory_by_name(&c->inventory, type, name) != NULL
		    : inventory_by_id(&c->inventory, type, refs_text(r, ref->id)) != NULL;
	c->missing += !there;
	return there ? NULL : "not in inventory";
}

void
check_say_types(const struct check *c)
{
	for (size_t i = 0; i < c->no_type.n; i++) {
		struct slice type = idset_id(&c->no_type, i);
		warn("the inventory holds nothing of the type '%.*s'; gc-list %s", SLICE_ARGS(type),
		    type_find(type) != NULL ? "lists it" : "cannot list it");
	}
}
