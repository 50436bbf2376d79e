/* object_target_list.c - the listings of the target's objects */
#include "object/object_target_list.h"
#include "base/err.h"
#include "base/mem.h"
#include "org/api.h"
#include "record/record.h"

/* A listing under way. */
struct listed {
	struct object_target *t;
	const struct type *type;
	struct slice parent; /* decoded id; n = 0: none */
};

void
object_target_need(struct object_target *t, const char *name)
{
	const struct type *type = type_find(slice_str(name));

	if (type == NULL || strcmp(type->name, "flow") == 0)
		return;
	for (size_t i = 0; i < t->nlists; i++)
		if (t->lists[i].type == type)
			return;
	if (type->parent != NULL)
		object_target_need(t, type->parent); /* it is read before */
	t->lists = xgrow(t->lists, &t->lists_cap, t->nlists + 1, sizeof *t->lists);
	t->lists[t->nlists++] = (struct target_list){.type = type};
}

void
object_target_bring(struct object_target *t, const char *type, struct slice id)
{
	object_target_need(t, type);
	if (id.n > 0)
		idset_add(&t->brought, id);
}

static struct slice
list_home(const struct listed *l, const struct members *m, struct buf *plain)
{
	struct slice home = object_target_home(l->type->name, m, plain);

	return home.n > 0 ? home : l->parent;
}

static void
list_element(void *user, struct slice id, struct slice element)
{
	struct listed *l = user;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct member label;
	struct buf name = BUF_INIT, home = BUF_INIT;

	if (!members_read(&m, &j, element))
		return;
	if (type_find_name(l->type, &m, &label))
		json_unescape(member_string(&label), &name);
	if (strcmp(l->type->name, "division") == 0) {
		const struct member *flag = members_find(&m, "homeDivision");
		if (flag != NULL && flag->type == JSON_TRUE && l->t->home_division == NULL)
			l->t->home_division = xmemdup0(id.p, id.n);
	}
	if (!json_is(members_string(&m, "state"), "deleted"))
		object_target_add(
		    l->t, l->type->name, id, buf_slice(&name), list_home(l, &m, &home));
	buf_release(&name);
	buf_release(&home);
	members_release(&m);
	json_release(&j);
}

static void
list_read(struct object_target *t, struct target_list *list, struct slice parent)
{
	struct listed l = {t, list->type, parent};
	struct api_list api = {.calls = t->put->tasks.calls,
	    .type = list->type,
	    .parent = parent,
	    .page_size = 100,
	    .element = list_element,
	    .user = &l};

	if (list->why != NULL)
		return;
	api_list(&api);
	if (api.code != 0) {
		list->why = xstrdup(api.why.p);
		list->cause = api.code == EXIT_AUTH      ? CAUSE_FORBIDDEN
			      : api.code == EXIT_REFUSED ? CAUSE_FLOW
							 : CAUSE_TEMPORARY;
	}
	api_list_release(&api);
}

/* The ids of a parent's type. The children that are found are added behind them. */
static void
list_read_children(struct object_target *t, struct target_list *list)
{
	size_t n = t->n, prefix = strlen(list->type->parent);

	for (size_t i = 0; i < n; i++) {
		struct slice key = idset_id(&t->ids, i);
		char *id;
		if (key.n <= prefix || strcmp(key.p, list->type->parent) != 0)
			continue;
		id = xstrdup(t->v[i].id);
		list_read(t, list, slice_str(id));
		free(id);
	}
}

/*
 * What an earlier run created may be missing in a listing for a while. Its result has no home, so where
 * the home tells namesakes apart, the record that it came from does.
 */
static void
list_add_object(struct object_target *t, const char *type, struct slice id, struct slice name,
    struct slice from)
{
	if (!object_target_has(t, type, id) && object_target_is_strict(type))
		object_target_map(t, from, id);
	object_target_add(t, type, id, name, slice_of(NULL, 0));
}

static void
list_add_result(struct object_target *t, const struct members *m)
{
	struct slice id = members_string_in(m, "object", "id");
	struct buf type = BUF_INIT, name = BUF_INIT, text = BUF_INIT, from = BUF_INIT;
	const char *why;

	json_unescape(members_string_in(m, "object", "type"), &type);
	json_unescape(members_string_in(m, "object", "name"), &name);
	if (id.n > 0 && type.n > 0 && json_is(members_string(m, "status"), "done") &&
	    object_target_lists(t, type.p, &why))
		list_add_object(t, type.p, json_text(id, &text), buf_slice(&name),
		    members_text(m, "from", &from));
	buf_release(&type);
	buf_release(&name);
	buf_release(&text);
	buf_release(&from);
}

static void
list_read_results(struct object_target *t, const char *path)
{
	char *file = xstrdup(path), *names[] = {file, NULL};
	struct records in;
	struct record r;

	records_open(&in, names);
	while (records_next(&in, &r))
		if (record_is(&r, "result") && members_find(&r.m, "object") != NULL &&
		    json_is(members_string(&r.m, "org"), t->put->org))
			list_add_result(t, &r.m);
	records_close(&in);
	free(file);
}

void
object_target_read(struct object_target *t)
{
	for (size_t i = 0; i < t->nlists; i++) {
		if (t->lists[i].type->parent != NULL)
			list_read_children(t, &t->lists[i]);
		else
			list_read(t, &t->lists[i], slice_of(NULL, 0));
	}
	for (size_t i = 0; t->nlists > 0 && i < t->put->option.have.n; i++)
		list_read_results(t, t->put->option.have.v[i]);
}
