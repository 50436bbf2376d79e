/* Lines of files from any editor; and where a user's files are. */
#include "base/lines.h"
#include "base/xdg.h"
#include "child.h"
#include "tap.h"

static char path[] = "/tmp/gc-lines-XXXXXX";

/* Whether a file of this text has these lines, each with its number and a bar after it. */
static bool
has_lines(const char *text, size_t n, const char *lines)
{
	struct buf all = BUF_INIT;
	struct slice line;
	struct lines l;
	FILE *f = fopen(path, "w");
	bool good;

	if (f == NULL || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		child_broken(path);
	buf_puts(&all, "");
	lines_load(&l, path);
	while (lines_next(&l, &line))
		buf_printf(&all, "%zu:%.*s|", l.number, SLICE_ARGS(line));
	good = strcmp(all.p, lines) == 0 && !lines_next(&l, &line);
	lines_release(&l);
	buf_release(&all);
	return good;
}

static int
lines_test_load(void *of)
{
	struct lines l;

	lines_load(&l, of);
	lines_release(&l);
	return 0;
}

static int
load_utf16(void *unused)
{
	(void)unused;
	return has_lines("\xff\xfe"
			 "a\0",
	    4, "");
}

static bool
is_path(const char *variable, const char *want)
{
	char *got = xdg_path(variable, ".fallback", "rest");
	bool good = want == NULL ? got == NULL : got != NULL && strcmp(got, want) == 0;

	free(got);
	return good;
}

static void
test_xdg(void)
{
	setenv("HOME", "/u", 1);
	setenv("GC_TEST_HOME", "/x", 1);
	ok(is_path("GC_TEST_HOME", "/x/rest"), "a folder of the environment");
	setenv("GC_TEST_HOME", "x", 1);
	ok(is_path("GC_TEST_HOME", "/u/.fallback/rest"), "a relative one is ignored");
	unsetenv("GC_TEST_HOME");
	ok(is_path("GC_TEST_HOME", "/u/.fallback/rest") && is_path(NULL, "/u/.fallback/rest"),
	    "none: below the home folder");
	setenv("HOME", "u", 1);
	ok(is_path(NULL, NULL), "a relative home is none");
	unsetenv("HOME");
	ok(is_path(NULL, NULL), "no home");
}

int
main(void)
{
	char none[] = "/nonexistent/lines", folder[] = "/";
	struct child c;
	int fd = mkstemp(path);

	close(fd);
	ok(has_lines("", 0, ""), "an empty file");
	ok(has_lines("a\r\n\nb", 5, "1:a|2:|3:b|"), "CR LF, an empty line, no LF at the end");
	ok(has_lines("\xef\xbb\xbf"
		     "a\n\r\n",
	       7, "1:a|2:|"),
	    "a byte order mark");
	c = child_run(load_utf16, NULL);
	ok(c.status == EXIT_DATA && strstr(c.err.p, path) != NULL, "UTF-16");
	child_release(&c);
	ok(child_ends(lines_test_load, none, EXIT_IO,
	       "gc-tools: /nonexistent/lines: No such file or directory\n"),
	    "no such file");
	ok(child_ends(lines_test_load, folder, EXIT_IO, "gc-tools: /: Is a directory\n"),
	    "a folder");
	unlink(path);
	test_xdg();
	return tap_done();
}
