/* backup.c - the target's flows as they were, on disk before the first write to each */
#include <fcntl.h>
#include <sys/stat.h>

#include "backup.h"
#include "err.h"
#include "idset.h"
#include "mem.h"

struct backup {
	int fd;
	const char *path, *org;
	struct idset known;
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
		if (pread(b->fd, &c, 1, at - 1) != 1)
			die(EXIT_IO, errno, "%s: read", b->path);
		if (c == '\n')
			break;
		at--;
	}
	if (end < 0 || (at != end && ftruncate(b->fd, at) != 0))
		die(EXIT_IO, errno, "%s", b->path);
}

static void
read_known(struct backup *b)
{
	char *path = xstrdup(b->path), *files[] = {path, NULL};
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r))
		idset_add(&b->known, members_string(&r.m, "id"));
	records_close(&in);
	free(path);
}

struct backup *
backup_open(const char *path, const char *org)
{
	struct backup *b;

	if (path == NULL)
		return NULL;
	b = xcalloc(1, sizeof *b);
	b->path = path;
	b->org = org;
	b->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (b->fd < 0)
		die(EXIT_IO, errno, "%s", path);
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
	size_t done = 0;

	while (done < b->line.n) {
		ssize_t w = write(b->fd, b->line.p + done, b->line.n - done);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			die(EXIT_IO, w < 0 ? errno : ENOSPC, "%s: write", b->path);
		done += (size_t)w;
	}
	if (fsync(b->fd) != 0 && errno != EINVAL)
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
	buf_printf(&b->line, ",\"backup\":\"%s\"", what);
	if (configuration.n > 0) {
		buf_puts(&b->line, ",\"configurationVersion\":");
		json_quote(&b->line, version);
		buf_puts(&b->line, ",\"configuration\":");
		buf_add_slice(&b->line, configuration);
	}
	buf_puts(&b->line, "}\n");
}

static bool
is_known(const struct backup *b, const struct errand *e)
{
	return b == NULL || idset_find(&b->known, slice_str(e->target)) != IDSET_NONE;
}

void
backup_flow(struct backup *b, struct errand *e, errand_step *then)
{
	struct slice published = jx_string(e->meta, "/publishedVersion/id");

	if (is_known(b, e)) {
		then(e);
		return;
	}
	buf_clear(&b->line);
	if (published.n > 0 && !e->state.published) {
		e->then = then;
		errand_call(e, "GET", on_published, "/api/v2/flows/%s/versions/%.*s/configuration",
		    e->target, SLICE_ARGS(published));
		return;
	}
	describe(b, buf_slice(&e->meta_text), e->state.published ? "published" : "latest",
	    e->state.published ? published : slice_str("latest"), buf_slice(&e->body));
	append(b);
	idset_add(&b->known, slice_str(e->target));
	then(e);
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
	describe(b, buf_slice(&e->meta_text), "published",
	    jx_string(e->meta, "/publishedVersion/id"), buf_slice(&e->call.body));
	describe(b, buf_slice(&e->meta_text), "latest", slice_str("latest"), buf_slice(&e->body));
	append(b);
	idset_add(&b->known, slice_str(e->target));
	e->then(e);
}

void
backup_created(struct backup *b, struct errand *e)
{
	struct buf meta = BUF_INIT;

	if (is_known(b, e))
		return;
	buf_puts(&meta, "{\"id\":");
	json_quote(&meta, slice_str(e->target));
	buf_puts(&meta, ",\"name\":");
	json_quote(&meta, slice_str(e->name));
	buf_puts(&meta, ",\"type\":");
	json_quote(&meta, slice_str(e->type));
	buf_putc(&meta, '}');
	buf_clear(&b->line);
	describe(b, buf_slice(&meta), "created", slice_of(NULL, 0), slice_of(NULL, 0));
	append(b);
	idset_add(&b->known, slice_str(e->target));
	buf_release(&meta);
}
