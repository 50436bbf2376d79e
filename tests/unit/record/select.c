/* --select: what is true, what is not, and what cannot be answered. */
#include <sys/resource.h>

#include "base/err.h"
#include "base/utf8.h"
#include "child.h"
#include "record/select.h"
#include "tap.h"

static enum select_answer
select_test_answer(const char *expr, const char *record, struct buf *why)
{
	struct select *s = select_compile(expr, why);
	enum select_answer first, second;

	if (s == NULL) {
		ok(false, "%s compiles", expr);
		return SELECT_ERROR;
	}
	first = select_test(s, slice_str(record), why);
	second = select_test(s, slice_str(record), why);
	ok(first == second, "%s answers the same twice", expr);
	select_free(s);
	return first;
}

static const struct {
	const char *expr, *record;
	enum select_answer want;
} cases[] = {
    {".name == \"Main\"", "{\"name\":\"Main\"}", SELECT_YES},
    {".name == \"Main\"", "{\"name\":\"main\"}", SELECT_NO},
    {".name", "{\"name\":null}", SELECT_NO},
    {".name", "{\"name\":false}", SELECT_NO},
    {".name", "{\"name\":0}", SELECT_NO_ANSWER},
    {".name", "{\"name\":\"Main\"}", SELECT_NO_ANSWER},
    {".name = \"Main\"", "{\"name\":\"main\"}", SELECT_NO_ANSWER},
    {"false, .name", "{\"name\":\"Main\"}", SELECT_NO_ANSWER},
    {"true, .name", "{\"name\":\"Main\"}", SELECT_YES},
    {".a, .b", "{\"a\":false,\"b\":true}", SELECT_YES},
    {".a, .b", "{\"a\":true,\"b\":false}", SELECT_YES},
    {"empty", "{}", SELECT_NO},
    {".v[]", "{\"v\":[]}", SELECT_NO},
    {".v[]", "{\"v\":1}", SELECT_ERROR},
    {"error(\"no\")", "{}", SELECT_ERROR},
    {"halt", "{}", SELECT_ERROR},
    {"false, error(\"no\")", "{}", SELECT_ERROR},
    {"repeat(true)", "{}", SELECT_YES},
    {"input", "{}", SELECT_ERROR},
};

/* The message for a value that is not true, false or null, and its suggestion. */
static void
test_hints(struct buf *why)
{
	static const struct {
		const char *expr, *want;
	} hints[] = {
	    {".name = \"a=b\"",
		"the result is {\"name\":\"a=b\",\"user\":{\"id\":\"u\"},\"n\":1}, not true "
		"or false; did you mean: .name == \"a=b\""},
	    {"(.x == 1), (.n=4)", "did you mean: (.x == 1), (.n==4)"},
	    {".name", "the result is \"Main\", not true or false; did you mean: .name == \"Main\""},
	    {".user", "not true or false; did you mean: .user != null"},
	    {".name | length", "the result is 4, not true or false; compare it with =="},
	    {"\"\\\"=\" + .name", "compare it with =="},
	};

	for (size_t i = 0; i < COUNT_OF(hints); i++) {
		select_test_answer(
		    hints[i].expr, "{\"name\":\"Main\",\"user\":{\"id\":\"u\"},\"n\":1}", why);
		ok(strstr(why->p, hints[i].want) != NULL, "%s: %s", hints[i].expr, why->p);
	}
	select_test_answer("\"\u00e4\" * 100", "{}", why);
	ok(strstr(why->p, "...") != NULL && why->n < 200 && utf8_is(buf_slice(why)),
	    "a long value is cut between characters: %s", why->p);
}

static void
test_limits(struct buf *why)
{
	struct buf deep = BUF_INIT;

	for (int i = 0; i < 5000; i++)
		buf_puts(&deep, "{\"a\":[");
	for (int i = 0; i < 5000; i++)
		buf_puts(&deep, "]}");
	ok(select_test_answer(".a", deep.p, why) == SELECT_ERROR &&
		strstr(why->p, "nested") != NULL,
	    "a record that is too deep is an error, not an abort");
	ok(select_test_answer(".a", "{\"a\":1", why) == SELECT_ERROR && why->n > 0,
	    "a torn record");
	buf_release(&deep);
}

static void
test_wrong_expressions(struct buf *why)
{
	static const char *const wrong[] = {".a |", "foo", "$x", ".[", "import \"m\" as m; .", ")"};

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		ok(select_compile(wrong[i], why) == NULL, "%s does not compile", wrong[i]);
		ok(why->n > 0 && strchr(why->p, '\n') == NULL && strstr(why->p, "jq: ") == NULL,
		    "one line says why: %s", why->p);
	}
}

static int
select_eat(void *unused)
{
	static const struct rlimit limit = {1 << 29, 1 << 29};
	struct buf why = BUF_INIT;

	(void)unused;
	err_init("t");
	if (setrlimit(RLIMIT_AS, &limit) != 0)
		return 1;
	/* By doubling: one of Debian's libjq ends with SIGSEGV where a long string is multiplied. */
	select_test_answer("(reduce range(40) as $i (\"xxxx\"; . + .) | length) > 0", "{}", &why);
	return 0;
}

/* Sanitizers want more memory than the limit for themselves. */
#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif

/* What libjq makes of a regular expression for which oniguruma finds no memory. */
static int
select_lack_memory(void *unused)
{
	struct buf why = BUF_INIT;

	(void)unused;
	err_init("t");
	select_test_answer(
	    "error(\"x (at 0) is not a valid regex: fail to memory allocation\")", "{}", &why);
	return EXIT_OK;
}

/* libjq by itself would abort. */
static void
test_select_memory(void)
{
	ok(child_ends(select_lack_memory, NULL, EXIT_BUG, "t: out of memory\n"),
	    "a regular expression without memory ends it, too");
	ok(SANITIZED || child_ends(select_eat, NULL, EXIT_BUG, "t: out of memory\n"),
	    "an expression that wants too much memory ends the program in our way");
}

int
main(void)
{
	struct buf why = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		ok(select_test_answer(cases[i].expr, cases[i].record, &why) == cases[i].want,
		    "%s of %s", cases[i].expr, cases[i].record);
		ok((why.n > 0) == (cases[i].want >= SELECT_ERROR), "a reason, or none");
	}
	test_hints(&why);
	test_limits(&why);
	test_wrong_expressions(&why);
	test_select_memory();
	buf_release(&why);
	return tap_done();
}
