/* outcome.c - how a flow ends */
#include "run/outcome.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "run/division.h"
#include "run/earlier.h"
#include "http/api_code.h"
#include "json/json_write.h"
#include "run/target.h"
#include "run/written.h"

static const char *const status_names[] = {
    [PUT_DONE] = "done",
    [PUT_PLANNED] = "planned",
    [PUT_SKIPPED] = "skipped",
    [PUT_KEPT] = "skipped",
    [PUT_LEFT] = "by hand",
    [PUT_DIFFERS] = "skipped",
    [PUT_WAITS] = "waiting",
    [PUT_BY_HAND] = "by hand",
    [PUT_REFUSED] = "refused",
    [PUT_FAILED] = "failed",
};

void
outcome_open(struct outcome *o, struct put *put)
{
	*o = (struct outcome){.put = put};
	failures_open(&o->failures, put->option.failed);
}

/* Where both streams are a terminal's the result has said what a message would say again. */
static bool
outcome_is_shown(void)
{
	return isatty(STDOUT_FILENO) && isatty(STDERR_FILENO);
}

/* Another division of the target: a member of the result, and a message. */
static void
outcome_add_division(struct buf *b, const struct put_flow *f)
{
	struct buf wanted = BUF_INIT, there = BUF_INIT;

	if (f->meta != NULL && division_differs(&f->m, f->meta, &wanted, &there)) {
		json_write_open(b, "division");
		json_write_cstr(b, "record", wanted.p);
		json_write_cstr(b, "target", there.p);
		json_write_close(b);
		if (!outcome_is_shown())
			warn("%s: it is in the target's division \"%s\" and not in \"%s\"; gc-put "
			     "does not move flows: do that in Architect",
			    f->label, there.p, wanted.p);
	}
	buf_release(&wanted);
	buf_release(&there);
}

/* What is wrong with a flow, on stderr and in the exit status. */
static void
outcome_complain(const char *label, int code, const char *action, const char *reason)
{
	status_raise(code);
	if (!outcome_is_shown())
		fail(code, 0, "%s: %s: %s", label, action, reason);
}

/* What the records bring, for counts. */
static const char *
outcome_noun(const struct outcome *o)
{
	return o->with_objects ? "records" : "flows";
}

/* The exit status that a status stands for; 0: none. */
static int
outcome_code(enum put_status status)
{
	switch (status) {
	case PUT_REFUSED:
	case PUT_FAILED:
		return EXIT_PARTIAL;
	case PUT_LEFT:
	case PUT_DIFFERS:
	case PUT_WAITS:
	case PUT_BY_HAND:
		return EXIT_NO;
	default:
		return 0;
	}
}

void
outcome_begin(struct outcome *o, const struct outcome_head *head)
{
	struct buf *b = &o->line;

	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "result");
	json_write_cstr(b, "org", o->put->org);
	json_write_open(b, head->what);
	if (head->id != NULL)
		json_write_cstr(b, "id", head->id);
	json_write_cstr(b, "name", head->name);
	json_write_cstr(b, "type", head->type);
	json_write_close(b);
	json_write_cstr(b, "action", head->action);
	json_write_cstr(b, "status", status_names[head->status]);
	json_write_cstr(b, "reason", head->reason);
	if (outcome_code(head->status) == EXIT_PARTIAL && put_cause_passes(head->cause))
		json_write_bool(b, "temporary", true);
	if (head->status == PUT_KEPT)
		json_write_bool(b, "left", true);
}

/* version empty: there is none. texts: the hash of name and description there; "": not known. */
static void
outcome_add_version(struct buf *b, struct slice version, const char *texts)
{
	json_write_open(b, "target");
	if (version.n > 0)
		json_write_string(b, "version", version);
	else
		json_write_null(b, "version");
	json_write_filled(b, "textHash", slice_str(texts));
	json_write_close(b);
}

/* As the listing had it, for a flow that was not looked at; id NULL: it is not there. */
static void
outcome_add_listed(struct outcome *o, const char *id)
{
	struct buf version = BUF_INIT;

	if (id == NULL || target_version(o->put->target, id, &version))
		outcome_add_version(&o->line, buf_slice(&version), "");
	buf_release(&version);
}

/*
 * What gc-put has written is what the record says. Of an import job, which takes name and description
 * from its YAML, they are not known afterwards.
 */
static void
outcome_hash_texts(const struct put_flow *f, char texts[FLOW_TEXTS_SIZE])
{
	texts[0] = '\0';
	if ((f->put->option.dry_run || !f->task.wrote) && f->meta != NULL)
		written_hash_target(f, texts);
	else if (f->saved || (f->facts.equal && members_find(&f->m, "archy") == NULL))
		flow_texts_hash_of(&f->m, texts);
}

static void
outcome_add_target(struct outcome *o, const struct put_flow *f)
{
	char texts[FLOW_TEXTS_SIZE];

	outcome_hash_texts(f, texts);
	if (f->target != NULL && f->draft != NULL)
		outcome_add_version(&o->line, slice_str(f->draft), texts);
	else if (f->target != NULL && f->meta != NULL)
		outcome_add_version(&o->line, f->state.newest, texts);
	else if (f->target == NULL || !f->task.wrote)
		outcome_add_listed(o, f->target);
}

