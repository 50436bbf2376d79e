/* Output files that users name: whole or not at all, whatever the name stands for. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "files/atomic.h"
#include "base/io.h"
#include "child.h"
#include "tap.h"

static char top[] = "/tmp/gc-atomic-XXXXXX";

static bool
atomic_write_file(const char *path, const char *text)
{
	struct atomic a;

	return atomic_open(&a, path, 0640) && atomic_put(&a, slice_str(text)) && atomic_commit(&a);
}

static bool
atomic_holds(const char *path, const char *text)
{
	struct buf b = BUF_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool same = fd >= 0 && io_read_all(fd, &b) && slice_is(buf_slice(&b), text);

	io_close(fd);
	buf_release(&b);
	return same;
}

/* How many names the folder has. */
static size_t
atomic_count(void)
{
	DIR *dir = opendir(".");
	size_t n = 0;

	while (dir != NULL && readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2;
}

static void
test_atomic_files(void)
{
	struct atomic a = ATOMIC_INIT;
	struct buf large = BUF_INIT;
	struct stat st;

	umask(022);
	ok(atomic_write_file("new", "one") && atomic_holds("new", "one"), "a new file");
	ok(stat("new", &st) == 0 && (st.st_mode & 0777) == 0640, "with its mode");
	ok(atomic_write_file("new", "two") && atomic_holds("new", "two") && atomic_count() == 1,
	    "replaced");
	ok(atomic_open(&a, "new", 0640) && atomic_put(&a, slice_str("three")), "begun again");
	atomic_drop(&a);
	atomic_drop(&a);
	ok(atomic_holds("new", "two") && atomic_count() == 1, "and dropped: as if it had not been");
	for (int i = 0; i < 100000; i++)
		buf_puts(&large, "line\n");
	ok(atomic_open(&a, "new", 0640) && atomic_put(&a, slice_str("-")) &&
		atomic_put(&a, buf_slice(&large)) && atomic_put(&a, slice_str("-")) &&
		atomic_commit(&a) && stat("new", &st) == 0 && st.st_size == 500002,
	    "more than the buffer holds");
	buf_release(&large);
	fclose(fopen(TEMPFILE_PREFIX "2147483647-1", "w"));
	fclose(fopen(TEMPFILE_PREFIX "other", "w"));
	ok(atomic_write_file("new", "four") && atomic_count() == 2,
	    "what a program that was killed left is removed, and nothing else");
	unlink(TEMPFILE_PREFIX "other");
	unlink("new");
}

static void
test_atomic_refused(void)
{
	struct buf large = BUF_INIT;
	struct atomic a;

	mkdir("folder", 0755);
	ok(!atomic_open(&a, "folder", 0644) && errno == EISDIR, "a folder");
	ok(!atomic_open(&a, "absent/", 0644) && errno == EISDIR, "no name behind the slash");
	ok(!atomic_open(&a, "absent/x", 0644) && errno == ENOENT, "no such folder");
	ok(!atomic_open(&a, "", 0644), "no name at all");
	ok(atomic_open(&a, "/dev/full", 0644) && atomic_put(&a, slice_str("x")) &&
		!atomic_commit(&a) && errno == ENOSPC,
	    "a full disk, at the latest when it ends");
	for (int i = 0; i < 100000; i++)
		buf_puts(&large, "line\n");
	ok(atomic_open(&a, "/dev/full", 0644) && !atomic_put(&a, buf_slice(&large)) &&
		errno == ENOSPC && a.temp.fd == -1,
	    "at once, where the buffer does not hold it");
	ok(atomic_open(&a, "/dev/full", 0644) && atomic_put(&a, slice_str("x")) &&
		!atomic_put(&a, buf_slice(&large)) && errno == ENOSPC && a.temp.fd == -1,
	    "or when the buffer makes room for it");
	ok(atomic_open(&a, "/dev/null", 0644) && atomic_put(&a, buf_slice(&large)) &&
		atomic_commit(&a),
	    "a device that takes it");
	buf_release(&large);
	ok(!atomic_open(&a, "/proc/no such file", 0644), "a folder that takes no files");
	rmdir("folder");
	ok(atomic_count() == 0, "nothing is left");
}

static void
test_links(void)
{
	char path[64], got[8] = "";
	struct stat st;
	int ends[2];

	ok(atomic_write_file("target", "old") && symlink("target", "link") == 0 &&
		atomic_write_file("link", "new") && atomic_holds("target", "new") &&
		lstat("link", &st) == 0 && S_ISLNK(st.st_mode),
	    "a link stays, and its target is replaced");
	unlink("link");
	unlink("target");
	if (pipe(ends) != 0)
		abort();
	snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
	ok(atomic_write_file(path, "piped") && read(ends[0], got, sizeof got) == 5 &&
		memcmp(got, "piped", 5) == 0,
	    "what is no file is written to: a link to a pipe");
	close(ends[0]);
	close(ends[1]);
	ok(atomic_write_file("/dev/null", "x") && stat("/dev/null", &st) == 0 &&
		S_ISCHR(st.st_mode),
	    "and a device stays one");
}

static int
atomic_leave(void *argument)
{
	static struct atomic a; /* its memory is not lost at the end */

	(void)argument;
	return atomic_open(&a, "half", 0644) && atomic_put(&a, slice_str("x")) &&
		       atomic_count() == 1
		   ? 7
		   : 1;
}

int
main(void)
{
	if (mkdtemp(top) == NULL || chdir(top) != 0)
		return 1;
	test_atomic_files();
	test_atomic_refused();
	test_links();
	ok(child_ends(atomic_leave, NULL, 7, "") && atomic_count() == 0,
	    "what exit(3) comes upon is removed");
	ok(rmdir(top) == 0, "nothing else was left");
	return tap_done();
}
