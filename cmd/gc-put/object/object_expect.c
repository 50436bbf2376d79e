/* object_expect.c - whether the target's objects are as the dry run saw them */
#include "object/object_expect.h"
#include "base/err.h"
#include "base/idset.h"
#include "base/mem.h"
#include "object/object_change.h"
#include "object/object_move.h"
#include "object/object_progress.h"
#include "object/object_state.h"
#include "record/record.h"

/*
 * Names are not enough: two data actions may share one. So a result is found by the object's id in
 * the target, else by the id of its record, else by type and name.
 */
struct object_expect {
	struct idset keys; /* "i" and an id, or "n", a type, a NUL and a name */
	char **hash;       /* by key; "": it was not there; NULL: not of a dry run */
	char **rows;       /* by key: object_row_state.h; NULL: none */
	bool *own;         /* by key: an earlier run wrote it */
	size_t hash_cap, rows_cap, own_cap;
};

static void
object_expect_id_key(struct slice id, struct buf *key)
{
	buf_clear(key);
	buf_putc(key, 'i');
	buf_add_slice(key, id);
}

static void
object_expect_name_key(struct slice type, struct slice name, struct buf *key)
{
	buf_clear(key);
	buf_putc(key, 'n');
	buf_add_slice(key, type);
	buf_putc(key, '\0');
	buf_add_slice(key, name);
}

static size_t
expect_at(struct object_expect *e, const struct buf *key)
{
	size_t before = e->keys.n, at = idset_add(&e->keys, buf_slice(key));

	if (e->keys.n > before) {
		e->hash = xgrow(e->hash, &e->hash_cap, e->keys.n, sizeof *e->hash);
		e->own = xgrow(e->own, &e->own_cap, e->keys.n, sizeof *e->own);
		e->rows = xgrow(e->rows, &e->rows_cap, e->keys.n, sizeof *e->rows);
		e->hash[at] = e->rows[at] = NULL;
		e->own[at] = false;
	}
	return at;
}

/* What the dry run's result says of the target's object. */
static void
expect_put_hash(struct object_expect *e, const struct buf *key, const struct members *m)
{
	size_t at = expect_at(e, key);
	struct slice rows = members_string_in(m, "target", "rows");

	free(e->hash[at]);
	free(e->rows[at]);
	e->hash[at] = json_text_dup(members_string_in(m, "target", "hash"));
	e->rows[at] = rows.n > 0 ? json_text_dup(rows) : NULL;
}

static void
object_expect_add(struct object_expect *e, const struct members *m, bool own)
{
	struct buf type = BUF_INIT, name = BUF_INIT, text = BUF_INIT, key = BUF_INIT;
	struct slice id = json_text(members_string_in(m, "object", "id"), &text);
	struct member hash;
	size_t at;

	object_expect_id_key(id, &key);
	if (own && id.n > 0 && json_is(members_string(m, "status"), "done")) {
		at = expect_at(e, &key); /* which may move e->own */
		e->own[at] = true;
	} else if (!own && members_find_in(m, "target", "hash", &hash)) {
		if (id.n > 0)
			expect_put_hash(e, &key, m);
		object_expect_id_key(json_text(members_string(m, "from"), &text), &key);
		if (key.n > 1)
			expect_put_hash(e, &key, m);
		object_expect_name_key(json_text(members_string_in(m, "object", "type"), &type),
		    json_text(members_string_in(m, "object", "name"), &name), &key);
		/* Of two of a name, that which is there is found by its id. */
		at = expect_at(e, &key);
		if (e->hash[at] == NULL || *e->hash[at] != '\0' || id.n == 0)
			expect_put_hash(e, &key, m);
	}
	buf_release(&type);
	buf_release(&name);
	buf_release(&text);
	buf_release(&key);
}

