/*
 * flow_texts.h - the hash of a flow's name and description, which change without a new version. Pure.
 *
 * No description and an empty one are the same. The hash is FNV-1a (hash.h) of both, in 16
 * hexadecimal digits: it tells changes from none, and keeps out nobody who wants to deceive.
 */
#ifndef GC_FLOW_TEXTS_H
#define GC_FLOW_TEXTS_H

#include "json/members.h"

#define FLOW_TEXTS_SIZE 17 /* with the NUL */

/* Of the texts as they are, decoded. */
void flow_texts_hash(struct slice name, struct slice description, char hash[FLOW_TEXTS_SIZE]);

/* Of a flow record; "" if it has no name. */
void flow_texts_hash_of(const struct members *m, char hash[FLOW_TEXTS_SIZE]);

#endif
