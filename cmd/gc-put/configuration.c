/*
 * configuration.c - bring a flow by its configuration, as Architect's own page does.
 *
 *	GET  /api/v2/flows/{id}                         versions and lock
 *	GET  /api/v2/flows/{id}/latestconfiguration     is it equal already?
 *	POST /api/v2/flows                              where there is none
 *	PUT  /api/v2/flows/{id}                         where name or description differ
 *	POST /api/v2/flows/actions/checkout?flow=       takes the lock
 *	POST /api/v2/flows/{id}/versions                the configuration, undocumented
 *	POST /api/v2/flows/actions/checkin|publish?flow=
 *
 * Every step may be cut or done twice: see put_decide.h. What must not be done twice is asked for
 * `once`, and when the answer is lost the flow is looked at before it is asked for again.
 */
#include "backup.h"
#include "division.h"
#include "put.h"
#include "same.h"
#include "target.h"
#include "written.h"

static void on_meta(struct errand *e), on_body(struct errand *e);
static void on_published(struct errand *e), act(struct errand *e);
static void edit(struct errand *e), edited(struct errand *e), checkout_or_finish(struct errand *e);
static void checkout(struct errand *e), checked_out(struct errand *e);
static void save(struct errand *e), saved(struct errand *e);
static void check_saved(struct errand *e), resaved(struct errand *e);
static void validate_or_finish(struct errand *e);
static void finish(struct errand *e), finishing(struct errand *e), finished(struct errand *e);

static const char *
action(const struct errand *e)
{
	return put_action_name(e->todo);
}

static struct slice
configuration(const struct errand *e)
{
	return members_find(&e->m, "configuration")->value;
}

static bool
is_ours(const struct errand *e, const struct buf *other)
{
	return same_configuration(buf_slice(&e->text), configuration(e), buf_slice(other));
}

void
configuration_start(struct errand *e)
{
	if (!target_find(e) || target_leaves(e))
		return;
	e->facts.publish = e->publish;
	e->facts.exists = e->target != NULL;
	e->todo = e->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (e->facts.exists)
		operation_settle(e, on_meta);
	else
		act(e);
}

static void
on_meta(struct errand *e)
{
	errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
}

static void
on_body(struct errand *e)
{
	struct slice published = jx_string(e->meta, "/publishedVersion/id");

	if (e->call.verdict == CALL_OK) {
		errand_take_body(e);
	} else if (e->call.status != 404) { /* 404: created and never saved */
		errand_failed(e, action(e), "cannot read the flow's configuration in the target");
		return;
	}
	e->facts.equal = e->body.n > 0 && is_ours(e, &e->body);
	if (backup_has_newer(&e->m) && !e->facts.equal && published.n > 0)
		errand_call(e, "GET", on_published, "/api/v2/flows/%s/versions/%s/configuration",
		    e->target, published.p);
	else
		act(e);
}

/* Of a flow whose published version is followed by a newer one, the first may be there already. */
static void
on_published(struct errand *e)
{
	if (e->call.verdict == CALL_OK && is_ours(e, &e->call.body))
		errand_end(e, PUT_SKIPPED, "skip", "the published version is equal");
	else
		act(e);
}

/* The flow is, or could be, as it should be. */
static void
end_well(struct errand *e, enum put_status status, const char *what)
{
	if (published_since(e))
		errand_end(e, PUT_LEFT, action(e),
		    "%s; not published before, it stays published: deactivate it in Architect",
		    what);
	else
		errand_end(e, status, action(e), "%s", what);
}

/* All is known: say it, or do it. */
static void
act(struct errand *e)
{
	e->todo = put_decide(&e->facts);
	if (e->todo == PUT_SKIP)
		end_well(e, PUT_SKIPPED, put_reason(&e->facts));
	else if (e->todo == PUT_CREATE ? !division_find(e, action(e)) : locked_by_another(e))
		return;
	else if (e->put->option.restore && !e->put->option.force && e->target != NULL &&
		 !written_is_present(&e->put->written, e))
		errand_end(e, PUT_REFUSED, action(e),
		    "it was changed after what the backup tells of; look at it, or overwrite it "
		    "with --force");
	else if (e->put->option.dry_run)
		end_well(e, PUT_PLANNED, put_reason(&e->facts));
	else if (e->todo == PUT_CREATE)
		create_flow(e, checkout);
	else
		backup_flow(e->put->backup, e, edit);
}

