/*
 * limit.h - the rate limits of a token and of the whole org: N requests in a window of some seconds,
 * as the API counts. A window begins with the first request after the end of the previous one.
 * Further requests get a 429 with Retry-After, the end of the window. Only a token's limit is in the
 * headers inin-ratelimit-*: an answer that the org's limit refused has none, and does not count for
 * the token.
 */
#ifndef SIM_LIMIT_H
#define SIM_LIMIT_H

#include "wire/request.h"

/* "300/60". False if the text is not like that. */
bool limit_parse(const char *text, struct limit *limit);

/* Count the request. False if it exceeds the org's limit, or the token's: the response is the 429. */
bool limit_org_admits(struct request *rq);
bool limit_admits(struct request *rq);

/* The headers of every answer to a token that has a limit: inin-ratelimit-*. */
void limit_headers(struct request *rq);

#endif
