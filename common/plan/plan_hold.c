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
	if (x->flow != y->flow)
		return x->flow < y->flow ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* Each flow's use of an object once, sorted by object. */
static void
sort_uses(struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nuses; i++)
		if (p->v[p->uses[i].want].dropped)
			p->uses[i].want = p->v[p->uses[i].want].same;
	if (p->nuses > 0)
		qsort(p->uses, p->nuses, sizeof *p->uses, by_want);
	for (size_t i = 0; i < p->nuses; i++)
		if (i == 0 || p->uses[i].want != p->uses[n - 1].want ||
		    p->uses[i].flow != p->uses[n - 1].flow)
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
			size_t index = p->flows[p->uses[i].flow].want;
			struct plan_want *flow = index != SIZE_MAX ? &p->v[index] : NULL;
			if (flow == NULL || flow->status != MAP_NEW)
				continue;
			if (plan_ignores(p, flow))
				continue;
			flow->status = MAP_WITHHELD;
			open[n++] = index;
		}
	}
	free(first);
	free(open);
}
