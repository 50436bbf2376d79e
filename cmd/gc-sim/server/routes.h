/*
 * routes.h - find the endpoint of a request, check the token, answer.
 */
#ifndef SIM_ROUTES_H
#define SIM_ROUTES_H

#include "wire/request.h"

void route_answer(struct request *rq);

#endif
