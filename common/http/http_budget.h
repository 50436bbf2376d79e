/*
 * http_budget.h - one budget of memory for all bodies under way, so that a server cannot fill this
 * machine by large answers side by side. http.c's own.
 *
 * The first transfer (the one of the lowest rank) goes on as long as the budget lasts; any other is
 * paused when its next bytes do not fit. If the first one has to pause, http.c gives up the newest
 * others, whose bytes become free, and until the first one has ended no other may grow ("tight").
 * So there is always one that goes on, and all of them end, one after the other if need be. Where
 * nothing is left that could be given up, the first one may exceed the budget up to its own ceiling.
 */
#ifndef GC_HTTP_BUDGET_H
#define GC_HTTP_BUDGET_H

#include "http/http_transfer.h"

struct http_budget {
	size_t max;
	size_t held; /* bytes of bodies under way */
	size_t kept; /* bytes that the caller holds: http_keep() */
	const struct transfer *first;
	bool tight;
};

/* Whether t may take n bytes more. */
bool http_budget_admits(const struct http_budget *b, const struct transfer *t, size_t n);

/* The newest of the list that holds bytes and can be sent again, but not the first; or NULL. */
struct transfer *http_budget_victim(const struct http_budget *b, struct transfer *list);

/* Note which of the list is the first one now. */
void http_budget_elect(struct http_budget *b, const struct transfer *list);

#endif
