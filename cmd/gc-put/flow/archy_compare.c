/* archy_compare.c - whether the published version is what a record's Archy YAML says */
#include "flow/archy_compare.h"
#include "archy/archy_equal.h"
#include "flow/archy_run.h"
#include "flow/archy_text.h"

static void
archy_compare_judge(struct archy_compare *c)
{
	struct put_flow *f = c->flow;
	struct archy_run *run = f->put->archy;
	struct buf text = BUF_INIT;

	if (c->export.flows[0].state == EXPORT_GOT) {
		archy_text(f, &text);
		f->facts.equal = archy_equal(buf_slice(&text), buf_slice(&c->export.flows[0].yaml));
	} else if (c->export.problem.n > 0) {
		buf_add_slice(&c->unseen, buf_slice(&c->export.problem));
	} else {
		call_describe(&f->task.call, &c->unseen);
		if (f->task.call.verdict == CALL_FORBIDDEN && run->export_denied.n == 0)
			call_describe(&f->task.call, &run->export_denied);
	}
	buf_release(&text);
}

static void
archy_compare_exported(void *self)
{
	struct archy_compare *c = self;
	struct task *t = &c->flow->task;

	if (export_job_next(&c->export, &t->call) == EXPORT_GOES_ON) {
		task_submit(t, archy_compare_exported, c);
		return;
	}
	archy_compare_judge(c);
	export_job_release(&c->export);
	c->then.step(c->then.self);
}

void
archy_compare_start(
    struct archy_compare *c, struct put_flow *f, const char *version, task_step *then, void *self)
{
	struct archy_run *run = f->put->archy;

	c->flow = f;
	c->then = (struct task_next){then, self};
	f->facts.equal = false;
	buf_clear(&c->unseen);
	if (run->export_denied.n > 0) {
		buf_add_slice(&c->unseen, buf_slice(&run->export_denied));
		then(self);
		return;
	}
	c->export.usual = &run->export_ms;
	export_job_add(&c->export, slice_str(f->target), slice_str(version));
	export_job_start(&c->export, &f->task.call, calls_base(f->put->tasks.calls));
	task_submit(&f->task, archy_compare_exported, c);
}

void
archy_compare_release(struct archy_compare *c)
{
	export_job_release(&c->export);
	buf_release(&c->unseen);
}
