/* compare.c - whether the target's published version is what a record's Archy YAML says */
#include "archy.h"

static void exported(struct errand *e);

/* Without its last line end. */
static struct slice
chomp(struct slice s)
{
	if (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

static bool
is_crlf(struct slice s, size_t i)
{
	return i + 1 < s.n && s.p[i] == '\r' && s.p[i + 1] == '\n';
}

static bool
same_text(struct slice a, struct slice b)
{
	size_t i = 0, k = 0;

	a = chomp(a);
	b = chomp(b);
	while (i < a.n && k < b.n) {
		i += is_crlf(a, i);
		k += is_crlf(b, k);
		if (a.p[i++] != b.p[k++])
			return false;
	}
	return i == a.n && k == b.n;
}

void
archy_compare(struct errand *e, errand_step *then)
{
	struct archy *a = e->archy;

	e->then = then;
	e->facts.equal = false;
	buf_clear(&a->unseen);
	if (e->put->export_denied.n > 0) {
		buf_add_slice(&a->unseen, buf_slice(&e->put->export_denied));
		then(e);
		return;
	}
	a->export.usual = &e->put->export_ms;
	export_job_add(&a->export, slice_str(e->target), slice_str(a->published));
	export_job_start(&a->export, &e->call, calls_base(session_calls(e->put->session)));
	errand_submit(e, exported);
}

static void
judge(struct errand *e)
{
	struct export_job *job = &e->archy->export;
	struct buf text = BUF_INIT;

	if (job->flows[0].state == EXPORT_GOT) {
		archy_text(e, &text);
		e->facts.equal = same_text(buf_slice(&text), buf_slice(&job->flows[0].yaml));
	} else if (job->problem.n > 0) {
		buf_add_slice(&e->archy->unseen, buf_slice(&job->problem));
	} else {
		call_describe(&e->call, &e->archy->unseen);
		if (e->call.verdict == CALL_FORBIDDEN && e->put->export_denied.n == 0)
			call_describe(&e->call, &e->put->export_denied);
	}
	buf_release(&text);
}

static void
exported(struct errand *e)
{
	if (export_job_next(&e->archy->export, &e->call) == EXPORT_GOES_ON) {
		errand_submit(e, exported);
		return;
	}
	judge(e);
	export_job_release(&e->archy->export);
	e->then(e);
}
