/* target.c - the flows of the target org */
#include "run/target.h"
#include "base/err.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/idset.h"
#include "base/mem.h"
#include "files/spool.h"
#include "org/api.h"
#include "put/put_decide.h"
#include "record/reftype.h"
#include "run/same.h"

struct target_flow {
	char *id, *name;
	size_t key;  /* of its type and name, in `keys` */
	size_t next; /* the next of the same key: its number + 1 */
	uint64_t marks;
	bool builtin;    /* a system flow */
	size_t metadata; /* in `metadata`, + 1; 0: none */
};

struct target {
	struct idset ids, keys; /* keys: type, a NUL, and the name; in lower case */
	struct target_flow *v;
	size_t n, cap;
	size_t *first; /* by key: number + 1 */
	size_t nkeys, first_cap;
	struct spool metadata; /* of the flows that the listing had */
	char *self;            /* NULL: not known yet */
	bool asked;            /* but asked for */
};

/* The server says so, or the id does, which is the same in every org. */
bool
target_is_builtin(const struct members *m, struct slice id)
{
	const struct member *flag = m != NULL ? members_find(m, "system") : NULL;

	return (flag != NULL && flag->type == JSON_TRUE) || slice_is(id, REFTYPE_DEFAULT_FLOW);
}

static void
target_key_of(struct slice type, struct slice name, struct buf *b)
{
	fold_add(b, type);
	buf_putc(b, '\0');
	fold_add(b, name);
}

/* m: its metadata, or NULL. */
static void
target_add_flow(struct target *t, struct slice id, struct slice type, struct slice name,
    const struct members *m)
{
	struct buf key = BUF_INIT;
	size_t k, before = t->ids.n;

	idset_add(&t->ids, id);
	if (t->ids.n == before)
		return;
	target_key_of(type, name, &key);
	k = idset_add(&t->keys, buf_slice(&key));
	buf_release(&key);
	t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	t->first = xgrow(t->first, &t->first_cap, t->keys.n, sizeof *t->first);
	while (t->nkeys < t->keys.n)
		t->first[t->nkeys++] = 0;
	t->v[t->n] = (struct target_flow){.id = xmemdup0(id.p, id.n),
	    .name = xmemdup0(name.p, name.n),
	    .key = k,
	    .next = t->first[k],
	    .marks = m != NULL ? target_marks(m) : 0,
	    .builtin = target_is_builtin(m, id)};
	t->first[k] = ++t->n;
}

