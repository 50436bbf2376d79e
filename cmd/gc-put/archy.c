/*
 * archy.c - bring a flow by its Archy YAML: the way that Genesys supports.
 *
 * An import job creates or updates by name and type, and publishes. It goes on in the server when
 * this program is gone, so a job may meet the one that an earlier run has left behind: the flow is
 * locked then, by this very client, or is there although the listing had not got it. That is waited
 * for, and the YAML is brought once more, which does no harm.
 */
#include "backup.h"
#include "import.h"
#include "mem.h"
#include "target.h"

enum { HELD_WAITS = 60 }; /* nearly five minutes */

static void on_meta(struct errand *e), on_body(struct errand *e);
static void import(struct errand *e), imported(struct errand *e);
static void look_at_flow(struct errand *e), found(struct errand *e), on_flow(struct errand *e);

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

	free(e->published);
	e->published = xmemdup0(version.p, version.n);
}

static bool
is_published_anew(const struct errand *e)
{
	struct slice version = jx_string(e->meta, "/publishedVersion/id");

	return version.n > 0 && (e->published == NULL || !slice_is(version, e->published));
}

void
archy_start(struct errand *e)
{
	if (!target_find(e))
		return;
	e->facts.exists = e->target != NULL;
	e->todo = e->facts.exists ? PUT_UPDATE : PUT_CREATE;
	if (e->facts.exists) {
		operation_settle(e, on_meta);
	} else if (e->put->option.dry_run) {
		errand_end(e, PUT_PLANNED, action(e), "%s", put_reason(&e->facts));
	} else {
		backup_create(e->put->backup, e);
		import(e);
	}
}

static void
on_meta(struct errand *e)
{
	mark_published(e);
	if (locked_by_another(e))
		return;
	if (e->put->option.dry_run)
		errand_end(e, PUT_PLANNED, action(e), "an import job replaces what is there");
	else if (e->put->backup != NULL)
		errand_call(e, "GET", on_body, "/api/v2/flows/%s/latestconfiguration", e->target);
	else
		import(e);
}

static void
on_body(struct errand *e)
{
	if (e->call.verdict == CALL_OK) {
		buf_clear(&e->body);
		buf_add_slice(&e->body, buf_slice(&e->call.body));
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

/* What the job made is the target's from now on. */
static void
adopt(struct errand *e, struct slice id)
{
	e->target = xmemdup0(id.p, id.n);
	target_add(e->put->target, id, slice_str(e->type), slice_str(e->name), 0);
}

static void
imported(struct errand *e)
{
	const struct import *job = e->import;

	if (job->succeeded && *job->flow != '\0') {
		if (e->target == NULL)
			adopt(e, slice_str(job->flow));
		errand_end(e, PUT_DONE, action(e), "%s",
		    e->why.n > 0 ? e->why.p : "imported and published");
		return;
	}
	if (e->why.n == 0)
		buf_printf(&e->why, "the import job ended with %s and gives no reason",
		    job->succeeded ? "Success" : "Failure");
	e->waits = 0;
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
	adopt(e, buf_slice(&e->found));
	operation_settle(e, on_flow);
}

/* This client's lock is that of a job which an earlier run has left behind, as far as it shows. */
static void
wait_for_job(struct errand *e)
{
	if (++e->waits < HELD_WAITS) {
		errand_poll(e, e->waits, look_at_flow);
		return;
	}
	e->cause = CAUSE_TEMPORARY;
	errand_end(e, PUT_FAILED, action(e),
	    "this client has it locked, as a run does that was cut: have it unlocked in Architect, "
	    "then run this again (the import job says: %s)",
	    e->why.p);
}

static void
on_flow(struct errand *e)
{
	bool anew = is_published_anew(e);

	if (locked_by_another(e))
		return;
	if (e->facts.held) {
		wait_for_job(e);
	} else if ((anew || e->waits > 0) && !e->repeated) {
		e->repeated = true;
		mark_published(e);
		import(e);
	} else if (anew) {
		errand_end(e, PUT_FAILED, action(e),
		    "a new version was published, and yet the job failed: %s; look at it, or run "
		    "this again",
		    e->why.p);
	} else {
		errand_park(e, action(e), e->why.p);
	}
}
