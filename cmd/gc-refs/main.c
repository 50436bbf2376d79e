/* gc-refs - what flows and objects refer to, and where */
#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "base/plural.h"
#include "gc-refs.h"
#include "record/record.h"

enum format { FORMAT_NDJSON, FORMAT_MANIFEST, FORMAT_EDGES, FORMAT_DOT, FORMAT_FLOWS };

static int format, by;
static bool each, strict, placeholders;
static const char *where_text, *inventory_path, *source_path;

static struct where where;
static struct check check;
static struct known known = KNOWN_INIT;

static const struct cli_option options[] = {
    {CLI_CHOICE, 0, "format", NULL, "write this format (default ndjson: ref records)", &format, 0,
	0, "ndjson|manifest|edges|dot|flows"},
    {CLI_FLAG, 0, "each", NULL, "write one record for each use, with its node", &each, 0, 0, NULL},
    {CLI_TEXT, 0, "where", "TYPE/NAME", "write only the uses of this object; NAME may be an id",
	&where_text, 0, 0, NULL},
    {CLI_TEXT, 0, "check", "INVENTORY", "write only references that are not in this file",
	&inventory_path, 0, 0, NULL},
    {CLI_TEXT, 0, "source", "INVENTORY", "take names that objects do not tell from this inventory",
	&source_path, 0, 0, NULL},
    {CLI_CHOICE, 0, "by", NULL, "compare by id or by name for --check (default id)", &by, 0, 0,
	"id|name"},
    {CLI_FLAG, 0, "strict", NULL, "also report objects of types that gc-list cannot list", &strict,
	0, 0, NULL},
    {CLI_FLAG, 0, "placeholders", NULL, "write each {{key}} of Archy YAML, with its line",
	&placeholders, 0, 0, NULL},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-refs",
    .synopsis = "[--format=ndjson|manifest|edges|dot|flows] [--each] [--where TYPE/NAME] "
		"[--check INVENTORY [--by=id|name] [--strict]] [--source INVENTORY] "
		"[--placeholders] [file ...]",
    .about = "Reads flow and object records with their configuration or Archy YAML and writes\n"
	     "what they refer to: queues, users, data actions, prompts, flows, with JSON Pointers\n"
	     "to every use. The exit status is 1 if --check finds something missing or --where\n"
	     "finds nothing.",
    .example = "gc-refs --check inventory.ndjson flows.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
};

/* How many inputs are stdin. */
static int
refs_count_stdin(char *const *files)
{
	int n = files[0] == NULL;

	n += inventory_path != NULL && strcmp(inventory_path, "-") == 0;
	n += source_path != NULL && strcmp(source_path, "-") == 0;
	for (; *files != NULL; files++)
		n += strcmp(*files, "-") == 0;
	return n;
}

static void
check_options(char *const *files)
{
	bool selects = each || where_text != NULL || inventory_path != NULL;

	if (format == FORMAT_FLOWS && (where_text == NULL || each))
		cli_usage("--format=flows goes with --where, and without --each");
	if (selects && format != FORMAT_NDJSON && format != FORMAT_FLOWS)
		cli_usage("--each, --where and --check go with --format=ndjson only");
	if (placeholders && (selects || format != FORMAT_NDJSON))
		cli_usage("--placeholders goes without --format, --each, --where and --check");
	if (where_text != NULL && inventory_path != NULL)
		cli_usage("give either --where or --check");
	if (by != 0 && inventory_path == NULL)
		cli_usage("--by needs --check");
	if (strict && inventory_path == NULL)
		cli_usage("--strict needs --check");
	if (refs_count_stdin(files) > 1)
		cli_usage("stdin can be read once only: for the records or for an inventory");
	if (where_text != NULL && !where_parse(&where, where_text))
		cli_usage("--where: \"%s\" is not TYPE/NAME or TYPE/ID", where_text);
}

static void
show_uses(const struct refs *r, const struct ref *ref, const char *reason)
{
	if (!each && where_text == NULL) {
		show_ref(r, ref, NULL, reason);
		return;
	}
	for (size_t k = 0; k < ref->count; k++)
		show_ref(r, ref, refs_use(r, ref, k), reason);
	if (ref->count == 0)
		show_ref(r, ref, NULL, reason);
}

static void
show_refs(const struct refs *r)
{
	show_ref_begin(r);
	for (size_t i = 0; i < r->n; i++) {
		const char *reason = NULL;
		if (where_text != NULL && !where_matches(&where, r, &r->v[i]))
			continue;
		if (inventory_path != NULL && (reason = check_reason(&check, r, &r->v[i])) == NULL)
			continue;
		show_uses(r, &r->v[i], reason);
	}
}

