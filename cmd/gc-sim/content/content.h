/*
 * content.h - the content of an object: written, read from a file, or generated.
 */
#ifndef SIM_CONTENT_H
#define SIM_CONTENT_H

#include "org/org.h"

/* Lasts as long as `room`. */
struct slice object_content(const struct org *org, const struct org_object *o, struct buf *room);

#endif
