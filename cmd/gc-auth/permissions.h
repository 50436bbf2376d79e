/*
 * permissions.h - gc-auth --check: what the token may do.
 *
 * Sends a request to each endpoint that the programs use. It reads one element at most and changes
 * nothing: listings get a page of one element; others get the nil UUID or an empty body, which the
 * API answers with 400 or 404 if the token has the permission, and with 403 if not.
 */
#ifndef AUTH_PERMISSIONS_H
#define AUTH_PERMISSIONS_H

#include "org/session.h"

/*
 * Writes one record for each endpoint, or a row of a table (show_checks.h), and reports each missing permission on stderr. The exit status
 * becomes 77 if a permission is missing; if an endpoint does not answer, that of the call.
 */
void permissions_check(struct session *s, bool as_table);

#endif