/* --format=flows: the record itself, if it has one of the uses. */
static void
show_using(const struct refs *r, const struct record *rec)
{
	bool any = false;

	for (size_t i = 0; i < r->n; i++)
		any |= where_matches(&where, r, &r->v[i]);
	if (!any)
		return;
	out_slice(rec->text);
	out_putc('\n');
}

static void
refs_show_record(const struct refs *r)
{
	switch ((enum format)format) {
	case FORMAT_NDJSON:
		show_refs(r);
		break;
	case FORMAT_MANIFEST:
		show_manifest(r);
		break;
	case FORMAT_EDGES:
		edges_add(r);
		break;
	case FORMAT_DOT:
		dot_record(r);
		break;
	case FORMAT_FLOWS:
		break;
	}
}

/* Flows without a configuration: nobody can see what they refer to. */
struct unread {
	size_t n;
	struct buf first; /* the label of the first one */
};

static void
unread_add(struct unread *u, struct records *in, struct record *rec)
{
	struct buf label = BUF_INIT;

	if (!members_read(&in->members, &in->json, rec->text))
		records_refuse(in, &in->json);
	rec->m = in->members;
	record_label(rec, &label);
	debug("%s: no configuration", label.p);
	if (u->n++ == 0)
		buf_puts(&u->first, label.p);
	buf_release(&label);
}

/* One message for all of them: a list without configurations may have thousands. */
static void
unread_conclude(struct unread *u)
{
	if (u->n == 1)
		fail(EXIT_PARTIAL, 0, "%s: no configuration; fetch it with gc-get", u->first.p);
	else if (u->n > 1)
		fail(EXIT_PARTIAL, 0,
		    "%s: no configuration, and the same for %zu more; fetch them with gc-get",
		    u->first.p, u->n - 1);
	buf_release(&u->first);
}

/* What was read: flows, objects with a definition, objects without one, and other records. */
struct counts {
	size_t flows, objects, plain, others;
	size_t refused; /* of the flows */
};

static void
read_record(struct refs *r, struct counts *count, struct unread *unread, struct records *in,
    struct record *rec)
{
	bool defined = r->object && r->body;

	if (r->flow || r->object)
		known_add(&known, r);
	*(r->flow       ? &count->flows
	    : defined   ? &count->objects
	    : r->object ? &count->plain
			: &count->others) += 1;
	if (r->archy.n > 0 && !archy_flow_read(r, rec)) {
		count->refused++;
		return;
	}
	if (r->flow && !r->body)
		unread_add(unread, in, rec);
	else if (placeholders)
		archy_flow_placeholders(r);
	else if (format == FORMAT_FLOWS && (r->flow || defined))
		show_using(r, rec);
	else if (defined && format != FORMAT_EDGES && !known_name(&known, r))
		known_hold(&known, r);
	else if (r->flow || defined)
		refs_show_record(r);
	if (format == FORMAT_NDJSON && where_text == NULL && !placeholders)
		archy_flow_judge(r);
}

/* Objects without a definition are no matter: they name what others refer to. */
static void
read_conclude(const struct counts *count)
{
	size_t rest = count->plain + count->others;

	if (count->flows + count->objects == 0 && rest > 0)
		warn("no flow records among %zu, and no objects with a configuration; gc-refs "
		     "reads the output of gc-get",
		    rest);
	else if (count->others > 0)
		warn("skipped %zu record%s of other kinds than flow and object", count->others,
		    plural(count->others));
}

/* Returns how many records were searched. */
static struct counts
read_records(char **files)
{
	struct refs refs = REFS_INIT;
	struct unread unread = {0, BUF_INIT};
	struct counts count = {0, 0, 0, 0, 0};
	struct records in;
	struct record rec;

	refs.pointers = format == FORMAT_NDJSON;
	records_open(&in, files);
	while (records_next_unread(&in, &rec)) {
		if (!refs_read(&refs, &in.json, rec.text))
			records_refuse(&in, &in.json);
		read_record(&refs, &count, &unread, &in, &rec);
	}
	records_close(&in);
	refs_release(&refs);
	known_show_held(&known, refs_show_record);
	read_conclude(&count);
	count.flows -= unread.n + count.refused;
	unread_conclude(&unread);
	return count;
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct counts searched;

	check_options(files);
	if (inventory_path != NULL)
		check_load(&check, inventory_path, by != 0, strict);
	if (source_path != NULL)
		inventory_load(&known.source, source_path);
	if (format == FORMAT_DOT)
		dot_begin();
	searched = read_records(files);
	if (format == FORMAT_EDGES)
		edges_show(&known);
	if (format == FORMAT_DOT)
		dot_end();
	if (where_text != NULL)
		where_conclude(&where, searched.flows, searched.objects);
	if (inventory_path != NULL)
		check_conclude(&check);
	archy_flow_release();
	check_release(&check);
	known_release(&known);
	return cli_finish();
}
