/*
 * Archy YAML from anywhere: read or refused with a place; all places are in the text, in order, and
 * what they have can be found there again.
 */
#include "archy/archy_placeholder.h"
#include "archy/archy_walk.h"
#include "fuzz.h"

static void
archy_check_scalar(struct slice text, const struct archy_scalar *s)
{
	fuzz_must(s->from <= s->to && s->to <= text.n);
}

static void
archy_check_refs(const struct archy *a, struct slice text)
{
	size_t last = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct archy_ref *r = &a->v[i];
		struct slice name = archy_str(a, r->name);
		archy_check_scalar(text, &r->scalar);
		fuzz_must(r->scalar.from >= last);
		last = r->scalar.from;
		fuzz_must(r->from >= r->scalar.from && r->from <= r->to && r->to <= r->scalar.to);
		fuzz_must(r->line > 0 && r->column > 0 && r->step <= a->nsteps);
		fuzz_must(name.n > 0 || r->id.len > 0 || r->class == REF_DYNAMIC);
		fuzz_must(archy_str(a, r->path).n > 0 && *archy_str(a, r->path).p == '/');
	}
}

static void
archy_check_fills(const struct archy *a, struct slice text)
{
	for (size_t i = 0; i < a->nfills; i++) {
		const struct archy_fill *f = &a->fills[i];
		struct archy_placeholder p;
		size_t at = f->from;
		archy_check_scalar(text, &f->scalar);
		fuzz_must(f->from >= f->scalar.from && f->to <= f->scalar.to && f->line > 0);
		fuzz_must(archy_placeholder_next(slice_of(text.p, f->to), &at, &p));
		fuzz_must(p.whole.p == text.p + f->from && p.whole.n == f->to - f->from);
		fuzz_must(slice_eq(p.key, archy_str(a, f->key)));
	}
}

static void
archy_check_text(struct slice text)
{
	struct archy a = ARCHY_INIT;

	if (archy_walk(&a, text)) {
		fuzz_must(
		    a.key != NULL && a.type != NULL && a.name.len > 0 && a.error.why[0] == '\0');
		archy_check_scalar(text, &a.name_at);
		archy_check_scalar(text, &a.division_at);
		archy_check_refs(&a, text);
		archy_check_fills(&a, text);
	} else {
		fuzz_must(a.error.why[0] != '\0' && a.n == 0 && a.nfills == 0);
	}
	archy_is_likely(text);
	archy_release(&a);
}

/* Almost no text is a flow. So the input also stands below the head of one. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	struct buf flow = BUF_INIT;

	archy_check_text(text);
	buf_puts(&flow, "inboundCall:\n  name: a\n");
	buf_add_slice(&flow, text);
	archy_check_text(buf_slice(&flow));
	buf_release(&flow);
	return 0;
}
