/*
 * failures.c - the file of --failed
 *
 * Failures are collected in a temporary file without a name. So a killed program leaves nothing
 * behind, and the old file, which may be the input, stays until the end.
 */
#include "files/failures.h"
#include "base/err.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "json/json_write.h"

enum { MODE = 0666 };

static struct failures *open_one;

/* Also if a program ends early, the failures so far are kept. */
static void
close_at_exit(void)
{
	if (open_one != NULL)
		failures_close(open_one);
}

void
failures_open(struct failures *f, const char *path)
{
	struct atomic probe;

	*f = (struct failures){.path = path};
	if (path == NULL)
		return;
	/* Report an error now, not after an hour. */
	if (!atomic_open(&probe, path, MODE))
		die(EXIT_IO, errno, "%s", path);
	atomic_drop(&probe);
	f->spool = tmpfile();
	if (f->spool == NULL)
		die(EXIT_IO, errno, "temporary file");
	open_one = f;
	mem_require(atexit(close_at_exit) == 0);
}

static void
failures_write_text(struct buf *b, const char *name, const char *text)
{
	json_write_filled(b, name, slice_str(text != NULL ? text : ""));
}

void
failures_add(struct failures *f, const struct members *m, const struct failure *why)
{
	static const char *const error[] = {"error", NULL};
	struct buf *b = &f->line;

	if (f->path == NULL)
		return;
	buf_clear(b);
	members_without(m, error, b);
	json_write_open(b, "error");
	json_write_integer(b, "status", why->status);
	failures_write_text(b, "code", why->code);
	failures_write_text(b, "message", why->message);
	failures_write_text(b, "contextId", why->context);
	buf_puts(b, "}}\n");
	if (fwrite(b->p, 1, b->n, f->spool) != b->n)
		die(EXIT_IO, errno, "temporary file");
}

static bool
failures_copy(struct failures *f)
{
	struct atomic file;
	char part[1 << 14];
	size_t n;

	if (fflush(f->spool) != 0 || fseek(f->spool, 0, SEEK_SET) != 0)
		return false;
	if (!atomic_open(&file, f->path, MODE))
		return false;
	while ((n = fread(part, 1, sizeof part, f->spool)) > 0)
		if (!atomic_put(&file, slice_of(part, n)))
			return false;
	if (ferror(f->spool)) {
		atomic_drop(&file);
		return false;
	}
	return atomic_commit(&file);
}

void
failures_close(struct failures *f)
{
	open_one = NULL;
	if (f->path != NULL) {
		if (!failures_copy(f))
			fail(EXIT_IO, errno, "%s", f->path);
		fclose(f->spool);
	}
	buf_release(&f->line);
	f->path = NULL;
}
