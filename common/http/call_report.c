/* call_report.c - the result of a call, as text and as an exit status */
#include "base/err.h"
#include "base/mem.h"
#include "http/call.h"

void
call_release(struct call *c)
{
	free(c->url);
	free(c->code);
	free(c->message);
	free(c->context);
	c->url = c->code = c->message = c->context = NULL;
	buf_release(&c->body);
}

static char *
call_copy_text(const char *text)
{
	return text != NULL ? xstrdup(text) : NULL;
}

void
call_copy_failure(struct call *to, const struct call *c)
{
	call_release(to);
	to->verdict = c->verdict;
	to->status = c->status;
	to->code = call_copy_text(c->code);
	to->message = call_copy_text(c->message);
	to->context = call_copy_text(c->context);
}

void
call_describe(const struct call *c, struct buf *b)
{
	if (c->status != 0)
		buf_printf(b, "%ld ", c->status);
	if (c->code != NULL && *c->code != '\0')
		buf_printf(b, "%s: ", c->code);
	buf_puts(b, c->message != NULL ? c->message : "");
	if (c->context != NULL && *c->context != '\0')
		buf_printf(b, " (contextId %s)", c->context);
}

int
call_exit_code(const struct call *c)
{
	switch (c->verdict) {
	case CALL_OK:
		return EXIT_OK;
	case CALL_REFUSED:
		return EXIT_REFUSED;
	case CALL_FORBIDDEN:
		return EXIT_AUTH;
	default:
		return EXIT_RETRY;
	}
}

void
call_die(const struct call *c, const char *what)
{
	struct buf b = BUF_INIT;

	call_describe(c, &b);
	die(call_exit_code(c), 0, "%s: %s", what, b.p);
}
