/* target.c - the flows of the target org */
#include "base/ascii.h"
#include "base/err.h"
#include "base/idset.h"
#include "base/mem.h"
#include "org/api.h"
#include "record/reftype.h"
#include "same.h"
#include "target.h"

struct target_flow {
	char *id;
	size_t key;  /* of its type and name, in `keys` */
	size_t next; /* the next of the same key: its number + 1 */
	uint64_t marks;
	bool builtin; /* a system flow */
};

struct target {
	struct idset ids, keys; /* keys: type, lower case, a NUL, and the name */
	struct target_flow *v;
	size_t n, cap;
	size_t *first; /* by key: number + 1 */
	size_t nkeys, first_cap;
	char *self; /* NULL: not known yet */
};

/* The server says so, or the id does, which is the same in every org. */
static bool
is_builtin(const struct members *m, struct slice id)
{
	const struct member *flag = m != NULL ? members_find(m, "system") : NULL;

	return (flag != NULL && flag->type == JSON_TRUE) || slice_is(id, REFTYPE_DEFAULT_FLOW);
}

static void
key_of(struct slice type, struct slice name, struct buf *b)
{
	for (size_t i = 0; i < type.n; i++)
		buf_putc(b, ascii_lower(type.p[i]));
	buf_putc(b, '\0');
	buf_add_slice(b, name);
}

/* m: its metadata, or NULL. */
static void
add(struct target *t, struct slice id, struct slice type, struct slice name,
    const struct members *m)
{
	struct buf key = BUF_INIT;
	size_t k, before = t->ids.n;

	idset_add(&t->ids, id);
	if (t->ids.n == before)
		return;
	key_of(type, name, &key);
	k = idset_add(&t->keys, buf_slice(&key));
	buf_release(&key);
	t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->first = xgrow(t->first, &t->first_cap, t->keys.n, sizeof *t->first);
	while (t->nkeys < t->keys.n)
		t->first[t->nkeys++] = 0;
	t->v[t->n] = (struct target_flow){.id = xmemdup0(id.p, id.n),
	    .key = k,
	    .next = t->first[k],
	    .marks = m != NULL ? target_marks(m) : 0,
	    .builtin = is_builtin(m, id)};
	t->first[k] = ++t->n;
}

uint64_t
target_marks(const struct members *m)
{
	static const char *const keys[] = {"publishedVersion", "savedVersion", "checkedInVersion"};
	uint64_t h = SLICE_HASH_INIT;
	bool any = false;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *one = members_find(m, keys[i]);
		if (one == NULL)
			continue;
		h = slice_hash(slice_hash(h, slice_str(keys[i])), one->value);
		any = true;
	}
	return !any ? 0 : h != 0 ? h : 1;
}

bool
target_has_marks(const struct target *t, struct slice id, uint64_t marks)
{
	size_t i = idset_find(&t->ids, id);

	return i != IDSET_NONE && marks != 0 && t->v[i].marks == marks;
}

static void
listed(void *user, struct slice id, struct slice element)
{
	struct target *t = user;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf type = BUF_INIT, name = BUF_INIT;

	if (members_read(&m, &j, element)) {
		json_unescape(members_string(&m, "type"), &type);
		json_unescape(members_string(&m, "name"), &name);
		add(t, id, buf_slice(&type), buf_slice(&name), &m);
	}
	buf_release(&type);
	buf_release(&name);
	members_release(&m);
	json_release(&j);
}

struct target *
target_read(struct put *put)
{
	struct target *t = xcalloc(1, sizeof *t);
	struct api_list l = {.calls = put->calls,
	    .type = type_find(slice_str("flow")),
	    .page_size = 100,
	    .element = listed,
	    .user = t};
	const char *self = session_settings(put->session)->client_id;

	t->ids = t->keys = (struct idset)IDSET_INIT;
	t->self = self != NULL ? xstrdup(self) : NULL;
	api_list(&l);
	/* Without a complete listing a flow could be created that is there. */
	if (l.code != 0)
		die(l.code == EXIT_PARTIAL ? EXIT_RETRY : l.code, 0, "the target's flows: %s",
		    l.why.p);
	api_list_release(&l);
	return t;
}

void
target_free(struct target *t)
{
	idset_release(&t->ids);
	idset_release(&t->keys);
	for (size_t i = 0; i < t->n; i++)
		free(t->v[i].id);
	free(t->v);
	free(t->first);
	free(t->self);
	free(t);
}

