/* stub_chain.c - create what is missing, as the smallest flow that Architect opens */
#include "flow/stub_chain.h"
#include "architect/stub.h"
#include "base/mem.h"
#include "flow/flow_create.h"
#include "flow/flow_finish.h"
#include "flow/flow_save.h"
#include "json/json_write.h"
#include "flow/moved.h"
#include "run/outcome.h"
#include "flow/target_find.h"

struct stub_chain {
	struct put_flow *flow;
	struct flow_create create;
	struct flow_save save;
	struct flow_finish finish;
};

static void
stub_free(void *self)
{
	struct stub_chain *c = self;

	flow_create_release(&c->create);
	flow_save_release(&c->save);
	flow_finish_release(&c->finish);
	free(c);
}

/* What is saved is the stub, in the record's place. */
static void
stub_take_configuration(struct put_flow *f)
{
	struct buf description = BUF_INIT, record = BUF_INIT;

	json_unescape(members_string(&f->m, "description"), &description);
	json_write_open(&record, NULL);
	json_write_cstr(&record, "kind", "flow");
	json_write_name(&record, "configuration");
	stub_write(&record, slice_str(f->type), slice_str(f->name), buf_slice(&description));
	json_write_close(&record);
	put_flow_change(f, &record);
	buf_release(&description);
	buf_release(&record);
}

static void
stub_finished(void *self)
{
	struct stub_chain *c = self;
	struct put_flow *f = c->flow;

	f->stub = true;
	outcome_end(f, PUT_DONE, "stub", "%s",
	    f->circle != CIRCLE_NONE ? "created as a stub, since flows refer to each other"
				     : "created as a stub");
}

/*
 * This client keeps the lock, under which the next run saves the flow. An import job would be
 * refused because of it, so for Archy YAML the stub is checked in, or published (circles.h).
 */
static void
stub_saved(void *self)
{
	struct stub_chain *c = self;

	if (members_find(&c->flow->m, "archy") != NULL)
		flow_finish_start(
		    &c->finish, c->flow, c->flow->circle != CIRCLE_NONE, stub_finished, c);
	else
		stub_finished(c);
}

static void
stub_created(void *self)
{
	struct stub_chain *c = self;

	if (c->create.existed && c->flow->circle != CIRCLE_NONE)
		task_end(&c->flow->task); /* nothing is in the way of its import */
	else if (c->create.existed)
		outcome_end(c->flow, PUT_KEPT, "skip", "the target has it");
	else
		flow_save_start(&c->save, c->flow, false, stub_saved, c);
}

void
stub_start(struct put_flow *f)
{
	struct stub_chain *c;

	if (!target_find(f) || (f->target == NULL && target_leaves(f)))
		return;
	if (f->target != NULL) {
		outcome_end(f, PUT_KEPT, "skip", "the target has it");
		return;
	}
	f->chain = c = xcalloc(1, sizeof *c);
	f->chain_free = stub_free;
	c->flow = f;
	f->todo = PUT_CREATE;
	if (!flow_create_prepare(&c->create, f, "stub") || moved_refuses(f))
		return;
	stub_take_configuration(f);
	if (f->put->option.dry_run)
		outcome_end(f, PUT_PLANNED, "stub", "the target has no such flow");
	else
		flow_create_start(&c->create, stub_created, c);
}
