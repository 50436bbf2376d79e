/* own_stub.c - whether a flow in the target is a stub, and nothing more */
#include "flow/own_stub.h"
#include "architect/stub.h"
#include "run/same.h"

static void
own_stub_answered(void *self)
{
	struct own_stub *s = self;
	struct put_flow *f = s->flow;
	struct buf stub = BUF_INIT;

	if (f->task.call.verdict == CALL_OK) {
		stub_write(&stub, slice_str(f->type), jx_string(f->meta, "/name"),
		    jx_string(f->meta, "/description"));
		f->stub = same_hash(buf_slice(&f->task.call.body)) == same_hash(buf_slice(&stub));
	}
	buf_release(&stub);
	s->then.step(s->then.self);
}

void
own_stub_start(struct own_stub *s, struct put_flow *f, task_step *then, void *self)
{
	*s = (struct own_stub){f, {then, self}};
	task_call(&f->task, "GET", own_stub_answered, s, "/api/v2/flows/%s/latestconfiguration",
	    f->target);
}
