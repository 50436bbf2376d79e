/*
 * version.h - the ids of a flow's versions. Pure.
 *
 * Versions that were checked in have decimal numbers: "4.0", "10.0". A draft exists only while the
 * flow is checked out, and its id is not a number ("saved_version_" and a UUID): a check-in makes it
 * the next version, and it counts as newer than every number.
 */
#ifndef GC_VERSION_H
#define GC_VERSION_H

#include "base/slice.h"

/* An id that is not empty and not a number. */
bool version_is_draft(struct slice id);

/* Older, the same or newer: less than, equal to or greater than 0. Empty is older than any. */
int version_cmp(struct slice a, struct slice b);

/* The newest of three, each of which may be empty: a flow's saved, checked-in and published one. */
struct slice version_newest(struct slice a, struct slice b, struct slice c);

#endif
