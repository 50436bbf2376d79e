/*
 * failed.c - --failed FILE
 *
 * Failures gather in a nameless temporary file, so that nothing is left behind when the program is
 * killed, and that the former FILE, which may be what is being read, stays until the end.
 */
#include "failed.h"
#include "atomic.h"
#include "err.h"

static const char *path; /* NULL: not open */
static FILE *spool;

void
failed_open(const char *file)
{
	struct atomic probe;

	if (file == NULL)
		return;
	/* Better now than after an hour. */
	if (!atomic_open(&probe, file, 0644))
		die(EXIT_IO, errno, "%s", file);
	atomic_drop(&probe);
	spool = tmpfile();
	if (spool == NULL)
		die(EXIT_IO, errno, "temporary file");
	path = file;
	if (atexit(failed_close) != 0)
		die(EXIT_BUG, 0, "atexit");
}

void
failed_put(struct slice line)
{
	if (path != NULL && fwrite(line.p, 1, line.n, spool) != line.n)
		die(EXIT_IO, errno, "temporary file");
}

static bool
copy(void)
{
	struct atomic file;
	char part[1 << 14];
	size_t n;

	if (fflush(spool) != 0 || fseek(spool, 0, SEEK_SET) != 0)
		return false;
	if (!atomic_open(&file, path, 0644))
		return false;
	while ((n = fread(part, 1, sizeof part, spool)) > 0)
		if (!atomic_put(&file, slice_of(part, n)))
			return false;
	if (ferror(spool)) {
		atomic_drop(&file);
		return false;
	}
	return atomic_commit(&file);
}

void
failed_close(void)
{
	if (path == NULL)
		return;
	if (!copy())
		fail(EXIT_IO, errno, "%s", path);
	path = NULL;
	fclose(spool);
}
