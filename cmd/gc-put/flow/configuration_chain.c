/* configuration_chain.c - bring a flow by its configuration */
#include "flow/configuration_chain.h"
#include "flow/backup.h"
#include "run/backup_record.h"
#include "base/err.h"
#include "base/mem.h"
#include "flow/flow_create.h"
#include "flow/flow_edit.h"
#include "flow/flow_finish.h"
#include "flow/flow_save.h"
#include "run/earlier.h"
#include "flow/moved.h"
#include "run/outcome.h"
#include "put/put_bot.h"
#include "flow/target_find.h"
#include "flow/validate.h"
#include "run/written.h"

struct configuration_chain {
	struct put_flow *flow;
	struct settle settle;
	struct backup_step backup;
	struct flow_create create;
	struct flow_edit edit;
	struct flow_checkout checkout;
	struct flow_save save;
	struct validate validate;
	struct flow_finish finish;
	unsigned tries;
	bool created;    /* by this run */
	char *listed[3]; /* version ids that the listing had, for configuration_look_again() */
};

static void configuration_on_meta(void *self);
static void configuration_act(struct configuration_chain *c);

static void
configuration_free(void *self)
{
	struct configuration_chain *c = self;

	flow_create_release(&c->create);
	flow_edit_release(&c->edit);
	flow_checkout_release(&c->checkout);
	flow_save_release(&c->save);
	validate_release(&c->validate);
	flow_finish_release(&c->finish);
	for (size_t i = 0; i < COUNT_OF(c->listed); i++)
		free(c->listed[i]);
	free(c);
}

/* Whether the flow of a backup's record is published now and was not then. */
static bool
configuration_is_published_since(const struct put_flow *f)
{
	const struct member *before = members_find(&f->m, "publishedVersion");

	return f->put->option.restore && jx_has(f->meta, "/publishedVersion/id") &&
	       (before == NULL || before->type != JSON_OBJECT);
}

/* The flow is, or could be, as it should be. */
static void
configuration_end(struct put_flow *f, enum put_status status, const char *what)
{
	if (configuration_is_published_since(f))
		outcome_end(f, PUT_LEFT, put_flow_action(f),
		    "%s; not published before, it stays published: deactivate it in Architect",
		    what);
	else
		outcome_end(f, status, put_flow_action(f), "%s", what);
}

/* A lock on a version that is checked in or published is given back by a check-in, too. */
static bool
configuration_is_to_publish(const struct put_flow *f)
{
	return f->publish && f->todo != PUT_CHECKIN;
}

static void
configuration_finished(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;

	if (c->created && put_bot_has_domain(f->configuration))
		warn("%s: created with the NLU domain of the source org; gc-put cannot create a "
		     "domain: create the bot in Architect, then run this again",
		    f->label);
	configuration_end(f, PUT_DONE, configuration_is_to_publish(f) ? "published" : "checked in");
}

static void
configuration_finish(void *self)
{
	struct configuration_chain *c = self;

	flow_finish_start(
	    &c->finish, c->flow, configuration_is_to_publish(c->flow), configuration_finished, c);
}

static void
configuration_saved(void *self)
{
	struct configuration_chain *c = self;

	c->flow->saved = true;
	if (c->flow->put->option.validate)
		validate_start(&c->validate, c->flow, configuration_finish, c);
	else
		configuration_finish(c);
}

/* A flow that this client has created or locked needs no checkout. */
static void
configuration_save(struct configuration_chain *c)
{
	flow_save_start(
	    &c->save, c->flow, !c->created && !c->flow->facts.held, configuration_saved, c);
}

/* A draft without its lock needs one again before it can be checked in. */
static void
configuration_described(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;

	if (f->todo == PUT_EDIT)
		configuration_end(f, PUT_DONE, put_reason(&f->facts));
	else if (f->todo == PUT_UPDATE)
		configuration_save(c);
	else if (f->todo == PUT_CHECKIN && !f->facts.held)
		flow_checkout_start(&c->checkout, f, &c->tries, configuration_saved, c);
	else
		configuration_saved(c);
}

static void
configuration_backed_up(void *self)
{
	struct configuration_chain *c = self;

	if (c->flow->facts.described)
		configuration_described(c);
	else
		flow_edit_start(&c->edit, c->flow, configuration_described, c);
}

static bool
configuration_has_version(const struct configuration_chain *c, size_t i, const char *key)
{
	return slice_is(jx_string(c->flow->meta, "/%s/id", key), c->listed[i]);
}

/* What the listing said at the start of the run may be old by now: has anybody changed the flow? */
static void
configuration_looked_again(void *self)
{
	struct configuration_chain *c = self;

	if (configuration_has_version(c, 0, "publishedVersion") &&
	    configuration_has_version(c, 1, "checkedInVersion") &&
	    configuration_has_version(c, 2, "savedVersion"))
		configuration_act(c);
	else
		configuration_on_meta(c);
}

