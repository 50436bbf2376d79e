/*
 * archy.c - bring a flow by its Archy YAML: the way that Genesys supports.
 *
 * An import job creates or updates by name and type, and publishes. What is equal already is left
 * alone; where that cannot be seen the flow is imported, which does no harm.
 *
 * A job goes on in the server when this program is gone, so one may meet the job that an earlier
 * run has left behind: the flow is locked then, by this very client, or is there although the
 * listing had not got it. That is waited for, and the YAML is brought once more.
 */
#include "archy.h"
#include "backup.h"
#include "base/clock.h"
#include "base/mem.h"
#include "target.h"

/*
 * How long what an earlier run has left at work is waited for: all that was left began before this
 * run, so from the first wait on they share one term, after which each has a few looks only.
 */
enum { HELD_MS = 5 * 60 * 1000, HELD_LOOKS = 6 };

static void on_meta(struct errand *e), compared(struct errand *e), on_body(struct errand *e);
static void import(struct errand *e), imported(struct errand *e);
static void look_at_flow(struct errand *e), found(struct errand *e), on_flow(struct errand *e);
static void compared_again(struct errand *e);

void
archy_free(struct archy *a)
{
	if (a == NULL)
		return;
	free(a->published);
	export_job_release(&a->export);
	buf_release(&a->unseen);
	import_clear(&a->import);
	free(a);
}

void
archy_text(const struct errand *e, struct buf *text)
{
	json_unescape(members_string(&e->m, "archy"), text);
}

static const char *
action(const struct errand *e)
{
	return put_action_name(e->todo);
}

/* Remember the version that callers hear. */
static void
mark_published(struct errand *e)
{
	struct slice version = jx_string(e->meta, "/publishedVersion/id");

	free(e->archy->published);
	e->archy->published = xmemdup0(version.p, version.n);
}

static bool
is_published_anew(const struct errand *e)
{
	struct slice version = jx_string(e->meta, "/publishedVersion/id");
	const char *before = e->archy->published;

	return version.n > 0 && (before == NULL || !slice_is(version, before));
}

/* It is decided that the flow is to be brought: say it, or do it. */
static void
bring(struct errand *e, const char *why)
{
	if (e->put->rounds == 1)
		substitution_warn(e);
	if (e->put->option.dry_run) {
		errand_end(e, PUT_PLANNED, action(e), "%s", why);
	} else if (e->facts.exists && e->put->backup != NULL) {
		errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
	} else {
		if (!e->facts.exists)
			backup_create(e->put->backup, e);
		import(e);
	}
}

void
archy_start(struct errand *e)
{
	if (!target_find(e) || target_leaves(e))
		return;
	e->archy = xcalloc(1, sizeof *e->archy);
	e->facts.exists = e->target != NULL;
	e->todo = e->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (e->facts.exists)
		operation_settle(e, on_meta);
	else
		bring(e, put_reason(&e->facts));
}

static void
on_meta(struct errand *e)
{
	mark_published(e);
	if (!e->facts.published && locked_by_another(e))
		return;
	if (e->facts.held)
		bring(e, "locked by this client, probably by an interrupted run");
	else if (!e->facts.published)
		bring(e, "the target's newest version is not published");
	else
		archy_compare(e, compared);
}

static void
compared(struct errand *e)
{
	struct buf why = BUF_INIT;

	if (e->facts.equal) {
		backup_wrote(e->put->backup, e); /* perhaps an interrupted run's */
		errand_end(e, PUT_SKIPPED, "skip", "equal and published");
		return;
	}
	if (locked_by_another(e))
		return;
	if (e->archy->unseen.n > 0)
		buf_printf(&why, "whether it is equal cannot be seen: %s", e->archy->unseen.p);
	else
		buf_puts(&why, "the target's published version differs");
	bring(e, why.p);
	buf_release(&why);
}

static void
on_body(struct errand *e)
{
	if (e->call.verdict == CALL_OK) {
		errand_take_body(e);
	} else if (e->call.status != 404) {
		errand_failed(
		    e, "backup", "cannot read the flow in the target, so nothing is written");
		return;
	}
	backup_flow(e->put->backup, e, import);
}

static void
import(struct errand *e)
{
	import_flow(e, imported);
}

static void
end_done(struct errand *e)
{
	struct buf *why = &e->why;

	if (why->n == 0)
		buf_puts(why, "imported and published");
	if (e->archy->unseen.n > 0)
		buf_printf(why, "; whether it was equal could not be seen: %s", e->archy->unseen.p);
	errand_end(e, PUT_DONE, action(e), "%s", why->p);
}

/* The flow has been read again. */
static void
noted(struct errand *e)
{
	backup_wrote(e->put->backup, e);
	end_done(e);
}

static void
imported(struct errand *e)
{
	const struct import *job = &e->archy->import;

	if (job->succeeded && *job->flow != '\0') {
		if (e->target == NULL)
			target_adopt(e, slice_str(job->flow));
		if (e->put->backup != NULL)
			operation_settle(e, noted);
		else
			end_done(e);
		return;
	}
	if (e->why.n == 0)
		buf_printf(&e->why, "the import job ended with %s and gives no reason",
		    job->succeeded ? "Success" : "Failure");
	e->archy->waits = 0;
	look_at_flow(e);
}

/* Who has locked it, and whether a job did its work all the same, shows in the flow. */
static void
look_at_flow(struct errand *e)
{
	if (e->target != NULL)
		operation_settle(e, on_flow);
	else
		target_ask(e, found);
}

static void
found(struct errand *e)
{
	if (e->found.n == 0) {
		errand_park(e, action(e), e->why.p);
		return;
	}
	target_adopt(e, buf_slice(&e->found));
	operation_settle(e, on_flow);
}

/* This client's lock is that of a job which an earlier run has left behind, as far as it shows. */
static void
wait_for_job(struct errand *e)
{
	if (e->put->held_until == 0)
		e->put->held_until = clock_ms() + HELD_MS;
	if (++e->archy->waits < HELD_LOOKS || clock_ms() < e->put->held_until) {
		errand_poll(e, "job of an earlier run", e->archy->waits, look_at_flow);
		return;
	}
	e->cause = CAUSE_TEMPORARY;
	errand_end(e, PUT_FAILED, action(e),
	    "this client has it locked, as a run does that was cut: have it unlocked in Architect, "
	    "then run this again (the import job says: %s)",
	    e->why.p);
}

static void
import_again(struct errand *e)
{
	e->archy->repeated = true;
	import(e);
}

static void
on_flow(struct errand *e)
{
	bool anew = is_published_anew(e);

	if (locked_by_another(e))
		return;
	mark_published(e);
	if (e->facts.held)
		wait_for_job(e);
	else if (anew)
		archy_compare(e, compared_again);
	else if (e->archy->waits > 0 && !e->archy->repeated)
		import_again(e);
	else
		errand_park(e, action(e), e->why.p);
}

/* The job failed, and yet there is a new version. Its own, or one of another job? */
static void
compared_again(struct errand *e)
{
	if (e->facts.equal && e->archy->waits > 0)
		errand_end(
		    e, PUT_DONE, action(e), "published by a job that an earlier run had left");
	else if (e->facts.equal)
		errand_end(
		    e, PUT_DONE, action(e), "published, though the server says: %s", e->why.p);
	else if (!e->archy->repeated)
		import_again(e);
	else
		errand_end(e, PUT_FAILED, action(e),
		    "a new version was published, and yet the job failed: %s; look at it, or run "
		    "this again",
		    e->why.p);
}
