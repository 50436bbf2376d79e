/* inventory.c - what an org has, by type and id or type and name */
#include "base/ascii.h"
#include "base/err.h"
#include "base/mem.h"
#include "record/flowtype.h"
#include "record/inventory.h"
#include "record/inventory_sieve.h"
#include "record/record.h"
#include "record/listed_types.h"

uint32_t
inventory_keep(struct inventory *inv, struct slice token)
{
	struct buf plain = BUF_INIT;
	size_t number = idset_add(&inv->texts, json_text(token, &plain));

	buf_release(&plain);
	return (uint32_t)number;
}

static uint32_t
inventory_keep_member(struct inventory *inv, const struct members *m, const char *key)
{
	return inventory_keep(inv, members_string(m, key));
}

/* An object's type in the words of references. */
static void
inventory_type(const struct members *m, bool is_flow, struct buf *type)
{
	struct buf plain = BUF_INIT;
	struct slice text = members_text(m, "type", &plain);

	if (is_flow)
		flowtype_reference(text, type);
	else
		buf_add_slice(type, text);
	buf_release(&plain);
}

static bool
inventory_is_true(const struct member *m)
{
	return m != NULL && m->type == JSON_TRUE;
}

static void
inventory_note_org(struct inventory *inv, const struct members *m)
{
	uint32_t org = inventory_keep_member(inv, m, "org");

	if (inv->org == 0)
		inv->org = org;
	else if (org != 0 && org != inv->org)
		inv->mixed = true;
}

static void
inventory_add(struct inventory *inv, const struct members *m, struct slice type, bool told)
{
	struct inventory_object o = {.told = told};

	o.type = (uint32_t)idset_add(&inv->texts, type);
	o.id = inventory_keep_member(inv, m, "id");
	o.name = inventory_keep_member(inv, m, "name");
	o.category = inventory_keep_member(inv, m, "category");
	o.email = inventory_keep_member(inv, m, "email");
	o.home = inventory_is_true(members_find(m, "homeDivision"));
	o.division_id = inventory_keep(inv, members_string_in(m, "division", "id"));
	o.division_name = inventory_keep(inv, members_string_in(m, "division", "name"));
	inv->v = xgrow(inv->v, &inv->cap, inv->n + 1, sizeof *inv->v);
	inv->v[inv->n++] = o;
}

static void
add_object(struct inventory *inv, const struct members *m, bool is_flow, bool told)
{
	struct buf type = BUF_INIT;

	inventory_note_org(inv, m);
	inventory_type(m, is_flow, &type);
	inv->has_flows |= flowtype_is_reference(buf_slice(&type));
	if (inv->keeps == NULL || inventory_sift(inv, m, buf_slice(&type), told))
		inventory_add(inv, m, buf_slice(&type), told);
	buf_release(&type);
}

/* The flow or object that gc-put has written. */
static void
add_result(struct inventory *inv, const struct members *result)
{
	const struct member *flow = members_find(result, "flow"),
			    *object = members_find(result, "object"),
			    *written = flow != NULL ? flow : object;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (written != NULL && json_is(members_string(result, "status"), "done") &&
	    members_read(&m, &j, written->value) && members_string(&m, "id").n > 0)
		add_object(inv, &m, flow != NULL, true);
	members_release(&m);
	json_release(&j);
}

static const struct inventory_object *
inventory_object_at(const struct inventory *inv, uint32_t link)
{
	return link != 0 ? &inv->v[link - 1] : NULL;
}

/* From the start of a chain: the first object of this type. */
static const struct inventory_object *
of_type(const struct inventory *inv, enum inventory_key key, uint32_t link, uint32_t type)
{
	const struct inventory_object *o = inventory_object_at(inv, link);

	while (o != NULL && o->type != type)
		o = inventory_next(inv, key, o);
	return o;
}

static void
put_lower(struct buf *b, struct slice text)
{
	buf_clear(b);
	for (size_t i = 0; i < text.n; i++)
		buf_putc(b, ascii_lower(text.p[i]));
}

static void
add_addresses(struct inventory *inv)
{
	struct buf lower = BUF_INIT;

	idset_clear(&inv->addresses);
	for (size_t i = 0; i < inv->n; i++) {
		const struct inventory_object *o = &inv->v[i];
		if (o->email == 0 || !inventory_is_current(inv, o))
			continue;
		put_lower(&lower, inventory_text(inv, o->email));
		idset_add(&inv->addresses, buf_slice(&lower));
	}
	buf_release(&lower);
}

/* From the last to the first, so that chains have the files' order and the last one counts. */
static void
inventory_link(struct inventory *inv, bool told)
{
	for (size_t i = inv->n; i > 0; i--) {
		struct inventory_object *o = &inv->v[i - 1];
		const uint32_t texts[INVENTORY_KEYS] = {o->id, o->name, o->type};

		if (o->told != told ||
		    (o->id != 0 && of_type(inv, INVENTORY_ID, inv->first[INVENTORY_ID][o->id],
				       o->type) != NULL))
			continue;
		for (int k = 0; k < INVENTORY_KEYS; k++) {
			o->next[k] = inv->first[k][texts[k]];
			inv->first[k][texts[k]] = (uint32_t)i;
		}
	}
}

