/* get_outcome.c - how a run of gc-get goes */
#include "get_outcome.h"
#include "base/err.h"
#include "base/plural.h"
#include "cli/progress.h"

enum { REFUSALS = 3 /* 401s in a row after which no token is expected to be good */ };

static const char *
get_outcome_noun(const struct get_outcome *o)
{
	return o->objects ? "records" : "flows";
}

void
get_outcome_show(const struct get_outcome *o, const struct calls *calls)
{
	size_t retries = calls_figures(calls).retries;
	char note[120];

	snprintf(note, sizeof note, "%zu unchanged, %zu failed, %zu retries", o->reused, o->failed,
	    retries);
	progress_show(get_outcome_noun(o), o->done, o->total,
	    o->reused + o->failed + retries > 0 ? note : NULL);
}

void
get_outcome_add(struct get_outcome *o, const struct fetch *f)
{
	bool of_call = f->problem.n == 0; /* the call says why it failed */

	if (f->passes)
		return;
	o->done++;
	o->objects |= f->object != NULL;
	if (f->state == FETCH_DONE) {
		o->got++;
		o->reused += f->reused;
		return;
	}
	o->failed++;
	o->refused += of_call && f->call.verdict == CALL_FORBIDDEN;
	o->give_up += of_call && f->call.verdict == CALL_TEMPORARY;
	o->unasked += of_call && f->call.verdict == CALL_DROPPED;
}

void
get_outcome_note(struct get_outcome *o, const struct call *c)
{
	if (c->foreign) /* another host, which has seen no token */
		return;
	o->refusals = c->status == 401 ? o->refusals + 1 : 0;
	o->answered |= c->status != 401 && c->status != 0;
}

/* After this failure nothing can succeed. */
static bool
get_is_hopeless(const struct get_outcome *o, const struct calls *calls, const struct call *c)
{
	if (calls_stopped(calls) && (c->verdict == CALL_TEMPORARY || c->verdict == CALL_DROPPED))
		return true; /* the server wants a wait that is too long */
	if (c->foreign)
		return false;
	if (c->status == 401)
		return !o->answered || o->refusals >= REFUSALS;
	if (c->verdict == CALL_FORBIDDEN)
		return c->status == 0; /* the login host gives no token */
	if (c->verdict != CALL_TEMPORARY || c->status != 0)
		return false;
	return c->tries == 0 || calls_figures(calls).heard < c->begun;
}

void
get_outcome_failed(struct get_outcome *o, struct calls *calls, const struct call *c)
{
	if (o->stop != 0 || !get_is_hopeless(o, calls, c))
		return;
	o->stop = call_exit_code(c);
	calls_stop(calls);
}

/* Nothing succeeded, all for one reason, or the run was stopped: the exit status says which. */
void
get_outcome_conclude(const struct get_outcome *o)
{
	int stop = o->stop == EXIT_RETRY && o->got > 0 ? EXIT_PARTIAL : o->stop;

	if (o->unasked > 0)
		fail(stop, 0, "stopped; %zu more %.*s%s not requested", o->unasked,
		    (int)strlen(get_outcome_noun(o)) - 1, get_outcome_noun(o),
		    plural_of(o->unasked, " was", "s were"));
	if (stop != 0)
		status_raise(stop);
	else if (o->got == 0 && o->failed > 0 && o->refused == o->failed)
		status_raise(EXIT_AUTH);
	else if (o->got == 0 && o->failed > 0 && o->give_up == o->failed)
		status_raise(EXIT_RETRY);
}
