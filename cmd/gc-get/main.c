/* gc-get - the configuration of each flow that comes in */
#include "base/cli.h"
#include "get.h"

enum { PARALLEL = 8, PARALLEL_MAX = 256 };

static struct get_options get;
static long parallel = PARALLEL;
static struct session_options session;

static const struct cli_option options[] = {
    {.kind = CLI_NUMBER,
	.letter = 'j',
	.name = "jobs",
	.arg = "N",
	.help = "most requests, or export jobs, at a time (8)",
	.to = &parallel,
	.min = 1,
	.max = PARALLEL_MAX},
    {.kind = CLI_FLAG,
	.name = "unordered",
	.help = "write each flow as soon as it is there",
	.to = &get.unordered},
    {.kind = CLI_FLAG,
	.name = "published",
	.help = "the version that callers hear, not the latest",
	.to = &get.published},
    {.kind = CLI_TEXT,
	.name = "version",
	.arg = "V",
	.help = "this version (12 is 12.0), or latest, or published",
	.to = &get.version},
    {.kind = CLI_FLAG,
	.name = "archy",
	.help = "Archy YAML, made by the server, not the configuration",
	.to = &get.archy},
    {.kind = CLI_TEXT,
	.name = "have",
	.arg = "FILE",
	.help = "an earlier output: what has not moved is not asked for",
	.to = &get.have},
    {.kind = CLI_TEXT,
	.name = "rate",
	.arg = "N/m",
	.help = "at most N requests a minute (s: second, h: hour)",
	.to = &session.rate},
    {.kind = CLI_TEXT,
	.name = "failed",
	.arg = "FILE",
	.help = "keep the records that failed, to be tried again",
	.to = &get.failed},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-get",
    .synopsis = "[-p NAME] [-j N] [--published | --version V] [--archy] [--have FILE] "
		"[--rate N/m] [--failed FILE] [--unordered] [file ...]",
    .about = "Reads flow records and writes them with their configuration.",
    .example = "gc-list | gc-get --failed failed.ndjson >flows.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
    .network = true,
};

/* "12" is version 12.0, as Architect shows it; the words choose as without --version. */
static void
settle_version(void)
{
	static char full[32];
	size_t n;

	if (get.version == NULL)
		return;
	if (get.published)
		cli_usage("--published and --version exclude each other");
	n = strlen(get.version);
	if (n == 0)
		cli_usage("--version: the version is empty");
	if (strspn(get.version, "0123456789") == n && n < sizeof full - 2) {
		snprintf(full, sizeof full, "%s.0", get.version);
		get.version = full;
	} else if (strcmp(get.version, "latest") == 0) {
		get.version = NULL;
	} else if (strcmp(get.version, "published") == 0) {
		get.version = NULL;
		get.published = true;
	}
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct session *s;

	settle_version();
	get.parallel = session.parallel = (size_t)parallel;
	s = session_open(&session);
	get_run(s, files, &get);
	session_close(s);
	return cli_finish();
}
