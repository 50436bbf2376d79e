/* expect.c - what a dry run saw of the target */
#include "run/expect.h"
#include "base/err.h"
#include "base/fold.h"
#include "base/mem.h"
#include "record/record.h"

struct expect {
	struct idset keys; /* "i" and an id, or "n", a type, a NUL and a name */
	size_t *at;        /* by key: in v */
	size_t at_cap;
	struct expect_flow {
		char *id, *version, *text; /* NULL: none */
		char *refused;             /* why; NULL: it was not */
	} * v;
	size_t n, cap;
};

static void
expect_name_key(struct slice type, struct slice name, struct buf *b)
{
	buf_clear(b);
	buf_putc(b, 'n');
	fold_add(b, type);
	buf_putc(b, '\0');
	fold_add(b, name);
}

static void
expect_id_key(struct slice id, struct buf *b)
{
	buf_clear(b);
	buf_putc(b, 'i');
	buf_add_slice(b, id);
}

/* The newest flow has this key. */
static void
expect_put(struct expect *e, struct slice key)
{
	size_t i = idset_add(&e->keys, key);

	e->at = xgrow(e->at, &e->at_cap, e->keys.n, sizeof *e->at);
	e->at[i] = e->n - 1;
}

static char *
expect_text(const struct members *m, const char *key)
{
	struct slice token = members_string_in(m, "flow", key);

	return token.n > 0 ? json_text_dup(token) : NULL;
}

static void
expect_add(struct expect *e, const struct members *m)
{
	char *type = expect_text(m, "type"), *name = expect_text(m, "name");
	struct slice version = members_string_in(m, "target", "version");
	struct slice text = members_string_in(m, "target", "textHash");
	struct expect_flow flow = {expect_text(m, "id"), NULL, NULL, NULL};
	struct buf key = BUF_INIT;

	if (version.n > 0)
		flow.version = json_text_dup(version);
	if (text.n > 0)
		flow.text = json_text_dup(text);
	if (json_is(members_string(m, "status"), "refused"))
		flow.refused = members_dup(m, "reason");
	e->v = xgrow(e->v, &e->cap, e->n + 1, sizeof *e->v);
	e->v[e->n++] = flow;
	if (flow.id != NULL) {
		expect_id_key(slice_str(flow.id), &key);
		expect_put(e, buf_slice(&key));
	}
	if (type != NULL && name != NULL) {
		expect_name_key(slice_str(type), slice_str(name), &key);
		expect_put(e, buf_slice(&key));
	}
	buf_release(&key);
	free(type);
	free(name);
}

struct expect *
expect_read(const struct cli_list *files, const char *org)
{
	struct expect *e;
	struct records in;
	struct record r;

	if (files->n == 0)
		return NULL;
	e = xcalloc(1, sizeof *e);
	e->keys = (struct idset)IDSET_INIT;
	for (size_t i = 0; i < files->n; i++) {
		char *file = xstrdup(files->v[i]), *names[] = {file, NULL};
		records_open(&in, names);
		while (records_next(&in, &r)) {
			if (!record_is(&r, "result") || members_find(&r.m, "target") == NULL)
				continue;
			if (!json_is(members_string(&r.m, "org"), org))
				die(EXIT_USAGE, 0,
				    "%s:%zu: this is a result of another org; wrong profile?",
				    r.file, r.line);
			expect_add(e, &r.m);
		}
		records_close(&in);
		free(file);
	}
	return e;
}

void
expect_free(struct expect *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->n; i++) {
		free(e->v[i].id);
		free(e->v[i].version);
		free(e->v[i].text);
		free(e->v[i].refused);
	}
	free(e->v);
	free(e->at);
	idset_release(&e->keys);
	free(e);
}

static struct slice
expect_slice(const char *text)
{
	return slice_str(text != NULL ? text : "");
}

bool
expect_find(const struct expect *e, const struct put_flow *f, struct expected *found)
{
	struct buf key = BUF_INIT;
	size_t i = IDSET_NONE;

	if (f->target != NULL) {
		expect_id_key(slice_str(f->target), &key);
		i = idset_find(&e->keys, buf_slice(&key));
	}
	if (i == IDSET_NONE) {
		expect_name_key(slice_str(f->type), slice_str(f->name), &key);
		i = idset_find(&e->keys, buf_slice(&key));
	}
	buf_release(&key);
	if (i != IDSET_NONE) {
		const struct expect_flow *flow = &e->v[e->at[i]];
		*found = (struct expected){
		    {flow->id != NULL, expect_slice(flow->version), expect_slice(flow->text)},
		    flow->id != NULL ? flow->id : "", flow->refused};
	}
	return i != IDSET_NONE;
}
