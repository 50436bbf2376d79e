/* archy_chain.c - bring a flow by its Archy YAML */
#include "flow/archy_chain.h"
#include "flow/archy_compare.h"
#include "flow/archy_import.h"
#include "flow/archy_run.h"
#include "flow/backup.h"
#include "base/clock.h"
#include "base/mem.h"
#include "flow/conflict.h"
#include "flow/flow_lookup.h"
#include "flow/moved.h"
#include "run/outcome.h"
#include "flow/own_stub.h"
#include "flow/target_find.h"

/*
 * How long gc-put waits for what an earlier run has left at work: all of that began before this
 * run, so from the first wait on all flows share one term, after which each has a few looks only.
 */
enum { HELD_MS = 5 * 60 * 1000, HELD_LOOKS = 6 };

struct archy_chain {
	struct put_flow *flow;
	struct settle settle;
	struct own_stub stub;
	struct archy_compare compare;
	struct backup_step backup;
	struct archy_import import;
	struct flow_lookup lookup;
	char *published; /* the version that callers hear, "" or NULL: none */
	struct buf why;  /* what the import job said */
	unsigned waits;  /* for a lock of this client's own */
	bool repeated;   /* the import is the second one */
};

static void archy_import(void *self), archy_look_at_flow(void *self);

static void
archy_free(void *self)
{
	struct archy_chain *c = self;

	archy_compare_release(&c->compare);
	archy_import_release(&c->import);
	flow_lookup_release(&c->lookup);
	free(c->published);
	buf_release(&c->why);
	free(c);
}

/* Remember the version that callers hear. */
static void
archy_mark_published(struct archy_chain *c)
{
	struct slice version = jx_string(c->flow->meta, "/publishedVersion/id");

	free(c->published);
	c->published = xmemdup0(version.p, version.n);
}

/* Whether there is another published version than the one remembered. */
static bool
archy_is_published_again(const struct archy_chain *c)
{
	struct slice version = jx_string(c->flow->meta, "/publishedVersion/id");

	return version.n > 0 && (c->published == NULL || !slice_is(version, c->published));
}

static void
archy_end_done(struct archy_chain *c)
{
	if (c->why.n == 0)
		buf_puts(&c->why, "imported and published");
	if (c->compare.unseen.n > 0)
		buf_printf(
		    &c->why, "; whether it was equal could not be seen: %s", c->compare.unseen.p);
	outcome_end(c->flow, PUT_DONE, put_flow_action(c->flow), "%s", c->why.p);
}

/* The job failed, and yet there is a new version. Its own, or one of another job? */
static void
archy_compared_again(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;

	if (f->facts.equal && c->waits > 0) {
		outcome_end(f, PUT_DONE, put_flow_action(f),
		    "published by a job that an earlier run had left");
	} else if (f->facts.equal) {
		outcome_end(f, PUT_DONE, put_flow_action(f),
		    "published, though the server says: %s", c->why.p);
	} else if (!c->repeated) {
		c->repeated = true;
		archy_import(c);
	} else {
		outcome_end(f, PUT_FAILED, put_flow_action(f),
		    "a new version was published, and yet the job failed: %s; look at it, or run "
		    "this again",
		    c->why.p);
	}
}

/* This client's lock is that of a job which an earlier run has left behind, as far as it shows. */
static void
archy_wait_for_job(struct archy_chain *c)
{
	struct put_flow *f = c->flow;
	struct archy_run *run = f->put->archy;

	if (run->held_until == 0)
		run->held_until = clock_ms() + HELD_MS;
	if (++c->waits < HELD_LOOKS || clock_ms() < run->held_until) {
		task_poll(&f->task, "job of an earlier run", c->waits, archy_look_at_flow, c);
		return;
	}
	f->cause = CAUSE_TEMPORARY;
	outcome_end(f, PUT_FAILED, put_flow_action(f),
	    "locked by this client, probably by an interrupted run; have it unlocked in "
	    "Architect, then run this again (the import job says: %s)",
	    c->why.p);
}

static void
archy_on_flow(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;
	bool again = archy_is_published_again(c);

	if (conflict_locked(f))
		return;
	archy_mark_published(c);
	if (f->facts.held) {
		archy_wait_for_job(c);
	} else if (again) {
		archy_compare_start(&c->compare, f, c->published, archy_compared_again, c);
	} else if (c->waits > 0 && !c->repeated) {
		c->repeated = true;
		archy_import(c);
	} else {
		outcome_postpone(f, put_flow_action(f), c->why.p);
	}
}

static void
archy_found(void *self)
{
	struct archy_chain *c = self;

	if (c->lookup.id.n == 0) {
		outcome_postpone(c->flow, put_flow_action(c->flow), c->why.p);
		return;
	}
	target_adopt(c->flow, buf_slice(&c->lookup.id));
	settle_start(&c->settle, c->flow, archy_on_flow, c);
}

