/*
 * rounds.h - all flows, some at a time; those that were postponed (outcome.h) once more after the
 * others, for as long as that helps any of them.
 */
#ifndef PUT_ROUNDS_H
#define PUT_ROUNDS_H

#include "depends.h"
#include "run/put.h"

/*
 * order: indexes in the spool. A flow begins only after those that it depends on have ended, also
 * if several go on at a time; depends NULL: it need not wait.
 */
void rounds_run(struct put *put, const struct depends *depends, const size_t *order, size_t n);

#endif
