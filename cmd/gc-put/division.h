/*
 * division.h - the target's divisions, and which of them is a record's.
 *
 * A division's id means something in its own org only, so a record of another org that has not
 * been through gc-remap is helped by the name that stands beside it.
 */
#ifndef PUT_DIVISION_H
#define PUT_DIVISION_H

#include "put.h"

struct divisions;

/* One listing; where it fails that is warned about, and NULL: ids are taken as they come. */
struct divisions *divisions_read(struct put *put);
void divisions_free(struct divisions *d);

/*
 * The id of the division that the record wants to be created in, into e->division; empty where it
 * names none. False: the target has not got it, and the errand has ended.
 */
bool division_find(struct errand *e, const char *action);

/*
 * Whether the flow, whose metadata has been read, is in another division of the target than the
 * record says; both by name, or by id where they have none. A flow is not moved.
 */
bool division_differs(const struct errand *e, struct buf *wanted, struct buf *there);

#endif
