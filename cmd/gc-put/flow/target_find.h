/*
 * target_find.h - which flow of the target a record is of.
 *
 * A flow is found by the record's id if the target has it, else by type and name. As the server
 * compares names without regard to case, so does gc-put if no flow has the very name.
 */
#ifndef PUT_TARGET_FIND_H
#define PUT_TARGET_FIND_H

#include "run/put_flow.h"

/*
 * Sets f->target, if the target has the flow. False: it has two of that type and name, or has the
 * id under another type, and the flow has ended.
 */
bool target_find(struct put_flow *f);

/*
 * True: the flow is left alone, and has ended: it is a system flow, of which every org has its own
 * (--restore undoes what older versions wrote there), or it exists and --create-only was given.
 */
bool target_leaves(struct put_flow *f);

/* The flow is there from now on, with this id: f->target. */
void target_adopt(struct put_flow *f, struct slice id);

#endif
