/*
 * inventory_sieve.h - which objects an inventory keeps, and the divisions of all: for inventory.c.
 */
#ifndef GC_INVENTORY_SIEVE_H
#define GC_INVENTORY_SIEVE_H

#include "json/members.h"
#include "record/inventory.h"

/* The number of a pair of texts in inv->divisions. */
uint32_t inventory_division_of(struct inventory *inv, uint32_t id, uint32_t name);

/*
 * With inv->keeps: note an object's division, and tell whether the object must be kept. `told`: it
 * is from a result record.
 */
bool inventory_sift(struct inventory *inv, const struct members *m, struct slice type, bool told);

/* inventory.c: the number of the text of a JSON string's token. */
uint32_t inventory_keep(struct inventory *inv, struct slice token);

#endif
