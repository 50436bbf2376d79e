/* plan_verdict.c - which flows are broken, and why */
#include "base/mem.h"
#include "plan/plan_build.h"

static void
plan_add_broken(struct plan *p, uint32_t flow, uint32_t want, const struct plan_use *use)
{
	p->broken = xgrow(p->broken, &p->broken_cap, p->nbroken + 1, sizeof *p->broken);
	p->broken[p->nbroken++] = (struct plan_broken){flow, want, use};
	p->flows[flow].nbroken++;
}

/* The flow itself first, then its references in the order of the input. */
static int
by_flow(const void *a, const void *b)
{
	const struct plan_broken *x = a, *y = b;
	uint32_t nx, ny;

	if (x->flow != y->flow)
		return x->flow < y->flow ? -1 : 1;
	if (x->use == NULL || y->use == NULL)
		return (x->use != NULL) - (y->use != NULL);
	nx = x->use->number;
	ny = y->use->number;
	return (nx > ny) - (nx < ny);
}

void
plan_judge(struct plan *p)
{
	for (size_t i = 0; i < p->nflows; i++) {
		size_t want = p->flows[i].want;
		if (want != SIZE_MAX && (p->v[want].status == MAP_AMBIGUOUS || p->v[want].twin))
			plan_add_broken(p, (uint32_t)i, (uint32_t)want, NULL);
	}
	for (size_t i = 0; i < p->nuses; i++) {
		if (plan_use_waits(&p->v[p->uses[i].want], &p->uses[i]))
			plan_add_broken(p, p->uses[i].flow, p->uses[i].want, &p->uses[i]);
	}
	if (p->nbroken > 0)
		qsort(p->broken, p->nbroken, sizeof *p->broken, by_flow);
}
