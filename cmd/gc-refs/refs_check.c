/* refs_check.c - which references --check shows: those that are not in an inventory */
#include "archy/archy_placeholder.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/plural.h"
#include "gc-refs.h"
#include "record/flowtype.h"
#include "record/lookup.h"

void
check_load(struct check *c, const char *path, bool by_name, bool strict)
{
	c->by_name = by_name;
	c->strict = strict;
	inventory_load(&c->inventory, path);
}

void
check_release(struct check *c)
{
	inventory_release(&c->inventory);
	idset_release(&c->no_type);
	idset_release(&c->unlisted);
	free(c->n_unlisted);
}

/* An object may name a flow of a type that nobody knows. */
static bool
check_is_flow(struct slice type)
{
	return slice_is(type, "flow");
}

/* Whether the inventory has a flow of this id or name, whatever its type. */
static bool
check_has_flow(const struct check *c, enum inventory_key key, struct slice text)
{
	const struct inventory_object *o = inventory_first(&c->inventory, key, text);

	while (o != NULL && !flowtype_is_reference(inventory_text(&c->inventory, o->type)))
		o = inventory_next(&c->inventory, key, o);
	return o != NULL;
}

static bool
check_is_there(
    const struct check *c, struct slice type, struct slice id, struct slice name, bool by_name)
{
	if (check_is_flow(type))
		return check_has_flow(
		    c, by_name ? INVENTORY_NAME : INVENTORY_ID, by_name ? name : id);
	return by_name ? inventory_has_name(&c->inventory, type, name)
		       : inventory_by_id(&c->inventory, type, id) != NULL;
}

/* Whether the org that the flows are from has an id, of whatever type. */
static bool
check_has_id(const struct check *c, struct slice id)
{
	return !c->by_name && inventory_first(&c->inventory, INVENTORY_ID, id) != NULL;
}

/* The inventory has no object of this type: the reason, or NULL if that proves nothing. */
static const char *
check_no_type(struct check *c, struct slice type, enum inventory_scope scope)
{
	size_t before = c->unlisted.n, index;

	if (scope == INVENTORY_OMITS) {
		idset_add(&c->no_type, type);
	} else if (!c->strict) {
		index = idset_add(&c->unlisted, type);
		c->n_unlisted =
		    xgrow(c->n_unlisted, &c->unlisted_cap, index + 1, sizeof *c->n_unlisted);
		c->n_unlisted[index] = index == before ? 1 : c->n_unlisted[index] + 1;
		return NULL;
	}
	c->missing++;
	return inventory_scope_reason(scope);
}

/* Archy YAML names something in a place that no rule covers. */
static const char *
check_unplaced(struct check *c)
{
	c->unplaced += !c->strict;
	c->missing += c->strict;
	return c->strict ? "named in a place that gc-tools does not know" : NULL;
}

const char *
check_reason(struct check *c, const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type), name = refs_text(r, ref->name);
	bool there, by_name = (c->by_name || ref->id.len == 0) && name.n > 0;
	enum inventory_scope scope;

	if (ref->idle)
		return NULL;
	c->dynamic += ref->class == REF_DYNAMIC ? ref->count : 0;
	if (ref->class == REF_NAME && !ref->manifest && lookup_has_type(type))
		by_name = true; /* it is looked up at run time */
	else if (ref->class == REF_UNKNOWN && ref->id.len == 0)
		return check_unplaced(c);
	else if (!reftype_is_needed(ref->class, type)) {
		c->untyped += ref->class == REF_UNKNOWN && !check_has_id(c, refs_text(r, ref->id));
		return NULL;
	}
	if (r->archy.n > 0 && archy_placeholder_in(name)) {
		c->missing++;
		return "placeholder";
	}
	scope = inventory_scope(&c->inventory, type);
	if (scope != INVENTORY_LISTS)
		return check_no_type(c, type, scope);
	there = check_is_there(c, type, refs_text(r, ref->id), name, by_name);
	c->missing += !there;
	if (!there && c->by_name && name.n == 0 && r->object)
		return "its name is not known; give --source";
	return there ? NULL : "not in inventory";
}

void
check_conclude(const struct check *c)
{
	if (c->missing > 0)
		status_raise(EXIT_NO);
	for (size_t i = 0; i < c->no_type.n; i++) {
		struct slice type = idset_id(&c->no_type, i);
		warn("the inventory has nothing of the type \"%.*s\"; gc-list lists it",
		    SLICE_ARGS(type));
	}
	for (size_t i = 0; i < c->unlisted.n; i++)
		warn("%.*s: the API has no listing of this type; references that nobody can "
		     "check: %zu",
		    SLICE_ARGS(idset_id(&c->unlisted, i)), c->n_unlisted[i]);
	if (c->dynamic > 0)
		warn("%zu look-up%s of computed names could not be checked (class dynamic)",
		    c->dynamic, plural(c->dynamic));
	if (c->unplaced > 0)
		warn("%zu name%s in places of Archy YAML that gc-tools does not know could not be "
		     "checked (class unknown)",
		    c->unplaced, plural(c->unplaced));
	if (c->untyped > 0)
		warn(
		    "%zu id%s of unknown type could not be checked (class unknown, without a type)",
		    c->untyped, plural(c->untyped));
}