/* Who has locked it, and whether a job did its work all the same, shows in the flow. */
static void
archy_look_at_flow(void *self)
{
	struct archy_chain *c = self;

	if (c->flow->target != NULL)
		settle_start(&c->settle, c->flow, archy_on_flow, c);
	else
		flow_lookup_start(&c->lookup, c->flow, archy_found, c);
}

/* The flow has been read again. */
static void
archy_noted(void *self)
{
	struct archy_chain *c = self;

	backup_wrote(c->flow->put->backup, c->flow);
	archy_end_done(c);
}

/* The same without a backup: if the flow cannot be read, only its new version is not known. */
static void
archy_seen(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;

	if (f->task.call.verdict != CALL_OK ||
	    put_flow_take_meta(f, buf_slice(&f->task.call.body)) != NULL) {
		jx_free(f->meta);
		f->meta = NULL;
	}
	archy_end_done(c);
}

static void
archy_imported(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;

	buf_clear(&c->why);
	buf_add_slice(&c->why, buf_slice(&c->import.said));
	if (c->import.succeeded && *c->import.flow_id != '\0') {
		if (f->target == NULL)
			target_adopt(f, slice_str(c->import.flow_id));
		if (f->put->backup != NULL)
			settle_start(&c->settle, f, archy_noted, c);
		else
			task_call(&f->task, "GET", archy_seen, c, "/api/v2/flows/%s", f->target);
		return;
	}
	if (c->why.n == 0)
		buf_printf(&c->why, "the import job ended with %s and gives no reason",
		    c->import.succeeded ? "Success" : "Failure");
	c->waits = 0;
	archy_look_at_flow(c);
}

static void
archy_import(void *self)
{
	struct archy_chain *c = self;

	archy_import_start(&c->import, c->flow, archy_imported, c);
}

static void
archy_on_body(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;

	if (f->task.call.verdict == CALL_OK) {
		put_flow_take_body(f);
	} else if (!put_flow_has_no_body(f)) {
		if (!moved_refuses_deleted(f))
			outcome_failed(f, "backup",
			    "cannot read the flow in the target, so nothing is written");
		return;
	}
	backup_flow(&c->backup, f, false, archy_import, c);
}

/* It is decided that the flow is to be brought: report it, or do it. */
static void
archy_bring(struct archy_chain *c, const char *why)
{
	struct put_flow *f = c->flow;

	if (moved_refuses(f))
		return;
	if (f->put->option.dry_run) {
		outcome_end(f, PUT_PLANNED, put_flow_action(f), "%s", why);
	} else if (f->facts.exists && f->put->backup != NULL) {
		task_call(&f->task, "GET", archy_on_body, c, "/api/v2/flows/%s/latestconfiguration",
		    f->target);
	} else {
		if (!f->facts.exists)
			backup_create(f->put->backup, f);
		archy_import(c);
	}
}

static void
archy_compared(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;
	struct buf why = BUF_INIT;

	if (f->facts.equal && !f->put->option.force) {
		backup_wrote(f->put->backup, f); /* perhaps an interrupted run's */
		outcome_end(f, PUT_SKIPPED, "skip", "equal and published");
		return;
	}
	if (conflict_locked(f))
		return;
	if (c->compare.unseen.n > 0)
		buf_printf(&why, "whether it is equal cannot be seen: %s", c->compare.unseen.p);
	else if (f->facts.equal)
		buf_puts(&why, "equal, but imported again because of --force");
	else
		buf_puts(&why, "the target's published version differs");
	archy_bring(c, why.p);
	buf_release(&why);
}

static void
archy_on_meta(void *self)
{
	struct archy_chain *c = self;
	struct put_flow *f = c->flow;

	bool published;

	archy_mark_published(c);
	published = f->facts.published || (conflict_draft(f) && *c->published != '\0');
	if (!published && conflict_locked(f))
		return;
	if (f->facts.held)
		archy_bring(c, "locked by this client, probably by an interrupted run");
	else if (!published)
		archy_bring(c, "the target's newest version is not published");
	else
		archy_compare_start(&c->compare, f, c->published, archy_compared, c);
}

static void
archy_settled(void *self)
{
	struct archy_chain *c = self;

	c->flow->stub = c->flow->circle == CIRCLE_MADE;
	if (!c->flow->stub && moved_may_be_stub(c->flow))
		own_stub_start(&c->stub, c->flow, archy_on_meta, c);
	else
		archy_on_meta(c);
}

void
archy_start(struct put_flow *f)
{
	struct archy_chain *c;

	if (!target_find(f) || target_leaves(f))
		return;
	f->chain = c = xcalloc(1, sizeof *c);
	f->chain_free = archy_free;
	c->flow = f;
	f->facts.exists = f->target != NULL;
	f->todo = f->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (f->facts.exists && f->put->option.dry_run && settle_from_listing(f))
		archy_settled(c);
	else if (f->facts.exists)
		settle_start(&c->settle, f, archy_settled, c);
	else if (f->circle == CIRCLE_STUB)
		archy_bring(c, "the target has no such flow; as a stub first, since flows refer to "
			       "each other");
	else
		archy_bring(c, put_reason(&f->facts));
}
