/*
 * gc-put - bring flows and objects into an org.
 *
 * in:   flow records with a configuration (experimental) or with "archy"
 *       object records with a configuration
 * out:  one result record a flow, one or two an object
 * Never deletes. Running it again after an interruption ends where an undisturbed run ends.
 *
 * Its folders, from the bottom (tests/layers):
 *
 *	run/     what flows and objects share: tasks, the target, results, the backup's file
 *	object/  an object: found, created, compared, changed, with its parts
 *	flow/    a flow: chains for a configuration, Archy YAML, a stub, a flow to be absent
 *
 * The files next to this one read the input and start the chains in their order.
 */
#include "flow/archy_run.h"
#include "run/backup_file.h"
#include "cli/cli.h"
#include "circles.h"
#include "base/err.h"
#include "run/division.h"
#include "run/expect.h"
#include "input.h"
#include "run/earlier.h"
#include "object/object_run.h"
#include "org/api.h"
#include "run/outcome.h"
#include "rounds.h"
#include "run/target.h"

/* Flows at a time: a flow that is written has several requests that follow each other. */
enum { JOBS = 4, JOBS_DRY_RUN = 8 };

static struct put put = {.option = {.expect_advice = "repeat the dry run"}, .written = IDSET_INIT};
static struct session_options session = {.parallel = API_AHEAD};
static struct inspect inspect = INSPECT_INIT;
static struct archy_input archy_input = ARCHY_INPUT_INIT;
static bool same_org; /* an option of older versions */

static const struct cli_option options[] = {
    {CLI_FLAG, 'n', "dry-run", NULL, "report what would be done and why; write nothing",
	&put.option.dry_run, 0, 0, NULL},
    {CLI_FLAG, 0, "publish", NULL, "publish (default: check in)", &put.option.publish, 0, 0, NULL},
    {CLI_FLAG, 0, "stubs", NULL, "only create the missing flows, as stubs", &put.option.stubs, 0, 0,
	NULL},
    {CLI_FLAG, 0, "validate", NULL, "have the server validate the saved version before publishing",
	&put.option.validate, 0, 0, NULL},
    {CLI_CHOICE, 0, "manifest", NULL, "if a manifest is not what its flow uses: warn (check), ...",
	&inspect.choice, 0, 0, INSPECT_CHOICES},
    {CLI_TEXT, 0, "backup", "FILE",
	"append the target's version of each flow to FILE before writing", &put.option.backup, 0, 0,
	NULL},
    {CLI_FLAG, 0, "restore", NULL, "put back the flows of such a FILE", &put.option.restore, 0, 0,
	NULL},
    {CLI_FLAG, 0, "force", NULL, "also overwrite what has moved; import equal Archy YAML again",
	&put.option.force, 0, 0, NULL},
    {CLI_FLAG, 0, "create-only", NULL, "leave flows and objects that the target has as they are",
	&put.option.create_only, 0, 0, NULL},
    {CLI_FLAG, 0, "update", NULL, "change objects that differ (default: report them)",
	&put.option.update, 0, 0, NULL},
    {CLI_FLAG, 0, "scripts", NULL, "import scripts that the target does not have (experimental)",
	&put.option.scripts, 0, 0, NULL},
    ARCHY_VALUE_OPTIONS(archy_input.options),
    {CLI_LIST, 0, "expect", "FILE", "refuse what moved since FILE, the results of a dry run",
	&put.option.expect, 0, 0, NULL},
    {CLI_TEXT, 0, "expect-advice", "TEXT",
	"say this about what --expect refuses (repeat the dry run)", &put.option.expect_advice, 0,
	0, NULL},
    {CLI_FLAG, 0, "same-org", NULL, "has no effect any more", &same_org, 0, 0, NULL},
    {CLI_TEXT, 0, "order", "FILE", "import the flows in the order of the lines TYPE/NAME in FILE",
	&put.option.order, 0, 0, NULL},
    {CLI_LIST, 0, "have", "FILE", "skip what FILE, results of earlier runs, proves to be equal",
	&put.option.have, 0, 0, NULL},
    {CLI_TEXT, 0, "failed", "FILE", "write the failed records to FILE", &put.option.failed, 0, 0,
	NULL},
    {CLI_NUMBER, 'j', "jobs", "N", "import N flows at a time (4 a token; 8 with --dry-run)",
	&put.option.jobs, 1, SESSION_JOBS_MAX, NULL},
    SESSION_OPTION_RATE(&session.rate),
    SESSION_OPTION_TOKENS(&session.tokens),
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-put",
    .synopsis = "[--dry-run] [--publish] [--stubs] [--backup FILE] [option ...] [file ...]",
    .about =
	"Imports flow records into the org of the settings: creates or updates flows, and skips\n"
	"flows that are equal. Records with \"archy\" become import jobs. Records with a\n"
	"configuration are written as Architect's own client does (experimental).\n"
	"Object records with a definition (queues, prompts, data tables, ...) are created where\n"
	"they are missing, and completed after the flows. Nothing is ever deleted.",
    .example = "gc-remap map.ndjson flows.ndjson | gc-put -p test --backup before.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
    .network = true,
};

