/*
 * gc-sim - simulate a Genesys Cloud org: answer like its Platform API, on 127.0.0.1.
 *
 * Its folders, from the bottom (tests/layers):
 *
 *	clock/     the org's clock, dates, timers
 *	org/       what an org consists of: divisions, objects, flows with versions
 *	faults/    the faults of --fault, and which request each hits
 *	tokens/    the tokens that were issued
 *	gen/       a generated org: names, references, configurations, plants
 *	define/    the generated definitions of objects, by type
 *	content/   an object's content: written, or generated when it is asked for
 *	store/     the state of the simulation, its changes, and their journal
 *	wire/      a request and its response; pages of listings; what faults do to both
 *	jobs/      what all jobs share
 *	uses/      what flows refer to, and what refers to something
 *	objects/   the endpoints of objects
 *	flows/     the endpoints of flows
 *	transfer/  export, import and validation of flows
 *	load/      an org from files, and as records
 *	server/    the HTTP server, its routes, logins, limits, control
 */
#include <limits.h>

#include "cli/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/plural.h"
#include "gen/gen_empty.h"
#include "gen/gen_kind.h"
#include "objects/sim_catalog.h"
#include "content/content_rows.h"
#include "load/dump.h"
#include "load/org_load.h"
#include "files/atomic.h"
#include "jobs/sim_job.h"
#include "server/limit.h"
#include "flows/sim_operation.h"
#include "server/serve.h"
#include "store/replay.h"
#include "store/state.h"

enum {
	NOT_GIVEN = -1,
	FLOWS = 300,
	FLOWS_MAX = 1000000,
	TOKEN_LIFE = 86400,
	JOB_MS = 50,
	URL_LIFE = 3600,
	LATENCY_MAX = 600000
};

static const char *from, *name = "Sim", *port_file, *state_file;
static long port = 8080, seed = 1, flows = NOT_GIVEN, rows;
static bool empty, no_flows, want_flows, want_objects;
static const char *limit, *org_limit;
static struct cli_list plants, faults, keep, counts;
static struct sim sim = {.tokens = {.life_s = TOKEN_LIFE}, .job_ms = JOB_MS, .url_s = URL_LIFE};

static const struct cli_option options[] = {
    {CLI_NUMBER, 0, "port", "N", "listen on this port; 0: any free port (default 8080)", &port, 0,
	65535, NULL},
    {CLI_TEXT, 0, "port-file", "FILE", "write the port to FILE", &port_file, 0, 0, NULL},
    {CLI_NUMBER, 0, "seed", "N", "generate the org from this seed (default 1)", &seed, 0, LONG_MAX,
	NULL},
    {CLI_NUMBER, 0, "flows", "N", "generate this many flows (default 300)", &flows, 0, FLOWS_MAX,
	NULL},
    {CLI_TEXT, 0, "org", "NAME", "name of the org; ids depend on it (default Sim)", &name, 0, 0,
	NULL},
    {CLI_TEXT, 0, "from", "DIR", "serve the content of a folder or file", &from, 0, 0, NULL},
    {CLI_FLAG, 0, "no-flows", NULL, "serve the objects without the flows", &no_flows, 0, 0, NULL},
    {CLI_FLAG, 0, "empty", NULL, "serve an org with nothing but what a new org has", &empty, 0, 0,
	NULL},
    {CLI_LIST, 0, "keep", "TYPE", "with --empty, keep the objects of this type", &keep, 0, 0, NULL},
    {CLI_LIST, 0, "count", "TYPE=N", "generate N objects of this type", &counts, 0, 0, NULL},
    {CLI_NUMBER, 0, "rows", "N", "generate N rows for each data table (default 3 to 45)", &rows, 0,
	ROWS_MAX, NULL},
    {CLI_LIST, 0, "plant", "KIND=N", "add problems of this kind: gc-sim(1)", &plants, 0, 0, NULL},
    {CLI_TEXT, 0, "client-id", "ID", "accept only this client id", &sim.tokens.client_id, 0, 0,
	NULL},
    {CLI_TEXT, 0, "client-secret", "TEXT", "accept only this client secret",
	&sim.tokens.client_secret, 0, 0, NULL},
    {CLI_NUMBER, 0, "token-life", "SECONDS", "let tokens expire after this time (default 86400)",
	&sim.tokens.life_s, 1, TOKEN_LIFE * 2, NULL},
    {CLI_TEXT, 0, "limit", "N/SECONDS", "limit the requests of a token, for example 300/60", &limit,
	0, 0, NULL},
    {CLI_TEXT, 0, "org-limit", "N/SECONDS", "limit the requests of all tokens together", &org_limit,
	0, 0, NULL},
    {CLI_LIST, 0, "fault", "SPEC", "simulate a fault: gc-sim(1)", &faults, 0, 0, NULL},
    {CLI_LIST, 0, "deny", "PERMISSION", "refuse this permission to all tokens", &sim.denied, 0, 0,
	NULL},
    {CLI_NUMBER, 0, "latency", "MS", "delay each response (default 0)", &sim.latency_ms, 0,
	LATENCY_MAX, NULL},
    {CLI_NUMBER, 0, "job-time", "MS", "duration of jobs and operations (default 50)", &sim.job_ms,
	0, LATENCY_MAX, NULL},
    {CLI_FLAG, 0, "publish-locked", NULL, "refuse to publish a flow that is not checked out",
	&sim.publish_locked, 0, 0, NULL},
    {CLI_FLAG, 0, "strict", NULL, "refuse to save a configuration that Architect cannot open",
	&sim.strict, 0, 0, NULL},
    {CLI_NUMBER, 0, "url-life", "SECONDS", "let signed URLs expire after this time (default 3600)",
	&sim.url_s, 1, TOKEN_LIFE, NULL},
    {CLI_TEXT, 0, "state", "FILE", "keep all changes in FILE", &state_file, 0, 0, NULL},
    {CLI_FLAG, 0, "dump", NULL, "write the flows as records and exit", &want_flows, 0, 0, NULL},
    {CLI_FLAG, 0, "dump-objects", NULL, "write the objects as records and exit", &want_objects, 0,
	0, NULL},
    {0}};

