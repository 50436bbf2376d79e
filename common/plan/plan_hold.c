/*
 * plan_hold.c - new flows that cannot be created, because something that they need is open or
 * withheld
 */
#include "base/mem.h"
#include "plan/plan_build.h"

static int
by_want(const void *a, const void *b)
{
	const struct plan_use *x = a, *y = b;

	if (x->want != y->want)
		return x->want < y->want ? -1 : 1;
	return (x->flow > y->flow) - (x->flow < y->flow);
}

/* Each use once, sorted by object. */
static void
sort_uses(struct plan *p)
{
	size_t n = 0;

	if (p->nuses > 0)
		qsort(p->uses, p->nuses, sizeof *p->uses, by_want);
	for (size_t i = 0; i < p->nuses; i++)
		if (i == 0 || by_want(&p->uses[i], &p->uses[n - 1]) != 0)
			p->uses[n++] = p->uses[i];
	p->nuses = n;
}

/* Where each object's uses begin: a number per want. To be freed. */
static size_t *
index_uses(struct plan *p)
{
	size_t *first = xcalloc(p->n + 1, sizeof *first);

	for (size_t i = p->nuses; i > 0; i--) {
		first[p->uses[i - 1].want] = i - 1;
		p->v[p->uses[i - 1].want].users++;
	}
	return first;
}

void
plan_hold(struct plan *p)
{
	size_t *first, *open = xcalloc(p->n + 1, sizeof *open), n = 0;

	sort_uses(p);
	first = index_uses(p);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].status == MAP_MISSING || p->v[i].status == MAP_AMBIGUOUS)
			open[n++] = i;
	while (n > 0) {
		size_t want = open[--n];
		for (size_t i = first[want]; i < first[want] + p->v[want].users; i++) {
			struct plan_want *flow = &p->v[p->uses[i].flow];
			if (flow->status != MAP_NEW)
				continue;
			if (plan_ignores(p, flow))
				continue;
			flow->status = MAP_WITHHELD;
			open[n++] = p->uses[i].flow;
		}
	}
	free(first);
	free(open);
}
