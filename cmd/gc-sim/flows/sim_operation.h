/*
 * sim_operation.h - check-in, publication and deletion, which take some time: they begin, are the
 * flow's currentOperation, and succeed or fail after --job-time.
 *
 * Nothing runs in the background: what is due is done before the next request is answered.
 */
#ifndef SIM_OPERATION_H
#define SIM_OPERATION_H

#include "faults/fault.h"
#include "store/sim.h"

enum operation_kind { OPERATION_CHECKIN, OPERATION_PUBLISH, OPERATION_DELETE, OPERATION_CHECKOUT };

struct operation {
	enum operation_kind kind;
	char id[ID_SIZE];
	char *flow, *client;
	size_t version;       /* OPERATION_PUBLISH: index + 1; 0: check in, then the newest */
	long long begun, due; /* simclock_ms() */
	bool fails, silently, after; /* after: it fails and is done all the same */
};

/*
 * Begin; the Operation goes into the reply as JSON. A fault of the kinds `fail` and `mute` that
 * hits it lets it fail, with and without a reason.
 */
void operation_begin(struct sim *sim, enum operation_kind kind, const char *flow,
    const char *client, size_t version, const struct fault *fault, struct buf *reply);

/* A checkout is done at once; the flow's currentOperation shows it. */
void operation_note_checkout(struct sim *sim, struct org_flow *flow, const char *client);

bool operation_pending(const struct sim *sim, const char *flow);
void operations_settle(struct sim *sim); /* do what is due */
void operations_release(struct sim *sim);

#endif
