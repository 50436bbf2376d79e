/* gc-strip - take out of records what moves by itself, and what a new org does not have */
#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "gc-strip.h"
#include "record/passed.h"

static int purpose;
static bool list_rules;
static struct cli_list drops, empties, keeps;
static const char *orphans_path, *report_path, *withheld_path;
static struct cli_list ways;
static int terminal; /* 1: a transfer with nothing after it becomes a Disconnect */

static const struct cli_option options[] = {
    {CLI_CHOICE, 0, "for", NULL, "choose the rules by purpose (default restore)", &purpose, 0, 0,
	STRIP_PURPOSES},
    {CLI_LIST, 0, "drop", "PATTERN", "also remove what this path names", &drops, 0, 0, NULL},
    {CLI_LIST, 0, "drop-empty", "PATTERN", "also remove what this path names if it is \"\"",
	&empties, 0, 0, NULL},
    {CLI_LIST, 0, "keep", "PATTERN", "keep what this path names, whatever other rules say", &keeps,
	0, 0, NULL},
    {CLI_ACTION, 0, "list-rules", NULL, "print the rules and read nothing", &list_rules, 0, 0,
	NULL},
    {CLI_TEXT, 0, "orphans", "FILE", "also take out actions that use what FILE says is missing",
	&orphans_path, 0, 0, NULL},
    {CLI_LIST, 0, "orphan-path", "PATH", "send callers there: failure, success, a label, ...",
	&ways, 0, 0, NULL},
    {CLI_CHOICE, 0, "orphan-terminal", NULL, "do this with a transfer that nothing follows",
	&terminal, 0, 0, "withhold|disconnect"},
    {CLI_TEXT, 0, "report", "FILE", "write each change for --orphans to FILE", &report_path, 0, 0,
	NULL},
    {CLI_TEXT, 0, "withheld", "FILE", "write withheld flows to FILE, unchanged", &withheld_path, 0,
	0, NULL},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-strip",
    .synopsis = "[--for=restore|diff|none] [--drop PATTERN] [--drop-empty PATTERN] "
		"[--keep PATTERN] [--list-rules] [--orphans FILE] [--orphan-path PATH] "
		"[--orphan-terminal=withhold|disconnect] [--report FILE] [--withheld FILE] "
		"[file ...]",
    .about = "Removes from flows and objects what changes without anybody editing them and, with\n"
	     "--orphans, actions that use objects which another org does not have. All other\n"
	     "bytes come out as they came in. PATTERN is a JSON Pointer in which * is one level\n"
	     "and ** any number.",
    .example = "gc-strip --for=diff --keep '/configuration/nextTrackingNumber' flows.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
};

static void
strip_add_patterns(
    struct strip_set *s, const struct cli_list *list, const char *option, unsigned tag)
{
	const char *why;

	for (size_t i = 0; i < list->n; i++)
		if ((why = strip_set_add(s, tag, list->v[i])) != NULL)
			cli_usage("--%s \"%s\": %s", option, list->v[i], why);
}

static void
strip_add_rules(struct strip_set *s)
{
	strip_set_for(s, (enum strip_purpose)purpose);
	strip_add_patterns(s, &drops, "drop", STRIP_DROP);
	strip_add_patterns(s, &empties, "drop-empty", STRIP_DROP_EMPTY);
	strip_add_patterns(s, &keeps, "keep", STRIP_KEEP);
	strip_set_ready(s);
}

static void
print_rules(void)
{
	list_rules_for((enum strip_purpose)purpose);
	for (size_t i = 0; i < drops.n; i++)
		list_rule("drop", drops.v[i], NULL);
	for (size_t i = 0; i < empties.n; i++)
		list_rule("drop-empty", empties.v[i], NULL);
	for (size_t i = 0; i < keeps.n; i++)
		list_rule("keep", keeps.v[i], NULL);
}

static GC_NORETURN void
refuse_index(const struct record *r, const char *rule)
{
	die(EXIT_USAGE, 0, "%s:%zu: \"%s\" numbers an element of an array; use * for every element",
	    r->file, r->line, rule);
}

/* A pattern that is misspelled does nothing. `first`: how many rules were added before the list. */
static void
strip_warn_unused(
    const struct strip_set *s, const struct cli_list *list, const char *option, size_t first)
{
	for (size_t i = 0; i < list->n; i++)
		if (!strip_set_had_effect(s, first + i))
			warn("--%s \"%s\" had no effect: no record has such a value, or another "
			     "rule "
			     "decides about it",
			    option, list->v[i]);
}

/* A record that no rules are for. */
static void
strip_pass(struct passed *p, struct json *j, const struct record *r)
{
	struct record read = *r;

	read.m = (struct members)MEMBERS_INIT;
	members_read(&read.m, j, r->text);
	passed_add(p, &read);
	members_release(&read.m);
}

static void
strip_files(struct strip_set *s, struct take_out *t, char **files)
{
	struct passed passed = PASSED_INIT;
	struct records in;
	struct record r;
	struct strip *one;
	bool any = false;

	records_open(&in, files);
	while (records_next_unread(&in, &r)) {
		if (orphans_path != NULL && !take_out_orphans(t, &in, &r))
			continue;
		if ((one = strip_set_read(s, &in.json, r.text)) == NULL)
			records_refuse(&in, &in.json);
		if (one->index != NULL)
			refuse_index(&r, one->index);
		any |= one->applies;
		splices_write(&one->edits, r.text);
		out_putc('\n');
		if (!one->applies)
			strip_pass(&passed, &in.json, &r);
	}
	records_close(&in);
	passed_report(&passed, "no rules");
	passed_release(&passed);
	if (!any)
		return;
	strip_warn_unused(s, &drops, "drop", 0);
	strip_warn_unused(s, &empties, "drop-empty", drops.n);
	strip_warn_unused(s, &keeps, "keep", drops.n + empties.n);
}

/* The list and the flows cannot both come from stdin. */
static void
check_orphan_options(char **files)
{
	bool from_stdin = files[0] == NULL;

	if (orphans_path == NULL) {
		if (ways.n > 0 || terminal != 0 || report_path != NULL || withheld_path != NULL)
			cli_usage("--orphan-path, --orphan-terminal, --report and --withheld need "
				  "--orphans");
		return;
	}
	for (; *files != NULL; files++)
		from_stdin |= strcmp(*files, "-") == 0;
	if (strcmp(orphans_path, "-") == 0 && from_stdin)
		cli_usage("--orphans and the flows cannot both come from stdin");
}

static void
strip_run(struct strip_set *s, char **files)
{
	struct take_out t = TAKE_OUT_INIT;

	t.orphans.paths = ways.v;
	t.orphans.npaths = ways.n;
	t.orphans.disconnect = terminal == 1;
	if (orphans_path != NULL)
		take_out_start(&t, orphans_path, report_path, withheld_path);
	strip_files(s, &t, files);
	if (orphans_path != NULL)
		take_out_finish(&t);
	take_out_release(&t);
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct strip_set s = STRIP_SET_INIT;

	check_orphan_options(files);
	strip_add_rules(&s);
	if (list_rules)
		print_rules();
	else
		strip_run(&s, files);
	strip_set_release(&s);
	return cli_finish();
}
