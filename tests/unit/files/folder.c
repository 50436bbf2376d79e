/* folder: names that are refused, folders that are made or cannot be, and what is no folder. */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/base.h"
#include "files/folder.h"
#include "tap.h"

static char top[] = "/tmp/gc-folder.XXXXXX";

static bool
folder_opens(const char *path, bool create)
{
	int fd = folder_open(path, create);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* Whether folder_parent() refuses the path with this error. */
static bool
folder_refuses(int root, const char *path, int error)
{
	const char *base;
	int fd;

	errno = 0;
	fd = folder_parent(root, path, true, &base);
	if (fd >= 0)
		close(fd);
	return fd < 0 && errno == error;
}

static void
test_open(void)
{
	ok(!folder_opens("a/b", false) && errno == ENOENT, "a folder that is missing");
	ok(folder_opens("a//b///c", true) && folder_opens("a/b/c", false),
	    "is made, with those above");
	ok(folder_opens("a/b/c/", true), "it is there already");
	ok(folder_opens("d/", true) && folder_opens("d", false), "a slash at the end");
	ok(close(open("file", O_CREAT | O_WRONLY, 0600)) == 0 && !folder_opens("file", true) &&
		errno == ENOTDIR,
	    "a file is no folder");
	ok(!folder_opens("file/x", true) && errno == ENOTDIR, "nor has it one below");
	ok(symlink("nowhere/deep", "broken") == 0 && !folder_opens("broken/x", true) &&
		errno == ENOENT,
	    "a link to nothing is not followed to make one");
	ok(!folder_opens("broken/x/y", true), "nor further below");
	unlink("broken");
	ok(!folder_opens("", true), "a path without a name");
}

static void
test_folder_names(int root)
{
	char name[300];

	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	ok(folder_refuses(root, name, ENAMETOOLONG), "a name that is too long");
	memcpy(name + 290, "/x", 3);
	ok(folder_refuses(root, name, ENAMETOOLONG), "on the way, too");
	ok(folder_refuses(root, ".", EINVAL) && folder_refuses(root, "..", EINVAL) &&
		folder_refuses(root, "", EINVAL),
	    "names that lead elsewhere");
	ok(folder_refuses(root, "./x", EINVAL) && folder_refuses(root, "a/../x", EINVAL) &&
		folder_refuses(root, "/x", EINVAL) && folder_refuses(root, "a//x", EINVAL),
	    "also on the way");
	ok(!folder_refuses(root, "a/..x", 0) && !folder_refuses(root, "a/.x", 0) &&
		!folder_refuses(root, "a/...", 0),
	    "dots that lead nowhere");
	ok(folder_refuses(root, "file/x", ENOTDIR), "a file on the way");
	ok(folder_refuses(-1, "x", EBADF), "no folder to begin with");
}

static void
test_missing(int root)
{
	char name[300];

	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	ok(folder_has(root, name) < 0 && errno == ENAMETOOLONG, "it is not known");
	ok(folder_same(root, name, "file") < 0 && folder_same(root, "file", name) < 0,
	    "nor what is the same");
	ok(folder_read(root, "a") < 0 && errno == EISDIR, "a folder is not read");
	ok(folder_read(root, "no/x") < 0 && folder_read(root, "no") < 0, "nor what is missing");
	ok(!folder_sync(root, "no/x") && folder_sync(root, "file"), "nor synced");
	ok(!folder_rename(root, "no/x", "a/x") && !folder_rename(root, "file", "file/x") &&
		!folder_rename(root, "no", "a/x") && folder_has(root, "file") == 1,
	    "what is not moved stays");
	ok(!folder_remove(root, "no/x") && !folder_remove(root, "no"), "nothing to remove");
	folder_tidy(root, "no/such/folder");
	ok(link("file", "also") == 0 && folder_same(root, "file", "also") == 1,
	    "two names of one file");
	ok(folder_remove(root, "also") && folder_has(root, "file") == 1, "are removed one by one");
}

int
main(void)
{
	int root;

	if (mkdtemp(top) == NULL || chdir(top) != 0)
		return 1;
	root = folder_open(".", false);
	test_open();
	test_folder_names(root);
	test_missing(root);
	unlink("file");
	folder_tidy(root, "a/b/c/x");
	folder_tidy(root, "d/x");
	ok(chdir("/") == 0 && rmdir(top) == 0, "nothing is left");
	return tap_done();
}
