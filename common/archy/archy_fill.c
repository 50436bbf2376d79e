/* archy_fill.c - where placeholders are, and what is around them */
#include "archy/archy_build.h"
#include "archy/archy_placeholder.h"
#include "base/mem.h"

/* Whether byte `to` of an expression is inside a string literal; goes on from *at. */
static bool
fill_in_literal(struct slice text, size_t to, size_t *at, bool *inside)
{
	for (; *at < to; (*at)++) {
		char c = text.p[*at];
		if (c == '"')
			*inside = !*inside;
		else if (c == '\\' && *inside && *at + 1 < to)
			(*at)++;
	}
	return *inside;
}

static bool
fill_is_whole(struct slice written, struct slice placeholder)
{
	size_t quotes = written.p[0] == '"' || written.p[0] == '\'' ? 1 : 0;

	return written.n == placeholder.n + 2 * quotes && placeholder.p == written.p + quotes;
}

static void
fill_count(struct slice text, size_t from, size_t to, struct archy_fill *f)
{
	for (size_t i = from; i < to; i++) {
		if (text.p[i] == '\n') {
			f->line++;
			f->column = 1;
		} else if (((unsigned char)text.p[i] & 0xc0) != 0x80) {
			f->column++;
		}
	}
}

/* The n-th placeholder of the written scalar is the n-th of its value. */
void
archy_find_fills(struct archy_walk *w, const struct archy_node *node, bool expression)
{
	struct slice written = slice_of(w->text.p + node->from, node->to - node->from);
	struct archy_placeholder p, q;
	struct archy *a = w->a;
	size_t from = 0, in_value = 0, at = 0, counted = node->from;
	bool inside = false;
	struct archy_fill f = {.line = node->line, .column = node->column};

	f.scalar = archy_scalar_of(node);
	f.expression = expression;
	f.path = archy_keep(a, buf_slice(&w->path));
	f.step = w->n > 0 ? w->v[w->n - 1].step : 0;
	while (archy_placeholder_next(written, &from, &p)) {
		f.from = (size_t)(p.whole.p - w->text.p);
		f.to = f.from + p.whole.n;
		f.key = archy_keep(a, p.key);
		f.whole = fill_is_whole(written, p.whole);
		if (expression && archy_placeholder_next(node->value, &in_value, &q))
			f.literal = fill_in_literal(
			    node->value, (size_t)(q.whole.p - node->value.p), &at, &inside);
		fill_count(w->text, counted, f.from, &f);
		counted = f.from;
		a->fills = xgrow(a->fills, &a->fills_cap, a->nfills + 1, sizeof *a->fills);
		a->fills[a->nfills++] = f;
	}
}
