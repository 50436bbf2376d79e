/*
 * object_create.h - make an object in the target, once.
 *
 *	POST /api/v2/TYPE      the table's members: see put/object_body.h
 *
 * The id is that of the answer: a listing may lack the object for a while. After a lost answer the
 * object is looked up, and only if it is not listed asked for again. "It exists" has many spellings
 * (409, 400 with one of several codes, or only a text): then it is looked up, and never asked for
 * again.
 */
#ifndef PUT_OBJECT_CREATE_H
#define PUT_OBJECT_CREATE_H

#include "object/object_lookup.h"

struct object_create {
	struct put_object *o;
	struct task_next then;
	struct object_lookup lookup;
	unsigned tries;
	bool lost;    /* an answer was */
	bool existed; /* it was there before this run asked: another's, or an interrupted run's */
};

/* Go on with o->target, or the object ends. */
void object_create_start(
    struct object_create *c, struct put_object *o, task_step *then, void *self);
void object_create_release(struct object_create *c);

/* Whether the last call failed because something of this name exists. */
bool object_create_exists(const struct call *c);

#endif
