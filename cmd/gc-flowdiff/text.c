/* text.c - the changes as lines */
#include "base/out.h"
#include "flowdiff.h"

static void
text_flow(const struct flow *f)
{
	struct buf b = BUF_INIT;

	diff_line(&b, slice_str(f->name));
	if (f->doubtful)
		buf_printf(&b, " (%s)", f->type);
	buf_puts(&b, ": ");
	out_slice(buf_slice(&b));
	buf_release(&b);
}

static void
text_none(void)
{
}

static void
text_alone(const struct flow *f, bool added)
{
	text_flow(f);
	out_puts(flow_alone(f, added));
	out_putc('\n');
}

static void
text_changes(const struct flow *a, const struct flow *b, struct diff *d)
{
	struct buf line = BUF_INIT;

	(void)b;
	for (size_t i = 0; i < d->n; i++) {
		buf_clear(&line);
		say_change(d, &d->v[i], &line);
		text_flow(a);
		out_slice(buf_slice(&line));
		out_putc('\n');
	}
	buf_release(&line);
}

const struct show show_text = {text_none, text_alone, text_changes, text_none};
