/* gen_model.c - a common module as its callers have a copy of it */
#include "gen/gen_body.h"

void
gen_body_model(const struct org *org, const struct generator *g, size_t made, struct buf *to)
{
	struct body b;
	struct buf items = BUF_INIT;

	gen_steps_start(&b, org, g, made);
	gen_steps_make(&b);
	gen_sequence_write(&b, &items);
	gen_emit(to, "{'initialSequence':%s,'name':%s,'uiMetaData':", b.tasks[0].id, b.flow->name);
	gen_cache_write(&b, to);
	gen_emit(to, ",'type':'commonmodule','flowSequenceItemList':");
	buf_add_slice(to, buf_slice(&items));
	gen_emit(to, ",'variables':");
	gen_variable_write_flow(&b, to);
	buf_putc(to, '}');
	buf_release(&items);
	gen_steps_release(&b);
}
