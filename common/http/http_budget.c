/* http_budget.c - one memory budget for all bodies under way */
#include "http/http_budget.h"

bool
http_budget_admits(const struct http_budget *b, const struct transfer *t, size_t n)
{
	size_t used = b->held + b->kept;

	if (t == b->first && t->may_exceed)
		return true;
	return (t == b->first || !b->tight) && used <= b->max && n <= b->max - used;
}

struct transfer *
http_budget_victim(const struct http_budget *b, struct transfer *list)
{
	struct transfer *newest = NULL;

	for (struct transfer *t = list; t != NULL; t = t->next)
		if (t != b->first && !t->once && t->answer.body.n > 0 &&
		    (newest == NULL || t->rank > newest->rank))
			newest = t;
	return newest;
}

void
http_budget_elect(struct http_budget *b, const struct transfer *list)
{
	const struct transfer *before = b->first;

	b->first = list;
	for (const struct transfer *t = list; t != NULL; t = t->next)
		if (t->rank < b->first->rank)
			b->first = t;
	if (b->first != before)
		b->tight = false;
}
