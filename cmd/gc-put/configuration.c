/*
 * configuration.c - bring a flow by its configuration, as Architect's own page does.
 *
 *	GET  /api/v2/flows/{id}                        versions and lock
 *	GET  /api/v2/flows/{id}/latestconfiguration    is it equal already?
 *	POST /api/v2/flows                             where there is none
 *	PUT  /api/v2/flows/{id}                        where the description differs
 *	POST /api/v2/flows/actions/checkout?flow=      takes the lock
 *	POST /api/v2/flows/{id}/versions               the configuration; its contract is not
 *documented POST /api/v2/flows/actions/checkin|publish?flow=
 *
 * Every step may be cut or done twice: see put_decide.h.
 */
#include "backup.h"
#include "err.h"
#include "mem.h"
#include "put.h"
#include "target.h"

enum { SAVE_TRIES = 4, FINISH_TRIES = 8 };

static void on_meta(struct errand *e), on_body(struct errand *e), act(struct errand *e);
static void edit(struct errand *e), edited(struct errand *e);
static void checkout(struct errand *e), checked_out(struct errand *e);
static void save(struct errand *e), saved(struct errand *e), resaved(struct errand *e);
static void finish(struct errand *e), finishing(struct errand *e), finished(struct errand *e);

static const char *
action(const struct errand *e)
{
	return put_action_name(put_decide(&e->facts));
}

void
configuration_start(struct errand *e)
{
	if (!target_find(e))
		return;
	e->facts.publish = e->publish;
	e->facts.exists = e->target != NULL;
	if (e->facts.exists)
		errand_call(e, "GET", on_meta, "/api/v2/flows/%s", e->target);
	else
		act(e);
}

static void
on_meta(struct errand *e)
{
	if (!errand_meta(e))
		return;
	if (e->state.locked && !e->facts.held)
		errand_end(e, PUT_REFUSED, "update",
		    "locked by %.*s: have it unlocked in Architect, then run this again",
		    SLICE_ARGS(e->state.holder));
	else
		errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
}

static void
on_body(struct errand *e)
{
	if (e->call.verdict == CALL_OK) {
		buf_clear(&e->body);
		buf_add_slice(&e->body, buf_slice(&e->call.body));
	} else if (e->call.status != 404) { /* 404: created and never saved */
		errand_failed(e, "look", "cannot read the flow's configuration in the target");
		return;
	}
	e->facts.equal =
	    e->body.n > 0 &&
	    same_configuration(members_find(&e->m, "configuration")->value, buf_slice(&e->body));
	act(e);
}

/* All is known: say it, or do it. */
static void
act(struct errand *e)
{
	enum put_action what = put_decide(&e->facts);

	if (what == PUT_SKIP) {
		errand_end(e, PUT_SKIPPED, "skip", "%s", put_reason(&e->facts));
	} else if (e->put->option.dry_run) {
		errand_end(e, PUT_PLANNED, action(e), "%s", put_reason(&e->facts));
	} else if (what == PUT_CREATE) {
		create_flow(e, checkout);
	} else {
		backup_flow(e->put->backup, e, edit);
	}
}

static void
edit(struct errand *e)
{
	const struct member *description = members_find(&e->m, "description");

	if (e->facts.described) {
		edited(e);
		return;
	}
	buf_clear(&e->out);
	buf_puts(&e->out, "{\"name\":");
	json_quote(&e->out, jx_string(e->meta, "/name"));
	buf_puts(&e->out, ",\"description\":");
	if (description != NULL && description->type == JSON_STRING)
		buf_add_slice(&e->out, description->value);
	else
		buf_puts(&e->out, "\"\"");
	buf_putc(&e->out, '}');
	errand_call(e, "PUT", edited, "/api/v2/flows/%s", e->target);
}

static void
edited(struct errand *e)
{
	if (!e->facts.described && e->call.verdict != CALL_OK) {
		errand_failed(e, "edit", "cannot change the description");
		return;
	}
	switch (put_decide(&e->facts)) {
	case PUT_EDIT:
		errand_end(e, PUT_DONE, "edit", "%s", put_reason(&e->facts));
		break;
	case PUT_UPDATE:
		checkout(e);
		break;
	default:
		finish(e);
	}
}

static void
checkout(struct errand *e)
{
	e->out.n = 0;
	errand_call(e, "POST", checked_out, "/api/v2/flows/actions/checkout?flow=%s", e->target);
}

static void
checked_out(struct errand *e)
{
	if (e->call.verdict == CALL_OK) {
		e->tries = 0;
		save(e);
	} else if (e->call.status == 409) {
		errand_end(e, PUT_REFUSED, action(e),
		    "somebody locked it meanwhile: %s; have it unlocked, then run this again",
		    e->call.message);
	} else {
		errand_failed(e, action(e), "cannot check the flow out");
	}
}

static void
is_saved(struct errand *e)
{
	e->tries = 0;
	if (e->put->option.validate)
		validate_flow(e, finish);
	else
		finish(e);
}

static void
save(struct errand *e)
{
	buf_clear(&e->out);
	buf_add_slice(&e->out, members_find(&e->m, "configuration")->value);
	e->call.once = true;
	errand_call(e, "POST", saved, "/api/v2/flows/%s/versions", e->target);
}

static void
saved(struct errand *e)
{
	e->call.once = false;
	e->out.n = 0;
	if (e->call.verdict == CALL_OK)
		is_saved(e);
	else if (e->call.verdict == CALL_UNSURE)
		errand_call(e, "GET", resaved, "/api/v2/flows/%s/latestconfiguration", e->target);
	else
		errand_failed(e, action(e), "the server does not take the configuration");
}

/* The answer to saving was lost: it is saved if the newest configuration is ours. */
static void
resaved(struct errand *e)
{
	if (e->call.verdict == CALL_OK &&
	    same_configuration(
		members_find(&e->m, "configuration")->value, buf_slice(&e->call.body)))
		is_saved(e);
	else if (++e->tries < SAVE_TRIES && (e->call.verdict == CALL_OK || e->call.status == 404))
		save(e);
	else
		errand_failed(e, action(e), "cannot see whether the configuration was saved");
}

static void
finish(struct errand *e)
{
	e->out.n = 0;
	errand_call(e, "POST", finishing, "/api/v2/flows/actions/%s?flow=%s",
	    e->publish ? "publish" : "checkin", e->target);
}

static void
finishing(struct errand *e)
{
	const char *doing = e->publish ? "publish" : "checkin";

	if (e->call.verdict == CALL_OK || e->call.verdict == CALL_UNSURE)
		operation_wait(e, doing, finished);
	else
		errand_failed(e, doing, "the configuration is saved, but not finished");
}

/* No operation is under way: what the flow says of itself decides whether it was ours. */
static void
finished(struct errand *e)
{
	enum put_action was = put_decide(&e->facts);
	bool good;

	if (!errand_meta(e))
		return;
	good = e->publish ? e->state.published : !e->state.draft;
	if (good)
		errand_end(e, PUT_DONE, put_action_name(was), "%s",
		    e->publish ? "published" : "checked in");
	else if (++e->tries < FINISH_TRIES)
		finish(e);
	else
		errand_end(e, PUT_FAILED, put_action_name(was),
		    "the server says that nothing is under way, but the newest version is not %s",
		    e->publish ? "published" : "checked in");
}
