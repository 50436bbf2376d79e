/* renames: exact names, patterns, which of them wins, and stars that belong to names. */
#include "base/err.h"
#include "child.h"
#include "record/renames.h"
#include "tap.h"

static const char rules[] = "# rules\n"
			    "queue\tDEV_*\tPROD_*\n"
			    "queue\tDEV_EU_*\t* (EU)\n"
			    "queue\tDEV_Sales\tVerkauf\n"
			    "queue\t*_old\told_*\n"
			    "user\t*\t*@new\n"
			    "skill\tA\\*\t\\*A\n"
			    "skill\tC:\\\\*\tD:\\\\*\n"
			    "skill\tE:\\dir\tF:\\dir\n"
			    "userPrompt\tN*\tM*\n";

static void
write_rules(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) == EOF || fclose(f) != 0)
		abort();
}

static bool
renames_becomes(struct renames *r, const char *type, const char *name, const char *to)
{
	return slice_is(renames_find(r, slice_str(type), slice_str(name)), to);
}

static void
test_renames_rules(const char *path, bool reverse)
{
	static const char *const cases[][3] = {
	    {"queue", "DEV_Support", "PROD_Support"},
	    {"queue", "DEV_EU_Support", "Support (EU)"}, /* the longer pattern */
	    {"queue", "DEV_Sales", "Verkauf"},           /* the exact name */
	    {"queue", "A_old", "old_A"},
	    {"queue", "DEV_x_old", "PROD_x_old"}, /* equally long: the first */
	    {"user", "anna", "anna@new"}, {"skill", "A*", "*A"}, {"skill", "C:\\x", "D:\\x"},
	    {"skill", "E:\\dir", "F:\\dir"}, {"userPrompt", "N", "M"}, /* the star may be empty */
	};
	static const char *const same[][2] = {
	    {"queue", "dev_Support"},
	    {"queue", "XDEV_"},
	    {"group", "DEV_a"},
	    {"skill", "AB"},
	    {"queue", "_ol"},
	};
	struct renames r = RENAMES_INIT;

	renames_load(&r, path, reverse);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		ok(renames_becomes(&r, cases[i][0], cases[i][1 + reverse], cases[i][2 - reverse]),
		    "%s \"%s\" becomes \"%s\"", cases[i][0], cases[i][1 + reverse],
		    cases[i][2 - reverse]);
	for (size_t i = 0; !reverse && i < COUNT_OF(same); i++)
		ok(renames_becomes(&r, same[i][0], same[i][1], same[i][1]), "%s \"%s\" stays",
		    same[i][0], same[i][1]);
	renames_release(&r);
}

static void
test_lifetime(const char *path)
{
	struct renames r = RENAMES_INIT;
	struct slice first;
	char name[32];

	renames_load(&r, path, false);
	first = renames_find(&r, slice_str("queue"), slice_str("DEV_first"));
	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "DEV_%d", i);
		renames_peek(&r, slice_str("queue"), slice_str(name));
	}
	ok(slice_is(first, "PROD_first"), "a name lasts while others are made");
	ok(r.v[0].used && !r.v[1].used, "only what was found counts as used");
	renames_release(&r);
}

static int
renames_test_load(void *path)
{
	struct renames r = RENAMES_INIT;

	err_init("t");
	renames_load(&r, path, false);
	renames_release(&r);
	return 0;
}

static void
test_renames_refused(char *path)
{
	static const struct {
		const char *text, *message; /* NULL: none */
	} cases[] = {
	    {"queue\tA\n", ":1: not a type, a name and another name between tabs\n"},
	    {"\nqueue\tA\tB\tC\n", ":2: not a type, a name and another name between tabs\n"},
	    {"queue\t\tB\n", ":1: not a type, a name and another name between tabs\n"},
	    {"queue\tA\t\n", ":1: not a type, a name and another name between tabs\n"},
	    {"\tA\tB\n", ":1: not a type, a name and another name between tabs\n"},
	    {"queue\tA*\tB\n",
		":1: a pattern has one * in each name; write \\* for a star in a name\n"},
	    {"queue\tA**\tB**\n",
		":1: a pattern has one * in each name; write \\* for a star in a name\n"},
	    {"queue\tA\tB\nqueue\tA\tC\n", ":2: another name than in line 1\n"},
	    {"queue\tA*\tB*\nqueue\tA*\tB*C\n", ":2: another name than in line 1\n"},
	    {"queue\tA*\tB*\nqueue\tA*\tC*\n", ":2: another name than in line 1\n"},
	    {"queue\tA\tB\nqueue\tA\tB\nqueue\tA*\tB*\nqueue\tA*\tB*\n", NULL},
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *message = cases[i].message;
		struct buf want = BUF_INIT;
		buf_puts(&want, "");
		if (message != NULL)
			buf_printf(&want, "t: %s%s", path, message);
		write_rules(path, cases[i].text);
		ok(child_ends(renames_test_load, path, message != NULL ? EXIT_USAGE : 0, want.p),
		    "refused: %zu", i);
		buf_release(&want);
	}
}

int
main(void)
{
	char path[] = "/tmp/renames.XXXXXX";
	int fd = mkstemp(path);
	struct buf b = BUF_INIT;
	struct renames r = RENAMES_INIT;

	if (fd < 0)
		abort();
	close(fd);
	write_rules(path, rules);
	test_renames_rules(path, false);
	test_renames_rules(path, true);
	test_lifetime(path);

	write_rules(path, "queue\tDEV_*\tPROD_*\nqueue\tA*B\tC\\\\*D\n");
	renames_load(&r, path, false);
	ok(renames_becomes(&r, "queue", "AxB", "C\\xD"),
	    "a backslash in front of a star is doubled");
	renames_say_unused(&r, &r.v[0], &b);
	ok(slice_is(buf_slice(&b), "no flow uses an object of type queue with the name \"DEV_*\""),
	    "a pattern that was not used");
	renames_release(&r);
	test_renames_refused(path);
	write_rules(path, "queue\tA\tB\n");
	buf_clear(&b);
	r = (struct renames)RENAMES_INIT;
	renames_load(&r, path, false);
	renames_say_unused(&r, &r.v[0], &b);
	ok(slice_is(buf_slice(&b), "no flow uses this object"), "a name that was not used");
	renames_release(&r);
	buf_release(&b);
	unlink(path);
	return tap_done();
}