void
outcome_print(struct outcome *o)
{
	buf_puts(&o->line, "}\n");
	out_slice(buf_slice(&o->line));
	out_flush();
}

void
outcome_count(struct outcome *o, const struct outcome_end *e)
{
	int code = outcome_code(e->status);

	o->ended++;
	if (code == EXIT_PARTIAL) {
		o->bad++;
		o->temporary += e->cause == CAUSE_TEMPORARY;
		o->forbidden += e->cause == CAUSE_FORBIDDEN;
	} else {
		o->good++;
	}
	if (code == EXIT_PARTIAL && e->call != NULL && e->call->verdict == CALL_DROPPED &&
	    !e->wrote)
		o->unasked++;
	else if (code != 0)
		outcome_complain(e->label, code, e->action, e->reason);
	if (code == EXIT_PARTIAL || e->status == PUT_WAITS)
		failures_add(&o->failures, e->m,
		    &(struct failure){.status = e->call != NULL ? e->call->status : 0,
			.code = e->call != NULL ? e->call->code : NULL,
			.message = e->reason,
			.context = e->call != NULL ? e->call->context : NULL});
	progress_show(outcome_noun(o), o->ended, o->total, NULL);
}

static void
outcome_add(struct outcome *o, struct put_flow *f, enum put_status status, const char *action,
    const char *reason)
{
	outcome_begin(o, &(struct outcome_head){"flow", f->target, f->name, f->type, action, reason,
			     status, f->cause});
	outcome_add_target(o, f);
	if (status == PUT_DONE || status == PUT_SKIPPED)
		earlier_write(f, &o->line);
	outcome_add_division(&o->line, f);
	outcome_print(o);
	outcome_count(o, &(struct outcome_end){.status = status,
			     .label = f->label,
			     .action = action,
			     .reason = reason,
			     .cause = f->cause,
			     .call = f->call_failed ? &f->task.call : NULL,
			     .wrote = f->task.wrote,
			     .m = &f->m});
}

void
outcome_end(struct put_flow *f, enum put_status status, const char *action, const char *fmt, ...)
{
	struct buf why = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&why, fmt, args);
	va_end(args);
	f->planned = status == PUT_PLANNED;
	f->reported = true;
	outcome_add(f->put->outcome, f, status, action, why.p);
	buf_release(&why);
	task_end(&f->task);
}

void
outcome_failed(struct put_flow *f, const char *action, const char *doing)
{
	const struct call *c = &f->task.call;
	enum api_code code = api_code_of(c->code);
	const char *advice = api_code_advice(code);
	struct buf why = BUF_INIT;

	f->call_failed = true;
	if (c->verdict == CALL_FORBIDDEN)
		f->cause = CAUSE_FORBIDDEN;
	else if (c->verdict != CALL_REFUSED)
		f->cause = CAUSE_TEMPORARY;
	else if (api_code_passes(code))
		f->cause = CAUSE_BUSY;
	call_describe(c, &why);
	outcome_end(f, PUT_FAILED, action, "%s: %s%s%s", doing, why.p, advice != NULL ? "; " : "",
	    advice != NULL ? advice : "");
	buf_release(&why);
}

struct jx *
outcome_answer(struct put_flow *f, const char *action)
{
	const char *why = NULL;
	struct jx *x = jx_parse(buf_slice(&f->task.call.body), &why);

	if (x == NULL)
		outcome_end(
		    f, PUT_FAILED, action, "the server's answer is not understood: %s", why);
	return x;
}

void
outcome_postpone(struct put_flow *f, const char *action, const char *why)
{
	f->postponed_action = xstrdup(action);
	f->postponed_why = xstrdup(why);
	task_end(&f->task);
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
outcome_refuse(
    struct outcome *o, const struct record *r, const char *id, const char *action, const char *why)
{
	char *name = members_dup(&r->m, "name"), *type = members_dup(&r->m, "type");
	struct buf label = BUF_INIT;

	o->bad++;
	record_label(r, &label);
	outcome_begin(o,
	    &(struct outcome_head){"flow", id, name, type, action, why, PUT_REFUSED, CAUSE_FLOW});
	if (members_string(&r->m, "id").n > 0)
		json_write_token(&o->line, "from", members_string(&r->m, "id"));
	outcome_add_listed(o, id);
	outcome_print(o);
	outcome_complain(label.p, EXIT_PARTIAL, action, why);
	failures_add(&o->failures, &r->m, &(struct failure){.message = why});
	buf_release(&label);
	free(name);
	free(type);
}

void
outcome_close(struct outcome *o)
{
	if (o->unasked > 0)
		fail(EXIT_PARTIAL, 0, "stopped; nothing was written of %zu more %.*s%s", o->unasked,
		    (int)strlen(outcome_noun(o)) - 1, outcome_noun(o), plural(o->unasked));
	if (o->good == 0 && o->bad > 0 && o->temporary == o->bad)
		status_raise(EXIT_RETRY);
	else if (o->good == 0 && o->bad > 0 && o->forbidden == o->bad)
		status_raise(EXIT_AUTH);
	failures_close(&o->failures);
	buf_release(&o->line);
}
