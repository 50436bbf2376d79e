/*
 * check.h - gc-auth --check: what the token may do.
 *
 * Every endpoint that the programs use is asked, in a way that reads one element at most and
 * changes nothing: listings by a page of one element, the rest with the nil UUID or an empty body,
 * which the API answers by 400 or 404 where the permission is there, and by 403 where it is not.
 */
#ifndef AUTH_CHECK_H
#define AUTH_CHECK_H

#include "org/session.h"

/*
 * Writes one record for each endpoint and names each missing permission on stderr; the exit status
 * becomes 77 where one is missing, that of the call where one cannot be asked.
 */
void check(struct session *s);

#endif
