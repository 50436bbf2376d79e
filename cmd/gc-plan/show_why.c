/* show_why.c - one broken reference in words: why, and where */
#include "gc-plan.h"
#include "plan/decisions.h"

const struct plan_flow *
show_flow(const struct plan *p, const struct plan_broken *broken)
{
	return &p->flows[broken->flow];
}

const struct plan_want *
show_want(const struct plan *p, const struct plan_broken *broken)
{
	return &p->v[broken->want];
}

void
show_reason(const struct plan *p, const struct plan_broken *broken, struct buf *b)
{
	const struct plan_want *w = show_want(p, broken);

	plan_say_open(p, w, b);
	for (size_t i = 0; i < w->nalmost; i++)
		buf_printf(b, "%s\"%.*s\"", i == 0 ? "; nearly: " : ", ",
		    SLICE_ARGS(inventory_text(p->target, p->found[w->almost + i]->name)));
	for (size_t i = 0; w->status == MAP_AMBIGUOUS && i < w->nfound; i++)
		buf_printf(b, "%s%.*s", i == 0 ? ": " : ", ",
		    SLICE_ARGS(inventory_text(p->target, p->found[w->found + i]->id)));
}

void
show_where(const struct plan *p, const struct plan_broken *broken, struct buf *b)
{
	struct slice file = plan_text(p, show_flow(p, broken)->file);
	unsigned line = broken->use != NULL ? broken->use->line : 0;

	if (line == 0)
		return;
	if (file.n > 0)
		buf_printf(b, "%.*s:%u", SLICE_ARGS(file), line);
	else
		buf_printf(b, "line %u", line);
}
