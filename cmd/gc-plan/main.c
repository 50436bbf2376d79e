/* gc-plan - what the ids that flows use are in another org */
#include <sys/stat.h>

#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "base/plural.h"
#include "files/output.h"
#include "gc-plan.h"
#include "plan/decisions.h"
#include "plan/interest.h"
#include "record/record.h"

static const char *target_path, *source_path, *rename_path, *decisions_path, *broken_path,
    *by_hand_path;
static int format;
static struct cli_list decided_paths, ignored, ignore_paths;
static bool strict, symbolic, will_create;

static const struct cli_option options[] = {
    {CLI_TEXT, 0, "target", "INVENTORY", "find the objects in this inventory of the target org",
	&target_path, 0, 0, NULL},
    {CLI_TEXT, 0, "source", "INVENTORY", "use this inventory of the source org", &source_path, 0, 0,
	NULL},
    {CLI_TEXT, 0, "rename", "FILE", "read names in the target from FILE (TYPE, NAME, NAME by tabs)",
	&rename_path, 0, 0, NULL},
    {CLI_LIST, 0, "map", "FILE", "prefer the decisions in FILE (map records or a table)",
	&decided_paths, 0, 0, NULL},
    {CLI_TEXT, 0, "decisions", "FILE", "write a table of undecided objects to FILE, to fill in",
	&decisions_path, 0, 0, NULL},
    {CLI_LIST, 0, "ignore", "TYPE/NAME",
	"leave this object as it is if the target does not have it", &ignored, 0, 0, NULL},
    {CLI_LIST, 0, "ignore-file", "FILE", "ignore the objects in FILE, lines TYPE/NAME",
	&ignore_paths, 0, 0, NULL},
    {CLI_FLAG, 0, "strict", NULL, "treat objects of types that gc-list cannot list as missing",
	&strict, 0, 0, NULL},
    {CLI_FLAG, 0, "will-create", NULL, "do not report missing flows, which will be created",
	&will_create, 0, 0, NULL},
    {CLI_TEXT, 0, "broken", "FILE",
	"write the broken references of each flow to FILE, as ref records", &broken_path, 0, 0,
	NULL},
    {CLI_TEXT, 0, "by-hand", "FILE",
	"write a table of what people have to do in the target to FILE", &by_hand_path, 0, 0, NULL},
    {CLI_CHOICE, 0, "format", NULL, "write the map, or the broken references", &format, 0, 0,
	SHOW_FORMATS},
    {CLI_FLAG, 0, "symbolic", NULL, "map ids to gc:TYPE/NAME, for comparing two orgs", &symbolic, 0,
	0, NULL},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-plan",
    .synopsis = "--target INVENTORY | --symbolic [--source INVENTORY] [--rename FILE] [--map FILE] "
		"[option ...] [file ...]",
    .about =
	"Reads ref records from gc-refs and finds, for every id that they name, the object of\n"
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

/* Whether it is asked which flows are broken. */
static bool
plan_is_check(void)
{
	return broken_path != NULL || format != SHOW_MAP;
}

static void
check_usage(char **files)
{
	int uses = plan_is_stdin(target_path) + plan_is_stdin(source_path) + (files[0] == NULL);

	for (size_t i = 0; i < decided_paths.n; i++)
		uses += plan_is_stdin(decided_paths.v[i]);
	for (; *files != NULL; files++)
		uses += plan_is_stdin(*files);
	if (symbolic ? target_path != NULL : target_path == NULL && !plan_is_check())
		cli_usage("give either --target or --symbolic");
	if (symbolic && plan_is_check())
		cli_usage("--symbolic does not go with --broken or --format");
	if (!symbolic && target_path == NULL && source_path == NULL)
		cli_usage("give --target INVENTORY, --source INVENTORY or both");
	if (symbolic && (decided_paths.n > 0 || decisions_path != NULL || by_hand_path != NULL))
		cli_usage("--%s does not go with --symbolic", decided_paths.n > 0      ? "map"
							      : decisions_path != NULL ? "decisions"
										       : "by-hand");
	if (uses > 1)
		cli_usage("stdin can be read once only");
}

/* What people say about the plan. */
static void
load_options(struct work *w)
{
	if (rename_path != NULL) {
		renames_load(&w->renames, rename_path, false);
		w->plan.renames = &w->renames;
	}
	for (size_t i = 0; i < ignored.n; i++)
		ignores_add(&w->ignores, ignored.v[i]);
	for (size_t i = 0; i < ignore_paths.n; i++)
		ignores_load(&w->ignores, ignore_paths.v[i]);
	w->plan.ignores = &w->ignores;
	w->plan.strict = strict;
	w->plan.will_create = will_create;
	w->plan.places = plan_is_check();
	w->plan.symbolic = symbolic;
}

/* Whether the file can be read a second time. */
static bool
plan_is_file(const char *path)
{
	struct stat st;

	return !plan_is_stdin(path) && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Load what the plan needs of an inventory; of one that says what others need, in two rounds. */
static void
load_inventory(struct work *w, struct inventory *inv, const char *path, bool twice)
{
	struct interest in = INTEREST_INIT;
	bool some =
	    decided_paths.n == 0 && interest_is_known(&w->plan) && (!twice || plan_is_file(path));

	for (int round = some && twice ? 1 : 2; round <= 2; round++) {
		if (some) {
			interest_add(&in, &w->plan);
			inventory_release(inv);
			inv->keeps = interest_keeps;
			inv->user = &in;
		}
		inventory_load(inv, path);
		if (twice)
			w->plan.source = inv;
	}
	inv->keeps = NULL;
	interest_release(&in);
}

/* After the references: only what they need is kept. */
static void
load_inventories(struct work *w)
{
	if (source_path != NULL)
		load_inventory(w, &w->source, source_path, true);
	if (target_path != NULL) {
		load_inventory(w, &w->target, target_path, false);
		if (w->target.mixed)
			die(EXIT_DATA, 0, "%s: has records of more than one org", target_path);
		w->plan.target = &w->target;
	}
	if (target_path == NULL && !symbolic) {
		w->plan.target = &w->source;
		w->plan.by_id = true;
	}
	for (size_t i = 0; i < decided_paths.n; i++)
		decisions_load(&w->decided, decided_paths.v[i], w->plan.target);
	if (decided_paths.n > 0)
		w->plan.decided = &w->decided;
}

static void
read_refs(struct plan *plan, char **files)
{
	struct records in;
	struct record r;
	size_t refs = 0, present = 0, others = 0;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		bool ref = record_is(&r, "ref"), flow = record_is(&r, "flow");

		*(ref ? &refs : flow || record_is(&r, "object") ? &present : &others) += 1;
		if (flow)
			plan_add_flow(plan, &r.m);
		else if (record_is(&r, "object"))
			plan_add_object(plan, &r.m);
		else if (ref && !plan_add(plan, &r.m))
			die(EXIT_DATA, 0, "%s:%zu: a ref record without a class", r.file, r.line);
	}
	records_close(&in);
	if (refs == 0 && present + others > 0)
		warn("no ref records among %zu; gc-plan reads the output of gc-refs",
		    present + others);
	else if (others > 0)
		warn("skipped %zu record%s of other kinds than ref, flow and object", others,
		    plural(others));
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
write_file(const char *path, const struct buf *text)
{
	struct output file = OUTPUT_INIT;

	output_open(&file, path);
	output_write(&file, buf_slice(text));
	output_commit(&file);
}

static void
write_decisions(const struct plan *plan)
{
	struct buf table = BUF_INIT;

	if (decisions_path == NULL)
		return;
	decisions_write(plan, &table);
	write_file(decisions_path, &table);
	buf_release(&table);
}

static void
write_by_hand(const struct plan *plan)
{
	struct buf table = BUF_INIT;

	if (by_hand_path == NULL)
		return;
	by_hand_write(plan, &table);
	write_file(by_hand_path, &table);
	buf_release(&table);
}

static void
write_broken(const struct plan *plan)
{
	struct buf records = BUF_INIT;

	if (broken_path == NULL)
		return;
	for (size_t i = 0; i < plan->nbroken; i++)
		show_record(plan, &plan->broken[i], &records);
	write_file(broken_path, &records);
	buf_release(&records);
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	struct work w = {
	    INVENTORY_INIT, INVENTORY_INIT, RENAMES_INIT, MAP_INIT, IGNORES_INIT, PLAN_INIT};

	check_usage(files);
	load_options(&w);
	read_refs(&w.plan, files);
	load_inventories(&w);
	plan_solve(&w.plan);
	if (format == SHOW_MAP)
		write_map(&w.plan);
	else
		show_broken(&w.plan, format);
	out_flush();
	write_broken(&w.plan);
	write_decisions(&w.plan);
	write_by_hand(&w.plan);
	report_plan(&w.plan, rename_path, format == SHOW_MAP);
	plan_release(&w.plan);
	renames_release(&w.renames);
	ignores_release(&w.ignores);
	map_release(&w.decided);
	inventory_release(&w.source);
	inventory_release(&w.target);
	return cli_finish();
}
