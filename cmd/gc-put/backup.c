/* backup.c - the target's flows as they were, on disk before the first write to each */
#include <fcntl.h>
#include <sys/stat.h>

#include "backup.h"
#include "err.h"
#include "idset.h"
#include "io.h"
#include "mem.h"

struct backup {
	int fd;
	const char *path, *org;
	struct idset known; /* ids, and "type NUL name" of what was created */
	struct buf line;
};

static void on_published(struct errand *e);

/*
 * What a cut left behind is a last line without its end; no write followed it, so it goes. Done
 * before the file is read, as a torn line is an error there.
 */
static void
drop_torn_line(struct backup *b)
{
	off_t end = lseek(b->fd, 0, SEEK_END), at = end;
	char c = '\n';

	while (at > 0) {
		if (io_read_at(b->fd, &c, 1, at - 1) != 1)
			die(EXIT_IO, errno, "%s: read", b->path);
		if (c == '\n')
			break;
		at--;
	}
	if (end < 0 || (at != end && ftruncate(b->fd, at) != 0))
		die(EXIT_IO, errno, "%s", b->path);
}

bool
backup_has_newer(const struct members *m)
{
	const struct member *newer = members_find(m, "newer");

	return newer != NULL && newer->type == JSON_TRUE;
}

bool
backup_is_empty(const struct members *m)
{
	return json_is(members_string(m, "backup"), "empty");
}

bool
backup_is_nothing(const struct members *m)
{
	return backup_is_empty(m) || json_is(members_string(m, "backup"), "created");
}

static struct slice
key_of(const char *type, const char *name, struct buf *b)
{
	buf_puts(b, type);
	buf_putc(b, '\0');
	buf_puts(b, name);
	return buf_slice(b);
}

/* By its id; by type and name where it has none yet. */
static void
add_known(struct backup *b, struct slice id, const char *type, const char *name)
{
	struct buf key = BUF_INIT;

	idset_add(&b->known, id.n > 0 ? id : key_of(type, name, &key));
	buf_release(&key);
}

static bool
is_known(const struct backup *b, const struct errand *e)
{
	struct buf key = BUF_INIT;
	bool known =
	    b == NULL ||
	    (e->target != NULL && idset_find(&b->known, slice_str(e->target)) != IDSET_NONE) ||
	    idset_find(&b->known, key_of(e->type, e->name, &key)) != IDSET_NONE;

	buf_release(&key);
	return known;
}

static void
read_known(struct backup *b)
{
	char *path = xstrdup(b->path), *files[] = {path, NULL};
	struct buf type = BUF_INIT, name = BUF_INIT;
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (!slice_is(members_string(&r.m, "org"), b->org))
			die(EXIT_USAGE, 0,
			    "%s:%zu: this backup is of another org: take a file of its own", r.file,
			    r.line);
		/* A run that was cut here has not written the newer version's record. */
		if (backup_has_newer(&r.m))
			continue;
		buf_clear(&type);
		buf_clear(&name);
		json_unescape(members_string(&r.m, "type"), &type);
		json_unescape(members_string(&r.m, "name"), &name);
		add_known(b, members_string(&r.m, "id"), type.p, name.p);
	}
	records_close(&in);
	buf_release(&type);
	buf_release(&name);
	free(path);
}

struct backup *
backup_open(const char *path, const char *org)
{
	struct backup *b;
	struct stat st;

	if (path == NULL)
		return NULL;
	b = xcalloc(1, sizeof *b);
	b->path = path;
	b->org = org;
	b->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (b->fd < 0 || fstat(b->fd, &st) != 0)
		die(EXIT_IO, errno, "%s", path);
	if (!S_ISREG(st.st_mode))
		die(EXIT_IO, 0, "%s: is no file that a backup could be read from again", path);
	drop_torn_line(b);
	read_known(b);
	return b;
}

void
backup_close(struct backup *b)
{
	if (b == NULL)
		return;
	if (close(b->fd) != 0)
		die(EXIT_IO, errno, "%s: close", b->path);
	idset_release(&b->known);
	buf_release(&b->line);
	free(b);
}

static void
append(struct backup *b)
{
	if (!io_write(b->fd, b->line.p, b->line.n))
		die(EXIT_IO, errno, "%s: write", b->path);
	if (fsync(b->fd) != 0)
		die(EXIT_IO, errno, "%s: sync", b->path);
}

/* The metadata's members behind ours: {"kind":"flow","org":…,<metadata>,"backup":…}. */
static void
describe(struct backup *b, struct slice meta, const char *what, struct slice version,
    struct slice configuration)
{
	buf_puts(&b->line, "{\"kind\":\"flow\",\"org\":");
	json_quote(&b->line, slice_str(b->org));
	buf_putc(&b->line, ',');
	buf_add(&b->line, meta.p + 1, meta.n - 2);
	buf_printf(&b->line, ",\"backup\":%s", what);
	if (configuration.n > 0) {
		buf_puts(&b->line, ",\"configurationVersion\":");
		json_quote(&b->line, version);
		buf_puts(&b->line, ",\"configuration\":");
		buf_add_slice(&b->line, configuration);
	}
	buf_puts(&b->line, "}\n");
}

/* The newest version; what is already in the line goes before it. */
static void
keep_newest(struct backup *b, struct errand *e)
{
	struct slice meta = buf_slice(&e->meta_text), latest = slice_str("latest");

	if (e->body.n == 0)
		describe(b, meta, "\"empty\"", latest, buf_slice(&e->body));
	else if (e->state.published)
		describe(b, meta, "\"published\"", jx_string(e->meta, "/publishedVersion/id"),
		    buf_slice(&e->body));
	else
		describe(b, meta, "\"latest\"", latest, buf_slice(&e->body));
	append(b);
	add_known(b, slice_str(e->target), e->type, e->name);
}

void
backup_flow(struct backup *b, struct errand *e, errand_step *then)
{
	struct slice published = jx_string(e->meta, "/publishedVersion/id");

	if (is_known(b, e)) {
		then(e);
	} else if (published.n > 0 && !e->state.published) {
		e->then = then;
		errand_call(e, "GET", on_published, "/api/v2/flows/%s/versions/%.*s/configuration",
		    e->target, SLICE_ARGS(published));
	} else {
		buf_clear(&b->line);
		keep_newest(b, e);
		then(e);
	}
}

static void
on_published(struct errand *e)
{
	struct backup *b = e->put->backup;

	if (e->call.verdict != CALL_OK) {
		errand_failed(
		    e, "backup", "cannot read the published version, so nothing is written");
		return;
	}
	buf_clear(&b->line);
	describe(b, buf_slice(&e->meta_text), "\"published\",\"newer\":true",
	    jx_string(e->meta, "/publishedVersion/id"), buf_slice(&e->call.body));
	keep_newest(b, e);
	e->then(e);
}

void
backup_create(struct backup *b, struct errand *e)
{
	struct buf meta = BUF_INIT;

	if (is_known(b, e))
		return;
	buf_puts(&meta, "{\"name\":");
	json_quote(&meta, slice_str(e->name));
	buf_puts(&meta, ",\"type\":");
	json_quote(&meta, slice_str(e->type));
	buf_putc(&meta, '}');
	buf_clear(&b->line);
	describe(b, buf_slice(&meta), "\"created\"", slice_of(NULL, 0), slice_of(NULL, 0));
	append(b);
	add_known(b, slice_of(NULL, 0), e->type, e->name);
	buf_release(&meta);
}
