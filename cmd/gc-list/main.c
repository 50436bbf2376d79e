/* gc-list - list an org's flows, or its queues, users, prompts, … */
#include "cli/cli.h"
#include "base/out.h"
#include "emit.h"
#include "lister.h"
#include "org/api.h"
#include "wanted.h"

static struct filter filter;
static const char *select_expr, *refs;
static struct session_options how = {.parallel = API_AHEAD};
static long page_size = 100;
static bool list_types, list_versions;

static const struct cli_option options[] = {
    {CLI_LIST, 0, "flow-type", "TYPE", "list only flows of this type (inboundcall, …); repeatable",
	&filter.flow_types, 0, 0, NULL},
    {CLI_TEXT, 0, "name", "GLOB", "list only what has this name (*: any text, ?: a character)",
	&filter.name, 0, 0, NULL},
    {CLI_TEXT, 0, "division", "DIVISION", "list only what is in this division (name or id)",
	&filter.division, 0, 0, NULL},
    {CLI_FLAG, 0, "deleted", NULL, "also list deleted flows", &filter.deleted, 0, 0, NULL},
    {CLI_FLAG, 0, "published", NULL, "list only published flows", &filter.published, 0, 0, NULL},
    {CLI_TEXT, 0, "select", "EXPR", "list only records for which this jq expression is true",
	&select_expr, 0, 0, NULL},
    {CLI_TEXT, 0, "for", "FILE", "list the types that the ref records in FILE need", &refs, 0, 0,
	NULL},
    {CLI_FLAG, 0, "versions", NULL, "all versions of these flows, or of those in files",
	&list_versions, 0, 0, NULL},
    {CLI_NUMBER, 0, "page-size", "N", "request N objects at a time, 1 to 500 (default 100)",
	&page_size, 1, 500, NULL},
    SESSION_OPTION_RATE(&how.rate),
    {CLI_ACTION, 0, "list-types", NULL, "print the types that can be listed", &list_types, 0, 0,
	NULL},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-list",
    .synopsis = "[--flow-type TYPE] [--name GLOB] [--division DIVISION] [--deleted] "
		"[--published] [--select EXPR] [--for FILE] [--page-size N] [--rate N/m] "
		"[--list-types] [type ... | --versions [file ...]]",
    .about = "Lists an org's flows or, of other types, its objects, one record a line. A type is\n"
	     "flow (the default), queue, user, …, or all, objects (types with a definition) or\n"
	     "creatable. The listing is proved complete, or the exit status is 3.",
    .example = "gc-list --flow-type inboundcall --published >flows.ndjson",
    .options = options,
    .takes_operands = true,
    .network = true,
};

static void
print_types(void)
{
	struct buf b = BUF_INIT;
	size_t n;
	const struct type *table = type_table(&n);

	for (size_t i = 0; i < n; i++) {
		emit_type(&b, &table[i]);
		buf_putc(&b, '\n');
	}
	out_slice(buf_slice(&b));
	buf_release(&b);
}

static void
read_wanted(struct wanted *w, char **types)
{
	for (; *types != NULL; types++)
		wanted_add(w, *types);
	if (refs != NULL && strcmp(refs, "-") == 0 && isatty(STDIN_FILENO))
		cli_usage("--for -: stdin is a terminal");
	if (refs != NULL)
		wanted_add_references(w, refs);
	else if (w->n == 0)
		wanted_add(w, "flow");
	if (!wanted_has(w, "flow") && refs == NULL &&
	    (filter.flow_types.n > 0 || filter.deleted || filter.published))
		cli_usage("--flow-type, --deleted and --published need the type flow");
}

static void
compile_select(void)
{
	struct buf why = BUF_INIT;

	filter.select = select_compile(select_expr, &why);
	if (filter.select == NULL)
		cli_usage("--select: %s", why.p);
	buf_release(&why);
}

/* The versions of the flows in files or, without files, of those that the listing gives. */
static void
list_all_versions(char **files)
{
	struct session *session;
	struct versions versions = {.page_size = page_size, .users = IDSET_INIT};
	struct lister lister = {.filter = &filter, .page_size = page_size, .versions = &versions};
	bool filtered = filter.flow_types.n > 0 || filter.name != NULL || filter.division != NULL ||
			filter.deleted || filter.published;

	if (select_expr != NULL || refs != NULL)
		cli_usage("--versions excludes --select and --for; gc-select selects records");
	if (files[0] != NULL && filtered)
		cli_usage("--versions: files name the flows; filters need the listing");
	session = session_open(&how);
	versions.calls = lister.calls = session_calls(session);
	versions.org = lister.org = session_org_id(session);
	if (files[0] != NULL) {
		versions_read(&versions, files);
	} else {
		lister_list(&lister, type_find(slice_str("flow")));
		lister_conclude(&lister);
	}
	versions_list(&versions);
	versions_release(&versions);
	session_close(session);
}

static void
list_wanted(const struct wanted *w)
{
	struct session *session = session_open(&how);
	struct lister lister = {.calls = session_calls(session),
	    .org = session_org_id(session),
	    .filter = &filter,
	    .page_size = page_size};

	for (size_t i = 0; i < w->n; i++)
		lister_list(&lister, w->v[i]);
	lister_conclude(&lister);
	session_close(session);
}

int
main(int argc, char **argv)
{
	char **types = cli_start(&cli, argc, argv);
	struct wanted wanted = {.n = 0};

	if (list_types) {
		print_types();
		return cli_finish();
	}
	if (list_versions) {
		list_all_versions(types);
		return cli_finish();
	}
	if (select_expr != NULL)
		compile_select();
	read_wanted(&wanted, types);
	if (wanted.n > 0)
		list_wanted(&wanted);
	select_free(filter.select);
	return cli_finish();
}
