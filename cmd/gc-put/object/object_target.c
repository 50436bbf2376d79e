/* object_target.c - the objects of the target org */
#include "object/object_target.h"
#include "base/fold.h"
#include "base/err.h"
#include "base/mem.h"
#include "json/peek.h"
#include "object/object_target_list.h"
#include "objects/object_type.h"
#include "record/listed_types.h"

static void
object_target_key(const char *type, struct slice text, bool lower, struct buf *key)
{
	buf_clear(key);
	buf_puts(key, type);
	buf_putc(key, '\0');
	if (lower)
		fold_add(key, text);
	else
		buf_add_slice(key, text);
}

struct object_target *
object_target_new(struct put *put)
{
	struct object_target *t = xcalloc(1, sizeof *t);

	t->put = put;
	t->ids = t->names = t->from = t->brought = t->planned = t->lacking =
	    (struct idset)IDSET_INIT;
	return t;
}

void
object_target_free(struct object_target *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++) {
		free(t->v[i].id);
		free(t->v[i].name);
		free(t->v[i].home);
	}
	for (size_t i = 0; i < t->nto; i++)
		free(t->to[i]);
	for (size_t i = 0; i < t->nlists; i++)
		free(t->lists[i].why);
	free(t->v);
	free(t->to);
	free(t->first);
	free(t->lists);
	free(t->home_division);
	idset_release(&t->ids);
	idset_release(&t->names);
	idset_release(&t->from);
	idset_release(&t->brought);
	idset_release(&t->planned);
	idset_release(&t->lacking);
	free(t);
}

static const struct target_list *
object_target_listing(const struct object_target *t, const char *type)
{
	for (size_t i = 0; i < t->nlists; i++)
		if (strcmp(t->lists[i].type->name, type) == 0)
			return &t->lists[i];
	return NULL;
}

bool
object_target_lists(const struct object_target *t, const char *type, const char **why)
{
	const struct target_list *list = object_target_listing(t, type);

	*why = list != NULL ? list->why : NULL;
	return list != NULL && list->why == NULL;
}

enum put_cause
object_target_cause(const struct object_target *t, const char *type)
{
	const struct target_list *list = object_target_listing(t, type);

	return list != NULL ? list->cause : CAUSE_FLOW;
}

void
object_target_add(struct object_target *t, const char *type, struct slice id, struct slice name,
    struct slice home)
{
	struct buf key = BUF_INIT;
	size_t before = t->ids.n, at;

	object_target_key(type, id, false, &key);
	idset_add(&t->ids, buf_slice(&key));
	if (t->ids.n > before) {
		object_target_key(type, name, true, &key);
		before = t->names.n;
		at = idset_add(&t->names, buf_slice(&key));
		if (t->names.n > before) {
			t->first = xgrow(t->first, &t->first_cap, t->names.n, sizeof *t->first);
			t->first[at] = 0;
		}
		t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
		t->v[t->n] = (struct target_object){.id = xmemdup0(id.p, id.n),
		    .name = xmemdup0(name.p, name.n),
		    .home = home.n > 0 ? xmemdup0(home.p, home.n) : NULL,
		    .next = t->first[at]};
		t->first[at] = ++t->n;
	}
	buf_release(&key);
}

bool
object_target_has(const struct object_target *t, const char *type, struct slice id)
{
	struct buf key = BUF_INIT;
	bool has;

	object_target_key(type, id, false, &key);
	has = idset_find(&t->ids, buf_slice(&key)) != IDSET_NONE;
	buf_release(&key);
	return has;
}

bool
object_target_is_strict(const char *type)
{
	return strcmp(type, "response") == 0 || strcmp(type, "dataAction") == 0;
}

/*
 * How well an object fits: 0 not at all; the same name, case included, counts more than the same home,
 * and that more than a home that is not known.
 */
enum { FIT_TYPE = 1, FIT_UNKNOWN_HOME = 1, FIT_HOME = 2, FIT_NAME = 4 };

static unsigned
target_fit(const struct target_object *o, const char *type, struct slice name, struct slice home)
{
	bool unknown = home.n == 0 || o->home == NULL, same = !unknown && slice_is(home, o->home);

	if (!unknown && !same && object_target_is_strict(type))
		return 0;
	return FIT_TYPE + (slice_is(name, o->name) ? FIT_NAME : 0u) + (same ? FIT_HOME : 0u) +
	       (unknown ? FIT_UNKNOWN_HOME : 0u);
}

