/* ignores: lines and options TYPE/NAME, patterns, which ones were used, and texts that are refused. */
#include "child.h"
#include "plan/ignores.h"
#include "tap.h"

static char path[] = "/tmp/gc-ignores-XXXXXX";

static const char file[] = "# written by people\n"
			   "image/*\r\n"
			   "\n"
			   "queue/Old / new\n"
			   "user*/ blank \n"
			   "queue/q-1\n";

static void
ignores_write(const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		child_broken(path);
}

static bool
ignores_ignored(struct ignores *ig, const char *type, const char *name, const char *id)
{
	const struct slice names[] = {slice_str(name), slice_str(id)};

	return ignores_match(ig, slice_str(type), names, COUNT_OF(names));
}

static void
test_matches(void)
{
	struct ignores ig = IGNORES_INIT;

	ignores_write(file, sizeof file - 1);
	ignores_load(&ig, path);
	ignores_add(&ig, "dataAction/Get*");
	ok(ig.n == 5 && ig.v[0].line == 2 && ig.v[3].line == 6 && ig.v[4].path == NULL,
	    "comments and empty lines are skipped, and lines counted");
	ok(ignores_ignored(&ig, "image", "logo", "") && ignores_ignored(&ig, "image", "", "i-1"),
	    "a pattern, and a CR at the end of a line");
	ok(!ignores_ignored(&ig, "image", "", ""), "an object without name and id is none of them");
	ok(ignores_ignored(&ig, "queue", "Old / new", ""), "a name with '/'");
	ok(!ignores_ignored(&ig, "queue", "old / new", ""), "letter case counts");
	ok(ignores_ignored(&ig, "userPrompt", " blank ", "") &&
		!ignores_ignored(&ig, "user", "blank", ""),
	    "a pattern of types; blanks are part of a name");
	ok(!ig.v[3].used && ignores_ignored(&ig, "queue", "Sales", "q-1") && ig.v[3].used, "by id");
	ok(!ig.v[4].used, "an entry that nothing matched is not used");
	ignores_add(&ig, "queue/*");
	ok(ignores_ignored(&ig, "queue", "Old / new", "") && ig.v[1].used && ig.v[5].used,
	    "each entry that matches is used, not only the first");
	ignores_release(&ig);
	ok(!ignores_ignored(&ig, "image", "logo", ""), "no entry, no match");
	ignores_release(&ig);
}

static int
ignores_take_option(void *text)
{
	struct ignores ig = IGNORES_INIT;

	ignores_add(&ig, text);
	return 0;
}

static int
ignores_take_file(void *text)
{
	struct ignores ig = IGNORES_INIT;

	ignores_write(text, strlen(text));
	ignores_load(&ig, path);
	return 0;
}

static void
test_ignores_refused(void)
{
	static const char *const wrong[] = {"queue", "queue/", "/Sales", "/", ""};
	static char torn[] = "queue/Sales\n\nqueue\n";
	char message[128];

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		snprintf(message, sizeof message,
		    "gc-tools: --ignore \"%s\": not of the form TYPE/NAME (example: queue/Sales)\n",
		    wrong[i]);
		ok(child_ends(
		       ignores_take_option, (void *)(uintptr_t)wrong[i], EXIT_USAGE, message),
		    "an option \"%s\"", wrong[i]);
	}
	snprintf(message, sizeof message,
	    "gc-tools: %s:3: not of the form TYPE/NAME (example: queue/Sales)\n", path);
	ok(child_ends(ignores_take_file, torn, EXIT_USAGE, message), "a line, with its number");
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd < 0 || close(fd) != 0)
		child_broken(path);
	test_matches();
	test_ignores_refused();
	unlink(path);
	return tap_done();
}
