/* bases.c - the bases of the flows in files */
#define _XOPEN_SOURCE 700 /* realpath() */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/bases.h"
#include "json/members.h"

static void
bases_key(struct bases *b, struct slice folder, struct slice path)
{
	buf_clear(&b->key);
	buf_add_slice(&b->key, folder);
	buf_putc(&b->key, '\0');
	buf_add_slice(&b->key, path);
}

static void
bases_add(struct bases *b, struct slice folder, const struct members *flow)
{
	struct slice org = members_string(flow, "org"), version = members_string(flow, "version");
	char *path = members_dup(flow, "filePath");
	size_t i, before = b->files.n;

	if (path != NULL && org.n > 0 && version.n > 0) {
		bases_key(b, folder, slice_str(path));
		i = idset_add(&b->files, buf_slice(&b->key));
		b->v = xgrow(b->v, &b->cap, b->files.n, sizeof *b->v);
		if (b->files.n > before)
			b->v[i] = (struct bases_file){xmemdup0(org.p, org.n),
			    xmemdup0(version.p, version.n), members_dup(flow, "textHash")};
	}
	free(path);
}

static void
bases_read_flows(struct bases *b, struct slice folder, struct slice flows)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT, inner = JSON_INIT;
	struct slice flow;

	json_start(&j, flows);
	json_next(&j);
	while (json_value(&j, &flow) == JSON_OBJECT)
		if (members_read(&m, &inner, flow))
			bases_add(b, folder, &m);
	members_release(&m);
	json_release(&j);
	json_release(&inner);
}

/* The whole file into b->text, if it is one. What is there and cannot be read ends the program. */
static bool
bases_read_file(struct bases *b, const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	struct stat st = {.st_mode = 0};
	bool good;

	buf_clear(&b->text);
	if (fd < 0 && errno == EACCES)
		warn("%s: no permission to read it; flows that it lists get no \"base\"", name);
	else if (fd < 0 && errno != ENOENT && errno != ENOTDIR && errno != ELOOP && errno != ENXIO)
		die(EXIT_IO, errno, "%s", name);
	if (fd >= 0 && fstat(fd, &st) < 0)
		die(EXIT_IO, errno, "%s", name);
	good = fd >= 0 && S_ISREG(st.st_mode);
	if (good && !io_read_all(fd, &b->text))
		die(EXIT_IO, errno, "%s", name);
	io_close(fd);
	return good;
}

static void
bases_read_folder(struct bases *b, struct slice folder)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf name = BUF_INIT;
	const struct member *flows = NULL;

	buf_printf(&name, "%.*s/manifest.json", SLICE_ARGS(folder));
	if (bases_read_file(b, name.p) && members_read(&m, &j, buf_slice(&b->text)))
		flows = members_find(&m, "flows");
	if (flows != NULL && flows->type == JSON_ARRAY) {
		debug("%s: read for the versions that the flows came from", name.p);
		bases_read_flows(b, folder, flows->value);
	}
	members_release(&m);
	json_release(&j);
	buf_release(&name);
}

/* The file's number in b->files, by the manifest of this folder above it. */
static size_t
bases_look(struct bases *b, struct slice folder, struct slice path)
{
	size_t before = b->folders.n;

	idset_add(&b->folders, folder);
	if (b->folders.n > before)
		bases_read_folder(b, folder);
	bases_key(b, folder, path);
	return idset_find(&b->files, buf_slice(&b->key));
}

static void
bases_fill(struct record_base *base, const struct bases_file *file)
{
	base->org = slice_str(file->org);
	base->version = slice_str(file->version);
	record_base_set_text(base, slice_str(file->text != NULL ? file->text : ""));
}

bool
bases_find(struct bases *b, const char *path, struct record_base *base)
{
	char *whole = realpath(path, NULL);
	size_t i = IDSET_NONE;

	if (whole == NULL && errno != ENOENT)
		die(EXIT_IO, errno, "%s", path);
	for (size_t at = whole != NULL ? strlen(whole) : 0; at > 0 && i == IDSET_NONE; at--)
		if (whole[at - 1] == '/')
			i = bases_look(b, slice_of(whole, at - 1), slice_str(whole + at));
	free(whole);
	if (i != IDSET_NONE)
		bases_fill(base, &b->v[i]);
	return i != IDSET_NONE;
}

void
bases_release(struct bases *b)
{
	for (size_t i = 0; i < b->files.n; i++) {
		free(b->v[i].org);
		free(b->v[i].version);
		free(b->v[i].text);
	}
	free(b->v);
	idset_release(&b->folders);
	idset_release(&b->files);
	buf_release(&b->text);
	buf_release(&b->key);
	*b = (struct bases)BASES_INIT;
}
