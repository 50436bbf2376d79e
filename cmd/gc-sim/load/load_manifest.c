/* load_manifest.c - what the flows of a folder refer to: objects of the org, and other flows */
#include "load/load.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "gen/gen_emit.h"
#include "record/flowtype.h"

/* Start on the elements of an array; false: it is none. */
static bool
start_elements(struct json *j, const struct member *array)
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
	    start_elements(&j, members_find(&caches, "actionServiceActions")))
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
	load_put_object(l, xstrdup("integration"), xstrdup(id), xstrdup(name));
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
		if (l->org->objects[action->object].extra == NULL &&
		    !load_is_orphan(l, action->object)) {
			id = integration_of(l, action->category);
			gen_emit(&extra, "'category':%s,'integrationId':%s", action->category, id);
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
	gen_emit(&extra, "'email':%s", email);
	object->extra = buf_detach(&extra);
	free(email);
}

/* A flow that another one refers to: where it is among those loaded, it gets that id. */
static void
load_name_flow(struct loader *l, const char *type, char *id, const char *name)
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
load_is_listed(const struct loader *l, const char *type, const char *id)
{
	struct buf key = BUF_INIT;
	bool known;

	buf_printf(&key, "%s %s", type, id);
	known = idset_find(&l->objects, buf_slice(&key)) != IDSET_NONE;
	buf_release(&key);
	return known;
}

static void
load_manifest_entry(
    struct loader *l, const char *type, const struct members *configuration, struct slice text)
{
	char *id = members_dup(&l->entry, "id"), *name = members_dup(&l->entry, "name");
	struct org_object *object;

	if (id != NULL && name != NULL && flowtype_is_reference(slice_str(type))) {
		load_name_flow(l, type, id, name);
		free(name);
	} else if (id == NULL || name == NULL || strcmp(type, "bridgeAction") == 0 ||
		   load_is_listed(l, type, id)) {
		free(id);
		free(name);
	} else {
		object = load_put_object(l, xstrdup(type), id, name);
		if (strcmp(type, "dataAction") == 0)
			note_category(l, object, configuration);
		else if (strcmp(type, "user") == 0)
			add_email(object, text);
	}
}

void
load_manifest_refs(struct loader *l, struct slice text)
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
			if (start_elements(&l->parts, &manifest.v[i]))
				while (next_element(&l->parts, &inner, &l->entry))
					load_manifest_entry(l, type.p, &configuration, text);
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
