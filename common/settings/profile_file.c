/* profile_file.c - read a file of profiles, if others cannot have changed it */
#define _XOPEN_SOURCE 700 /* S_ISVTX */
#include <fcntl.h>
#include <sys/stat.h>

#include "settings/profile_file.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/secret.h"

enum { FILE_MAX = 1 << 20 }; /* bytes of a profile file that is read */

/*
 * Whoever can write the file can send this user's secret to a host of their own. `private`:
 * others must not read it either. The vendor's own tool makes its file readable for all, so that
 * is accepted.
 */
static void
check_mode(const char *path, bool private, const struct stat *st)
{
	if (private && (st->st_mode & (S_IRWXG | S_IRWXO)) != 0)
		die(EXIT_USAGE, 0, "%s: others can read it; chmod 600 %s", path, path);
	if ((st->st_mode & S_IWOTH) != 0)
		die(EXIT_USAGE, 0, "%s: everybody can write it; chmod go-w %s", path, path);
	if ((st->st_mode & S_IWGRP) != 0)
		warn("%s: its group can write it; chmod go-w %s", path, path);
}

/* Whoever can write the folder can replace the file, unless the folder is sticky. */
static void
check_folder(const char *path)
{
	char *folder = xstrdup(path);
	struct stat st;

	*strrchr(folder, '/') = '\0';
	if (stat(folder, &st) != 0)
		die(EXIT_USAGE, errno, "%s", folder);
	if ((st.st_mode & S_ISVTX) == 0)
		check_mode(folder, false, &st);
	free(folder);
}

/* Append the file's text. False if there is no such file. */
static bool
profile_file_read(const char *path, bool private, struct buf *b)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return false;
	if (fd < 0 || fstat(fd, &st) != 0)
		die(EXIT_USAGE, errno, "%s", path);
	check_mode(path, private, &st);
	check_folder(path);
	b->max = FILE_MAX;
	if (!io_read_all(fd, b)) {
		if (errno == EFBIG)
			die(EXIT_USAGE, 0, "%s: larger than 1 MiB", path);
		die(EXIT_USAGE, errno, "%s", path);
	}
	io_close(fd);
	return true;
}

void
profile_file_each(const char *path, bool yaml, const struct profile_sink *sink, struct buf *why)
{
	struct buf text = BUF_INIT;

	if (profile_file_read(path, yaml, &text) &&
	    !(yaml ? profile_read_yaml : profile_read_toml)(buf_slice(&text), sink, why))
		die(EXIT_USAGE, 0, "%s:%s", path, why->p);
	secret_release(&text);
}
