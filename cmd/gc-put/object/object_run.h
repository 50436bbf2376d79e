/*
 * object_run.h - the objects of a run: their records, and the order in which they are put.
 *
 *	stage 1 … OBJECT_AFTER_FLOWS - 1    one stage after the other
 *	the flows                           (rounds.h)
 *	the later stages
 *	the late members of all             emergency groups and queues are completed here
 *
 * With --stubs the first part only.
 */
#ifndef PUT_OBJECT_RUN_H
#define PUT_OBJECT_RUN_H

#include "object/object_progress.h"
#include "record/record.h"

struct put_objects *put_objects_new(struct put *put);
void put_objects_free(struct put_objects *p);

/* While the input is read: an object record with a definition. */
void put_objects_add(struct put_objects *p, const struct record *r);

/* After the input, if there are any. */
void put_objects_read(struct put_objects *p);

/* Before the flows, and after them. */
void put_objects_before(struct put_objects *p);
void put_objects_after(struct put_objects *p);

#endif
