/* Messages: one line, one write, nothing in it that drives a terminal; the status only gets worse.
 */
#include "base/err.h"
#include "base/utf8.h"
#include "child.h"
#include "tap.h"

static int
err_say(void *argument)
{
	err_init("t");
	fail(EXIT_PARTIAL, 0, "%s", (const char *)argument);
	return status_get();
}

static bool
err_says(const char *text, const char *want)
{
	char copy[256], line[256];

	snprintf(copy, sizeof copy, "%s", text);
	snprintf(line, sizeof line, "t: %s\n", want);
	return child_ends(err_say, copy, EXIT_PARTIAL, line);
}

static void
test_masking(void)
{
	char all[0x21], want[0x21];

	ok(err_says("plain \"text\" /~", "plain \"text\" /~"), "text stays");
	for (int c = 1; c < 0x20; c++) {
		all[c - 1] = (char)c;
		want[c - 1] = '?';
	}
	all[0x1f] = want[0x1f] = '\0';
	ok(err_says(all, want), "every control character is masked");
	ok(err_says("a\x7f"
		    "b",
	       "a?b"),
	    "DEL too");
	ok(err_says("\x1b[2Jx\r\ny", "?[2Jx??y"), "an escape sequence and line ends");
	ok(err_says("\xc2\x80\xc2\x9b"
		    "1m\xc2\x9f",
	       "????1m??"),
	    "C1 controls as UTF-8 has them");
	ok(err_says("\xc2\xa0\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	       "\xc2\xa0\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
	    "other UTF-8 stays");
}

static int
say_long(void *argument)
{
	err_init("t");
	for (int i = 0; i < 3; i++)
		warn("%0*d", *(int *)argument, 0);
	return 0;
}

static void
test_err_long(void)
{
	int n = 100000;
	struct child c = child_run(say_long, &n);
	const char *line = c.err.p;
	bool good = true;

	for (int i = 0; i < 3 && good; i++) {
		const char *lf = strchr(line, '\n');
		good = lf != NULL && lf - line < 8192 && strncmp(line, "t: 0000", 7) == 0;
		line = lf + 1;
	}
	ok(good && *line == '\0', "a message that is too long is cut and still one line");
	child_release(&c);
}

/* Texts of 3-byte characters, each beginning one byte later than the one before. */
static int
say_characters(void *argument)
{
	char text[9000];

	(void)argument;
	err_init("t");
	memset(text, 'a', 2);
	for (size_t i = 2; i < sizeof text - 4; i += 3)
		memcpy(text + i, "\xe2\x82\xac", 4);
	for (size_t from = 0; from < 3; from++)
		warn("%s", text + from);
	return 0;
}

static void
test_characters(void)
{
	struct child c = child_run(say_characters, NULL);
	const char *line = c.err.p;
	bool good = utf8_is(buf_slice(&c.err));

	for (int i = 0; i < 3 && good; i++) {
		const char *lf = strchr(line, '\n');
		good = lf != NULL && lf - line > 8180;
		line = lf + 1;
	}
	ok(good, "a message that is too long is cut between two characters");
	child_release(&c);
}

static int
err_levels(void *argument)
{
	err_init("t");
	err_set_level(*(enum err_level *)argument);
	warn("w");
	debug("d");
	fail(EXIT_NO, ENOENT, "f");
	die(EXIT_IO, EACCES, "%s", "x");
}

static void
test_levels(void)
{
	static const char last[] = "t: f: No such file or directory\nt: x: Permission denied\n";
	char want[256];
	enum err_level level = ERR_QUIET;

	ok(child_ends(err_levels, &level, EXIT_IO, last), "quiet: errors only");
	level = ERR_NORMAL;
	snprintf(want, sizeof want, "t: w\n%s", last);
	ok(child_ends(err_levels, &level, EXIT_IO, want), "normal: warnings too");
	level = ERR_VERBOSE;
	snprintf(want, sizeof want, "t: w\nt: d\n%s", last);
	ok(child_ends(err_levels, &level, EXIT_IO, want), "verbose: everything");
}

static int
err_lack_memory(void *argument)
{
	err_init("t");
	if (*(bool *)argument)
		die(EXIT_IO, ENOMEM, "dir");
	fail(EXIT_IO, ENOMEM, "dir");
	return status_get();
}

static void
test_err_memory(void)
{
	bool end = false;

	ok(child_ends(err_lack_memory, &end, EXIT_BUG, "t: dir: Cannot allocate memory\n"),
	    "a file for which memory is out: 70");
	end = true;
	ok(child_ends(err_lack_memory, &end, EXIT_BUG, "t: dir: Cannot allocate memory\n"),
	    "also where that is the end");
}

struct raise {
	int codes[4]; /* ends with a 0, if it is shorter */
};

static int
raise_all(void *argument)
{
	const struct raise *r = argument;

	for (size_t i = 0; i < COUNT_OF(r->codes); i++)
		status_raise(r->codes[i]);
	return status_get();
}

static bool
err_raises(int a, int b, int c, int want)
{
	struct raise r = {{a, b, c, 0}};

	return child_ends(raise_all, &r, want, "");
}

static void
test_status(void)
{
	ok(err_raises(0, 0, 0, 0), "good stays good");
	ok(err_raises(1, 0, 0, 1) && err_raises(0, 1, 0, 1), "no beats good");
	ok(err_raises(1, 3, 1, 3) && err_raises(3, 1, 0, 3), "partial beats no");
	ok(err_raises(3, 75, 3, 75) && err_raises(1, 65, 3, 65),
	    "what stopped the work beats partial");
	ok(err_raises(75, 69, 77, 75) && err_raises(2, 70, 74, 2), "of those the first stays");
}

int
main(void)
{
	test_masking();
	test_err_long();
	test_characters();
	test_levels();
	test_err_memory();
	test_status();
	return tap_done();
}
