/*
 * limit.h - so many requests per token in a window of so many seconds, as the API counts: the
 * window begins with the first request after the former one's end; one request too many is
 * answered by 429 with Retry-After, which is when the window ends.
 */
#ifndef SIM_LIMIT_H
#define SIM_LIMIT_H

#include "wire/request.h"

/* "300/60". False when the text is no such thing. */
bool limit_parse(const char *text, struct limit *limit);

/* Count the request. False when it is one too many: the answer is then the 429. */
bool limit_admits(struct request *rq);

/* The headers that every answer carries when there is a limit: inin-ratelimit-*. */
void limit_headers(struct request *rq);

#endif