static struct object_found
target_find_name(
    const struct object_target *t, const char *type, struct slice name, struct slice home)
{
	struct object_found found = {NULL, NULL, false};
	struct buf key = BUF_INIT;
	unsigned best = 0;
	size_t k;

	object_target_key(type, name, true, &key);
	k = idset_find(&t->names, buf_slice(&key));
	buf_release(&key);
	for (size_t i = k != IDSET_NONE ? t->first[k] : 0; i != 0; i = t->v[i - 1].next) {
		unsigned fit = target_fit(&t->v[i - 1], type, name, home);
		if (fit == 0 || fit < best)
			continue;
		found.twin = fit == best ? found.id : NULL;
		found.id = t->v[i - 1].id;
		found.other_case = fit < FIT_NAME;
		best = fit;
	}
	return found;
}

struct object_found
object_target_find(const struct object_target *t, const char *type, struct slice id,
    struct slice name, struct slice home)
{
	struct buf key = BUF_INIT;
	struct object_found found = {NULL, NULL, false};
	size_t at;

	object_target_key(type, id, false, &key);
	at = id.n > 0 ? idset_find(&t->ids, buf_slice(&key)) : IDSET_NONE;
	buf_release(&key);
	if (at == IDSET_NONE)
		return target_find_name(t, type, name, home);
	found.id = t->v[at].id;
	return found;
}

struct slice
object_target_home(const char *type, const struct members *m, struct buf *plain)
{
	struct slice token = members_string_in(m, "division", "id"), first;
	const struct member *libraries = members_find(m, "libraries");
	struct json j = JSON_INIT;
	struct members one = MEMBERS_INIT;

	if (strcmp(type, "dataAction") == 0)
		token = members_string(m, "category");
	else if (strcmp(type, "response") == 0)
		token = slice_of(NULL, 0);
	if (strcmp(type, "response") == 0 && libraries != NULL) {
		struct slice rest = libraries->value;
		if (peek_element(&rest, &first) && members_read(&one, &j, first))
			token = members_string(&one, "id");
	}
	members_release(&one);
	json_release(&j);
	return token.n > 0 ? json_text(token, plain) : slice_of(NULL, 0);
}

void
object_target_map(struct object_target *t, struct slice from, struct slice to)
{
	size_t before = t->from.n, at;

	if (from.n == 0 || to.n == 0)
		return;
	at = idset_add(&t->from, from);
	if (t->from.n > before) {
		t->to = xgrow(t->to, &t->to_cap, t->from.n, sizeof *t->to);
		t->to[t->nto++] = NULL;
	}
	free(t->to[at]);
	t->to[at] = xmemdup0(to.p, to.n);
}

struct slice
object_target_mapped(const struct object_target *t, struct slice id)
{
	size_t at = idset_find(&t->from, id);

	return at != IDSET_NONE ? slice_str(t->to[at]) : slice_of(NULL, 0);
}

bool
object_target_brings(const struct object_target *t, struct slice id)
{
	return idset_find(&t->brought, id) != IDSET_NONE && idset_find(&t->from, id) == IDSET_NONE;
}

void
object_target_plan(struct object_target *t, struct slice id)
{
	if (id.n > 0)
		idset_add(&t->planned, id);
}

bool
object_target_plans(const struct object_target *t, struct slice id)
{
	return idset_find(&t->planned, id) != IDSET_NONE;
}

void
object_target_lack(struct object_target *t, struct slice id)
{
	idset_add(&t->lacking, id);
}

bool
object_target_lacks(const struct object_target *t, struct slice id)
{
	return idset_find(&t->lacking, id) != IDSET_NONE;
}

struct slice
object_target_division(const struct object_target *t, struct slice name)
{
	struct object_found found =
	    object_target_find(t, "division", slice_of(NULL, 0), name, slice_of(NULL, 0));

	return found.id != NULL && !found.other_case ? slice_str(found.id) : slice_of(NULL, 0);
}

struct slice
object_target_home_division(const struct object_target *t)
{
	return t->home_division != NULL ? slice_str(t->home_division) : slice_of(NULL, 0);
}
