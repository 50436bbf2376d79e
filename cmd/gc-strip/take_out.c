/* take_out.c - --orphans: flows without the actions that use what another org lacks */
#include "base/err.h"
#include "base/plural.h"
#include "gc-strip.h"

void
take_out_start(
    struct take_out *t, const char *orphans_path, const char *report, const char *withheld)
{
	orphans_load(&t->orphans.list, orphans_path);
	output_open(&t->report, report);
	output_open(&t->withheld, withheld);
}

/* "stdin:17: flow 3f2… "Main IVR"", of a record that was read without its members. */
static const char *
take_out_label(struct take_out *t, const struct record *r)
{
	struct members m = MEMBERS_INIT;
	struct record labelled = *r;

	members_read(&m, &t->json, r->text);
	labelled.m = m;
	buf_clear(&t->label);
	record_label(&labelled, &t->label);
	members_release(&m);
	return t->label.p;
}

static void
take_out_withhold(struct take_out *t, const struct record *r)
{
	const char *flow = take_out_label(t, r), *why = t->orphans.why.p, *end;

	for (; *why != '\0'; why = end + 1) {
		end = strchr(why, '\n');
		fail(EXIT_NO, 0, "%s: withheld: %.*s", flow, (int)(end - why), why);
	}
	output_write(&t->withheld, r->text);
	output_write(&t->withheld, slice_str("\n"));
	t->withheld_flows++;
}

static void
take_out_write_change(void *to, struct slice line)
{
	struct take_out *t = to;

	output_write(&t->report, line);
}

bool
take_out_orphans(struct take_out *t, struct records *in, struct record *r)
{
	struct orphans *o = &t->orphans;
	size_t n;

	if (!orphans_read(o, &in->json, r->text))
		records_refuse(in, &in->json);
	t->flows += o->refs.flow;
	t->other_flows += o->refs.flow && !o->flow;
	if (o->withheld) {
		take_out_withhold(t, r);
		return false;
	}
	if (o->edits.n == 0)
		return true;
	if ((n = orphans_count(o)) > 0)
		warn("%s: %zu action%s taken out", take_out_label(t, r), n, plural(n));
	if (t->report.path != NULL)
		orphans_report(o, take_out_write_change, t);
	buf_clear(&t->text);
	splices_apply(&o->edits, r->text, &t->text);
	r->text = buf_slice(&t->text);
	return true;
}

void
take_out_finish(struct take_out *t)
{
	if (t->withheld_flows > 0)
		warn("%zu of %zu flow%s withheld", t->withheld_flows, t->flows, plural(t->flows));
	if (t->other_flows > 0)
		warn("%zu flow%s without a configuration: not searched for orphans", t->other_flows,
		    plural(t->other_flows));
	output_commit(&t->report);
	output_commit(&t->withheld);
}

void
take_out_release(struct take_out *t)
{
	orphans_release(&t->orphans);
	json_release(&t->json);
	buf_release(&t->label);
	buf_release(&t->text);
}
