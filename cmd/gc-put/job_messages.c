/* job_messages.c - the messages of import and validation jobs */
#include "job_messages.h"

void
job_messages(const struct jx *x, struct buf *b)
{
	for (size_t i = 0, n = jx_count(x, "/messages"); i < n; i++) {
		struct slice text = jx_string(x, "/messages/%zu/text", i);
		buf_printf(b, "%s%.*s", b->n > 0 ? "; " : "", SLICE_ARGS(text));
	}
}
