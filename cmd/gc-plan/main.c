/* gc-plan - what the ids that flows use are in another org */
#include "base/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "files/atomic.h"
#include "plan/decisions.h"
#include "record/record.h"

#include <inttypes.h>

static const char *target_path, *source_path, *rename_path, *decisions_path;
static struct cli_list decided_paths, ignored, ignore_paths;
static bool strict, symbolic;

static const struct cli_option options[] = {
    {.kind = CLI_TEXT,
	.name = "target",
	.arg = "INVENTORY",
	.help = "objects and flows of the org that the flows go to",
	.to = &target_path},
    {.kind = CLI_TEXT,
	.name = "source",
	.arg = "INVENTORY",
	.help = "objects and flows of the org that they come from",
	.to = &source_path},
    {.kind = CLI_TEXT,
	.name = "rename",
	.arg = "FILE",
	.help = "type, name and name in the target, between tabs",
	.to = &rename_path},
    {.kind = CLI_LIST,
	.name = "map",
	.arg = "FILE",
	.help = "your decisions (map records or a table); they take precedence",
	.to = &decided_paths},
    {.kind = CLI_TEXT,
	.name = "decisions",
	.arg = "FILE",
	.help = "write a table of what is open to FILE, for you to fill in",
	.to = &decisions_path},
    {.kind = CLI_LIST,
	.name = "ignore",
	.arg = "TYPE/NAME",
	.help = "leave this object as it is if the target lacks it",
	.to = &ignored},
    {.kind = CLI_LIST,
	.name = "ignore-file",
	.arg = "FILE",
	.help = "lines TYPE/NAME of objects to ignore",
	.to = &ignore_paths},
    {.kind = CLI_FLAG,
	.name = "strict",
	.help = "objects of types that gc-list cannot list are missing",
	.to = &strict},
    {.kind = CLI_FLAG,
	.name = "symbolic",
	.help = "map ids to gc:TYPE/NAME, for comparing two orgs",
	.to = &symbolic},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-plan",
    .synopsis = "--target INVENTORY | --symbolic [--source INVENTORY] [--rename FILE] [--map FILE] "
		"[option ...] [file ...]",
    .about =
	"Reads ref records from gc-refs and finds, for every id that the flows use, the object of\n"
	"the target with the same type and name. Writes a map for gc-remap, which you can edit.",
    .example = "gc-refs flows.ndjson | gc-plan --target target.ndjson >map.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
};

struct work {
	struct inventory target, source;
	struct renames renames;
	struct map decided;
	struct ignores ignores;
	struct plan plan;
};

static bool
plan_is_stdin(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

static void
check_usage(char **files)
{
	int uses = plan_is_stdin(target_path) + plan_is_stdin(source_path) + (files[0] == NULL);

	for (size_t i = 0; i < decided_paths.n; i++)
		uses += plan_is_stdin(decided_paths.v[i]);
	for (; *files != NULL; files++)
		uses += plan_is_stdin(*files);
	if (symbolic == (target_path != NULL))
		cli_usage("give either --target or --symbolic");
	if (symbolic && (decided_paths.n > 0 || decisions_path != NULL))
		cli_usage(
		    "--%s does not go with --symbolic", decided_paths.n > 0 ? "map" : "decisions");
	if (uses > 1)
		cli_usage("stdin can be read once only");
}

static void
load_inputs(struct work *w)
{
	if (target_path != NULL) {
		inventory_load(&w->target, target_path);
		if (w->target.mixed)
			die(EXIT_DATA, 0, "%s: has records of more than one org", target_path);
		w->plan.target = &w->target;
	}
	if (source_path != NULL) {
		inventory_load(&w->source, source_path);
		w->plan.source = &w->source;
	}
	if (rename_path != NULL) {
		renames_load(&w->renames, rename_path);
		w->plan.renames = &w->renames;
	}
	for (size_t i = 0; i < decided_paths.n; i++)
		decisions_load(&w->decided, decided_paths.v[i], &w->target);
	if (decided_paths.n > 0)
		w->plan.decided = &w->decided;
	for (size_t i = 0; i < ignored.n; i++)
		ignores_add(&w->ignores, ignored.v[i]);
	for (size_t i = 0; i < ignore_paths.n; i++)
		ignores_load(&w->ignores, ignore_paths.v[i]);
	w->plan.ignores = &w->ignores;
	w->plan.strict = strict;
	w->plan.symbolic = symbolic;
}

static void
read_refs(struct plan *plan, char **files)
{
	struct records in;
	struct record r;
	size_t refs = 0, others = 0;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (!record_is(&r, "ref")) {
			others++;
			continue;
		}
		refs++;
		if (!plan_add(plan, &r.m))
			die(EXIT_DATA, 0, "%s:%zu: a ref record without a class", r.file, r.line);
	}
	records_close(&in);
	if (refs == 0 && others > 0)
		warn("no ref records among %zu; gc-plan reads the output of gc-refs", others);
}

static void
write_map(const struct plan *plan)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < plan->nlines; i++) {
		buf_clear(&line);
		plan_write(plan, plan->lines[i].want, &line);
		out_slice(buf_slice(&line));
	}
	buf_release(&line);
}

/* It may be the file that the decisions were read from. */
static void
write_decisions(const struct plan *plan)
{
	struct atomic file = ATOMIC_INIT;
	struct buf table = BUF_INIT;

	if (decisions_path == NULL)
		return;
	decisions_write(plan, &table);
	if (!atomic_open(&file, decisions_path, 0666) || !atomic_put(&file, buf_slice(&table)) ||
	    !atomic_commit(&file))
		die(EXIT_IO, errno, "%s", decisions_path);
	buf_release(&table);
}