static void
inventory_build_chains(struct inventory *inv)
{
	for (int k = 0; k < INVENTORY_KEYS; k++) {
		free(inv->first[k]);
		inv->first[k] = xcalloc(inv->texts.n, sizeof *inv->first[k]);
	}
	inventory_link(inv, false);
	inventory_link(inv, true);
}

/* Of all objects; with `keeps` they were counted as they came. */
static void
inventory_count_divisions(struct inventory *inv)
{
	inventory_division_of(inv, 0, 0);
	if (inv->keeps != NULL)
		return;
	for (size_t i = 0; i < inv->pairs.n; i++)
		inv->divisions[i].objects = 0;
	for (size_t i = 0; i < inv->n; i++) {
		const struct inventory_object *o = &inv->v[i];
		if (o->division_id == 0 || !inventory_is_current(inv, o))
			continue;
		/* first: the divisions may move */
		uint32_t d = inventory_division_of(inv, o->division_id, o->division_name);
		inv->divisions[d].objects++;
	}
}

void
inventory_load(struct inventory *inv, const char *path)
{
	char *name = xstrdup(path);
	char *const files[] = {name, NULL};
	struct records in;
	struct record r;

	idset_add(&inv->texts, slice_str("")); /* is number 0 */
	records_open(&in, files);
	while (records_next(&in, &r)) {
		bool is_flow = record_is(&r, "flow");
		if (is_flow || record_is(&r, "object"))
			add_object(inv, &r.m, is_flow, false);
		else if (record_is(&r, "result"))
			add_result(inv, &r.m);
	}
	records_close(&in);
	if (inv->n == 0)
		warn("%s: holds no objects and no flows; gc-list writes inventories", path);
	free(name);
	inventory_build_chains(inv);
	add_addresses(inv);
	inventory_count_divisions(inv);
}

void
inventory_release(struct inventory *inv)
{
	idset_release(&inv->texts);
	idset_release(&inv->addresses);
	idset_release(&inv->pairs);
	idset_release(&inv->types);
	free(inv->divisions);
	free(inv->passed);
	free(inv->v);
	for (int k = 0; k < INVENTORY_KEYS; k++)
		free(inv->first[k]);
	*inv = (struct inventory)INVENTORY_INIT;
}

const struct inventory_object *
inventory_first(const struct inventory *inv, enum inventory_key key, struct slice text)
{
	size_t number = idset_find(&inv->texts, text);

	if (number == IDSET_NONE || text.n == 0)
		return NULL;
	return inventory_object_at(inv, inv->first[key][number]);
}

const struct inventory_object *
inventory_next(
    const struct inventory *inv, enum inventory_key key, const struct inventory_object *o)
{
	return inventory_object_at(inv, o->next[key]);
}

static const struct inventory_object *
by_type_and(
    const struct inventory *inv, enum inventory_key key, struct slice type, struct slice text)
{
	size_t type_number = idset_find(&inv->texts, type);
	const struct inventory_object *o = inventory_first(inv, key, text);

	while (o != NULL && o->type != type_number)
		o = inventory_next(inv, key, o);
	return o;
}

const struct inventory_object *
inventory_by_id(const struct inventory *inv, struct slice type, struct slice id)
{
	return by_type_and(inv, INVENTORY_ID, type, id);
}

const struct inventory_object *
inventory_by_name(const struct inventory *inv, struct slice type, struct slice name)
{
	return by_type_and(inv, INVENTORY_NAME, type, name);
}

const struct inventory_object *
inventory_home(const struct inventory *inv)
{
	const struct inventory_object *o =
	    inventory_first(inv, INVENTORY_TYPE, slice_str("division"));

	while (o != NULL && !o->home)
		o = inventory_next(inv, INVENTORY_TYPE, o);
	return o;
}

bool
inventory_has_name(const struct inventory *inv, struct slice type, struct slice name)
{
	struct buf lower = BUF_INIT;
	bool has = inventory_by_name(inv, type, name) != NULL;

	if (!has && slice_is(type, "user")) {
		put_lower(&lower, name);
		has = idset_find(&inv->addresses, buf_slice(&lower)) != IDSET_NONE;
		buf_release(&lower);
	}
	return has;
}

const struct inventory_object *
inventory_next_name(const struct inventory *inv, const struct inventory_object *o)
{
	return of_type(inv, INVENTORY_NAME, o->next[INVENTORY_NAME], o->type);
}

bool
inventory_is_current(const struct inventory *inv, const struct inventory_object *o)
{
	return o->id == 0 ||
	       inventory_by_id(inv, inventory_text(inv, o->type), inventory_text(inv, o->id)) == o;
}

enum inventory_scope
inventory_scope(const struct inventory *inv, struct slice type)
{
	const struct type *listed = type_find(type);

	if (inventory_first(inv, INVENTORY_TYPE, type) != NULL)
		return INVENTORY_LISTS;
	if (listed == NULL)
		return INVENTORY_UNLISTED;
	return inv->has_flows && strcmp(listed->name, "flow") == 0 ? INVENTORY_LISTS
								   : INVENTORY_OMITS;
}

const char *
inventory_scope_reason(enum inventory_scope scope)
{
	switch (scope) {
	case INVENTORY_OMITS:
		return "type not in inventory";
	case INVENTORY_UNLISTED:
		return "the API has no listing of this type";
	default:
		return NULL;
	}
}
