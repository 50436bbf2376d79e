/*
 * flow_operation.h - the operation that a flow's metadata speaks of: its newest one.
 *
 * checkin and publish answer at once with an Operation, whose progress is read from the flow's
 * currentOperation (GET /api/v2/flows/{id}); there is no endpoint for operations. A flow keeps its
 * last operation, so one that has failed is ours only if it was not there before.
 */
#ifndef PUT_FLOW_OPERATION_H
#define PUT_FLOW_OPERATION_H

#include "base/buf.h"
#include "json/jx.h"

/* Whether one is under way. */
bool flow_operation_runs(const struct jx *meta);

/* Remember the newest operation: *id is freed and set; "" if there is none (meta may be NULL). */
void flow_operation_mark(const struct jx *meta, char **id);

/*
 * Whether the newest operation failed and is not `former` (NULL: any). Appends why, as the server
 * says it: "errorMessage (errorCode): detail, detail".
 */
bool flow_operation_failed(const struct jx *meta, const char *former, struct buf *why);

#endif
