/* Files that appear whole or not at all, in a folder that is not left. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "files/files.h"
#include "tap.h"

static char top[] = "/tmp/gc-files-XXXXXX";
static int root;

static bool
files_save(const char *path, const char *content, bool *changed)
{
	struct file f;
	bool good;

	if (!file_begin(&f, root, path, 0666))
		return false;
	file_put(&f, content, strlen(content));
	good = file_commit(&f);
	*changed = f.changed;
	return good;
}

static bool
files_holds(const char *path, const char *content)
{
	char there[4096] = "";
	int fd = folder_read(root, path);
	ssize_t n = fd < 0 ? -1 : read(fd, there, sizeof there - 1);

	if (fd >= 0)
		close(fd);
	return n == (ssize_t)strlen(content) && strcmp(there, content) == 0;
}

static ino_t
files_inode(const char *path)
{
	struct stat st;

	return fstatat(root, path, &st, 0) == 0 ? st.st_ino : 0;
}

static size_t
files_count(bool others)
{
	struct folder_tree t;
	size_t n;

	folder_tree(root, &t);
	n = others ? t.others.n : t.files.n;
	folder_tree_release(&t);
	return n;
}

static void
files_saving(void)
{
	bool changed;
	ino_t before;

	ok(files_save("a/b/c.yaml", "one", &changed) && changed && files_holds("a/b/c.yaml", "one"),
	    "a new file in new folders");
	before = files_inode("a/b/c.yaml");
	ok(files_save("a/b/c.yaml", "one", &changed) && !changed &&
		files_inode("a/b/c.yaml") == before,
	    "the same again: not touched");
	ok(files_save("a/b/c.yaml", "one more", &changed) && changed &&
		files_holds("a/b/c.yaml", "one more"),
	    "longer");
	ok(files_save("a/b/c.yaml", "one", &changed) && changed && files_holds("a/b/c.yaml", "one"),
	    "shorter");
	ok(files_save("a/b/c.yaml", "two", &changed) && changed && files_holds("a/b/c.yaml", "two"),
	    "other");
	ok(files_save("a/b/c.yaml", "", &changed) && changed && files_holds("a/b/c.yaml", ""),
	    "empty");
	ok(files_save("a/b/c.yaml", "", &changed) && !changed, "still empty");
	fchmodat(root, "a/b/c.yaml", 0600, 0);
	files_save("a/b/c.yaml", "x", &changed);
	struct stat st;
	ok(fstatat(root, "a/b/c.yaml", &st, 0) == 0 && (st.st_mode & 0777) == 0600,
	    "a file keeps its mode");
	ok(files_count(true) == 0, "no temporary is left");
}

/* Sizes around the buffer's, with the difference at every part of it. */
static void
files_sizes(void)
{
	static char text[200001];
	bool good = true, changed;

	memset(text, 'x', sizeof text - 1);
	for (size_t n = 65535; n <= 200000; n += n == 65537 ? 65534 : n > 65537 ? 68929 : 1) {
		text[n] = '\0';
		good &= files_save("big", text, &changed) && changed;
		good &= files_save("big", text, &changed) && !changed;
		for (size_t at = 0; at < n; at += n / 3) {
			text[at] = 'y';
			good &= files_save("big", text, &changed) && changed;
			good &= files_save("big", text, &changed) && !changed;
			text[at] = 'x';
		}
		text[n] = 'x';
	}
	ok(good, "large files, equal and different in every part");
	folder_remove(root, "big");
}

static void
files_failing(void)
{
	struct rlimit small = {1000, RLIM_INFINITY}, large = {RLIM_INFINITY, RLIM_INFINITY};
	static char text[100001];
	struct file f;
	bool changed;

	files_save("f", "old", &changed);
	file_begin(&f, root, "f", 0666);
	file_put(&f, "new", 3);
	file_abort(&f);
	ok(files_holds("f", "old") && files_count(true) == 0, "an abort leaves the old file");

	memset(text, 'x', sizeof text - 1);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	ok(!files_save("f", text, &changed) && errno == EFBIG, "no room: the errno is kept");
	setrlimit(RLIMIT_FSIZE, &large);
	ok(files_holds("f", "old") && files_count(true) == 0,
	    "and the old file too, and nothing else");

	mkdirat(root, "d", 0777);
	ok(!files_save("d", "x", &changed) && errno == EISDIR && files_count(true) == 0,
	    "over a folder");
	ok(!files_save("f/x", "x", &changed) && errno == ENOTDIR, "below a file");
	unlinkat(root, "d", AT_REMOVEDIR);
}

