/* org_index.c - the org's objects by type and id */
#include "org/org.h"

#include "base/hash.h"
#include "base/mem.h"

uint64_t
org_key(const char *type, const char *name)
{
	uint64_t h = hash_add(HASH_INIT, slice_str(type));

	h = hash_add(hash_byte(h, 0), slice_str(name));
	return h != 0 ? h : 1;
}

static struct org_type *
org_find_type(const struct org *org, const char *name)
{
	for (size_t i = 0; i < org->ntypes; i++)
		if (strcmp(org->types[i].name, name) == 0)
			return &org->types[i];
	return NULL;
}

static struct org_type *
org_add_type(struct org *org, const char *name)
{
	struct org_type *type;

	org->types = xgrow(org->types, &org->types_cap, org->ntypes + 1, sizeof *org->types);
	type = &org->types[org->ntypes++];
	*type = (struct org_type){xstrdup(name), IDSET_INIT, NULL, 0};
	return type;
}

void
org_index(struct org *org)
{
	for (; org->indexed < org->nobjects; org->indexed++) {
		const struct org_object *o = &org->objects[org->indexed];
		struct org_type *type = org_find_type(org, o->type);
		size_t at;
		if (type == NULL)
			type = org_add_type(org, o->type);
		at = idset_add(&type->ids, slice_str(o->id));
		type->at = xgrow(type->at, &type->cap, at + 1, sizeof *type->at);
		type->at[at] = org->indexed;
	}
}

const struct org_type *
org_type(const struct org *org, const char *type)
{
	return org_find_type(org, type);
}

struct org_object *
org_object(const struct org *org, const char *type, const char *id)
{
	const struct org_type *t = org_find_type(org, type);
	size_t at = t != NULL ? idset_find(&t->ids, slice_str(id)) : IDSET_NONE;

	return at != IDSET_NONE ? &org->objects[t->at[at]] : NULL;
}

void
org_release_index(struct org *org)
{
	for (size_t i = 0; i < org->ntypes; i++) {
		free(org->types[i].name);
		idset_release(&org->types[i].ids);
		free(org->types[i].at);
	}
	free(org->types);
}
