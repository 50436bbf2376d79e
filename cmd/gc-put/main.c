/*
 * gc-put - bring flows and objects into an org.
 *
 * in:   flow records with a configuration (experimental) or with "archy"
 *       object records with a configuration
 * out:  one result record a flow, one or two an object
 * Never deletes. Running it again after an interruption ends where an undisturbed run ends.
 */
#include "archy_run.h"
#include "backup.h"
#include "backup_record.h"
#include "base/cli.h"
#include "base/err.h"
#include "base/idset.h"
#include "division.h"
#include "expect.h"
#include "inspect.h"
#include "have.h"
#include "object/object_run.h"
#include "object/object_target.h"
#include "order.h"
#include "org/api.h"
#include "outcome.h"
#include "rounds.h"
#include "target.h"
#include "written.h"
#include "yaml/yaml_archy.h"

static struct put put = {.option = {.jobs = 1}, .written = IDSET_INIT};
static struct session_options session = {.parallel = API_AHEAD};
static struct inspect inspect = INSPECT_INIT;
static bool same_org; /* an option of older versions */
static bool creates;  /* some flow, as far as the listing shows */

static const struct cli_option options[] = {
    {.kind = CLI_FLAG,
	.letter = 'n',
	.name = "dry-run",
	.help = "report what would be done and why; write nothing",
	.to = &put.option.dry_run},
    {.kind = CLI_FLAG,
	.name = "publish",
	.help = "publish (default: check in)",
	.to = &put.option.publish},
    {.kind = CLI_FLAG,
	.name = "stubs",
	.help = "only create the missing flows, as stubs",
	.to = &put.option.stubs},
    {.kind = CLI_FLAG,
	.name = "validate",
	.help = "have the server validate the saved version before publishing",
	.to = &put.option.validate},
    {.kind = CLI_CHOICE,
	.name = "manifest",
	.choices = INSPECT_CHOICES,
	.help = "if a manifest is not what its flow uses: warn (check), ...",
	.to = &inspect.choice},
    {.kind = CLI_TEXT,
	.name = "backup",
	.arg = "FILE",
	.help = "append the target's version of each flow to FILE before writing",
	.to = &put.option.backup},
    {.kind = CLI_FLAG,
	.name = "restore",
	.help = "put back the flows of such a FILE",
	.to = &put.option.restore},
    {.kind = CLI_FLAG,
	.name = "force",
	.help = "also overwrite flows that have moved since they were fetched",
	.to = &put.option.force},
    {.kind = CLI_FLAG,
	.name = "create-only",
	.help = "leave flows and objects that the target has as they are",
	.to = &put.option.create_only},
    {.kind = CLI_FLAG,
	.name = "update",
	.help = "change objects that differ (default: report them)",
	.to = &put.option.update},
    {.kind = CLI_LIST,
	.name = "expect",
	.arg = "FILE",
	.help = "refuse what moved since FILE, the results of a dry run",
	.to = &put.option.expect},
    {.kind = CLI_FLAG, .name = "same-org", .help = "has no effect any more", .to = &same_org},
    {.kind = CLI_TEXT,
	.name = "order",
	.arg = "FILE",
	.help = "bring the flows in the order of the TYPE/NAME lines in FILE",
	.to = &put.option.order},
    {.kind = CLI_LIST,
	.name = "have",
	.arg = "FILE",
	.help = "skip what FILE, results of earlier runs, proves to be equal",
	.to = &put.option.have},
    {.kind = CLI_TEXT,
	.name = "failed",
	.arg = "FILE",
	.help = "write the failed records to FILE",
	.to = &put.option.failed},
    {.kind = CLI_NUMBER,
	.letter = 'j',
	.name = "jobs",
	.arg = "N",
	.help = "bring N flows at a time (1)",
	.to = &put.option.jobs,
	.min = 1,
	.max = 64},
    {.kind = CLI_TEXT,
	.name = "rate",
	.arg = "N/m",
	.help = "send at most N requests a minute",
	.to = &session.rate},
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

/* Is it a backup of this org; is it of another org, and not rewritten? */
static void
main_check_origin(const struct record *r)
{
	static bool warned;
	const char *here = session_org_id(put.session);
	struct slice org = members_string(&r->m, "org");

	if (put.option.restore && !json_is(org, here))
		die(EXIT_USAGE, 0, "%s:%zu: this is not a backup of \"%s\"; wrong profile?",
		    r->file, r->line, session_org_name(put.session));
	if (put.option.restore || org.n == 0 || json_is(org, here))
		return;
	if (!warned && members_find(&r->m, "archy") == NULL && !put.option.stubs) {
		warned = true;
		warn("%s:%zu: the flows are of org %.*s: the ids in them mean nothing in \"%s\" "
		     "(gc-remap rewrites them)",
		    r->file, r->line, SLICE_ARGS(org), session_org_name(put.session));
	}
}

/* An import writes the flow of the name in the YAML; the one looked up has the record's name. */
static bool
main_has_another_name(const struct record *r, const struct member *archy)
{
	struct buf text = BUF_INIT, type = BUF_INIT, name = BUF_INIT, own = BUF_INIT;
	bool known;

	json_unescape(member_string(archy), &text);
	json_unescape(members_string(&r->m, "name"), &own);
	known = yaml_archy(buf_slice(&text), &type, &name);
	known = known && !slice_eq(buf_slice(&name), buf_slice(&own));
	buf_release(&text);
	buf_release(&type);
	buf_release(&name);
	buf_release(&own);
	return known;
}

/* Whether the record can be put; if not, the reason has been reported. */
static bool
main_is_good(const struct record *r)
{
	const struct member *configuration = members_find(&r->m, "configuration");
	const struct member *archy = members_find(&r->m, "archy");
	const char *why = NULL;

	if (!record_is(r, "flow"))
		return false;
	if (members_string(&r->m, "name").n == 0 || members_string(&r->m, "type").n == 0)
		why = "no name or no type";
	else if (put.option.stubs || (put.option.restore && backup_is_nothing(&r->m)))
		return true;
	else if (configuration == NULL && archy == NULL)
		why = "nothing to put: neither a configuration nor Archy YAML (gc-get fetches one)";
	else if (archy != NULL ? archy->type != JSON_STRING : configuration->type != JSON_OBJECT)
		why = "its configuration is not an object, or its Archy YAML is not a string";
	else if (archy != NULL && main_has_another_name(r, archy))
		why = "its Archy YAML has another name than the record; an import would write that "
		      "flow";
	if (why != NULL)
		outcome_unfit(put.outcome, r, why);
	return why == NULL;
}

/* A flow is put once: of two records of one flow, which would be the right one? */
static bool
main_is_second(const struct record *r, struct idset *seen)
{
	struct buf key = BUF_INIT;
	size_t before = seen->n;

	if (put.option.restore)
		return false;
	if (!target_key(put.target, &r->m, &key))
		creates |= put.option.stubs || members_find(&r->m, "archy") == NULL;
	idset_add(seen, buf_slice(&key));
	buf_release(&key);
	if (seen->n == before)
		outcome_unfit(put.outcome, r, "a record before this one is of the same flow");
	return seen->n == before;
}

/* Whether gc-put would write such a flow at all; if not, there is a result that says why not. */
static bool
main_passes(struct record *r)
{
	struct target_entry there;
	struct buf type = BUF_INIT, name = BUF_INIT, id = BUF_INIT;
	const char *why = NULL, *action = put.option.stubs ? "stub" : "create";
	bool named = target_by_name(put.target, members_text(&r->m, "type", &type),
	    members_text(&r->m, "name", &name), &there);
	bool exists = named || target_by_id(put.target, members_text(&r->m, "id", &id), &there);

	if (!(exists && there.builtin) && !(put.option.restore && backup_is_nothing(&r->m)))
		why = inspect_record(&inspect, r, !named);
	if (why != NULL)
		outcome_refuse(
		    put.outcome, r, exists ? there.id : NULL, exists ? "update" : action, why);
	buf_release(&type);
	buf_release(&name);
	buf_release(&id);
	return why == NULL;
}

static void
main_add_dependencies(struct depends *d, const struct record *r)
{
	struct buf type = BUF_INIT, name = BUF_INIT;
	struct target_entry there;
	bool is_there;

	json_unescape(members_string(&r->m, "type"), &type);
	json_unescape(members_string(&r->m, "name"), &name);
	is_there = target_by_name(put.target, buf_slice(&type), buf_slice(&name), &there);
	depends_add(d, r, is_there ? there.id : NULL);
	buf_release(&type);
	buf_release(&name);
}

/* Objects may refer to it. */
static void
main_bring(const struct record *r)
{
	struct buf id = BUF_INIT;

	object_target_bring(put.objects->target, "flow", members_text(&r->m, "id", &id));
	buf_release(&id);
}

/* The whole input is read and checked before anything is written. */
static void
main_read_input(char **files, struct order *order, struct depends *depends)
{
	struct idset seen = IDSET_INIT;
	struct records in;
	struct record r;
	size_t flows = 0, others = 0;

	spool_open(&put.spool);
	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (record_is(&r, "object")) {
			put_objects_add(put.objects, &r);
			continue;
		}
		*(record_is(&r, "flow") ? &flows : &others) += 1;
		if (record_is(&r, "flow"))
			main_check_origin(&r);
		if (put.option.restore && record_is(&r, "flow") && written_note(&put.written, &r.m))
			continue;
		if (!main_is_good(&r) || !main_passes(&r) || main_is_second(&r, &seen))
			continue;
		main_bring(&r);
		spool_add(&put.spool, &r);
		order_add(order, members_string(&r.m, "type"), members_string(&r.m, "name"));
		if (depends != NULL)
			main_add_dependencies(depends, &r);
	}
	records_close(&in);
	inspect_release(&inspect);
	idset_release(&seen);
	if (flows + put.objects->n == 0 && others > 0)
		warn("no flow or object records among %zu; nothing was done", others);
	put_objects_read(put.objects);
}

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
	if (put.option.restore)
		put.option.jobs = 1; /* a flow's two records keep their order */
	inspect.body = !put.option.stubs;
	if (put.option.restore) /* what was there before goes back as it was */
		inspect.choice = INSPECT_KEEP;
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct archy_run archy = {.substitutions = 0};
	struct outcome outcome;
	struct order order;
	struct depends depends, *by_need = NULL;
	size_t *list;

	main_check_options();
	if ((size_t)put.option.jobs > session.parallel)
		session.parallel = (size_t)put.option.jobs;
	put.session = session_open(&session);
	put.tasks.calls = session_calls(put.session);
	put.archy = &archy;
	put.outcome = &outcome;
	outcome_open(&outcome, &put);
	order_open(&order, put.option.order);
	put.target = target_read(put.tasks.calls, session_settings(put.session)->client_id);
	put.org = session_org_id(put.session);
	put.have = have_read(&put.option.have, put.org, put.target);
	put.expect = expect_read(&put.option.expect, put.org);
	depends_open(&depends);
	if (put.option.order == NULL && !put.option.stubs && !put.option.restore)
		by_need = &depends;
	put.objects = put_objects_new(&put);
	main_read_input(files, &order, by_need);
	outcome.total = put.spool.n + put.objects->n;
	if (creates)
		put.divisions = divisions_read(put.tasks.calls);
	if (!put.option.dry_run)
		put.backup = backup_open(put.option.backup, put.org);
	list = by_need != NULL ? depends_order(by_need) : order_list(&order);
	put_objects_before(put.objects);
	rounds_run(&put, put.option.publish ? by_need : NULL, list, order.n);
	put_objects_after(put.objects);
	free(list);
	depends_close(&depends);
	order_close(&order);
	backup_close(put.backup);
	divisions_free(put.divisions);
	have_free(put.have);
	expect_free(put.expect);
	target_free(put.target);
	idset_release(&put.written);
	spool_close(&put.spool);
	outcome_close(&outcome);
	put_objects_free(put.objects);
	buf_release(&archy.export_denied);
	session_close(put.session);
	return cli_finish();
}
