/*
 * sim_search.h - the criteria of POST /users/search and /groups/search, in the body:
 *
 *	"query":[{"type":"EXACT","fields":["name"],"value":"Ann Ba"}, …]
 *
 * An object has to meet all. Types: EXACT, STARTS_WITH, CONTAINS; fields: name, and of users email.
 * Case does not count. Others of the API's types and fields are refused, not guessed.
 */
#ifndef SIM_SEARCH_H
#define SIM_SEARCH_H

#include "org/org.h"
#include "wire/request.h"

/* Whether the body's criteria can be judged; the answer is the 400 if not. */
bool search_read(struct request *rq);

/* Whether the object meets them. */
bool search_admits(const struct request *rq, const struct org_object *o);

#endif