static void
write_near_names(const struct plan *plan, const struct plan_want *w, struct buf *b)
{
	for (size_t i = 0; i < w->nalmost; i++) {
		const struct inventory_object *o = plan->found[w->almost + i];
		buf_puts(b, i == 0 ? "; nearly: \"" : ", \"");
		buf_add_slice(b, inventory_text(plan->target, o->name));
		buf_putc(b, '"');
	}
}

/* queue "Sales" 3f2…, in place of what the buffer holds */
static void
write_label(const struct plan_line *line, struct buf *b)
{
	buf_clear(b);
	buf_add_slice(b, line->type);
	if (line->name.n > 0) {
		buf_puts(b, " \"");
		buf_add_slice(b, line->name);
		buf_putc(b, '"');
	}
	if (plan_is_lookup(line->want))
		buf_puts(b, ", looked up by name");
	else
		buf_printf(b, " %.*s", SLICE_ARGS(line->id));
}

static void
report_open(const struct plan *plan, const struct plan_line *line, struct buf *b)
{
	const struct plan_want *w = line->want;

	write_label(line, b);
	buf_puts(b, ": ");
	plan_say_open(w, b);
	write_near_names(plan, w, b);
	buf_printf(b, "; %" PRIu32 " flow%s it", w->users, w->users == 1 ? " needs" : "s need");
	fail(EXIT_NO, 0, "%s", b->p);
}

/* Flows are only counted: they resolve when the objects reported before are decided. */
static void
report_flows(const size_t *count)
{
	if (count[MAP_WITHHELD] > 0)
		fail(EXIT_NO, 0,
		    "flows that others need, but that need undecided objects themselves (status "
		    "withheld): %zu",
		    count[MAP_WITHHELD]);
	if (count[MAP_NEW] > 0)
		fail(EXIT_NO, 0,
		    "flows that others need and that are new in the target: %zu; create them "
		    "first (gc-put --stubs), then plan again",
		    count[MAP_NEW]);
}

/* Once for each type; the lines are sorted by type. */
static void
report_unlisted(const struct plan *plan)
{
	for (size_t i = 0, n; i < plan->nlines; i += n) {
		struct slice type = plan->lines[i].type;
		size_t unlisted = 0;
		for (n = 0; i + n < plan->nlines && slice_eq(plan->lines[i + n].type, type); n++)
			unlisted += plan->lines[i + n].want->status == MAP_UNLISTED;
		if (unlisted > 0)
			warn("%.*s: the API has no listing of this type; ids that stay unchanged "
			     "(status unlisted): %zu",
			    SLICE_ARGS(type), unlisted);
	}
}

/* Decisions about objects that no flow uses: perhaps the id or type is misspelled. */
static void
report_unused(const struct plan *plan)
{
	const struct map *m = plan->decided;
	const struct map_record *first = NULL;
	size_t unused = 0;

	for (size_t i = 0; m != NULL && i < m->n; i++) {
		const struct map_record *rec = &m->v[i];
		bool decides = rec->to != 0 || rec->to_name != 0 || rec->status == MAP_IGNORED;
		if (!decides || (plan->decided_used != NULL && plan->decided_used[i]))
			continue;
		first = unused++ == 0 ? rec : first;
	}
	if (unused > 0)
		warn("%s:%zu: no flow uses the object of this decision (%zu such record%s)",
		    first->path, first->line, unused, unused == 1 ? "" : "s");
}

/* After the map, so that its reader gets all of it. */
static void
report_plan(const struct work *w)
{
	struct buf b = BUF_INIT;
	size_t count[MAP_UNKNOWN + 1] = {0};

	for (size_t i = 0; i < w->plan.nlines; i++) {
		const struct plan_line *line = &w->plan.lines[i];
		enum map_status status = line->want->status;
		bool open = plan_is_open(line->want);
		count[status] += open || status == MAP_UNKNOWN;
		if (status == MAP_MISSING || status == MAP_AMBIGUOUS) {
			report_open(&w->plan, line, &b);
		} else if (status == MAP_MAPPED && line->want->reason != NULL) {
			write_label(line, &b);
			warn("%s: %s", b.p, line->want->reason);
		}
	}
	report_flows(count);
	if (count[MAP_UNKNOWN] > 0 && !symbolic)
		warn("%zu ids are not in the inventories and stay unchanged (status unknown)",
		    count[MAP_UNKNOWN]);
	report_unlisted(&w->plan);
	report_unused(&w->plan);
	for (size_t i = 0; i < w->renames.n; i++) {
		const struct rename *r = &w->renames.v[i];
		if (!r->used)
			warn("%s:%zu: no flow uses this object", rename_path, r->line);
	}
	buf_release(&b);
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct work w = {
	    INVENTORY_INIT, INVENTORY_INIT, RENAMES_INIT, MAP_INIT, IGNORES_INIT, PLAN_INIT};

	check_usage(files);
	load_inputs(&w);
	read_refs(&w.plan, files);
	plan_solve(&w.plan);
	write_map(&w.plan);
	out_flush();
	write_decisions(&w.plan);
	report_plan(&w);
	plan_release(&w.plan);
	renames_release(&w.renames);
	ignores_release(&w.ignores);
	map_release(&w.decided);
	inventory_release(&w.source);
	inventory_release(&w.target);
	return cli_finish();
}
