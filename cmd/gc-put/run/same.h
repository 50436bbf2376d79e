/*
 * same.h - whether two configurations say the same, except for what changes by itself (gc-strip --for
 * diff), and for name and description: a flow has its own, which every save writes into it.
 *
 * Flows may be large: of the record nothing is copied, of the other configuration one copy is made.
 */
#ifndef PUT_SAME_H
#define PUT_SAME_H

#include "base/slice.h"

/* own: the configuration in the text of a flow record; other: JSON text. */
bool same_configuration(struct slice record, struct slice own, struct slice other);

/* A number made of a configuration, the same for those that say the same and are spelled alike. */
uint64_t same_hash(struct slice configuration);

#endif