static void
edit(struct errand *e)
{
	const struct member *description = members_find(&e->m, "description");

	if (e->facts.described) {
		checkout_or_finish(e);
		return;
	}
	buf_clear(&e->out);
	buf_puts(&e->out, "{\"name\":");
	json_quote(&e->out, slice_str(e->name));
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
	if (e->call.status == 409)
		conflict_settle(e, edit);
	else if (e->call.verdict != CALL_OK)
		errand_failed(e, action(e), "cannot change name and description");
	else if (e->todo == PUT_EDIT)
		end_well(e, PUT_DONE, put_reason(&e->facts));
	else
		checkout_or_finish(e);
}

/* A draft without its lock needs one again before it can be checked in. */
static void
checkout_or_finish(struct errand *e)
{
	if (e->todo == PUT_UPDATE || (e->todo == PUT_CHECKIN && !e->facts.held))
		checkout(e);
	else
		validate_or_finish(e);
}

static void
checkout(struct errand *e)
{
	errand_call(e, "POST", checked_out, "/api/v2/flows/actions/checkout?flow=%s", e->target);
}

static void
checked_out(struct errand *e)
{
	if (e->call.status == 409)
		conflict_settle(e, checkout);
	else if (e->call.verdict != CALL_OK)
		errand_failed(e, action(e), "cannot check the flow out");
	else if (e->saved) /* it has been finished in vain for want of the lock */
		finish(e);
	else if (e->todo == PUT_CHECKIN)
		validate_or_finish(e);
	else
		save(e);
}

static void
save(struct errand *e)
{
	buf_release(&e->body); /* backed up */
	buf_add_slice(&e->out, configuration(e));
	e->call.once = true;
	errand_call(e, "POST", saved, "/api/v2/flows/%s/versions", e->target);
}

static void
saved(struct errand *e)
{
	if (e->call.verdict == CALL_OK)
		validate_or_finish(e);
	else if (e->call.status == 409) /* the lock may be lost, too */
		conflict_settle(e, checkout);
	else if (e->call.verdict != CALL_UNSURE || !errand_again(e, check_saved))
		errand_failed(e, action(e), "the server does not take the configuration");
}

static void
check_saved(struct errand *e)
{
	errand_call(e, "GET", resaved, "/api/v2/flows/%s/latestconfiguration", e->target);
}

/* The answer to saving was lost: it is saved if the newest configuration is ours. */
static void
resaved(struct errand *e)
{
	if (e->call.verdict == CALL_OK && is_ours(e, &e->call.body))
		validate_or_finish(e);
	else if (e->call.verdict == CALL_OK || e->call.status == 404)
		save(e);
	else
		errand_failed(e, action(e), "cannot see whether the configuration was saved");
}

static void
validate_or_finish(struct errand *e)
{
	e->tries = 0;
	e->saved = true;
	if (e->put->option.validate)
		validate_flow(e, finish);
	else
		finish(e);
}

/* A lock on a version that is checked in or published is given back by a check-in, too. */
static bool
is_to_be_published(const struct errand *e)
{
	return e->publish && e->todo != PUT_CHECKIN;
}

static void
finish(struct errand *e)
{
	operation_mark(e);
	e->call.once = true;
	errand_call(e, "POST", finishing, "/api/v2/flows/actions/%s?flow=%s",
	    is_to_be_published(e) ? "publish" : "checkin", e->target);
}

static void
finishing(struct errand *e)
{
	buf_clear(&e->why);
	if (e->call.verdict != CALL_OK)
		errand_keep_why(e);
	e->refused = e->call.status == 409;
	e->cause = e->call.verdict == CALL_UNSURE ? CAUSE_TEMPORARY : CAUSE_FLOW;
	if (e->call.verdict == CALL_OK || e->call.verdict == CALL_UNSURE || e->call.status == 409)
		operation_settle(e, finished);
	else
		errand_failed(e, action(e), "the configuration is saved, but not finished");
}

/* Nothing is under way: what the flow says of itself decides whether it is as it should be. */
static void
finished(struct errand *e)
{
	bool good = is_to_be_published(e) ? e->state.published : !e->state.draft;
	const char *what = is_to_be_published(e) ? "published" : "checked in";
	/* Refused, and nobody has it locked: some servers want it checked out for that. */
	errand_step *again = e->refused && !e->facts.held ? checkout : finish;
	struct buf why = BUF_INIT;
	bool failed = operation_failed(e, &why);

	if (good && failed)
		errand_end(e, PUT_DONE, action(e), "%s, though the server says: %s", what, why.p);
	else if (good)
		end_well(e, PUT_DONE, what);
	else if (failed)
		errand_park(e, action(e), why.p);
	else if (!locked_by_another(e) && !errand_again(e, again))
		errand_end(e, PUT_FAILED, action(e), "saved, but not %s: %s; run this again", what,
		    e->why.n > 0 ? e->why.p : "the server gives no reason");
	buf_release(&why);
}
