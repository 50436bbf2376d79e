/*
 * sim_division.h - divisions. An org has its home division, whatever its name is.
 */
#ifndef SIM_DIVISION_H
#define SIM_DIVISION_H

#include "store/org.h"

size_t division_find(const struct org *org, const char *id); /* ORG_NO_DIVISION: none */
void division_put(const struct org *org, size_t i, struct buf *b);

#endif
