/*
 * sim_division.h - divisions. An org has its home division, whatever its name is.
 */
#ifndef SIM_DIVISION_H
#define SIM_DIVISION_H

#include "org/org.h"

void division_put(const struct org *org, size_t i, struct buf *b);

#endif
