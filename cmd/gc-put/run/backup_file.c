/* backup_file.c - the file of a backup */
#include <fcntl.h>
#include <sys/stat.h>

#include "run/backup_file.h"
#include "run/backup_record.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/sync.h"
#include "json/peek.h"
#include "run/written.h"

enum { CHUNK = 1 << 16 }; /* bytes looked at at a time */

/* Where the last line begins that has no end; the file's size where all lines have one. */
static off_t
backup_last_line(const struct backup *b, off_t size)
{
	char part[CHUNK];
	off_t at = size;

	while (at > 0) {
		size_t n = at < CHUNK ? (size_t)at : CHUNK;
		at -= (off_t)n;
		if (io_read_at(b->fd, part, n, at) != (ssize_t)n)
			die(EXIT_IO, errno, "%s: read", b->path);
		for (; n > 0; n--)
			if (part[n - 1] == '\n')
				return at + (off_t)n;
	}
	return 0;
}

/* Whether the bytes from `at` on are the beginning of a record of ours. */
static bool
backup_is_torn_record(const struct backup *b, off_t at)
{
	char head[sizeof BACKUP_HEAD_OBJECT - 1];
	ssize_t n = io_read_at(b->fd, head, sizeof head, at);
	size_t flow = sizeof BACKUP_HEAD - 1;

	if (n < 0)
		die(EXIT_IO, errno, "%s: read", b->path);
	return memcmp(head, BACKUP_HEAD, (size_t)n < flow ? (size_t)n : flow) == 0 ||
	       memcmp(head, BACKUP_HEAD_OBJECT, (size_t)n) == 0;
}

/*
 * An interrupted run may leave an incomplete last line. Nothing was written to the target after it,
 * so the line is removed, before the file is read: a torn line is an error there. A file that is not
 * a backup stays as it is.
 */
static void
backup_drop_torn_line(const struct backup *b)
{
	off_t size = lseek(b->fd, 0, SEEK_END), at;

	if (size < 0)
		die(EXIT_IO, errno, "%s", b->path);
	at = backup_last_line(b, size);
	if (at == size)
		return;
	if (!backup_is_torn_record(b, at))
		die(EXIT_USAGE, 0, "%s: this is not a backup; use another file for --backup",
		    b->path);
	if (ftruncate(b->fd, at) != 0)
		die(EXIT_IO, errno, "%s", b->path);
}

static void
backup_check_record(const struct backup *b, const struct record *r)
{
	if (members_string(&r->m, "backup").n == 0)
		die(EXIT_USAGE, 0, "%s:%zu: this is not a backup; use another file for --backup",
		    r->file, r->line);
	if (!json_is(members_string(&r->m, "org"), b->org))
		die(EXIT_USAGE, 0,
		    "%s:%zu: this is a backup of another org; use another file for --backup",
		    r->file, r->line);
}

bool
backup_know_object(struct backup *b, struct slice type, struct slice name, struct slice row)
{
	struct buf key = BUF_INIT;
	size_t before = b->known.n;

	buf_add_slice(&key, type);
	buf_putc(&key, '/');
	buf_add_slice(&key, name);
	if (row.p != NULL) {
		buf_putc(&key, '/');
		buf_add_slice(&key, row);
	}
	idset_add(&b->known, buf_slice(&key));
	buf_release(&key);
	return b->known.n > before;
}

static void
backup_note_rows(struct backup *b, struct slice type, struct slice name, struct slice rest)
{
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf key = BUF_INIT;
	struct slice row;

	while (peek_element(&rest, &row)) {
		buf_clear(&key);
		if (!members_read(&m, &j, row))
			continue;
		json_unescape(members_string(&m, "key"), &key);
		backup_know_object(b, type, name, buf_slice(&key));
	}
	buf_release(&key);
	members_release(&m);
	json_release(&j);
}

static void
backup_note_object(struct backup *b, const struct record *r)
{
	struct buf type = BUF_INIT, name = BUF_INIT;
	const struct member *rows = members_find(&r->m, "rows");

	json_unescape(members_string(&r->m, "type"), &type);
	json_unescape(members_string(&r->m, "name"), &name);
	backup_know_object(b, buf_slice(&type), buf_slice(&name), slice_of(NULL, 0));
	if (rows != NULL && rows->type == JSON_ARRAY)
		backup_note_rows(b, buf_slice(&type), buf_slice(&name), rows->value);
	buf_release(&type);
	buf_release(&name);
}

/* What a record says was written is kept as it is; nothing else is known of the flow by it. */
static void
backup_note_record(struct backup *b, const struct record *r)
{
	struct buf id = BUF_INIT, type = BUF_INIT, name = BUF_INIT;

	if (record_is(r, "object")) {
		backup_note_object(b, r);
		return;
	}
	if (json_is(members_string(&r->m, "backup"), "written")) {
		written_note(&b->known, &r->m);
		return;
	}
	json_unescape(members_string(&r->m, "id"), &id);
	json_unescape(members_string(&r->m, "type"), &type);
	json_unescape(members_string(&r->m, "name"), &name);
	backup_know(b, buf_slice(&id), buf_slice(&type).p, buf_slice(&name).p);
	buf_release(&id);
	buf_release(&type);
	buf_release(&name);
}

static void
backup_read_known(struct backup *b)
{
	char *path = xstrdup(b->path), *files[] = {path, NULL};
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		backup_check_record(b, &r);
		/* A run that was interrupted here has not written the newer version's record. */
		if (!backup_has_newer(&r.m))
			backup_note_record(b, &r);
	}
	records_close(&in);
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
	b->known = (struct idset)IDSET_INIT;
	b->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (b->fd < 0 || fstat(b->fd, &st) != 0)
		die(EXIT_IO, errno, "%s", path);
	if (!S_ISREG(st.st_mode))
		die(EXIT_IO, 0, "%s: not a regular file; use another file for --backup", path);
	backup_drop_torn_line(b);
	backup_read_known(b);
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
	free(b);
}

void
backup_put(struct backup *b, struct slice bytes)
{
	if (!io_write(b->fd, bytes.p, bytes.n))
		die(EXIT_IO, errno, "%s: write", b->path);
}

void
backup_sync(struct backup *b)
{
	if (!sync_file(b->fd))
		die(EXIT_IO, errno, "%s: sync", b->path);
}

static struct slice
backup_key_of(const char *type, const char *name, struct buf *b)
{
	buf_puts(b, type);
	buf_putc(b, '\0');
	buf_puts(b, name);
	return buf_slice(b);
}

void
backup_know(struct backup *b, struct slice id, const char *type, const char *name)
{
	struct buf key = BUF_INIT;

	idset_add(&b->known, id.n > 0 ? id : backup_key_of(type, name, &key));
	buf_release(&key);
}

bool
backup_knows(const struct backup *b, const char *id, const char *type, const char *name)
{
	struct buf key = BUF_INIT;
	bool known = (id != NULL && idset_find(&b->known, slice_str(id)) != IDSET_NONE) ||
		     idset_find(&b->known, backup_key_of(type, name, &key)) != IDSET_NONE;

	buf_release(&key);
	return known;
}