static void
main_check_options(void)
{
	if (put.option.stubs && (put.option.publish || put.option.restore))
		cli_usage("--stubs cannot be combined with --publish or --restore");
	if (put.option.validate && put.option.dry_run)
		cli_usage("--validate cannot be combined with --dry-run, which saves nothing");
	if (put.option.restore && put.option.publish)
		cli_usage("--restore cannot be combined with --publish: it publishes what was "
			  "published before");
	if (put.option.restore && put.option.expect.n > 0)
		cli_usage("--expect cannot be combined with --restore");
	if (put.option.restore && inspect.choice != INSPECT_CHECK)
		cli_usage("--manifest cannot be combined with --restore, which puts back what was "
			  "there");
	if (put.option.restore ||
	    (put.option.jobs == 0 && put.option.order != NULL && !put.option.dry_run))
		put.option.jobs = 1; /* of a backup, a flow's two records keep their order */
	else if (put.option.jobs == 0)
		put.option.jobs = session_jobs(&session, put.option.dry_run ? JOBS_DRY_RUN : JOBS);
	inspect.body = !put.option.stubs;
	if (put.option.restore) /* what was there before goes back as it was */
		inspect.choice = INSPECT_KEEP;
}

static void
main_sign_in(void)
{
	if ((size_t)put.option.jobs > session.parallel)
		session.parallel = (size_t)put.option.jobs;
	put.session = session_open(&session);
	put.tasks.calls = session_calls(put.session);
	put.org = session_org_id(put.session);
}

/* What the target has, and what earlier runs said of it. */
static void
main_read_target(void)
{
	put.target = target_read(put.tasks.calls, session_settings(put.session)->client_id);
	put.have = earlier_read(&put.option.have, put.org, put.target);
	put.expect = expect_read(&put.option.expect, put.org);
}

static void
main_release(void)
{
	divisions_free(put.divisions);
	earlier_free(put.have);
	expect_free(put.expect);
	target_free(put.target);
	archy_input_release(&archy_input);
	idset_release(&put.written);
	free(put.circle);
}

/* Everything is read. */
static void
main_bring(const struct input *in)
{
	struct depends *d = in->depends;
	bool ordered = d == NULL || put.option.order != NULL;
	size_t n = in->order->n, *list = d != NULL ? depends_order(d) : NULL;
	bool circular = d != NULL && circles_find(&put, d);

	if (ordered) {
		free(list);
		list = order_list(in->order);
	}
	if (in->creates || circular)
		put.divisions = divisions_read(put.tasks.calls);
	if (!put.option.dry_run)
		put.backup = backup_open(put.option.backup, put.org);
	put_objects_before(put.objects);
	if (circular && !put.option.dry_run)
		n = circles_run(&put, list, n);
	if (ordered || (!put.option.publish && !d->archy))
		d = NULL; /* nor does a flow wait for another to be checked in */
	rounds_run(&put, d, list, n);
	put_objects_after(put.objects);
	free(list);
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct archy_run archy = {.held_until = 0};
	struct outcome outcome;
	struct order order;
	struct put_objects *objects;
	struct depends depends;
	struct input input = {
	    .put = &put, .inspect = &inspect, .archy = &archy_input, .order = &order};

	main_check_options();
	archy_values_read(&archy_input.values, &archy_input.options);
	put.archy = &archy;
	put.outcome = &outcome;
	main_sign_in();
	outcome_open(&outcome, &put);
	order_open(&order, put.option.order);
	main_read_target();
	depends_open(&depends);
	if (!put.option.stubs && !put.option.restore)
		input.depends = &depends;
	objects = put_objects_new(&put);
	put.objects = objects;
	input_read(&input, files);
	outcome.total = put.spool.n + objects->n + objects->created.n;
	outcome.with_objects = objects->n > 0;
	main_bring(&input);
	depends_close(&depends);
	order_close(&order);
	backup_close(put.backup);
	main_release();
	spool_close(&put.spool);
	outcome_close(&outcome);
	put_objects_free(put.objects);
	buf_release(&archy.export_denied);
	session_close(put.session);
	return cli_finish();
}
