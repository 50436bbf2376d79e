/*
 * object_state.h - what a dry run saw of the target's objects.
 *
 * In a dry run, a result has "target":{"hash":"…"}: a number made of the target's object without
 * what changes by itself; null: it was not there. object_expect.h compares it.
 */
#ifndef PUT_OBJECT_STATE_H
#define PUT_OBJECT_STATE_H

#include "object/put_object.h"

/* Append sixteen digits of the target's object. */
void object_state_hash(const struct put_object *o, struct buf *to);

/* Append the member "target". */
void object_state_write(const struct put_object *o, struct buf *b);

#endif
