/* earlier.c - the results of earlier runs */
#include "run/earlier.h"
#include "base/err.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "record/record.h"
#include "run/same.h"

static const char *const version_keys[] = {"published", "checkedIn", "saved"};

struct earlier {
	struct idset ids, written; /* written: earlier_written_key() */
	struct earlier_flow {
		char *versions; /* earlier_versions_of_meta() */
		char *hash;
	} * v; /* by id */
	size_t cap;
};

/* The version ids of a result or of metadata, one line each. */
static void
earlier_versions_of_meta(const struct put_flow *f, struct buf *b)
{
	for (size_t i = 0; i < COUNT_OF(version_keys); i++) {
		struct slice id = jx_string(f->meta, "/%sVersion/id", version_keys[i]);
		buf_printf(b, "%.*s\n", SLICE_ARGS(id));
	}
}

static void
earlier_versions_of_result(const struct members *m, struct buf *b)
{
	for (size_t i = 0; i < COUNT_OF(version_keys); i++) {
		json_unescape(members_string_in(m, "version", version_keys[i]), b);
		buf_putc(b, '\n');
	}
}

static void
earlier_take(struct earlier *h, const struct members *m, struct slice id)
{
	size_t n = h->ids.n, at = idset_add(&h->ids, id);
	struct buf versions = BUF_INIT;
	struct slice hash = members_string(m, "configurationHash");

	h->v = xgrow(h->v, &h->cap, h->ids.n, sizeof *h->v);
	if (at < n) {
		free(h->v[at].versions);
		free(h->v[at].hash);
	}
	earlier_versions_of_result(m, &versions);
	h->v[at] = (struct earlier_flow){buf_detach(&versions), xmemdup0(hash.p, hash.n)};
}

/* No id has a blank. */
static void
earlier_written_key(struct slice id, struct slice version, struct buf *b)
{
	buf_add_slice(b, id);
	buf_putc(b, ' ');
	buf_add_slice(b, version);
}

static void
earlier_take_written(struct earlier *h, const struct members *m, struct slice id)
{
	struct slice version = members_string_in(m, "target", "version");
	struct buf plain = BUF_INIT, key = BUF_INIT;

	if (version.n > 0 && json_is(members_string(m, "status"), "done")) {
		earlier_written_key(id, json_text(version, &plain), &key);
		idset_add(&h->written, buf_slice(&key));
	}
	buf_release(&plain);
	buf_release(&key);
}

/* A flow that an earlier run created is there, listed or not. */
static void
earlier_add(struct target *target, const struct members *m, struct slice id)
{
	struct slice action = members_string(m, "action");
	struct buf type = BUF_INIT, name = BUF_INIT;

	if (json_is(members_string(m, "status"), "done") &&
	    (json_is(action, "create") || json_is(action, "stub"))) {
		json_unescape(members_string_in(m, "flow", "type"), &type);
		json_unescape(members_string_in(m, "flow", "name"), &name);
		target_add(target, id, buf_slice(&type), buf_slice(&name));
	}
	buf_release(&type);
	buf_release(&name);
}

static void
earlier_read_file(struct earlier *h, const char *path, const char *org, struct target *target)
{
	char *file = xstrdup(path), *files[] = {file, NULL};
	struct records in;
	struct record r;
	struct buf id = BUF_INIT;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (!record_is(&r, "result"))
			continue;
		if (!json_is(members_string(&r.m, "org"), org))
			die(EXIT_USAGE, 0,
			    "%s:%zu: this is a result of another org; wrong profile?", r.file,
			    r.line);
		buf_clear(&id);
		json_unescape(members_string_in(&r.m, "flow", "id"), &id);
		if (id.n == 0)
			continue;
		earlier_add(target, &r.m, buf_slice(&id));
		if (members_string(&r.m, "configurationHash").n > 0)
			earlier_take(h, &r.m, buf_slice(&id));
		earlier_take_written(h, &r.m, buf_slice(&id));
	}
	records_close(&in);
	buf_release(&id);
	free(file);
}

struct earlier *
earlier_read(const struct cli_list *files, const char *org, struct target *target)
{
	struct earlier *h = xcalloc(1, sizeof *h);

	h->ids = h->written = (struct idset)IDSET_INIT;
	for (size_t i = 0; i < files->n; i++)
		earlier_read_file(h, files->v[i], org, target);
	return h;
}

bool
earlier_wrote(const struct earlier *h, struct slice id, struct slice version)
{
	struct buf key = BUF_INIT;
	bool wrote;

	earlier_written_key(id, version, &key);
	wrote = idset_find(&h->written, buf_slice(&key)) != IDSET_NONE;
	buf_release(&key);
	return wrote;
}

void
earlier_free(struct earlier *h)
{
	for (size_t i = 0; i < h->ids.n; i++) {
		free(h->v[i].versions);
		free(h->v[i].hash);
	}
	free(h->v);
	idset_release(&h->ids);
	idset_release(&h->written);
	free(h);
}

static void
earlier_hash(const struct put_flow *f, struct buf *b)
{
	buf_printf(b, "%016llx", (unsigned long long)same_hash(f->configuration));
}

bool
earlier_knows(const struct earlier *h, const struct put_flow *f, bool *equal)
{
	size_t at = idset_find(&h->ids, slice_str(f->target));
	struct buf b = BUF_INIT;
	bool known;

	if (at == IDSET_NONE || *h->v[at].hash == '\0' || f->configuration.n == 0)
		return false;
	earlier_versions_of_meta(f, &b);
	known = slice_is(buf_slice(&b), h->v[at].versions);
	if (known) {
		buf_clear(&b);
		earlier_hash(f, &b);
		*equal = slice_is(buf_slice(&b), h->v[at].hash);
	}
	buf_release(&b);
	return known;
}

void
earlier_write(const struct put_flow *f, struct buf *b)
{
	struct buf hash = BUF_INIT;

	if (f->meta == NULL || f->configuration.n == 0 || !(f->saved || f->facts.equal))
		return;
	json_write_open(b, "version");
	for (size_t i = 0; i < COUNT_OF(version_keys); i++)
		json_write_filled(b, version_keys[i],
		    i == 2 && f->draft != NULL
			? slice_str(f->draft)
			: jx_string(f->meta, "/%sVersion/id", version_keys[i]));
	json_write_close(b);
	earlier_hash(f, &hash);
	json_write_string(b, "configurationHash", buf_slice(&hash));
	buf_release(&hash);
}
