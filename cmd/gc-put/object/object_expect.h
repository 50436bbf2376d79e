/*
 * object_expect.h - whether the target's objects are as the dry run saw them (object_state.h).
 *
 * --expect with a dry run's results refuses an object that has changed since, or that they do not
 * know. What an earlier run of gc-put wrote itself (--have) has not changed; nor, for what is to be
 * written, has an object that is equal by now, or that is new and only lacks something: a run that
 * was killed before it could say so may have written it.
 */
#ifndef PUT_OBJECT_EXPECT_H
#define PUT_OBJECT_EXPECT_H

#include "object/put_object.h"

struct object_expect;

/* NULL: there is no --expect. */
struct object_expect *object_expect_read(const struct put *put);
void object_expect_free(struct object_expect *e);

/* True: it has changed since the dry run, and has ended. Where it is there, it was read and compared. */
bool object_expect_refuses(struct put_object *o);

/* What it saw of the rows: object_row_state.h. NULL: that is not known, or an earlier run wrote them. */
const char *object_expect_rows(const struct put_object *o);

/* Whether the dry run found it missing: it is new, even if an interrupted run has created it. */
bool object_expect_was_missing(const struct put_object *o);

#endif
