/* gc-flowdiff - what differs between the flows and objects of two files, in Architect's words */
#include "cli/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "flowdiff.h"

static int format;
static bool two_orgs;

static const struct cli_option options[] = {
    {.kind = CLI_CHOICE,
	.name = "format",
	.choices = "text|ndjson|html",
	.help = "write this format (default text)",
	.to = &format},
    {.kind = CLI_FLAG,
	.name = "two-orgs",
	.help = "mark what only people create in each org, too",
	.to = &two_orgs},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-flowdiff",
    .synopsis = "[--format=text|ndjson|html] [--two-orgs] A B",
    .about = "Compares the flows and objects in two files of records whose ids are symbols\n"
	     "(gc-plan --symbolic) and reports what differs, for flows in Architect's words.\n"
	     "The exit status is 1 if anything differs.",
    .example = "gc-flowdiff before.ndjson after.ndjson",
    .options = options,
    .leading = 2,
};

static const struct show *const shows[] = {&show_text, &show_ndjson, &show_html};

static void
read_version(struct diff *d, enum diff_version version, const struct flows *f, size_t i,
    struct json *j, struct buf *text)
{
	bool good;

	spool_get(&f->spool, i, text);
	flow_plant_archy(text, &f->v[i], version == DIFF_A ? "A" : "B");
	good = f->v[i].object ? diff_read_object(d, version, j, buf_slice(text))
			      : diff_read(d, version, j, buf_slice(text));
	if (!good)
		die(EXIT_BUG, 0, "%s:%zu: cannot be read again: %s", f->spool.v[i].file,
		    f->spool.v[i].line, json_error(j));
}

static void
flowdiff_compare(const struct flows *a, const struct flows *b, const struct show *show)
{
	struct diff d = DIFF_INIT;
	struct json j = JSON_INIT;
	struct buf texts[2] = {BUF_INIT, BUF_INIT};

	d.two_orgs = two_orgs;
	for (size_t i = 0; i < a->n; i++) {
		size_t pair = a->v[i].pair;
		if (pair == FLOW_ALONE) {
			show->alone(&a->v[i], false);
			status_raise(EXIT_NO);
			continue;
		}
		if (a->v[i].bare || b->v[pair].bare || a->v[i].archy != b->v[pair].archy)
			continue;
		read_version(&d, DIFF_A, a, i, &j, &texts[DIFF_A]);
		read_version(&d, DIFF_B, b, pair, &j, &texts[DIFF_B]);
		if (a->v[i].object)
			diff_compare_object(&d);
		else
			diff_compare(&d);
		if (d.n > 0) {
			show->changes(&a->v[i], &b->v[pair], &d);
			status_raise(EXIT_NO);
		}
	}
	for (size_t i = 0; i < b->n; i++)
		if (b->v[i].pair == FLOW_ALONE) {
			show->alone(&b->v[i], true);
			status_raise(EXIT_NO);
		}
	diff_release(&d);
	json_release(&j);
	buf_release(&texts[DIFF_A]);
	buf_release(&texts[DIFF_B]);
}

static void
mark_by_hand(struct flows *f)
{
	for (size_t i = 0; i < f->n; i++)
		f->v[i].by_hand =
		    two_orgs && f->v[i].object && diff_object_is_by_hand(slice_str(f->v[i].type));
}

int
main(int argc, char **argv)
{
	char **files = cli_start(&cli, argc, argv);
	const struct show *show = shows[format];
	struct flows a, b;
	bool bare; /* some flows cannot be compared */

	if (strcmp(files[0], "-") == 0 && strcmp(files[1], "-") == 0)
		cli_usage("A and B cannot both come from stdin");
	flows_read(&a, files[0]);
	flows_read(&b, files[1]);
	flows_pair(&a, &b);
	mark_by_hand(&a);
	mark_by_hand(&b);
	show->begin();
	flowdiff_compare(&a, &b, show);
	show->end();
	bare = flows_report_bare(&a, "A");
	bare |= flows_report_bare(&b, "B");
	bare |= flows_report_mixed(&a, &b);
	if (bare &&
	    status_get() == EXIT_OK) /* differences are the answer, whatever else there is */
		status_raise(EXIT_PARTIAL);
	flows_release(&a);
	flows_release(&b);
	return cli_finish();
}
