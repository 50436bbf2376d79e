/*
 * gc-select - records for which a jq expression is true
 *
 * in:  any records            out: the selected ones, byte for byte, in the same order
 *
 * The expression does not see the members that may be large (`hidden`): a configuration may be
 * nested deeper than libjq can hold, and the rest of a record tells which flow or object it is.
 */

#include "cli/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "cli/progress.h"
#include "record/record.h"
#include "record/select.h"

static const struct cli cli = {
    .name = "gc-select",
    .synopsis = "expression [file ...]",
    .about = "Writes the records for which the jq expression is true, unchanged. The expression\n"
	     "sees a record without its configuration, archy, rows and media.",
    .example = "gc-load flows | gc-select '.type == \"BOT\"' | gc-put -p test",
    .leading = 1,
    .takes_operands = true,
    .reads_records = true,
};

static const char *const hidden[] = {"configuration", "archy", "rows", "media", NULL};

static struct select *
select_start(const char *expr)
{
	struct buf why = BUF_INIT;
	struct select *s = select_compile(expr, &why);

	if (s == NULL)
		cli_usage("%s: %s", expr, why.p);
	buf_release(&why);
	return s;
}

static struct slice
select_view(const struct record *r, struct buf *view)
{
	if (!members_have(&r->m, hidden))
		return r->text;
	buf_clear(view);
	members_without(&r->m, hidden, view);
	buf_putc(view, '}');
	return buf_slice(view);
}

static bool
select_record(struct select *s, const struct record *r)
{
	struct buf view = BUF_INIT, why = BUF_INIT, label = BUF_INIT;
	enum select_answer answer = select_test(s, select_view(r, &view), &why);

	record_label(r, &label);
	if (answer == SELECT_NO_ANSWER)
		die(EXIT_USAGE, 0, "%s: %s", label.p, why.p);
	if (answer == SELECT_ERROR)
		fail(EXIT_PARTIAL, 0, "%s: %s", label.p, why.p);
	buf_release(&view);
	buf_release(&why);
	buf_release(&label);
	return answer == SELECT_YES;
}

/* Also where a line that is not a record ends the program: libjq's stack would pass for a leak. */
static struct select *expression;

static void
select_at_exit(void)
{
	select_free(expression);
}

int
main(int argc, char **argv)
{
	char **operands = cli_start(&cli, argc, argv);
	struct records in;
	struct record r;
	size_t done = 0;

	expression = select_start(operands[0]);
	mem_require(atexit(select_at_exit) == 0);
	records_open(&in, operands + 1);
	while (records_next(&in, &r)) {
		if (select_record(expression, &r)) {
			out_slice(r.text);
			out_putc('\n');
		}
		progress_show("records", ++done, 0, NULL);
	}
	records_close(&in);
	return cli_finish();
}
