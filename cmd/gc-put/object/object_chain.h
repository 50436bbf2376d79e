/*
 * object_chain.h - what happens to an object, from the look at the target to the result.
 *
 *	not there   POST, then its parts: rows, resources with audio, wrap-up codes
 *	there       GET, compare; parts that the target lacks are added; what differs is changed with
 *	            --update, else named
 *
 * Late members are left alone at first. When the flows have arrived, object_chain_late() completes
 * what of them the target lacks.
 */
#ifndef PUT_OBJECT_CHAIN_H
#define PUT_OBJECT_CHAIN_H

#include "object/put_object.h"

void object_chain_start(struct put_object *o);
void object_chain_late(struct put_object *o);

/* Wait for the transcoding of a prompt's audio; a result only if it fails. */
void object_chain_transcoded(struct put_object *o);

#endif
