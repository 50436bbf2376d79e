/* Names of files that are nearly devices or nearly marked, or not UTF-8; places that are none. */
#include <errno.h>

#include "base/io.h"
#include "files/atomic.h"
#include "files/folder.h"
#include "files/names.h"
#include "tap.h"

static bool
odd_file(const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	names_file(slice_str(text), "yaml", &b);
	return tap_is(&b, want);
}

static bool
odd_plain(struct slice path, const char *want)
{
	struct buf b = BUF_INIT;

	names_plain(path, &b);
	return tap_is(&b, want);
}

/* Whether two paths have one key. */
static bool
odd_same_key(const char *one, const char *other)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool same;

	names_key(slice_str(one), &a);
	names_key(slice_str(other), &b);
	same = slice_eq(buf_slice(&a), buf_slice(&b));
	buf_release(&a);
	buf_release(&b);
	return same;
}

static void
test_odd_names(void)
{
	ok(!odd_same_key("lpt1.yaml", "lptx.yaml") && odd_file("LPTX", "LPTX.yaml") &&
		odd_file("abc1", "abc1.yaml") && odd_file("com", "com.yaml") &&
		odd_file("LPT10", "LPT10.yaml"),
	    "nearly a device");
	ok(odd_file("LPT1", "%4CPT1.yaml") && odd_file("com9", "%63om9.yaml") &&
		odd_file("nul.x", "%6Eul.x.yaml"),
	    "a device is escaped");
	ok(odd_plain(slice_str("a~0123abcd.yaml"), "a.yaml"), "a mark");
	ok(odd_plain(slice_str("a~0123abcg.yaml"), "a~0123abcg.yaml"), "a letter that is no digit");
	ok(odd_plain(slice_str("a~0123ABCD.yaml"), "a~0123ABCD.yaml"), "digits that are capitals");
	ok(!odd_same_key("a\xc3(.yaml", "a\xc3\xa4.yaml") &&
		odd_same_key("a\xc3(.yaml", "A\xc3(.yaml"),
	    "bytes that are not UTF-8");
	ok(!odd_same_key("a\xe2\x82", "a\xe2\x82\xac") && odd_same_key("x\xe2\x82", "X\xe2\x82"),
	    "a character that is cut");
}

static void
test_odd_places(void)
{
	char folder[] = "/tmp/names.XXXXXX", longer[400];
	int top = folder_open("/", false), root;

	root = mkdtemp(folder) != NULL ? folder_open(folder, false) : -1;
	ok(top >= 0 && root >= 0, "two folders");
	memset(longer, 'n', sizeof longer);
	longer[sizeof longer - 1] = '\0';
	ok(folder_has(root, longer) == -1 && errno == ENAMETOOLONG, "a name that is too long");
	ok(folder_same(root, longer, "a") == -1 && folder_same(root, "a", longer) == 0,
	    "whether it is the same as another");
	ok(symlinkat("loop", root, "loop") == 0 && folder_has(root, "loop/a") == 0,
	    "a link to itself has nothing");
	ok(folder_has(root, "loop") == 0, "and is no file");
	ok(folder_same(top, "proc", "tmp") == 0 && folder_same(top, "tmp", "tmp") == 1,
	    "folders of two file systems");
	ok(unlinkat(root, "loop", 0) == 0 && rmdir(folder) == 0, "nothing is left");
	io_close(root);
	io_close(top);
}

/* A path that leads through a file is an error, whichever the file. */
static void
test_odd_atomic(void)
{
	struct atomic a;

	ok(!atomic_open(&a, "/dev/null/x", 0666) && errno == ENOTDIR, "below a device");
	ok(!atomic_open(&a, "/nonexistent/x", 0666) && errno == ENOENT, "below nothing");
	ok(!atomic_open(&a, "/tmp/", 0666), "a folder");
}

int
main(void)
{
	test_odd_names();
	test_odd_places();
	test_odd_atomic();
	return tap_done();
}
