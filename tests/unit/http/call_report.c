/* What a call says of itself: one line, an exit status, and a copy of its failure. */
#include "base/err.h"
#include "child.h"
#include "http/call.h"
#include "tap.h"

static bool
call_report_says(const struct call *c, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	call_describe(c, &b);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

static int
call_report_dies(void *c)
{
	err_init("t");
	call_die(c, "organization");
}

int
main(void)
{
	char code[] = "not.found", message[] = "Flow not found", context[] = "3f2", none[] = "";
	struct call c = {.status = 404, .code = code, .message = message, .context = context};
	struct call copy = {.status = 0};
	struct child child;

	ok(call_report_says(&c, "404 not.found: Flow not found (contextId 3f2)"), "all of it");
	c.code = c.context = none;
	ok(call_report_says(&c, "404 Flow not found"), "an empty code and context are left out");
	c = (struct call){.message = message};
	ok(call_report_says(&c, "Flow not found"), "no status: the connection's fault");
	c.message = NULL;
	ok(call_report_says(&c, ""), "nothing is known");

	c = (struct call){.verdict = CALL_REFUSED, .status = 404, .message = message};
	call_copy_failure(&copy, &c);
	ok(copy.verdict == CALL_REFUSED && copy.status == 404 && copy.code == NULL &&
		copy.message != message && strcmp(copy.message, message) == 0,
	    "a copy has texts of its own, and those alone that are there");
	call_release(&copy);
	ok(copy.message == NULL, "a released call has no texts");

	child = child_run(call_report_dies, &c);
	ok(child.status == EXIT_REFUSED &&
		strcmp(child.err.p, "t: organization: 404 Flow not found\n") == 0,
	    "a refusal ends in 69, with one line");
	child_release(&child);
	c.verdict = CALL_OK;
	ok(call_exit_code(&c) == EXIT_OK, "an answer is 0");
	c.verdict = CALL_FORBIDDEN;
	ok(call_exit_code(&c) == EXIT_AUTH, "no permission is 77");
	c.verdict = CALL_TEMPORARY;
	ok(call_exit_code(&c) == EXIT_RETRY, "a temporary failure is 75");
	c.verdict = CALL_DROPPED;
	ok(call_exit_code(&c) == EXIT_RETRY, "and so is a call that was dropped");
	return tap_done();
}
