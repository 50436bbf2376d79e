/*
 * gc-sim - a rehearsal org: what the Genesys Cloud Platform API would answer, on 127.0.0.1.
 */
#include <limits.h>

#include "base/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "objects/sim_catalog.h"
#include "store/dump.h"
#include "files/atomic.h"
#include "jobs/sim_job.h"
#include "tokens/limit.h"
#include "flows/sim_operation.h"
#include "wire/serve.h"
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
static long port = 8080, seed = 1, flows = NOT_GIVEN;
static bool no_flows, want_flows, want_objects;
static const char *limit;
static struct cli_list plants, faults;
static struct sim sim = {.tokens = {.life_s = TOKEN_LIFE}, .job_ms = JOB_MS, .url_s = URL_LIFE};

static const struct cli_option options[] = {
    {CLI_NUMBER, 0, "port", "N", "listen here; 0: any free port (8080)", &port, 0, 65535, NULL},
    {CLI_TEXT, 0, "port-file", "FILE", "write the port into this file", &port_file, 0, 0, NULL},
    {CLI_NUMBER, 0, "seed", "N", "the same seed makes the same org (1)", &seed, 0, LONG_MAX, NULL},
    {CLI_NUMBER, 0, "flows", "N", "how many flows to make (300)", &flows, 0, FLOWS_MAX, NULL},
    {CLI_TEXT, 0, "org", "NAME", "name of the org; ids depend on it (Sim)", &name, 0, 0, NULL},
    {CLI_TEXT, 0, "from", "DIR", "what is in this folder instead of a made org", &from, 0, 0, NULL},
    {CLI_FLAG, 0, "no-flows", NULL, "only the objects of that org, and none of its flows",
	&no_flows, 0, 0, NULL},
    {CLI_LIST, 0, "plant", "KIND=N", "plant something to be found", &plants, 0, 0, NULL},
    {CLI_TEXT, 0, "client-id", "ID", "accept this client only", &sim.tokens.client_id, 0, 0, NULL},
    {CLI_TEXT, 0, "client-secret", "TEXT", "accept this secret only", &sim.tokens.client_secret, 0,
	0, NULL},
    {CLI_NUMBER, 0, "token-life", "SECONDS", "life of a token (86400)", &sim.tokens.life_s, 1,
	TOKEN_LIFE * 2, NULL},
    {CLI_TEXT, 0, "limit", "N/SECONDS", "so many requests a token and window", &limit, 0, 0, NULL},
    {CLI_LIST, 0, "fault", "SPEC", "let something go wrong: gc-sim(1)", &faults, 0, 0, NULL},
    {CLI_LIST, 0, "deny", "PERMISSION", "no token has this permission", &sim.denied, 0, 0, NULL},
    {CLI_NUMBER, 0, "latency", "MS", "answer after this time (0)", &sim.latency_ms, 0, LATENCY_MAX,
	NULL},
    {CLI_NUMBER, 0, "job-time", "MS", "what jobs and operations take (50)", &sim.job_ms, 0,
	LATENCY_MAX, NULL},
    {CLI_FLAG, 0, "publish-locked", NULL, "refuse to publish what is not checked out",
	&sim.publish_locked, 0, 0, NULL},
    {CLI_NUMBER, 0, "url-life", "SECONDS", "life of a signed URL (3600)", &sim.url_s, 1, TOKEN_LIFE,
	NULL},
    {CLI_TEXT, 0, "state", "FILE", "keep what is written in this file", &state_file, 0, 0, NULL},
    {CLI_FLAG, 0, "dump", NULL, "write the flows as records and end", &want_flows, 0, 0, NULL},
    {CLI_FLAG, 0, "dump-objects", NULL, "write the objects as records and end", &want_objects, 0, 0,
	NULL},
    {0}};

static const struct cli cli = {
    .name = "gc-sim",
    .synopsis = "[--port N] [--port-file FILE] [--seed N] [--flows N | --from DIR] [option ...]",
    .about = "A rehearsal org: serves made or saved flows on 127.0.0.1 as the real API would.",
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
	if (no_flows)
		org_drop_flows(&sim.org);
}

static void
read_settings(void)
{
	struct buf why = BUF_INIT;

	sim.faults.seed = (unsigned long long)seed;
	if (from != NULL && (plants.n > 0 || flows != NOT_GIVEN))
		cli_usage("%s is for a made org, not for one --from a folder",
		    plants.n > 0 ? "--plant" : "--flows");
	if (limit != NULL && !limit_parse(limit, &sim.limit))
		cli_usage("--limit: '%s' is not N/SECONDS", limit);
	for (size_t i = 0; i < faults.n; i++)
		if (!faults_add(&sim.faults, faults.v[i], &why))
			cli_usage("--fault '%s': %s", faults.v[i], why.p);
	buf_release(&why);
}

/* Where a caller of `--port 0` reads which port it became. */
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
serve(void)
{
	serve_start(&sim, port);
	if (port_file != NULL)
		write_port();
	warn("%zu flows of org \"%s\" at http://127.0.0.1:%u", sim.org.nflows, sim.org.name,
	    serve_port());
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
		state_open(&sim, state_file);
	if (want_flows)
		dump_flows(&sim);
	if (want_objects)
		dump_objects(&sim);
	if (!want_flows && !want_objects)
		serve();
	operations_release(&sim);
	jobs_release(&sim);
	state_close(sim.state);
	faults_clear(&sim.faults);
	tokens_release(&sim.tokens);
	org_release(&sim.org);
	free(plants.v);
	free(faults.v);
	free(sim.denied.v);
	return cli_finish();
}