static const struct cli cli = {
    .name = "gc-sim",
    .synopsis = "[--port N] [--port-file FILE] [--seed N] [--flows N | --from DIR] [option ...]",
    .about = "Simulate a Genesys Cloud org on this machine: the Platform API on 127.0.0.1.",
    .example = "gc-sim --port 8080 --flows 50 & GENESYSCLOUD_REGION=localhost:8080 gc-list",
    .options = options,
};

static void
fill_org(void)
{
	size_t made = flows == NOT_GIVEN ? FLOWS : (size_t)flows;
	struct org_plan plan = {name, (unsigned long long)seed, made, NULL};

	plants.v = xgrow(plants.v, &plants.cap, plants.n + 1, sizeof *plants.v);
	plants.v[plants.n] = NULL;
	plan.plants = plants.v;
	sim.seed = plan.seed;
	if (from != NULL)
		org_load(&sim.org, from, &plan);
	else
		org_generate(&sim.org, &plan);
	catalog_complete(&sim);
	if (empty) {
		gen_empty(&sim.org, &plan, &keep);
		catalog_complete(&sim); /* what is kept may need others */
	}
	sim.org.table_rows = (size_t)rows;
	org_index(&sim.org);
	if (no_flows)
		org_drop_flows(&sim.org, false);
}

static void
read_settings(void)
{
	struct buf why = BUF_INIT;

	sim.faults.seed = (unsigned long long)seed;
	if (from != NULL && (plants.n > 0 || flows != NOT_GIVEN))
		cli_usage("%s applies to a generated org; omit it with --from",
		    plants.n > 0 ? "--plant" : "--flows");
	if (from != NULL && (empty || counts.n > 0))
		cli_usage("%s applies to a generated org; omit it with --from",
		    empty ? "--empty" : "--count");
	if (keep.n > 0 && !empty)
		cli_usage("--keep: use it with --empty");
	for (size_t i = 0; i < counts.n; i++)
		if (!gen_kind_set_count(counts.v[i]))
			cli_usage("--count: invalid value \"%s\" (example: userPrompt=2000)",
			    counts.v[i]);
	if (limit != NULL && !limit_parse(limit, &sim.limit))
		cli_usage("--limit: invalid value \"%s\" (example: 300/60)", limit);
	if (org_limit != NULL && !limit_parse(org_limit, &sim.org_limit))
		cli_usage("--org-limit: invalid value \"%s\" (example: 900/60)", org_limit);
	for (size_t i = 0; i < faults.n; i++)
		if (!faults_add(&sim.faults, faults.v[i], &why))
			cli_usage("--fault: \"%s\": %s", faults.v[i], why.p);
	buf_release(&why);
}

/* For callers of `--port 0`. */
static void
write_port(void)
{
	struct buf text = BUF_INIT;
	struct atomic file;

	buf_printf(&text, "%u\n", serve_port());
	if (!atomic_open(&file, port_file, 0644) || !atomic_put(&file, buf_slice(&text)) ||
	    !atomic_commit(&file))
		die(EXIT_IO, errno, "%s", port_file);
	buf_release(&text);
}

static void
serve_org(void)
{
	serve_start(&sim, port);
	if (port_file != NULL)
		write_port();
	warn("%zu flow%s of org \"%s\" at http://127.0.0.1:%u", sim.org.nflows,
	    plural(sim.org.nflows), sim.org.name, serve_port());
	serve_run();
	serve_stop();
}

int
main(int argc, char **argv)
{
	cli_start(&cli, argc, argv);
	read_settings();
	fill_org();
	if (state_file != NULL)
		replay_state(&sim, state_file);
	if (want_flows)
		dump_flows(&sim);
	if (want_objects)
		dump_objects(&sim);
	if (!want_flows && !want_objects)
		serve_org();
	operations_release(&sim);
	jobs_release(&sim);
	state_close(sim.state);
	faults_clear(&sim.faults);
	tokens_release(&sim.tokens);
	org_release(&sim.org);
	free(plants.v);
	free(faults.v);
	free(keep.v);
	free(counts.v);
	free(sim.denied.v);
	return cli_finish();
}
