/*
 * sim_dress.h - references as the server gives them.
 *
 * A client sends {"id":…} and the server answers {"id":…,"name":…,"selfUri":…}. Which members are
 * references follows from their names; some are bare ids. A client's own "name" and "selfUri"
 * are ignored.
 */
#ifndef SIM_DRESS_H
#define SIM_DRESS_H

#include "store/sim.h"

/* Append the value of the member `key` with the names of what it refers to. */
void dress_value(const struct sim *sim, struct slice key, struct slice value, struct buf *b);

/*
 * An id that no object of its type has, anywhere in the value: appended to `id`. False: there is
 * none.
 */
bool dress_missing(const struct sim *sim, struct slice key, struct slice value, struct buf *id);

/* {"id":…,"name":…,"selfUri":…} of a division. */
void dress_division(const struct sim *sim, const char *key, size_t division, struct buf *b);

#endif
