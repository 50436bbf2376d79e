/* gc-remap - rewrite flow and object records for another org, by a map */
#include "base/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "files/output.h"
#include "record/flowtype.h"
#include "record/passed.h"
#include "record/record.h"
#include "remap/remap.h"
#include "remap/remap_report.h"

enum { UNMAPPED_WITHHOLD, UNMAPPED_KEEP };

static int unmapped;
static bool reverse;
static const char *report_path, *withheld_path;

static const struct cli_option options[] = {
    {.kind = CLI_CHOICE,
	.name = "unmapped",
	.choices = "withhold|keep",
	.help = "what to do with a record that has unmapped references",
	.to = &unmapped},
    {.kind = CLI_FLAG, .name = "reverse", .help = "map back: swap from and to", .to = &reverse},
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
    .synopsis = "[--unmapped=withhold|keep] [--reverse] [--report FILE] [--withheld FILE] map "
		"[file ...]",
    .about =
	"Rewrites flow and object records for another org: each id that is in the map, and\n"
	"the names next to it. All other bytes stay unchanged. A record with a reference that\n"
	"is not mapped is withheld and reported.",
    .example = "gc-remap --report changes.ndjson map.ndjson flows.ndjson >remapped.ndjson",
    .options = options,
    .leading = 1,
    .takes_operands = true,
    .reads_records = true,
};

struct work {
	struct map map;
	struct remap remap;
	struct output report, withheld;
	struct json json;
	struct buf label, line;
	struct passed passed;
	size_t flows, objects, open; /* read; and of these, those with gaps */
};

/* Why the map does not help, and what to do. */
static void
remap_add_reason(const struct map *m, const struct map_record *rec, struct buf *b)
{
	bool made_anew = rec != NULL && rec->status == MAP_NEW;
	bool ambiguous = rec != NULL && rec->status == MAP_AMBIGUOUS;

	if (rec == NULL) {
		buf_puts(b, " is not in the map");
		return;
	}
	if (rec->status == MAP_WITHHELD) {
		buf_puts(b, " is not in the target, and withheld itself");
		return;
	}
	buf_printf(b, " is %s in the target",
	    made_anew || ambiguous ? map_status_name(rec->status) : "missing");
	if (rec->reason != 0)
		buf_printf(b, " (%.*s)", SLICE_ARGS(map_text(m, rec->reason)));
	if (ambiguous)
		buf_puts(b, "; choose one in the map");
	else if (made_anew && rec->reason == 0)
		buf_printf(b, "; create it first (gc-put%s), then plan again",
		    flowtype_is_reference(map_text(m, rec->type)) ? " --stubs" : "");
}

/* "stdin:17: flow 3f2… "Main IVR"", of a record that was read without its members. */
static const char *
remap_label(struct work *w, struct record *r)
{
	struct members m = MEMBERS_INIT;

	members_read(&m, &w->json, r->text);
	r->m = m;
	buf_clear(&w->label);
	record_label(r, &w->label);
	members_release(&m);
	r->m = m;
	return w->label.p;
}

/* queue "Sales" 3f2…, in place of what w->line holds */
static void
remap_name_gap(struct work *w, const struct remap_gap *g)
{
	buf_clear(&w->line);
	buf_add_slice(&w->line, g->type);
	if (g->name.n > 0) {
		buf_puts(&w->line, " \"");
		json_unescape(g->name, &w->line);
		buf_putc(&w->line, '"');
	} else if (g->rec != NULL && g->rec->name != 0) {
		buf_puts(&w->line, " \"");
		buf_add_slice(&w->line, map_text(&w->map, g->rec->name));
		buf_putc(&w->line, '"');
	}
	if (g->id.n > 0)
		buf_putc(&w->line, ' ');
	else
		buf_puts(&w->line, ", looked up by name,");
	json_unescape(g->id, &w->line);
}

static void
report_gaps(struct work *w, struct record *r)
{
	const char *record = remap_label(w, r);
	const char *what = unmapped == UNMAPPED_KEEP ? "not mapped" : "withheld";

	for (size_t i = 0; i < w->remap.gaps.n; i++) {
		remap_name_gap(w, &w->remap.gaps.v[i]);
		remap_add_reason(&w->map, w->remap.gaps.v[i].rec, &w->line);
		fail(EXIT_NO, 0, "%s: %s: %s", record, what, w->line.p);
	}
}

/* What gc-put does differently, because the target lacks it, and ids that may be content. */
static void
report_spared(struct work *w, struct record *r)
{
	const struct remap_gaps *g = &w->remap.gaps;

	if (g->nspared == 0 && w->remap.cells == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < g->nspared; i++) {
		remap_name_gap(w, &g->spared[i]);
		remap_add_reason(&w->map, g->spared[i].rec, &w->line);
		warn("%s: %s; gc-put leaves it out", w->label.p, w->line.p);
	}
	if (w->remap.cells > 0)
		warn("%s: %zu text%s an id that is another one in the target; not changed, since "
		     "it may be content",
		    w->label.p, w->remap.cells, w->remap.cells == 1 ? " has" : "s have");
}