const char *
target_id(const struct target *t, struct slice type, struct slice name)
{
	struct buf key = BUF_INIT;
	size_t k;

	key_of(type, name, &key);
	k = idset_find(&t->keys, buf_slice(&key));
	buf_release(&key);
	return k != IDSET_NONE ? t->v[t->first[k] - 1].id : NULL;
}

bool
target_key(const struct target *t, const struct members *m, struct buf *key)
{
	struct buf id = BUF_INIT, type = BUF_INIT, name = BUF_INIT;
	const char *there;
	bool known;

	json_unescape(members_string(m, "id"), &id);
	json_unescape(members_string(m, "type"), &type);
	json_unescape(members_string(m, "name"), &name);
	there = target_id(t, buf_slice(&type), buf_slice(&name));
	known = idset_find(&t->ids, buf_slice(&id)) != IDSET_NONE;
	if (known)
		buf_add_slice(key, buf_slice(&id));
	else if (there != NULL)
		buf_puts(key, there);
	else
		key_of(buf_slice(&type), buf_slice(&name), key);
	buf_release(&id);
	buf_release(&type);
	buf_release(&name);
	return known || there != NULL;
}

/* The name in a key. */
static struct slice
name_in(struct slice key)
{
	size_t type = strlen(key.p) + 1;

	return slice_of(key.p + type, key.n - type);
}

static bool
find_by_id(struct errand *e, struct slice key)
{
	const struct target *t = e->put->target;
	size_t i = idset_find(&t->ids, slice_str(e->id));
	struct slice there;

	if (i == IDSET_NONE)
		return true;
	there = idset_id(&t->keys, t->v[i].key);
	if (strcasecmp(there.p, key.p) != 0) { /* up to the NUL: the types */
		errand_end(e, PUT_REFUSED, "look",
		    "its id is that of a flow of another type there: %s", there.p);
		return false;
	}
	if (!slice_eq(there, key) && members_find(&e->m, "archy") != NULL &&
	    !e->put->option.stubs) {
		errand_end(e, PUT_REFUSED, "look",
		    "its name there is \"%.*s\": an import job goes by the name, and would make "
		    "another flow",
		    SLICE_ARGS(name_in(there)));
		return false;
	}
	e->target = xstrdup(e->id);
	return true;
}

static bool
find_by_name(struct errand *e, struct slice key)
{
	const struct target *t = e->put->target;
	size_t k = idset_find(&t->keys, key), i;

	if (k == IDSET_NONE)
		return true;
	i = t->first[k] - 1;
	if (t->v[i].next != 0) {
		errand_end(e, PUT_REFUSED, "look",
		    "the target has more than one of this type and name: %s and %s", t->v[i].id,
		    t->v[t->v[i].next - 1].id);
		return false;
	}
	e->target = xstrdup(t->v[i].id);
	return true;
}

bool
target_find(struct errand *e)
{
	struct buf key = BUF_INIT;
	bool good;

	key_of(slice_str(e->type), slice_str(e->name), &key);
	good = find_by_id(e, buf_slice(&key)) &&
	       (e->target != NULL || find_by_name(e, buf_slice(&key)));
	buf_release(&key);
	return good;
}

bool
target_leaves(struct errand *e)
{
	const struct target *t = e->put->target;
	size_t i = e->target != NULL ? idset_find(&t->ids, slice_str(e->target)) : IDSET_NONE;
	bool here = is_builtin(&e->m, slice_str(e->id));

	if (e->put->option.restore || (i == IDSET_NONE ? !here : !t->v[i].builtin))
		return false;
	errand_end(e, PUT_SKIPPED, "skip",
	    i != IDSET_NONE ? "a system flow of the target: left as it is"
			    : "a system flow: every org has its own, and it is not created");
	warn("%s: a system flow, of which every org has its own; left alone", e->label);
	return true;
}

void
target_adopt(struct errand *e, struct slice id)
{
	free(e->target);
	e->target = xmemdup0(id.p, id.n);
	add(e->put->target, id, slice_str(e->type), slice_str(e->name), NULL);
}

bool
target_knows_self(const struct target *t)
{
	return t->self != NULL;
}

void
target_set_self(struct target *t, struct slice id)
{
	free(t->self);
	t->self = xmemdup0(id.p, id.n);
}

bool
target_is_self(const struct target *t, struct slice holder_id)
{
	return holder_id.n > 0 && t->self != NULL && slice_is(holder_id, t->self);
}
