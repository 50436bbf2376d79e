/*
 * http_budget.h - one memory budget for all bodies under way, so that a server cannot fill this
 * machine's memory with many large answers. Only http.c uses it.
 *
 * The first transfer (the one with the lowest rank) continues as long as there is budget; any
 * other is paused when its next bytes do not fit. If the first one has to pause, http.c aborts
 * the newest others, which frees their bytes, and no other may grow until the first one has ended
 * ("tight"). So one transfer can always continue, and all of them end, one after the other if
 * necessary. If there is nothing left to abort, the first one may exceed the budget up to its own
 * ceiling.
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

/* The newest of the list that has bytes and can be sent again, but not the first one; or NULL. */
struct transfer *http_budget_victim(const struct http_budget *b, struct transfer *list);

/* Note which of the list is the first one now. */
void http_budget_elect(struct http_budget *b, const struct transfer *list);

#endif
