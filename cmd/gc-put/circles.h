/*
 * circles.h - stubs of Archy YAML that flows need which come before it.
 *
 * An import job finds the flows that its YAML names only if they are there. Of flows that refer to
 * each other in a circle one comes first all the same: those that it names and that the target does
 * not have are created as stubs before, and published, since a server may not find a flow that has
 * no published version. A stub has a result of its own, of action "stub".
 */
#ifndef PUT_CIRCLES_H
#define PUT_CIRCLES_H

#include "depends.h"
#include "run/put.h"

/* Sets put->circle. False: no record may need a stub. */
bool circles_find(struct put *put, const struct depends *depends);

/*
 * Creates the stubs. order: indexes in the spool; a record whose stub failed, which is reported, is
 * removed from it. Returns how many are left.
 */
size_t circles_run(struct put *put, size_t *order, size_t n);

#endif
