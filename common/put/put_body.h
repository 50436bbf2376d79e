/*
 * put_body.h - the configuration that is saved for a record. Pure.
 *
 * Architect's own client writes the flow's name and description into `configuration.name` and
 * `configuration.description` at every save, whatever stood there.
 */
#ifndef GC_PUT_BODY_H
#define GC_PUT_BODY_H

#include "json/members.h"

/*
 * Append the record with these two members of its configuration made the record's own: `name`
 * always, `description` only if the record has one that is a string. A missing member is added in
 * front; all other bytes are what they were. False: the record is right as it is, and nothing is
 * appended. m: the record's members, one of them `configuration`, an object.
 */
bool put_body_describe(struct slice record, const struct members *m, struct buf *to);

#endif
