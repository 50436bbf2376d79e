/*
 * limit.h - the rate limit of a token: N requests in a window of some seconds, as the API counts. A
 * window begins with the first request after the end of the previous one. Further requests get a
 * 429 with Retry-After, the end of the window.
 */
#ifndef SIM_LIMIT_H
#define SIM_LIMIT_H

#include "wire/request.h"

/* "300/60". False if the text is not like that. */
bool limit_parse(const char *text, struct limit *limit);

/* Count the request. False if it exceeds the limit: the response is the 429. */
bool limit_admits(struct request *rq);

/* The headers that every answer carries when there is a limit: inin-ratelimit-*. */
void limit_headers(struct request *rq);

#endif
