/*
 * division.h - the target's divisions, and which of them is a record's.
 *
 * A division's id is known in its own org only. For a record of another org that has not been
 * through gc-remap, the division's name in the record is looked up instead.
 */
#ifndef PUT_DIVISION_H
#define PUT_DIVISION_H

#include "http/call.h"
#include "json/jx.h"
#include "json/members.h"

struct divisions;

/* One listing. If it fails: a warning, and NULL, so that ids are taken as they are. */
struct divisions *divisions_read(struct calls *calls);
void divisions_free(struct divisions *d);

/*
 * Appends to `found` the id of the division that a record wants its flow to be created in; nothing
 * if it names none. False: the target does not have it; `why` says what to do.
 */
bool division_find(
    const struct divisions *d, const struct members *record, struct buf *found, struct buf *why);

/*
 * Whether the flow of that metadata is in another division of the target than the record says: by
 * name, or by id where they have no names. gc-put does not move flows.
 */
bool division_differs(
    const struct members *record, const struct jx *meta, struct buf *wanted, struct buf *there);

#endif