/* By key; IDSET_NONE: the dry run does not know the object. *own: an earlier run wrote it. */
static size_t
expect_look(const struct put_object *o, bool *own)
{
	const struct object_expect *e = o->put->objects->expect;
	const char *ids[] = {o->target, o->id};
	struct buf key = BUF_INIT;
	size_t at, found = IDSET_NONE;

	*own = false;
	for (size_t i = 0; i < COUNT_OF(ids) && found == IDSET_NONE; i++) {
		if (ids[i] == NULL)
			continue;
		object_expect_id_key(slice_str(ids[i]), &key);
		at = idset_find(&e->keys, buf_slice(&key));
		if (at != IDSET_NONE) {
			*own = *own || (i == 0 && e->own[at]);
			found = e->hash[at] != NULL ? at : IDSET_NONE;
		}
	}
	object_expect_name_key(slice_str(o->type->name), slice_str(o->name), &key);
	at = idset_find(&e->keys, buf_slice(&key));
	if (found == IDSET_NONE && at != IDSET_NONE && e->hash[at] != NULL)
		found = at;
	buf_release(&key);
	return found;
}

/* What the dry run saw; NULL: it does not know the object. */
static const char *
object_expect_find(const struct put_object *o, bool *own)
{
	size_t at = expect_look(o, own);

	return at != IDSET_NONE ? o->put->objects->expect->hash[at] : NULL;
}

const char *
object_expect_rows(const struct put_object *o)
{
	const struct object_expect *e = o->put->objects->expect;
	bool own;
	size_t at = e != NULL ? expect_look(o, &own) : IDSET_NONE;

	if (at == IDSET_NONE || own)
		return NULL;
	return *e->hash[at] == '\0' ? "" : e->rows[at];
}

static void
expect_read_files(struct object_expect *e, const struct put *put, bool own)
{
	const struct cli_list *files = own ? &put->option.have : &put->option.expect;
	struct records in;
	struct record r;

	for (size_t i = 0; i < files->n; i++) {
		char *file = xstrdup(files->v[i]), *names[] = {file, NULL};
		records_open(&in, names);
		while (records_next(&in, &r))
			if (record_is(&r, "result") && members_find(&r.m, "object") != NULL &&
			    json_is(members_string(&r.m, "org"), put->org))
				object_expect_add(e, &r.m, own);
		records_close(&in);
		free(file);
	}
}

struct object_expect *
object_expect_read(const struct put *put)
{
	struct object_expect *e;

	if (put->option.expect.n == 0)
		return NULL;
	e = xcalloc(1, sizeof *e);
	e->keys = (struct idset)IDSET_INIT;
	expect_read_files(e, put, false);
	expect_read_files(e, put, true);
	return e;
}

void
object_expect_free(struct object_expect *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->keys.n; i++) {
		free(e->hash[i]);
		free(e->rows[i]);
	}
	free(e->hash);
	free(e->rows);
	free(e->own);
	idset_release(&e->keys);
	free(e);
}

bool
object_expect_was_missing(const struct put_object *o)
{
	const char *was;
	bool own;

	if (o->put->objects->expect == NULL)
		return false;
	was = object_expect_find(o, &own);
	return was != NULL && *was == '\0';
}

/*
 * Whether nothing of anybody else's would be overwritten: the target's object is equal, or it is
 * new and lacks something. A run that was killed between a call and its result leaves such objects.
 */
static bool
expect_overwrites_nothing(const struct put_object *o, const char *was)
{
	return o->target != NULL && object_change_count(o, OBJECT_EARLY) == 0 &&
	       !object_move_differs(o) &&
	       (*was == '\0' || object_change_count(o, OBJECT_LACKING) == 0);
}

bool
object_expect_refuses(struct put_object *o)
{
	struct buf hash = BUF_INIT;
	const char *why = NULL, *was;
	bool own;

	if (o->put->objects->expect == NULL)
		return false;
	was = object_expect_find(o, &own);
	buf_puts(&hash, "");
	if (o->target != NULL)
		object_state_hash(o, &hash);
	if (was == NULL)
		why = "the dry run does not know it";
	else if (!own && strcmp(was, hash.p) != 0 && !expect_overwrites_nothing(o, was))
		why = *was == '\0'        ? "it was not there in the dry run, and is now"
		      : o->target == NULL ? "it was there in the dry run, and is not any more"
					  : "it has changed since the dry run";
	buf_release(&hash);
	if (why != NULL)
		object_end(o, PUT_REFUSED, o->target != NULL ? "update" : "create",
		    "%s; rehearse again", why);
	return why != NULL;
}
