/*
 * route.h - the endpoints, their paths and permissions.
 */
#ifndef SIM_ROUTE_H
#define SIM_ROUTE_H

#include "wire/request.h"

struct route {
	const char *method, *path; /* '*' stands for one segment: request's arg[] */
	const char *permission;    /* "": a token is enough; NULL: not even that is needed */
	void (*answer)(struct request *rq);
};

/* Find the endpoint, ask for the token, answer. */
void route_answer(struct request *rq);

/* "GET /api/v2/flows":12, … for /sim/stats. */
void route_put_counts(struct request *rq);

#endif
