/*
 * get_outcome.h - how a run of gc-get goes: what was fetched and what failed, whether further
 * requests can succeed, and the exit status at the end.
 *
 * No more requests are sent if none can succeed: there is no token, or the service answered
 * nobody for as long as one call was tried.
 */
#ifndef GET_OUTCOME_H
#define GET_OUTCOME_H

#include "fetch.h"

struct get_outcome {
	int stop;                /* nothing more is asked; the exit status of that, or 0 */
	size_t total, done;      /* records to fetch; total 0: not known */
	size_t got, failed;      /* of the done */
	size_t reused;           /* of the got: from --have */
	size_t refused, give_up; /* of the failed: for want of a token or permission; temporary */
	size_t unasked;
	bool objects;    /* they are not all flows */
	bool answered;   /* some token was good for something */
	size_t refusals; /* calls in a row that ended in 401 */
};

void get_outcome_show(const struct get_outcome *o, const struct calls *calls);

/* A fetch is written, or it has failed. */
void get_outcome_add(struct get_outcome *o, const struct fetch *f);

/* A call was answered. */
void get_outcome_note(struct get_outcome *o, const struct call *c);

/* Something has failed for what this call says: stop, if nothing can succeed. */
void get_outcome_failed(struct get_outcome *o, struct calls *calls, const struct call *c);

/* Set the exit status, and report what was not requested. */
void get_outcome_conclude(const struct get_outcome *o);

#endif