static void
report_names_left(struct work *w, struct record *r)
{
	const struct remap_names *n = &w->remap.names;

	if (n->nleft == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < n->nleft; i++) {
		struct slice name = map_text(&w->map, w->map.v[n->left[i].record].name);
		warn("%s: %.*s: the name \"%.*s\" in an expression was not changed", w->label.p,
		    (int)n->left[i].len, n->pointers.p + n->left[i].at, SLICE_ARGS(name));
	}
}

/* Names that the flow looks up, and that are others in the target. */
static void
report_lookups_left(struct work *w, struct record *r)
{
	const struct remap_lookups *l = &w->remap.lookups;

	if (l->nleft == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < l->nleft; i++) {
		const struct lookups_left *left = &l->left[i];
		const struct map_record *rec = &w->map.v[left->known->record];
		struct slice type = map_text(&w->map, rec->type);
		buf_clear(&w->line);
		if (left->known->unsure)
			buf_puts(&w->line, "several objects could be meant; change it by hand");
		else
			buf_printf(&w->line, "change it to \"%.*s\" by hand",
			    SLICE_ARGS(map_text(&w->map, rec->to_name)));
		warn("%s: %.*s: %.*s \"%.*s\" is looked up by name and was not changed; %s",
		    w->label.p, (int)left->pointer_len, l->pointers.p + left->pointer,
		    SLICE_ARGS(type), SLICE_ARGS(map_text(&w->map, rec->name)), w->line.p);
	}
}

static void
write_change(void *to, struct slice line)
{
	struct work *w = to;

	output_write(&w->report, line);
}

static void
write_changes(struct work *w, const struct record *r)
{
	if (report_path != NULL && w->remap.edits.n > 0)
		remap_report(&w->remap, r->text, write_change, w);
}

static void
write_withheld(struct work *w, const struct record *r)
{
	output_write(&w->withheld, r->text);
	output_write(&w->withheld, slice_str("\n"));
}

/* A record that is neither a flow nor an object with a definition. */
static void
remap_pass(struct work *w, struct record *r)
{
	struct members m = MEMBERS_INIT;

	members_read(&m, &w->json, r->text);
	r->m = m;
	passed_add(&w->passed, r);
	members_release(&m);
	r->m = m;
}

static void
rewrite_record(struct work *w, struct record *r)
{
	if (!w->remap.flow && !w->remap.object)
		remap_pass(w, r);
	w->flows += w->remap.flow;
	w->objects += w->remap.object;
	if (w->remap.gaps.n > 0) {
		report_gaps(w, r);
		w->open++;
	}
	if (w->remap.gaps.n > 0 && unmapped == UNMAPPED_WITHHOLD) {
		write_withheld(w, r);
		return;
	}
	report_names_left(w, r);
	report_lookups_left(w, r);
	report_spared(w, r);
	write_changes(w, r);
	splices_write(&w->remap.edits, r->text);
	out_putc('\n');
}

static void
remap_files(struct work *w, char **files)
{
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next_unread(&in, &r)) {
		if (!remap_read(&w->remap, &in.json, r.text))
			records_refuse(&in, &in.json);
		rewrite_record(w, &r);
	}
	records_close(&in);
	passed_report(&w->passed, "nothing to map");
	if (w->open > 0)
		warn("%zu of %zu %s %s", w->open, w->flows + w->objects,
		    w->objects == 0 ? "flows"
		    : w->flows == 0 ? "objects"
				    : "flows and objects",
		    unmapped == UNMAPPED_KEEP ? "have unmapped references" : "withheld");
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
}

int
main(int argc, char **argv)
{
	char **operands = cli_start(&cli, argc, argv);
	struct work w = {MAP_INIT, REMAP_INIT, OUTPUT_INIT, OUTPUT_INIT, .json = JSON_INIT,
	    .passed = PASSED_INIT};

	remap_check_stdin(operands);
	map_load(&w.map, operands[0], reverse);
	remap_start(&w.remap, &w.map);
	w.remap.report = report_path != NULL;
	output_open(&w.report, report_path);
	output_open(&w.withheld, withheld_path);
	remap_files(&w, operands + 1);
	output_commit(&w.report);
	output_commit(&w.withheld);
	remap_release(&w.remap);
	map_release(&w.map);
	passed_release(&w.passed);
	json_release(&w.json);
	buf_release(&w.label);
	buf_release(&w.line);
	return cli_finish();
}
