/* save_manifest.c - manifest.json, there and back */
#include "base/err.h"
#include "base/io.h"
#include "entries.h"
#include "files/files.h"
#include "json/json_write.h"
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

static void
load_entry(struct catalog *c, const struct members *m)
{
	struct catalog_flow flow = {member_value(m, "flowId", JSON_STRING),
	    member_value(m, "flowName", JSON_STRING), member_value(m, "flowType", JSON_STRING),
	    member_value(m, "references", JSON_OBJECT), member_value(m, "org", JSON_STRING),
	    member_value(m, "version", JSON_STRING)};
	struct buf path = BUF_INIT;

	entries_text(member_value(m, "filePath", JSON_STRING), &path);
	if (!is_own_path(buf_slice(&path)))
		no_manifest(c, "a filePath is none of its own");
	entries_put(c, &flow, buf_detach(&path));
}

static void
load_manifest(struct catalog *c, struct slice text)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice flow, flows;
	enum json_type t;

	if (!members_read(&m, &j, text))
		no_manifest(c, json_error(&j));
	flows = member_value(&m, "flows", JSON_ARRAY);
	if (flows.n == 0)
		no_manifest(c, "no list of flows");
	json_start(&j, flows);
	json_next(&j);
	while ((t = json_value(&j, &flow)) == JSON_OBJECT) {
		struct json inner = JSON_INIT;
		members_read(&m, &inner, flow);
		load_entry(c, &m);
		json_release(&inner);
	}
	if (t != JSON_ARRAY_END)
		no_manifest(c, "a flow that is no object");
	members_release(&m);
	json_release(&j);
}

void
manifest_read(struct catalog *c)
{
	struct buf text = BUF_INIT;
	int fd = folder_read(c->root, MANIFEST);

	if (fd < 0 && errno == ENOENT)
		return;
	if (fd < 0 || !io_read_all(fd, &text))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
	io_close(fd);
	load_manifest(c, buf_slice(&text));
	buf_release(&text);
}

static void
put_entry_text(struct file *f, const struct catalog_entry *e, const char *separator)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s\n%s", separator, e->text);
	json_write_raw(&b, "org", slice_str(e->org));
	json_write_raw(&b, "version", slice_str(e->version));
	json_write_cstr(&b, "filePath", e->path);
	json_write_raw(&b, "references", slice_str(e->references));
	json_write_close(&b);
	file_put(f, b.p, b.n);
	buf_release(&b);
}

void
manifest_write(const struct catalog *c, const struct catalog_entry **order, size_t n)
{
	struct file f;

	if (!file_begin(&f, c->root, MANIFEST, 0666))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
	file_put(&f, "{\"flows\":[", 10);
	for (size_t i = 0; i < n; i++)
		put_entry_text(&f, order[i], i > 0 ? "," : "");
	file_put(&f, "\n]}\n", 4);
	if (!file_commit(&f))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
}
