/*
 * plan_hold.c - new flows and objects that cannot be created, because something that they need is
 * open or withheld
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
	for (size_t i = 0; i < p->nuses; i++) {
		struct plan_use *use = &p->uses[i], *last = n > 0 ? &p->uses[n - 1] : NULL;
		if (last == NULL || use->want != last->want || use->flow != last->flow) {
			p->uses[n++] = *use;
			continue;
		}
		last->late &= use->late;
		last->optional &= use->optional;
	}
	p->nuses = n;
}

/* Where each object's uses begin: a number per want. */
static void
index_uses(struct plan *p)
{
	p->first_use = xcalloc(p->n + 1, sizeof *p->first_use);
	for (size_t i = p->nuses; i > 0; i--) {
		p->first_use[p->uses[i - 1].want] = i - 1;
		p->v[p->uses[i - 1].want].users++;
	}
}

bool
plan_use_waits(const struct plan_want *want, const struct plan_use *use)
{
	if (use->optional || (use->late && want->status == MAP_WITHHELD))
		return false;
	return want->status == MAP_MISSING || want->status == MAP_AMBIGUOUS ||
	       want->status == MAP_WITHHELD;
}

void
plan_hold(struct plan *p)
{
	size_t *open = xcalloc(p->n + 1, sizeof *open), n = 0;

	sort_uses(p);
	index_uses(p);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].status == MAP_MISSING || p->v[i].status == MAP_AMBIGUOUS)
			open[n++] = i;
	while (n > 0) {
		size_t want = open[--n], first = p->first_use[want];
		for (size_t i = first; i < first + p->v[want].users; i++) {
			size_t index = p->flows[p->uses[i].flow].want;
			struct plan_want *flow = index != SIZE_MAX ? &p->v[index] : NULL;
			if (flow == NULL || flow->status != MAP_NEW ||
			    !plan_use_waits(&p->v[want], &p->uses[i]) || plan_ignores(p, flow))
				continue;
			flow->status = MAP_WITHHELD;
			open[n++] = index;
		}
	}
	free(open);
}

size_t
plan_waiting(const struct plan *p, const struct plan_want *want, uint32_t *seen)
{
	size_t *todo = xcalloc(p->nflows + 1, sizeof *todo), n = 0, count = 0;
	uint32_t counted = 2 * ((uint32_t)(want - p->v) + 1), followed = counted + 1;

	todo[n++] = (size_t)(want - p->v);
	while (n > 0) {
		size_t at = todo[--n], first = p->first_use[at];
		for (size_t i = first; i < first + p->v[at].users; i++) {
			const struct plan_use *use = &p->uses[i];
			size_t index = p->flows[use->flow].want;
			if (seen[use->flow] < counted || seen[use->flow] > followed) {
				seen[use->flow] = counted;
				count++;
			}
			if (seen[use->flow] == followed || index == SIZE_MAX ||
			    p->v[index].status != MAP_WITHHELD || !plan_use_waits(&p->v[at], use))
				continue;
			seen[use->flow] = followed;
			todo[n++] = index;
		}
	}
	free(todo);
	return count;
}
