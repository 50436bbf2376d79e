/* outcome.c - what became of each flow */
#include "base/err.h"
#include "base/out.h"
#include "base/progress.h"
#include "division.h"
#include "outcome.h"

static const char *const status_names[] = {
    [PUT_DONE] = "done",
    [PUT_PLANNED] = "planned",
    [PUT_SKIPPED] = "skipped",
    [PUT_LEFT] = "refused",
    [PUT_REFUSED] = "refused",
    [PUT_FAILED] = "failed",
};

void
outcome_open(struct outcome *o, struct put *put)
{
	*o = (struct outcome){.put = put};
	failures_open(&o->failures, put->option.failed);
}

static void
add_member(struct buf *b, const char *before, const char *key, const char *text)
{
	buf_printf(b, "%s\"%s\":", before, key);
	json_quote(b, slice_str(text));
}

/* Where both streams are a terminal's the result has said what a message would say again. */
static bool
is_shown(void)
{
	return isatty(STDOUT_FILENO) && isatty(STDERR_FILENO);
}

/* Another division of the target: a member of the result, and a message. */
static void
add_division(struct buf *b, const struct errand *e)
{
	struct buf wanted = BUF_INIT, there = BUF_INIT;

	if (e->meta != NULL && division_differs(e, &wanted, &there)) {
		add_member(b, ",\"division\":{", "record", wanted.p);
		add_member(b, ",", "target", there.p);
		buf_putc(b, '}');
		if (!is_shown())
			warn("%s: it is in the target's division \"%s\" and not in \"%s\"; gc-put "
			     "does not move flows: do that in Architect",
			    e->label, there.p, wanted.p);
	}
	buf_release(&wanted);
	buf_release(&there);
}

/* What is wrong with a flow, on stderr and in the exit status. */
static void
outcome_complain(const struct errand *e, int code, const char *action, const char *reason)
{
	status_raise(code);
	if (!is_shown())
		fail(code, 0, "%s: %s: %s", e->label, action, reason);
}

static void
put_result(struct outcome *o, const struct errand *e, const char *status, const char *action,
    const char *reason)
{
	struct buf *b = &o->line;

	buf_clear(b);
	add_member(b, "{\"kind\":\"result\",", "org", o->put->org);
	buf_puts(b, ",\"flow\":{");
	if (e->target != NULL) {
		add_member(b, "", "id", e->target);
		buf_putc(b, ',');
	}
	add_member(b, "", "name", e->name);
	add_member(b, ",", "type", e->type);
	buf_putc(b, '}');
	add_member(b, ",", "action", action);
	add_member(b, ",", "status", status);
	add_member(b, ",", "reason", reason);
	add_division(b, e);
	buf_puts(b, "}\n");
	out_slice(buf_slice(b));
	out_flush();
}

void
outcome_add(struct outcome *o, struct errand *e, enum put_status status, const char *action,
    const char *reason)
{
	o->ended++;
	put_result(o, e, status_names[status], action, reason);
	if (status == PUT_REFUSED || status == PUT_FAILED) {
		o->bad++;
		o->temporary += e->cause == CAUSE_TEMPORARY;
		o->forbidden += e->cause == CAUSE_FORBIDDEN;
		if (e->call_failed && e->call.verdict == CALL_DROPPED && !e->wrote)
			o->unasked++;
		else
			outcome_complain(e, EXIT_PARTIAL, action, reason);
		failures_add(&o->failures, &e->m,
		    &(struct failure){.status = e->call_failed ? e->call.status : 0,
			.code = e->call_failed ? e->call.code : NULL,
			.message = reason,
			.context = e->call_failed ? e->call.context : NULL});
	} else {
		o->good++;
		if (status == PUT_LEFT)
			outcome_complain(e, EXIT_NO, action, reason);
	}
	progress_show("flows", o->ended, o->total, NULL);
}

void
outcome_unfit(struct outcome *o, const struct record *r, const char *why)
{
	struct buf label = BUF_INIT;

	o->bad++;
	record_label(r, &label);
	fail(EXIT_PARTIAL, 0, "%s: %s", label.p, why);
	failures_add(&o->failures, &r->m, &(struct failure){.message = why});
	buf_release(&label);
}

void
outcome_close(struct outcome *o)
{
	if (o->unasked > 0)
		fail(EXIT_PARTIAL, 0, "stopped; nothing was written of %zu more flows", o->unasked);
	if (o->good == 0 && o->bad > 0 && o->temporary == o->bad)
		status_raise(EXIT_RETRY);
	else if (o->good == 0 && o->bad > 0 && o->forbidden == o->bad)
		status_raise(EXIT_AUTH);
	failures_close(&o->failures);
	buf_release(&o->line);
}
