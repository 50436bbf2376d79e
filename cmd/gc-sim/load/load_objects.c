/* load_objects.c - add divisions and objects from their records */
#include "load/load.h"

#include "base/mem.h"

/* The index of the division; the first time, it is added. */
static size_t
find_division(struct org *org, const char *id, const char *name)
{
	struct org_division *division;

	for (size_t i = 0; i < org->ndivisions; i++)
		if (strcmp(org->divisions[i].id, id) == 0)
			return i;
	org->divisions = xgrow(
	    org->divisions, &org->divisions_cap, org->ndivisions + 1, sizeof(*org->divisions));
	division = &org->divisions[org->ndivisions++];
	*division = (struct org_division){xstrdup(id), xstrdup(name), NULL};
	return org->ndivisions - 1;
}

size_t
load_division(struct loader *l, const struct members *record)
{
	const struct member *m = members_find(record, "division");
	size_t division = ORG_NO_DIVISION;
	char *id, *name;

	if (m == NULL || !members_read(&l->part, &l->parts, m->value))
		return ORG_NO_DIVISION;
	id = members_dup(&l->part, "id");
	name = members_dup(&l->part, "name");
	if (id != NULL)
		division = find_division(l->org, id, name != NULL ? name : id);
	free(id);
	free(name);
	return division;
}

size_t
load_division_named(struct loader *l, const char *name)
{
	char id[UUID_SIZE];

	for (size_t i = 0; i < l->org->ndivisions; i++)
		if (strcmp(l->org->divisions[i].name, name) == 0)
			return i;
	generate_id(l->plan, "division", name, 0, id);
	return find_division(l->org, id, name);
}

bool
load_is_new(struct loader *l, struct idset *set, const char *one, const char *other, size_t *index)
{
	size_t n = set->n;

	buf_clear(&l->key);
	buf_printf(&l->key, "%s %s", one, other);
	*index = idset_add(set, buf_slice(&l->key));
	return set->n > n;
}

struct org_object *
load_put_object(struct loader *l, char *type, char *id, char *name)
{
	struct org_object *object;
	size_t index;

	if (load_is_new(l, &l->objects, type, id, &index)) {
		object = org_add_object(l->org);
		l->recorded = xgrow(l->recorded, &l->recorded_cap, index + 1, sizeof *l->recorded);
		l->recorded[index] = false;
	} else {
		object = &l->org->objects[index];
		org_release_object(object);
	}
	*object = (struct org_object){.type = type,
	    .id = id,
	    .name = name,
	    .division = ORG_NO_DIVISION,
	    .key = org_key(type, name)};
	return object;
}

/* One inventory lists both kinds of data actions. */
static struct slice
listed_type(const char *type)
{
	return slice_str(strcmp(type, "secureAction") == 0 ? "dataAction" : type);
}

bool
load_is_orphan(const struct loader *l, size_t object)
{
	struct slice type = listed_type(l->org->objects[object].type);

	return !l->recorded[object] && idset_find(&l->listed, type) != IDSET_NONE;
}

void
load_drop_orphans(struct loader *l)
{
	struct org *org = l->org;
	size_t kept = 0;

	for (size_t i = 0; i < org->nobjects; i++)
		if (load_is_orphan(l, i))
			org_release_object(&org->objects[i]);
		else
			org->objects[kept++] = org->objects[i];
	org->nobjects = kept;
}

/* All members but those that every object has. */
static void
keep_extras(const struct members *record, struct org_object *object)
{
	static const char *const common[] = {"kind", "org", "type", "id", "name", "division",
	    "configuration", "rows", "media", "wrapupCodes", "templates"};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < record->n; i++) {
		const struct member *m = &record->v[i];
		size_t k = 0;

		while (k < COUNT_OF(common) && !slice_is(m->key, common[k]))
			k++;
		if (k < COUNT_OF(common))
			continue;
		member_write(m, &b);
	}
	object->extra = b.n > 0 ? buf_detach(&b) : NULL;
}

static void
load_object_free(char *type, char *id, char *name)
{
	free(type);
	free(id);
	free(name);
}

/* A division is one of the org's own list. */
static void
load_new_division(struct loader *l, const struct members *record, char *type, char *id, char *name)
{
	load_home(l, record, find_division(l->org, id, name));
	load_object_free(type, id, name);
}

/* An inventory next to the files of a folder has the objects of these files, too, but no definitions. */
static bool
load_object_is_known(
    struct loader *l, const struct members *record, const char *type, const char *id)
{
	size_t index;

	buf_clear(&l->key);
	buf_printf(&l->key, "%s %s", type, id);
	index = idset_find(&l->objects, buf_slice(&l->key));
	return index != IDSET_NONE && l->org->objects[index].definition != NULL &&
	       members_find(record, "configuration") == NULL;
}

bool
load_object(struct loader *l, const struct members *record)
{
	char *type = members_dup(record, "type"), *id = members_dup(record, "id");
	char *name = members_dup(record, "name");
	struct org_object *object;

	if (type == NULL || id == NULL || name == NULL) {
		load_object_free(type, id, name);
		return false;
	}
	if (strcmp(type, "division") == 0) {
		load_new_division(l, record, type, id, name);
		return true;
	}
	idset_add(&l->listed, listed_type(type));
	if (load_object_is_known(l, record, type, id)) {
		load_object_free(type, id, name);
		return true;
	}
	object = load_put_object(l, type, id, name);
	l->recorded[object - l->org->objects] = true;
	keep_extras(record, object);
	load_definition(l, record, object);
	object->division = load_division(l, record);
	return true;
}
