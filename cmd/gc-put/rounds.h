/*
 * rounds.h - all flows, some at a time; those that were postponed (outcome.h) once more after the
 * others, for as long as that helps any of them.
 */
#ifndef PUT_ROUNDS_H
#define PUT_ROUNDS_H

#include "put.h"

/* order: indexes in the spool. */
void rounds_run(struct put *put, const size_t *order, size_t n);

#endif
