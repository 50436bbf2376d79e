/*
 * flow_create.h - make a flow in the target, empty, and once.
 *
 *	POST /api/v2/flows      {"type","name","description","division":{"id"}}, type in lower case
 *
 * A name is given once for each type, without regard to case: the server refuses a second flow. So
 * after a lost answer the flow is looked up and, if it is not listed, asked for again: "already
 * exists" then tells that it was created. After "already exists" it is never asked for again, but
 * looked up until it is listed (flow_lookup.h).
 */
#ifndef PUT_FLOW_CREATE_H
#define PUT_FLOW_CREATE_H

#include "flow/flow_lookup.h"

struct flow_create {
	struct put_flow *flow;
	struct task_next then;
	struct flow_lookup lookup;
	struct buf division; /* the id; empty: the record names none */
	unsigned tries;
	bool lost;    /* an answer was */
	bool existed; /* it was there before this run: another's, or an interrupted run's */
	bool noted;   /* the backup says that it was not there, by this run */
};

/*
 * Find the division. False: the target does not have it, or no flow of this type can be created,
 * and the flow has ended.
 */
bool flow_create_prepare(struct flow_create *c, struct put_flow *f, const char *action);

/* After flow_create_prepare(). Goes on with f->target and `existed` set, or the flow ends. */
void flow_create_start(struct flow_create *c, task_step *then, void *self);
void flow_create_release(struct flow_create *c);

#endif
