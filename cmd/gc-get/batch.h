/*
 * batch.h - which flows are exported in one job (gc-get --archy).
 *
 * Only so many jobs are under way. While they are, flows are gathered, up to the most for one job;
 * as soon as there is room for a job, all that is there goes: a slow producer holds nobody up, and
 * with a fast one the jobs are full.
 *
 * What a job of several did not bring goes again before all else, each flow in a job of its own.
 * Where the server refuses several, the next jobs are a quarter as large, down to one flow; unless
 * one of those flows is refused alone, too, since then it was not for their number.
 */
#ifndef GET_BATCH_H
#define GET_BATCH_H

#include "fetch.h"

enum { BATCH_MOST = 20 }; /* flows in one job */

struct batch; /* a job, and the fetches that wait for it */

struct batches {
	struct calls *calls;
	size_t parallel; /* most jobs under way */
	void (*answered)(void *user, struct fetch *f);
	/* A job has ended; `failed`: what the call says is why fetches have FAILED. */
	void (*ended)(void *user, const struct call *c, bool failed);
	void *user;

	/* Its own. */
	size_t most;                      /* flows in one job, from now on */
	size_t under_way;                 /* jobs */
	struct batch *waiting;            /* for room, the first first */
	struct batch *open;               /* being filled; or NULL */
	int64_t usual_one, usual_several; /* what jobs take, in ms */
};

void batches_init(struct batches *b);    /* the fields above are set */
void batches_release(struct batches *b); /* drops what is not under way */

/* Add f, which is REQUESTED, to a job. */
void batches_add(struct batches *b, struct fetch *f);

/* Whether more fetches would only wait. */
bool batches_full(const struct batches *b);

/* Whether there are some that have not been sent. */
bool batches_left(const struct batches *b);

/* Nothing more is there for now: send what is, as far as there is room. */
void batches_send(struct batches *b);

#endif
