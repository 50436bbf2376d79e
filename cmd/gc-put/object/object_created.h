/*
 * object_created.h - --restore: objects that a backup says did not exist before its migration.
 *
 * gc-put deletes nothing: those that are still there are for a person to delete. Objects that share
 * a name and differ in their division alone cannot be told apart: any of them counts.
 */
#ifndef PUT_OBJECT_CREATED_H
#define PUT_OBJECT_CREATED_H

#include "object/object_run.h"

/* While the input is read: whether the record is such a one; then it is kept. */
bool object_created_add(struct put_objects *p, const struct record *r);

/* After the target's listings were read: a result for each. */
void object_created_report(struct put_objects *p);

#endif
