/*
 * part_id.h - the ids of an object's parts, which follow from its own.
 */
#ifndef SIM_PART_ID_H
#define SIM_PART_ID_H

#include "base/base.h"

enum { PART_ID_SIZE = 37 };

/* The id of part `nth` (below 15) of an object: a status of a worktype. Never the object's own. */
void part_id(const char *id, unsigned nth, char out[PART_ID_SIZE]);

#endif
