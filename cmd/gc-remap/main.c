/* gc-remap - rewrite flow and object records for another org, by a map */
#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "base/plural.h"
#include "gc-remap.h"
#include "remap/remap_report.h"

enum { UNMAPPED_WITHHOLD, UNMAPPED_KEEP };

static int unmapped;
static bool reverse;
static const char *report_path, *withheld_path, *rename_path;
static struct archy_value_options value_options;

static const struct cli_option options[] = {
    {.kind = CLI_CHOICE,
	.name = "unmapped",
	.choices = "withhold|keep",
	.help = "do this with a record that has unmapped references",
	.to = &unmapped},
    {.kind = CLI_FLAG, .name = "reverse", .help = "map back: swap from and to", .to = &reverse},
    {.kind = CLI_TEXT,
	.name = "rename",
	.arg = "FILE",
	.help = "rename objects in Archy YAML by the rules in FILE (gc-plan(1))",
	.to = &rename_path},
    ARCHY_VALUE_OPTIONS(value_options),
    {.kind = CLI_TEXT,
	.name = "report",
	.arg = "FILE",
	.help = "write each change to FILE: place, old, new",
	.to = &report_path},
    {.kind = CLI_TEXT,
	.name = "withheld",
	.arg = "FILE",
	.help = "write withheld records to FILE, unchanged",
	.to = &withheld_path},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-remap",
    .synopsis =
	"[--unmapped=withhold|keep] [--reverse] [--report FILE] [--withheld FILE] "
	"[--rename FILE] [--set KEY=VALUE] [--options FILE] [--literal KEY] [map] [file ...]",
    .about =
	"Rewrites flow and object records for another org: each id that is in the map, and\n"
	"the names next to it. All other bytes stay unchanged. A record with a reference that\n"
	"is not mapped is withheld and reported. In Archy YAML it renames by the map or by\n"
	"--rename, and fills {{key}} by --set and --options; with one of these and no operand,\n"
	"there is no map and the records come from standard input.",
    .example = "gc-remap --report changes.ndjson map.ndjson flows.ndjson >remapped.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
};

static void
remap_write_change(void *to, struct slice line)
{
	struct remap_work *w = to;

	output_write(&w->report, line);
}

static void
write_changes(struct remap_work *w, const struct record *r)
{
	if (report_path != NULL && w->remap.edits.n > 0)
		remap_report(&w->remap, r->text, remap_write_change, w);
}

/* A record that is neither a flow nor an object with a definition. */
static void
remap_pass(struct remap_work *w, struct record *r)
{
	struct members m = MEMBERS_INIT;

	members_read(&m, &w->json, r->text);
	r->m = m;
	passed_add(&w->passed, r);
	members_release(&m);
	r->m = m;
}

static void
rewrite_record(struct remap_work *w, struct record *r)
{
	bool gaps = w->remap.gaps.n > 0;

	if (!w->remap.flow && !w->remap.object)
		remap_pass(w, r);
	w->flows += w->remap.flow;
	w->objects += w->remap.object;
	if (w->remap.flow && w->remap.archy.n > 0) {
		archy_rewrite(w, r);
		return;
	}
	w->configurations += w->remap.flow;
	if (gaps) {
		report_gaps(w, r);
		w->open++;
	}
	if (gaps && !w->keep) {
		remap_withhold(w, r);
		return;
	}
	report_names_left(w, r);
	report_lookups_left(w, r);
	report_spared(w, r);
	write_changes(w, r);
	splices_write(&w->remap.edits, r->text);
	out_putc('\n');
}

/* Without a map only the Archy YAML of flows changes. False: it is not one JSON object. */
static bool
remap_look(struct remap_work *w, struct json *j, struct slice text)
{
	if (!members_read(&w->m, j, text))
		return false;
	splices_clear(&w->remap.edits);
	w->remap.flow = json_is(members_string(&w->m, "kind"), "flow");
	w->remap.archy = members_string(&w->m, "archy");
	return true;
}

/* Rules that matched nothing; if there are a map or configurations, gc-plan tells. */
static void
remap_report_rules(struct remap_work *w)
{
	for (size_t i = 0; i < w->renames.n; i++) {
		if (w->renames.v[i].used)
			continue;
		buf_clear(&w->line);
		renames_say_unused(&w->renames, &w->renames.v[i], &w->line);
		warn("%s:%zu: %s", rename_path, w->renames.v[i].line, w->line.p);
	}
}

