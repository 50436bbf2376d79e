/* stub_chain.c - create what is missing, empty */
#include "stub_chain.h"
#include "base/mem.h"
#include "flow_create.h"
#include "outcome.h"
#include "target_find.h"

struct stub_chain {
	struct put_flow *flow;
	struct flow_create create;
};

static void
stub_free(void *self)
{
	struct stub_chain *c = self;

	flow_create_release(&c->create);
	free(c);
}

static void
stub_created(void *self)
{
	struct stub_chain *c = self;

	outcome_end(c->flow, PUT_DONE, "stub", "created empty");
}

void
stub_start(struct put_flow *f)
{
	struct stub_chain *c;

	if (!target_find(f) || (f->target == NULL && target_leaves(f)))
		return;
	if (f->target != NULL) {
		outcome_end(f, PUT_SKIPPED, "skip", "the target has it");
		return;
	}
	f->chain = c = xcalloc(1, sizeof *c);
	f->chain_free = stub_free;
	c->flow = f;
	if (!flow_create_prepare(&c->create, f, "stub"))
		return;
	if (f->put->option.dry_run)
		outcome_end(f, PUT_PLANNED, "stub", "the target has no such flow");
	else
		flow_create_start(&c->create, stub_created, c);
}
