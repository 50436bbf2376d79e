/* save_manifest.c - manifest.json, there and back */
#include "base/err.h"
#include "base/io.h"
#include "entries.h"
#include "entry_texts.h"
#include "files/files.h"
#include "files/sides.h"
#include "json/feed.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "save_manifest.h"

static GC_NORETURN void
no_manifest(const struct catalog *c, const char *why)
{
	die(EXIT_DATA, 0, "%s/" MANIFEST ": not written by gc-save (%s); move it away", c->folder,
	    why);
}

/* A path that gc-save may have written: no name in it is hidden or leads upwards. */
static bool
is_own_path(struct slice path)
{
	bool begins = true;

	for (size_t i = 0; i < path.n; begins = path.p[i++] == '/')
		if (path.p[i] == '\0' || (begins && (path.p[i] == '.' || path.p[i] == '/')))
			return false;
	return path.n > 0 && !begins;
}

static struct slice
member_value(const struct members *m, const char *key, enum json_type type)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == type ? found->value : slice_of("", 0);
}

/* The suffix of a file next to the one at `path`; NULL: it is none. */
static const char *
side_suffix(struct slice path, const struct buf *file)
{
	struct buf stem = BUF_INIT;
	const char *suffix = NULL;

	sides_path(path.p, "", &stem);
	if (is_own_path(buf_slice(file)) && file->n > stem.n &&
	    memcmp(file->p, stem.p, stem.n) == 0 &&
	    (file->p[stem.n] == '.' || file->p[stem.n] == '/'))
		suffix = file->p + stem.n;
	buf_release(&stem);
	return suffix;
}

/* The list of files next to `path`, as suffixes (catalog.h). */
static void
load_sides(struct catalog *c, struct slice files, struct slice path, struct buf *sides)
{
	struct buf file = BUF_INIT;
	struct slice one;
	const char *suffix;

	while (peek_element(&files, &one)) {
		buf_clear(&file);
		entries_text(one, &file);
		suffix = side_suffix(path, &file);
		if (suffix == NULL)
			no_manifest(c, "a file of an object is not one that gc-save writes");
		buf_add(sides, suffix, strlen(suffix) + 1);
	}
	buf_putc(sides, '\0');
	buf_release(&file);
}

static void
load_entry(struct catalog *c, const struct members *m, bool object)
{
	struct catalog_item item = {.object = object,
	    .id = member_value(m, object ? "id" : "flowId", JSON_STRING),
	    .name = member_value(m, object ? "name" : "flowName", JSON_STRING),
	    .type = member_value(m, object ? "type" : "flowType", JSON_STRING),
	    .source = member_value(m, "source", JSON_STRING),
	    .references = member_value(m, "references", JSON_OBJECT),
	    .org = member_value(m, "org", JSON_STRING),
	    .version = member_value(m, "version", JSON_STRING),
	    .text_hash = member_value(m, "textHash", JSON_STRING)};
	struct buf path = BUF_INIT, sides = BUF_INIT;

	entries_text(member_value(m, "filePath", JSON_STRING), &path);
	if (!is_own_path(buf_slice(&path)))
		no_manifest(c, "a filePath is not one that gc-save writes");
	load_sides(c, member_value(m, "files", JSON_ARRAY), buf_slice(&path), &sides);
	item.sides = sides.p;
	entries_put(c, &item, buf_detach(&path));
	buf_release(&sides);
}

struct manifest_load {
	struct catalog *catalog;
	struct members m;
	struct json json;
	bool flows; /* there is a list of them */
};

/* A member that is not ours must be JSON all the same. */
static void
load_other(struct manifest_load *l, struct slice value)
{
	struct slice whole;

	json_start(&l->json, value);
	json_value(&l->json, &whole);
	if (json_next(&l->json) != JSON_END)
		no_manifest(l->catalog, json_error(&l->json));
}

static void
load_value(struct manifest_load *l, const struct feed *f)
{
	bool flows = json_is(f->key, "flows"), objects = json_is(f->key, "objects");

	l->flows |= flows && f->array;
	if (f->value.n == 0) /* an empty list */
		return;
	if (!f->array || (!flows && !objects)) {
		load_other(l, f->value);
		return;
	}
	if (!members_read(&l->m, &l->json, f->value))
		no_manifest(l->catalog,
		    objects ? "an object that is not an object" : "a flow that is not an object");
	load_entry(l->catalog, &l->m, objects);
}

/* One entry at a time: the manifest of many flows is larger than memory should be. */
void
save_manifest_read(struct catalog *c)
{
	struct manifest_load l = {.catalog = c, .m = MEMBERS_INIT, .json = JSON_INIT};
	struct feed f;
	int fd = folder_read(c->root, MANIFEST);

	if (fd < 0 && errno == ENOENT)
		return;
	if (fd < 0)
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
	feed_open(&f, fd);
	while (feed_next(&f))
		load_value(&l, &f);
	if (f.errnum != 0)
		die(EXIT_IO, f.errnum, "%s/" MANIFEST, c->folder);
	if (f.error != NULL)
		no_manifest(c, f.error);
	if (!l.flows)
		no_manifest(c, "no list of flows");
	io_close(fd);
	feed_release(&f);
	members_release(&l.m);
	json_release(&l.json);
}

static void
put_sides(struct buf *b, const struct catalog_entry *e)
{
	const char *side = NULL;
	struct buf path = BUF_INIT;

	if (entries_side(e->sides, NULL) == NULL)
		return;
	json_write_open_array(b, "files");
	while ((side = entries_side(e->sides, side)) != NULL) {
		buf_clear(&path);
		sides_path(e->path, side, &path);
		json_write_string(b, NULL, buf_slice(&path));
	}
	json_write_close_array(b);
	buf_release(&path);
}

static void
put_entry_text(
    struct catalog *c, struct file *f, const struct catalog_entry *e, const char *separator)
{
	struct entry_texts t = entry_texts_get(c, e);
	struct buf b = BUF_INIT;

	buf_puts(&b, separator);
	buf_add_slice(&b, t.head);
	json_write_raw(&b, "org", t.org);
	json_write_raw(&b, "version", t.version);
	json_write_raw(&b, "textHash", t.text_hash);
	json_write_cstr(&b, "filePath", e->path);
	put_sides(&b, e);
	json_write_raw(&b, "references", t.references);
	json_write_close(&b);
	file_put(f, b.p, b.n);
	buf_release(&b);
}

static void
put_entries(
    struct catalog *c, struct file *f, const struct catalog_entry **order, size_t n, bool object)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++)
		if (order[i]->object == object)
			put_entry_text(c, f, order[i], done++ > 0 ? ",\n" : "\n");
}

/* A folder without objects has no list of them: as it was before there were any. */
static bool
has_objects(const struct catalog_entry **order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (order[i]->object)
			return true;
	return false;
}

void
manifest_write(struct catalog *c, const struct catalog_entry **order, size_t n)
{
	struct file f;

	if (!file_begin(&f, c->root, MANIFEST, 0666))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
	file_put(&f, "{\"flows\":[", 10);
	put_entries(c, &f, order, n, false);
	if (has_objects(order, n)) {
		file_put(&f, "\n],\"objects\":[", 14);
		put_entries(c, &f, order, n, true);
	}
	file_put(&f, "\n]}\n", 4);
	if (!file_commit(&f))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
}
