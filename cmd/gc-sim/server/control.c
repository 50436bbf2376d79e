/*
 * control.c - /sim/faults, /sim/stats and /sim/clock: requests that control the simulation.
 * They need no token, do not count for the limit, and have no faults.
 */
#include "base/mem.h"
#include "base/num.h"
#include "server/server_endpoints.h"
#include "json/json_write.h"
#include "wire/route.h"
#include "clock/simclock.h"

/* The active faults, one a line. */
void
sim_faults(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	rq->reply.type = "text/plain; charset=utf-8";
	for (size_t i = 0; i < rq->sim->faults.n; i++)
		buf_printf(b, "%s\n", rq->sim->faults.v[i].spec);
}

/* Replace all faults by the body's lines; if one is invalid, nothing changes. */
void
sim_faults_set(struct request *rq)
{
	struct faults fresh = {.seed = rq->sim->faults.seed};
	struct buf why = BUF_INIT;
	char *text = xmemdup0(rq->body.p, rq->body.n), *line = text;
	bool good = true;

	while (good && line != NULL) {
		char *end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (*line != '\0')
			good = faults_add(&fresh, line, &why);
		line = end;
	}
	if (good) {
		faults_clear(&rq->sim->faults);
		rq->sim->faults = fresh;
		sim_faults(rq);
	} else {
		faults_clear(&fresh);
		reply_error(rq, 400, "bad.request", "%s", why.p);
	}
	buf_release(&why);
	free(text);
}

/* The requests of each token that is valid, by its number. */
static void
put_tokens(struct buf *b, const struct tokens *t)
{
	char number[24];

	json_write_open(b, "tokens");
	for (size_t i = 0; i < t->n; i++) {
		snprintf(number, sizeof number, "%llu", t->v[i].number);
		json_write_integer(b, number, (long long)t->v[i].requests);
	}
	json_write_close(b);
}

/* "GET /api/v2/flows":12, … */
static void
put_paths(struct buf *b, const struct stats *stats)
{
	char name[128];

	json_write_open(b, "paths");
	for (size_t i = 0; i < ROUTES_MAX; i++) {
		if (stats->routes[i] == 0)
			continue;
		snprintf(
		    name, sizeof name, "%s %s", stats->route[i]->method, stats->route[i]->path);
		json_write_integer(b, name, (long long)stats->routes[i]);
	}
	json_write_close(b);
}

static void
put_faults(struct buf *b, const struct faults *f)
{
	json_write_open(b, "faults");
	for (size_t i = 0; i < f->n; i++)
		json_write_integer(b, f->v[i].spec, (long long)f->v[i].hits);
	json_write_close(b);
}

void
sim_stats(struct request *rq)
{
	const struct sim *sim = rq->sim;
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_integer(b, "requests", (long long)sim->stats.requests);
	json_write_integer(b, "seconds", (simclock_ms() - sim->stats.since) / 1000);
	json_write_integer(b, "limited", (long long)sim->stats.limited);
	json_write_integer(b, "orgLimited", (long long)sim->stats.org_limited);
	json_write_integer(b, "tokensIssued", (long long)sim->tokens.issued);
	json_write_integer(b, "inFlight", (long long)sim->stats.in_flight);
	json_write_integer(b, "peakInFlight", (long long)sim->stats.peak);
	json_write_integer(b, "bytes", (long long)sim->stats.bytes);
	json_write_integer(b, "emergencyGroupsEnabled", (long long)sim->stats.enabled);
	json_write_integer(b, "numbersAssigned", (long long)sim->stats.numbers);
	json_write_open(b, "statuses");
	for (unsigned i = 0; i < COUNT_OF(sim->stats.statuses); i++) {
		char status[8];
		if (sim->stats.statuses[i] == 0)
			continue;
		snprintf(status, sizeof status, "%u", i);
		json_write_integer(b, status, (long long)sim->stats.statuses[i]);
	}
	json_write_close(b);
	put_tokens(b, &sim->tokens);
	put_paths(b, &sim->stats);
	put_faults(b, &sim->faults);
	json_write_close(b);
}

/* Reset the counters, but not the number of requests in flight. */
void
sim_stats_reset(struct request *rq)
{
	size_t in_flight = rq->sim->stats.in_flight;

	rq->sim->stats =
	    (struct stats){.since = simclock_ms(), .in_flight = in_flight, .peak = in_flight};
	tokens_reset(&rq->sim->tokens);
	reply_json(rq, 204);
}

/* The body is a number of milliseconds by which the org's clock goes forward. */
void
sim_clock_advance(struct request *rq)
{
	char *text = xmemdup0(rq->body.p, rq->body.n);
	long ms;

	if (num_long(text, 0, SIMCLOCK_MAX_MS, &ms)) {
		simclock_advance(ms);
		reply_json(rq, 204);
	} else {
		reply_error(rq, 400, "bad.request", "the body is not a number from 0 to %d",
		    SIMCLOCK_MAX_MS);
	}
	free(text);
}
