/*
 * object_codes.h - the wrap-up codes of a queue.
 *
 *	GET  …/wrapupcodes          all pages
 *	POST …/wrapupcodes          [{"id":…},…]: what is missing, CODES_BATCH at a time
 *
 * Codes that only the target's queue has stay. For a code that the target lacks the queue
 * waits.
 */
#ifndef PUT_OBJECT_CODES_H
#define PUT_OBJECT_CODES_H

#include "base/idset.h"
#include "object/put_object.h"

enum { CODES_BATCH = 100 };

struct object_codes {
	struct put_object *o;
	struct task_next then;
	struct idset wanted; /* ids in the target */
	bool *there;         /* by index */
	long page, pages;
	size_t at; /* the next one to be added */
};

void object_codes_start(struct object_codes *c, struct put_object *o, task_step *then, void *self);
void object_codes_release(struct object_codes *c);

#endif