static void
remap_report_totals(struct remap_work *w)
{
	passed_report(&w->passed, "nothing to map");
	if (w->open > 0)
		warn("%zu of %zu %s %s", w->open, w->flows + w->objects,
		    w->objects == 0 ? "flows"
		    : w->flows == 0 ? "objects"
				    : "flows and objects",
		    w->keep ? "have unmapped references" : "withheld");
	if (w->configurations > 0 && w->renames.n > 0)
		warn("%zu flow%s with a configuration not renamed by --rename; give it to gc-plan",
		    w->configurations, plural(w->configurations));
	else if (!w->has_map)
		remap_report_rules(w);
}

static void
remap_files(struct remap_work *w, char **files)
{
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next_unread(&in, &r)) {
		if (!(w->has_map ? remap_read(&w->remap, &in.json, r.text)
				 : remap_look(w, &in.json, r.text)))
			records_refuse(&in, &in.json);
		rewrite_record(w, &r);
	}
	records_close(&in);
	remap_report_totals(w);
}

static bool
remap_is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* The map and the records cannot both come from stdin. */
static void
remap_check_stdin(char **operands)
{
	bool flows = operands[1] == NULL;

	for (char **f = operands + 1; *f != NULL; f++)
		flows |= remap_is_stdin(*f);
	if (remap_is_stdin(operands[0]) && flows)
		cli_usage("the map and the flows cannot both come from stdin");
	if (operands[1] == NULL && isatty(STDIN_FILENO))
		cli_usage("nothing to read: stdin is a terminal and there is no file operand");
}

/* Whether an option says what to do without a map. */
static bool
remap_needs_no_map(void)
{
	return rename_path != NULL || value_options.set.n + value_options.files.n > 0;
}

static void
remap_load(struct remap_work *w, const char *map)
{
	if (rename_path != NULL)
		renames_load(&w->renames, rename_path, reverse);
	archy_values_read(&w->values, &value_options);
	if (map != NULL) {
		if (remap_needs_no_map())
			w->map.advice = "without a map, give the flows on standard input";
		map_load(&w->map, map, reverse);
		remap_start(&w->remap, &w->map);
	}
	w->has_map = map != NULL;
	remap_archy_start(
	    &w->archy, map != NULL ? &w->map : NULL, rename_path != NULL ? &w->renames : NULL);
	w->remap.report = report_path != NULL;
	w->keep = unmapped == UNMAPPED_KEEP;
}

static void
remap_work_release(struct remap_work *w)
{
	remap_release(&w->remap);
	remap_archy_release(&w->archy);
	archy_filler_release(&w->filler);
	archy_release(&w->before);
	archy_values_release(&w->values);
	renames_release(&w->renames);
	map_release(&w->map);
	passed_release(&w->passed);
	members_release(&w->m);
	json_release(&w->json);
	buf_release(&w->label);
	buf_release(&w->line);
	buf_release(&w->yaml);
	buf_release(&w->filled);
	buf_release(&w->changed);
}

int
main(int argc, char **argv)
{
	char **operands = cli_start(&cli, argc, argv);
	struct remap_work w = {.map = MAP_INIT,
	    .remap = REMAP_INIT,
	    .renames = RENAMES_INIT,
	    .values = ARCHY_VALUES_INIT,
	    .report = OUTPUT_INIT,
	    .withheld = OUTPUT_INIT,
	    .json = JSON_INIT,
	    .passed = PASSED_INIT,
	    .archy = REMAP_ARCHY_INIT,
	    .filler = ARCHY_FILLER_INIT,
	    .before = ARCHY_INIT,
	    .m = MEMBERS_INIT};

	if (operands[0] != NULL)
		remap_check_stdin(operands);
	else if (!remap_needs_no_map())
		cli_usage("an operand is missing: the map");
	remap_load(&w, operands[0]);
	output_open(&w.report, report_path);
	output_open(&w.withheld, withheld_path);
	remap_files(&w, operands[0] != NULL ? operands + 1 : operands);
	output_commit(&w.report);
	output_commit(&w.withheld);
	remap_work_release(&w);
	return cli_finish();
}
