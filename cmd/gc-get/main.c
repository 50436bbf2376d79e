/* gc-get - the configuration of each flow and object that comes in */
#include "cli/cli.h"
#include "get.h"

enum { PARALLEL = 8 };

static struct get_options get;
static bool published;
static const char *versions;
static long parallel; /* 0: not given */
static struct session_options session;

static const struct cli_option options[] = {
    {CLI_NUMBER, 'j', "jobs", "N",
	"send N requests, or run N export jobs, at a time (8; 4 a token)", &parallel, 1,
	SESSION_JOBS_MAX, NULL},
    {CLI_FLAG, 0, "unordered", NULL, "write each record as soon as it has arrived", &get.unordered,
	0, 0, NULL},
    {CLI_FLAG, 0, "published", NULL, "fetch the published version, not the latest", &published, 0,
	0, NULL},
    {CLI_TEXT, 0, "version", "V", "these: 12, 11.0,latest or all; 12 is 12.0", &versions, 0, 0,
	NULL},
    {CLI_FLAG, 0, "archy", NULL, "fetch Archy YAML instead of the configuration", &get.archy, 0, 0,
	NULL},
    {CLI_FLAG, 0, "no-rows", NULL, "fetch data tables without their rows", &get.no_rows, 0, 0,
	NULL},
    {CLI_FLAG, 0, "no-media", NULL, "fetch prompts without their audio", &get.no_media, 0, 0, NULL},
    {CLI_FLAG, 0, "scripts", NULL, "scripts with their content (experimental)", &get.scripts, 0, 0,
	NULL},
    {CLI_FLAG, 0, "mask-headers", NULL, "replace literal keys in headers of data actions",
	&get.mask_headers, 0, 0, NULL},
    {CLI_TEXT, 0, "have", "FILE", "take what has not changed from FILE, an earlier output",
	&get.have, 0, 0, NULL},
    SESSION_OPTION_RATE(&session.rate),
    SESSION_OPTION_TOKENS(&session.tokens),
    {CLI_TEXT, 0, "failed", "FILE", "write the records that failed to FILE, to retry them",
	&get.failed, 0, 0, NULL},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-get",
    .synopsis = "[-p NAME] [-j N] [--published | --version V] [--archy] [--no-rows] "
		"[--no-media] [--scripts] [--mask-headers] [--have FILE] [--rate N/m] [--tokens N] "
		"[--failed FILE] [--unordered] [file ...]",
    .about = "Reads flow and object records and writes them with their configuration.",
    .example = "gc-list | gc-get --failed failed.ndjson >flows.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
    .network = true,
};

/* Without an option, the latest version. */
static void
settle_versions(void)
{
	const char *why;

	if (published && versions != NULL)
		cli_usage("--published and --version exclude each other");
	why = get_versions_parse(&get.versions, versions != NULL ? versions
						: published      ? "published"
								 : "latest");
	if (why != NULL)
		cli_usage("--version: %s", why);
	if (get.archy && (get.versions.all || get.versions.n > 1))
		cli_usage("--archy exports one version of each flow");
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct session *s;

	settle_versions();
	if (parallel == 0)
		parallel = session_jobs(&session, PARALLEL);
	get.parallel = session.parallel = (size_t)parallel;
	s = session_open(&session);
	get_run(s, files, &get);
	session_close(s);
	get_versions_release(&get.versions);
	return cli_finish();
}
