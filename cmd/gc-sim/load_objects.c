/* load_objects.c - what the flows of a folder refer to, as objects of the org */
#include "load.h"

#include "ascii.h"
#include "flowtype.h"
#include "gen_emit.h"
#include "mem.h"

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
	division->id = xstrdup(id);
	division->name = xstrdup(name);
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

bool
load_is_new(struct loader *l, struct idset *set, const char *one, const char *other, size_t *index)
{
	size_t n = set->n;

	buf_clear(&l->key);
	buf_printf(&l->key, "%s %s", one, other);
	*index = idset_add(set, buf_slice(&l->key));
	return set->n > n;
}

/*
 * The object of this type and id, new or not: the set's indices are those of the org's objects.
 * Takes the texts over; what it had before goes.
 */
static struct org_object *
put_object(struct loader *l, char *type, char *id, char *name)
{
	struct org_object *object;
	size_t index;

	if (load_is_new(l, &l->objects, type, id, &index)) {
		object = org_add_object(l->org);
	} else {
		object = &l->org->objects[index];
		org_release_object(object);
	}
	*object = (struct org_object){type, id, name, ORG_NO_DIVISION, NULL};
	return object;
}

/* All members but those that every object has. */
static void
keep_extras(const struct members *record, struct org_object *object)
{
	static const char *const common[] = {"kind", "org", "type", "id", "name", "division"};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < record->n; i++) {
		const struct member *m = &record->v[i];
		size_t k = 0;

		while (k < COUNT_OF(common) && !slice_is(m->key, common[k]))
			k++;
		if (k < COUNT_OF(common))
			continue;
		buf_printf(&b, "%s\"", b.n > 0 ? "," : "");
		buf_add_slice(&b, m->key);
		buf_puts(&b, "\":");
		buf_add_slice(&b, m->value);
	}
	object->extra = b.n > 0 ? buf_detach(&b) : NULL;
}

/* A division is one of the org's own list. */
static void
add_division(struct loader *l, char *type, char *id, char *name)
{
	find_division(l->org, id, name);
	free(type);
	free(id);
	free(name);
}

bool
load_object(struct loader *l, const struct members *record)
{
	char *type = members_dup(record, "type"), *id = members_dup(record, "id");
	char *name = members_dup(record, "name");
	struct org_object *object;

	if (type == NULL || id == NULL || name == NULL) {
		free(type);
		free(id);
		free(name);
		return false;
	}
	if (strcmp(type, "division") == 0) {
		add_division(l, type, id, name);
		return true;
	}
	object = put_object(l, type, id, name);
	keep_extras(record, object);
	object->division = load_division(l, record);
	return true;
}

/* Start on the elements of an array; false: it is none. */
static bool
elements(struct json *j, const struct member *array)
{
	if (array == NULL || array->type != JSON_ARRAY)
		return false;
	json_start(j, array->value);
	return json_next(j) == JSON_ARRAY;
}

/* The next one that is an object, as members. */
static bool
next_element(struct json *j, struct json *inner, struct members *m)
{
	struct slice whole;
	enum json_type type;

	do {
		type = json_value(j, &whole);
	} while (type > JSON_END && type != JSON_ARRAY_END && type != JSON_OBJECT);
	return type == JSON_OBJECT && members_read(m, inner, whole);
}

/* A data action's category: only the flow's copy of the action says it. */
static char *
category_of(const struct members *configuration, const char *id)
{
	struct json j = JSON_INIT, inner = JSON_INIT;
	struct members caches = MEMBERS_INIT, m = MEMBERS_INIT;
	const struct member *ui = members_find(configuration, "uiMetaData");
	char *category = NULL;

	if (ui != NULL && members_read(&caches, &inner, ui->value) &&
	    elements(&j, members_find(&caches, "actionServiceActions")))
		while (category == NULL && next_element(&j, &inner, &m))
			if (json_is(members_string(&m, "id"), id))
				category = members_dup(&m, "category");
	members_release(&caches);
	members_release(&m);
	json_release(&j);
	json_release(&inner);
	return category;
}

/* A user's address: it stands behind the id in the value object. */
static char *
username_of(struct slice configuration, const char *id)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	enum json_type t;
	bool found = false;

	json_start(&j, configuration);
	while (b.n == 0 && (t = json_next(&j)) > JSON_END) {
		if (t == JSON_STRING)
			found = json_is(j.tok, id);
		else if (t == JSON_KEY && found && json_is(j.tok, "username") &&
			 json_next(&j) == JSON_STRING)
			json_unescape(j.tok, &b);
	}
	json_release(&j);
	return b.n > 0 ? buf_detach(&b) : NULL;
}

static void
note_category(
    struct loader *l, const struct org_object *object, const struct members *configuration)
{
	char *category = category_of(configuration, object->id);