static void
staying_inside(void)
{
	bool changed;

	files_save("f", "old", &changed);
	ok(!files_save("../out", "x", &changed) && errno == EINVAL, "..");
	ok(!files_save("a/../../out", "x", &changed) && errno == EINVAL, ".. further on");
	ok(!files_save("/tmp/out", "x", &changed) && errno == EINVAL, "an absolute path");
	ok(!files_save("a//b", "x", &changed) && errno == EINVAL, "an empty name");
	ok(!files_save("", "x", &changed) && errno == EINVAL, "no name");
	symlinkat("/tmp", root, "link");
	ok(!files_save("link/out", "x", &changed) && access("/tmp/out", F_OK) != 0,
	    "a link to a folder outside is not followed");
	symlinkat("f", root, "link2");
	ok(folder_read(root, "link2") < 0, "nor one to a file, to read");
	ok(files_save("link2", "x", &changed) && files_holds("f", "old") &&
		files_holds("link2", "x"),
	    "nor to write: it is replaced");
	ok(mkfifoat(root, "pipe", 0600) == 0 && folder_read(root, "pipe") < 0 && errno == EINVAL,
	    "a pipe is no file, and nobody waits for it");
	ok(files_count(true) == 2, "links and pipes are listed apart");
	unlinkat(root, "link", 0);
	unlinkat(root, "pipe", 0);
	folder_remove(root, "link2");
}

static void
files_moving(void)
{
	struct tempfile living = TEMPFILE_INIT;
	struct folder_tree t;
	bool changed;

	files_save("m/1", "one", &changed);
	ok(folder_rename(root, "m/1", "n/o/2") && files_holds("n/o/2", "one"),
	    "moved to a new folder");
	ok(folder_remove(root, "n/o/2") && files_inode("n") == 0 && files_inode("m") != 0,
	    "removed, with the folders that this leaves empty");
	ok(!folder_remove(root, "n/o/2") && errno == ENOENT, "once");
	unlinkat(root, "m", AT_REMOVEDIR);
	ok(folder_has(root, "a/b/c.yaml") == 1 && folder_has(root, "a/b") == 0 &&
		folder_has(root, "a/x/y") == 0 && folder_has(root, "a/b/c.yaml/d") == 0,
	    "there, a folder, not there");
	ok(folder_same(root, "a/b/c.yaml", "a/b/c.yaml") == 1 &&
		folder_same(root, "a/b/c.yaml", "a/b") == 0 && folder_same(root, "a", "x") == 0 &&
		folder_same(root, "x", "a") == 0,
	    "one and the same, or not");

	files_save("z/1", "", &changed);
	files_save("B", "", &changed);
	close(openat(root, "z/" TEMPFILE_PREFIX "999999999-1", O_CREAT | O_WRONLY, 0600));
	mkdirat(root, "y", 0777);
	close(openat(root, "y/" TEMPFILE_PREFIX "999999999-1", O_CREAT | O_WRONLY, 0600));
	tempfile_open(&living, root, 0600);
	folder_tree(root, &t);
	ok(t.nunread == 0 && t.files.n == 4 && strcmp(t.files.v[0], "B") == 0 &&
		strcmp(t.files.v[1], "a/b/c.yaml") == 0 && strcmp(t.files.v[3], "z/1") == 0 &&
		t.others.n == 3,
	    "listed in order");
	file_sweep(root, &t);
	ok(files_count(true) == 1 && files_inode(living.name) != 0,
	    "a dead program's temporary is swept away, a living one's is not");
	ok(files_inode("y") == 0 && files_inode("z") != 0,
	    "and so is the folder that this leaves empty");
	tempfile_drop(&living);
	folder_tree_release(&t);
}

int
main(void)
{
	struct folder_tree t;

	if (mkdtemp(top) == NULL || (root = folder_open(top, false)) < 0)
		return 1;
	files_saving();
	files_sizes();
	files_failing();
	staying_inside();
	files_moving();
	folder_tree(root, &t);
	for (size_t i = 0; i < t.files.n; i++)
		folder_remove(root, t.files.v[i]);
	ok(rmdir(top) == 0, "nothing else was left");
	folder_tree_release(&t);
	close(root);
	return tap_done();
}