static void
configuration_look_again(struct configuration_chain *c)
{
	static const char *const keys[] = {"publishedVersion", "checkedInVersion", "savedVersion"};

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct slice id = jx_string(c->flow->meta, "/%s/id", keys[i]);
		free(c->listed[i]);
		c->listed[i] = xmemdup0(id.p, id.n);
	}
	settle_start(&c->settle, c->flow, configuration_looked_again, c);
}

static void
configuration_created(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;

	if (c->create.existed) { /* created by another since the listing */
		f->facts.exists = true;
		f->todo = PUT_UPDATE;
		settle_start(&c->settle, f, configuration_on_meta, c);
	} else {
		c->created = true;
		configuration_save(c);
	}
}

static const char *
configuration_reason(const struct put_flow *f)
{
	if (f->todo == PUT_CREATE && put_bot_has_domain(f->configuration))
		return "the target has no such flow; its NLU domain stays that of the source org: "
		       "create the bot in Architect first";
	return put_reason(&f->facts);
}

/* All is known: report it, or do it. */
static void
configuration_act(struct configuration_chain *c)
{
	struct put_flow *f = c->flow;

	f->todo = put_decide(&f->facts);
	if (f->todo == PUT_SKIP)
		configuration_end(f, PUT_SKIPPED, put_reason(&f->facts));
	else if (f->todo == PUT_CREATE ? !flow_create_prepare(&c->create, f, put_flow_action(f))
				       : conflict_locked(f))
		return;
	else if (f->put->option.restore && !f->put->option.force && f->target != NULL &&
		 !written_is_present(&f->put->written, f))
		outcome_end(f, PUT_REFUSED, put_flow_action(f),
		    "changed after the import that the backup was made for; look at it, or "
		    "overwrite it with --force");
	else if (moved_refuses(f))
		return;
	else if (f->put->option.dry_run)
		configuration_end(f, PUT_PLANNED, configuration_reason(f));
	else if (f->todo == PUT_CREATE)
		flow_create_start(&c->create, configuration_created, c);
	else if (f->listed && !f->facts.held)
		configuration_look_again(c);
	else
		backup_flow(&c->backup, f, c->create.noted, configuration_backed_up, c);
}

/* The version that is to be equal is followed by a newer one, or by another client's draft. */
static void
configuration_on_finished(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;

	if (f->task.call.verdict == CALL_OK && put_flow_is_equal(f, buf_slice(&f->task.call.body)))
		outcome_end(f, PUT_SKIPPED, "skip", "the %s version is equal",
		    backup_has_newer(&f->m) || f->facts.publish ? "published" : "checked-in");
	else
		configuration_act(c);
}

/* A bot keeps the NLU domain that it has in the target; a backup is put back as it is. */
static void
configuration_keep_domain(struct put_flow *f)
{
	struct buf record = BUF_INIT;

	if (f->body.n > 0 && !f->put->option.restore &&
	    put_bot_keep_domain(put_flow_record(f), f->configuration, buf_slice(&f->body), &record))
		put_flow_change(f, &record);
	buf_release(&record);
}

static void
configuration_on_body(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;
	bool newer = backup_has_newer(&f->m);
	struct slice finished = jx_string(
	    f->meta, "/%sVersion/id", newer || f->facts.publish ? "published" : "checkedIn");

	if (f->task.call.verdict == CALL_OK) {
		put_flow_take_body(f);
	} else if (!put_flow_has_no_body(f)) {
		if (!moved_refuses_deleted(f))
			outcome_failed(f, put_flow_action(f),
			    "cannot read the flow's configuration in the target");
		return;
	}
	configuration_keep_domain(f);
	f->facts.equal = f->body.n > 0 && put_flow_is_equal(f, buf_slice(&f->body));
	if (finished.n > 0 && ((newer && !f->facts.equal) ||
				  (f->facts.equal && f->facts.described && conflict_draft(f))))
		task_call(&f->task, "GET", configuration_on_finished, c,
		    "/api/v2/flows/%s/versions/%s/configuration", f->target, finished.p);
	else
		configuration_act(c);
}

static void
configuration_on_meta(void *self)
{
	struct configuration_chain *c = self;
	struct put_flow *f = c->flow;

	if (!f->put->option.restore && earlier_knows(f->put->have, f, &f->facts.equal) &&
	    (f->facts.equal || f->put->option.dry_run || !backup_needs(f->put->backup, f))) {
		configuration_act(c);
		return;
	}
	task_call(&c->flow->task, "GET", configuration_on_body, c,
	    "/api/v2/flows/%s/latestconfiguration", c->flow->target);
}

void
configuration_start(struct put_flow *f)
{
	struct configuration_chain *c;

	if (!target_find(f) || target_leaves(f))
		return;
	f->chain = c = xcalloc(1, sizeof *c);
	f->chain_free = configuration_free;
	c->flow = f;
	f->facts.publish = f->publish;
	f->facts.exists = f->target != NULL;
	f->todo = f->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (!f->facts.exists)
		configuration_act(c);
	else if (settle_from_listing(f))
		configuration_on_meta(c);
	else
		settle_start(&c->settle, f, configuration_on_meta, c);
}