uint64_t
target_marks(const struct members *m)
{
	static const char *const keys[] = {"publishedVersion", "savedVersion", "checkedInVersion"};
	uint64_t h = HASH_INIT;
	bool any = false;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *one = members_find(m, keys[i]);
		if (one == NULL)
			continue;
		h = hash_add(hash_add(h, slice_str(keys[i])), one->value);
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
target_on_listed(void *user, struct slice id, struct slice element)
{
	struct target *t = user;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf type = BUF_INIT, name = BUF_INIT;

	if (members_read(&m, &j, element)) {
		json_unescape(members_string(&m, "type"), &type);
		json_unescape(members_string(&m, "name"), &name);
		target_add_flow(t, id, buf_slice(&type), buf_slice(&name), &m);
		t->v[t->n - 1].metadata =
		    spool_add(&t->metadata, &(struct record){.text = element}) + 1;
	}
	buf_release(&type);
	buf_release(&name);
	members_release(&m);
	json_release(&j);
}

struct target *
target_read(struct calls *calls, const char *client_id)
{
	struct target *t = xcalloc(1, sizeof *t);
	struct api_list l = {.calls = calls,
	    .type = type_find(slice_str("flow")),
	    .page_size = 100,
	    .element = target_on_listed,
	    .user = t};

	t->ids = t->keys = (struct idset)IDSET_INIT;
	spool_open(&t->metadata);
	t->self = client_id != NULL ? xstrdup(client_id) : NULL;
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
	for (size_t i = 0; i < t->n; i++) {
		free(t->v[i].id);
		free(t->v[i].name);
	}
	free(t->v);
	free(t->first);
	spool_close(&t->metadata);
	free(t->self);
	free(t);
}

bool
target_key(const struct target *t, const struct members *m, struct buf *key)
{
	struct buf id = BUF_INIT, type = BUF_INIT, name = BUF_INIT;
	struct target_entry there;
	bool known, named;

	json_unescape(members_string(m, "id"), &id);
	json_unescape(members_string(m, "type"), &type);
	json_unescape(members_string(m, "name"), &name);
	named = target_by_name(t, buf_slice(&type), buf_slice(&name), &there);
	known = idset_find(&t->ids, buf_slice(&id)) != IDSET_NONE;
	if (known)
		buf_add_slice(key, buf_slice(&id));
	else if (named)
		buf_puts(key, there.id);
	else
		target_key_of(buf_slice(&type), buf_slice(&name), key);
	buf_release(&id);
	buf_release(&type);
	buf_release(&name);
	return known || named;
}

bool
target_add(struct target *t, struct slice id, struct slice type, struct slice name)
{
	size_t before = t->n;

	target_add_flow(t, id, type, name, NULL);
	return t->n > before;
}

/* Flow i, counted from 1, as a listing has it. */
static struct target_entry
target_entry_of(const struct target *t, size_t i)
{
	const struct target_flow *f = &t->v[i - 1];
	struct slice key = idset_id(&t->keys, f->key);

	return (struct target_entry){.id = f->id,
	    .type = slice_of(key.p, strlen(key.p)),
	    .name = slice_str(f->name),
	    .builtin = f->builtin};
}

bool
target_listed(const struct target *t, const char *id, struct buf *meta)
{
	size_t i = idset_find(&t->ids, slice_str(id));

	if (i == IDSET_NONE || t->v[i].metadata == 0)
		return false;
	spool_get(&t->metadata, t->v[i].metadata - 1, meta);
	return true;
}

bool
target_version(const struct target *t, const char *id, struct buf *version)
{
	struct buf text = BUF_INIT;
	struct put_state state;
	struct jx *meta = NULL;
	const char *why;

	if (target_listed(t, id, &text))
		meta = jx_parse(buf_slice(&text), &why);
	if (meta != NULL) {
		put_state_read(meta, &state);
		buf_add_slice(version, state.newest);
	}
	jx_free(meta);
	buf_release(&text);
	return meta != NULL;
}

bool
target_by_id(const struct target *t, struct slice id, struct target_entry *entry)
{
	size_t i = idset_find(&t->ids, id);

	if (i != IDSET_NONE)
		*entry = target_entry_of(t, i + 1);
	return i != IDSET_NONE;
}

/* The flow of the very name, or the only one whose name differs in case only. */
bool
target_by_name(
    const struct target *t, struct slice type, struct slice name, struct target_entry *entry)
{
	struct buf key = BUF_INIT;
	size_t k, found = 0, other = 0;
	bool exact = false;

	target_key_of(type, name, &key);
	k = idset_find(&t->keys, buf_slice(&key));
	buf_release(&key);
	for (size_t i = k != IDSET_NONE ? t->first[k] : 0; i != 0; i = t->v[i - 1].next) {
		bool same = slice_is(name, t->v[i - 1].name);
		if (found == 0 || (same && !exact)) {
			found = i;
			other = 0;
		} else if (same == exact) {
			other = i;
		}
		exact |= same;
	}
	if (found != 0)
		*entry = target_entry_of(t, found);
	if (found != 0 && other != 0)
		entry->twin = t->v[other - 1].id;
	return found != 0;
}

bool
target_knows_self(const struct target *t)
{
	return t->self != NULL;
}

bool
target_asks_self(struct target *t)
{
	bool first = !t->asked;

	t->asked = true;
	return first;
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
