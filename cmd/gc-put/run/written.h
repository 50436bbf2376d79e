/*
 * written.h - what gc-put has written to a flow, so that --restore can tell it from later edits.
 *
 * A backup says, before the first write to a flow, what is about to be written, so that an
 * interrupted run can be restored, too:
 *	{"kind":"flow","backup":"written","org":…,"id":…,"name":…,"type":…,
 *	 "configurationHash":"…","textHash":"…"}
 * The hashes are of the configuration without what changes by itself, and of name and description.
 * Of an import job, whose configuration is not known before, it says afterwards
 * "version":"…": the newest one. A flow is as gc-put or the backup left it where its content or
 * its version is one of those. Marks are kept in a set of the owner's.
 */
#ifndef PUT_WRITTEN_H
#define PUT_WRITTEN_H

#include "base/idset.h"
#include "run/put_flow.h"

/* Take in a record of a backup. True: it is of this kind, and nothing to be put back. */
bool written_note(struct idset *marks, const struct members *m);

/* Append the members for what is about to be written, or was; false: the set knows all of them. */
bool written_intend(struct idset *marks, const struct put_flow *f, struct buf *b);
bool written_done(struct idset *marks, const struct put_flow *f, struct buf *b);

/* The hash of name and description as the target has them; needs meta. */
void written_hash_target(const struct put_flow *f, char hash[FLOW_TEXTS_SIZE]);

/* Whether the flow in the target, read into meta and body, is as gc-put or the backup left it. */
bool written_is_present(const struct idset *marks, const struct put_flow *f);

#endif