	if (category == NULL)
		return;
	l->actions = xgrow(l->actions, &l->actions_cap, l->nactions + 1, sizeof(*l->actions));
	l->actions[l->nactions++] =
	    (struct uncategorized){(size_t)(object - l->org->objects), category};
}

/* The id of the integration of this name, which is made if it is not there; the caller's to free.
 */
static char *
integration_of(struct loader *l, const char *name)
{
	const struct org *org = l->org;
	char id[UUID_SIZE];

	for (size_t i = 0; i < org->nobjects; i++)
		if (strcmp(org->objects[i].type, "integration") == 0 &&
		    strcmp(org->objects[i].name, name) == 0)
			return xstrdup(org->objects[i].id);
	generate_id(l->plan, "integration", name, 0, id);
	put_object(l, xstrdup("integration"), xstrdup(id), xstrdup(name));
	return xstrdup(id);
}

void
load_integrations(struct loader *l)
{
	for (size_t i = 0; i < l->nactions; i++) {
		const struct uncategorized *action = &l->actions[i];
		struct buf extra = BUF_INIT;
		char *id;

		/* A record that came later says it itself. */
		if (l->org->objects[action->object].extra == NULL) {
			id = integration_of(l, action->category);
			emit(&extra, "'category':%s,'integrationId':%s", action->category, id);
			l->org->objects[action->object].extra = buf_detach(&extra);
			free(id);
		}
		free(action->category);
	}
	free(l->actions);
}

static void
add_email(struct org_object *object, struct slice configuration)
{
	char *email = username_of(configuration, object->id);
	struct buf extra = BUF_INIT;

	if (email == NULL)
		return;
	emit(&extra, "'email':%s", email);
	object->extra = buf_detach(&extra);
	free(email);
}

/* A flow that another one refers to: where it is among those loaded, it gets that id. */
static void
name_flow(struct loader *l, const char *type, char *id, const char *name)
{
	struct buf api = BUF_INIT;
	size_t index;

	flowtype_api(slice_str(type), &api);
	for (size_t i = 0; i < api.n; i++)
		api.p[i] = ascii_upper(api.p[i]);
	if (load_is_new(l, &l->named, api.p, name, &index)) {
		l->named_id = xgrow(l->named_id, &l->named_cap, index + 1, sizeof(*l->named_id));
		l->named_id[index] = id;
	} else {
		free(id);
	}
	buf_release(&api);
}

/* What an earlier flow or a record has brought stays as it is. */
static bool
is_known(const struct loader *l, const char *type, const char *id)
{
	struct buf key = BUF_INIT;
	bool known;

	buf_printf(&key, "%s %s", type, id);
	known = idset_find(&l->objects, buf_slice(&key)) != IDSET_NONE;
	buf_release(&key);
	return known;
}

static void
load_entry(
    struct loader *l, const char *type, const struct members *configuration, struct slice text)
{
	char *id = members_dup(&l->entry, "id"), *name = members_dup(&l->entry, "name");
	struct org_object *object;

	if (id != NULL && name != NULL && flowtype_is_reference(slice_str(type))) {
		name_flow(l, type, id, name);
		free(name);
	} else if (id == NULL || name == NULL || strcmp(type, "bridgeAction") == 0 ||
		   is_known(l, type, id)) {
		free(id);
		free(name);
	} else {
		object = put_object(l, xstrdup(type), id, name);
		if (strcmp(type, "dataAction") == 0)
			note_category(l, object, configuration);
		else if (strcmp(type, "user") == 0)
			add_email(object, text);
	}
}

void
load_manifest(struct loader *l, struct slice text)
{
	struct members configuration = MEMBERS_INIT, manifest = MEMBERS_INIT;
	struct json inner = JSON_INIT;
	const struct member *m = NULL;

	if (members_read(&configuration, &l->parts, text))
		m = members_find(&configuration, "manifest");
	if (m != NULL && members_read(&manifest, &l->parts, m->value))
		for (size_t i = 0; i < manifest.n; i++) {
			struct buf type = BUF_INIT;

			json_unescape(manifest.v[i].key, &type);
			if (elements(&l->parts, &manifest.v[i]))
				while (next_element(&l->parts, &inner, &l->entry))
					load_entry(l, type.p, &configuration, text);
			buf_release(&type);
		}
	members_release(&configuration);
	members_release(&manifest);
	json_release(&inner);
}

const char *
load_named(struct loader *l, const char *type, const char *name)
{
	size_t index;

	buf_clear(&l->key);
	buf_printf(&l->key, "%s %s", type, name);
	index = idset_find(&l->named, buf_slice(&l->key));
	return index == IDSET_NONE ? NULL : l->named_id[index];
}
