/* flow_operation.c - the operation that a flow's metadata speaks of */
#include "flow/flow_operation.h"
#include "base/mem.h"

bool
flow_operation_runs(const struct jx *meta)
{
	return jx_has(meta, "/currentOperation/id") && !jx_true(meta, "/currentOperation/complete");
}

void
flow_operation_mark(const struct jx *meta, char **id)
{
	struct slice newest = slice_str("");

	if (meta != NULL)
		newest = jx_string(meta, "/currentOperation/id");
	free(*id);
	*id = xmemdup0(newest.p, newest.n);
}

bool
flow_operation_failed(const struct jx *meta, const char *former, struct buf *why)
{
	struct slice text = jx_string(meta, "/currentOperation/errorMessage");
	struct slice code = jx_string(meta, "/currentOperation/errorCode");

	if (!slice_is(jx_string(meta, "/currentOperation/actionStatus"), "FAILURE") ||
	    (former != NULL && slice_is(jx_string(meta, "/currentOperation/id"), former)))
		return false;
	if (text.n == 0)
		text = slice_str("the server gives no reason");
	buf_add_slice(why, text);
	if (code.n > 0)
		buf_printf(why, " (%.*s)", SLICE_ARGS(code));
	for (size_t i = 0, n = jx_count(meta, "/currentOperation/errorDetails"); i < n; i++) {
		struct slice name =
		    jx_string(meta, "/currentOperation/errorDetails/%zu/entityName", i);
		struct slice what =
		    jx_string(meta, "/currentOperation/errorDetails/%zu/errorCode", i);
		buf_printf(
		    why, "%s%.*s %.*s", i == 0 ? ": " : ", ", SLICE_ARGS(what), SLICE_ARGS(name));
	}
	return true;
}
