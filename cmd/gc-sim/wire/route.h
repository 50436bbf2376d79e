/*
 * route.h - an endpoint: its path, its permission, and what answers.
 */
#ifndef SIM_ROUTE_H
#define SIM_ROUTE_H

#include "base/base.h"

struct request;

struct route {
	const char *method, *path; /* '*' stands for one segment: request's arg[] */
	const char *permission;    /* "": a token is enough; NULL: not even that is needed */
	void (*answer)(struct request *rq); /* NULL: server/routes.c's, for listings and objects */
};

#endif
