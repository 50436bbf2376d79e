/* archy_filler.c - fill the placeholders of Archy YAML */
#include "archy/archy_filler.h"
#include "archy/archy_placeholder.h"

struct slice
archy_unfilled_inside(
    const struct archy *a, const struct archy_values *v, const struct archy_fill *fill)
{
	struct archy_placeholder p;
	struct slice value, none;
	size_t from = 0;

	if (archy_values_find(v, archy_str(a, fill->key), &value) == ARCHY_FILLED)
		while (archy_placeholder_next(value, &from, &p))
			if (archy_values_find(v, p.key, &none) != ARCHY_LITERAL_KEY)
				return p.key;
	return slice_of("", 0);
}

bool
archy_unfilled(const struct archy *a, const struct archy_values *v, size_t *i)
{
	struct slice value;

	for (; *i < a->nfills; (*i)++) {
		const struct archy_fill *fill = &a->fills[*i];
		if (archy_values_find(v, archy_str(a, fill->key), &value) == ARCHY_UNFILLED ||
		    archy_unfilled_inside(a, v, fill).n > 0)
			return true;
	}
	return false;
}

/* As it is spelled in a string literal of an expression, without quotes. */
static void
filler_add_literal(struct buf *b, struct slice value)
{
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c == '\n' || c == '\t' || c == '\r') {
			buf_puts(b, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
			continue;
		}
		if (c == '"' || c == '\\')
			buf_putc(b, '\\');
		buf_putc(b, c);
	}
}

static void
filler_add(struct archy_filler *f, const struct archy *a, struct slice text,
    const struct archy_values *v, const struct archy_fill *fill)
{
	struct slice value;

	buf_clear(&f->part);
	switch (archy_values_find(v, archy_str(a, fill->key), &value)) {
	case ARCHY_FILLED:
		if (fill->literal)
			filler_add_literal(&f->part, value);
		else
			buf_add_slice(&f->part, value);
		break;
	case ARCHY_LITERAL_KEY:
		buf_add(&f->part, text.p + fill->from, fill->to - fill->from);
		break;
	default:
		return;
	}
	archy_edit(&f->edits, &fill->scalar, fill->from, fill->to, buf_slice(&f->part));
}

bool
archy_fill(struct archy_filler *f, const struct archy *a, struct slice text,
    const struct archy_values *v, struct buf *to)
{
	archy_edits_clear(&f->edits);
	for (size_t i = 0; i < a->nfills; i++)
		filler_add(f, a, text, v, &a->fills[i]);
	if (archy_edits_apply(&f->edits, text, to))
		return true;
	f->failed = 0;
	while (f->failed + 1 < a->nfills &&
	       a->fills[f->failed].from < f->edits.v[f->edits.failed].from)
		f->failed++;
	return false;
}

void
archy_filler_release(struct archy_filler *f)
{
	archy_edits_release(&f->edits);
	buf_release(&f->part);
}
