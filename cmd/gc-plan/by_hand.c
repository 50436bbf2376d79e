/* by_hand.c - what people have to do in the target, so that all that waits can be created */
#include "base/ascii.h"
#include "base/mem.h"
#include "gc-plan.h"
#include "json/json.h"
#include "plan/decisions.h"
#include "json/peek.h"
#include "objects/object_type.h"
#include "record/flowtype.h"

struct by_hand {
	size_t count;
	const struct plan_want *want;
	struct slice type, name;
};

/* The most needed first. */
static int
by_hand_order(const void *a, const void *b)
{
	const struct by_hand *x = a, *y = b;
	int c;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	c = slice_cmp(x->type, y->type);
	return c != 0 ? c : slice_cmp(x->name, y->name);
}

static void
by_hand_cell(struct buf *b, struct slice text)
{
	if (decisions_is_formula(text))
		buf_putc(b, '\'');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == '\t')
			buf_puts(b, "\\t");
		else if (c == '\n')
			buf_puts(b, "\\n");
		else if (c == '\r')
			buf_puts(b, "\\r");
		else if (c == '\\')
			buf_puts(b, "\\\\");
		else
			buf_putc(b, (char)c);
	}
}

/* What to do about an open want. */
static const char *
by_hand_advice(const struct plan *p, const struct plan_want *w, struct slice name)
{
	const struct object_type *type = object_type_find(name);

	if (w->twin)
		return "rename it here or there: the target has this name in other letter case";
	if (w->status == MAP_AMBIGUOUS)
		return "several could be meant: choose one in the table of decisions";
	if (w->status == MAP_UNLISTED && plan_is_lookup(w))
		return w->class == REF_UNKNOWN
			   ? "gc-tools does not know this place: see that the target has what it "
			     "names"
			   : "no API lists this type: see that the target has one of this name";
	if (w->status == MAP_UNLISTED)
		return "no API lists this type: create it, look up its id and give it with --map";
	if (plan_is_masked(p, w))
		return "a key in its headers is masked: put the real one into its record, or "
		       "create it";
	if (flowtype_is_reference(name) || slice_is(name, "flow"))
		return "move this flow, too, or create it";
	if (type != NULL && type->stage > 0)
		return "move this object, too, or create it";
	return type != NULL && type->by_hand != NULL ? type->by_hand : "create it";
}

/* As records have it: BOT, not botFlow. */
static void
by_hand_type(struct buf *b, struct slice type)
{
	size_t start = b->n;

	if (!flowtype_is_reference(type)) {
		by_hand_cell(b, type);
		return;
	}
	flowtype_api(type, b);
	for (size_t i = start; i < b->n; i++)
		b->p[i] = ascii_upper(b->p[i]);
}

static void
by_hand_row(struct buf *b, const struct by_hand *h)
{
	buf_printf(b, "%zu\t", h->count);
	by_hand_type(b, h->type);
	buf_putc(b, '\t');
	by_hand_cell(b, h->name);
	buf_putc(b, '\t');
}

static struct by_hand
by_hand_of(const struct plan *p, const struct plan_want *w)
{
	struct slice name = plan_called(p, w);

	return (struct by_hand){
	    0, w, plan_text(p, w->type), name.n > 0 ? name : plan_text(p, w->id)};
}

/* Whether it is a record of the input that does not go because of its own name. */
static bool
by_hand_waits_itself(const struct plan *p, const struct plan_want *w)
{
	return w->twin || (w->self && w->status == MAP_AMBIGUOUS) ||
	       (w->status == MAP_MISSING && plan_is_masked(p, w));
}

/* Open objects, without those that nothing needs. */
static void
by_hand_open(const struct plan *p, struct buf *b)
{
	uint32_t *seen = xcalloc(p->nflows + 1, sizeof *seen);
	struct by_hand *v = xcalloc(p->nlines + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < p->nlines; i++) {
		const struct plan_want *w = p->lines[i].want;
		if (w->status != MAP_MISSING && w->status != MAP_AMBIGUOUS &&
		    w->status != MAP_UNLISTED)
			continue;
		v[n] = by_hand_of(p, w);
		v[n].count = w->status == MAP_UNLISTED
				 ? w->users
				 : plan_waiting(p, w, seen) + by_hand_waits_itself(p, w);
		n += v[n].count > 0;
	}
	qsort(v, n, sizeof *v, by_hand_order);
	for (size_t i = 0; i < n; i++) {
		by_hand_row(b, &v[i]);
		buf_puts(b, by_hand_advice(p, v[i].want, v[i].type));
		buf_putc(b, '\n');
	}
	free(v);
	free(seen);
}

/* A flow or object that does not go, and what it waits for: the broken uses from `first` on. */
struct by_hand_waiting {
	size_t count;
	const struct plan_flow *flow;
	size_t first;
};

static int
by_hand_waiting_order(const void *a, const void *b)
{
	const struct by_hand_waiting *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* The first few of them, by name. */
static void
by_hand_causes(const struct plan *p, const struct by_hand_waiting *w, struct buf *b)
{
	enum { SHOWN = 5 };
	size_t n = w->flow->nbroken;

	buf_puts(b, "waits for ");
	for (size_t i = 0; i < n && i < SHOWN; i++) {
		struct by_hand h = by_hand_of(p, &p->v[p->broken[w->first + i].want]);
		buf_puts(b, i == 0 ? "" : i + 1 == n ? " and " : ", ");
		by_hand_type(b, h.type);
		buf_puts(b, " \"");
		by_hand_cell(b, h.name);
		buf_putc(b, '"');
	}
	if (n > SHOWN)
		buf_printf(b, " and %zu more", n - SHOWN);
	buf_printf(b, "; move it again when %s there\n", n == 1 ? "that is" : "these are");
}

/* What does not go although it is in the input. What its own name keeps back is open itself. */
static void
by_hand_withheld(const struct plan *p, struct buf *b)
{
	uint32_t *seen = xcalloc(p->nflows + 1, sizeof *seen);
	struct by_hand_waiting *v = xcalloc(p->nflows + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0, len; i < p->nbroken; i += len) {
		const struct plan_flow *flow = &p->flows[p->broken[i].flow];
		len = flow->nbroken;
		if (p->broken[i].use == NULL)
			continue;
		v[n].flow = flow;
		v[n].first = i;
		if (flow->want != SIZE_MAX)
			v[n].count = plan_waiting(p, &p->v[flow->want], seen);
		n++;
	}
	qsort(v, n, sizeof *v, by_hand_waiting_order);
	for (size_t i = 0; i < n; i++) {
		const struct plan_flow *flow = v[i].flow;
		by_hand_row(b, &(struct by_hand){v[i].count, NULL, plan_text(p, flow->type),
				   plan_text(p, flow->name != 0 ? flow->name : flow->id)});
		by_hand_causes(p, &v[i], b);
	}
	free(v);
	free(seen);
}

/* {"/dnis":["+49…"]} as "/dnis is [\"+49…\"]". */
static void
by_hand_values(struct slice not_moved, struct buf *b)
{
	struct slice key, value;
	struct buf plain = BUF_INIT;
	const char *separator = "";

	while (peek_member(&not_moved, &key, &value)) {
		struct slice text = json_text(key, &plain);
		buf_puts(b, separator);
		by_hand_cell(b, slice_of(text.p + 1, text.n - 1));
		buf_puts(b, " was ");
		by_hand_cell(b, value);
		separator = "; ";
	}
	buf_release(&plain);
}

/* What every object that moves leaves behind: phone numbers, whether it is switched on, capacities. */
static void
by_hand_not_moved(const struct plan *p, struct buf *b)
{
	for (size_t i = 0; i < p->nlines; i++) {
		const struct plan_want *w = p->lines[i].want;
		const struct object_type *type = object_type_find(plan_text(p, w->type));
		struct by_hand h = by_hand_of(p, w);
		if (type == NULL || type->stage == 0 ||
		    (w->not_moved == 0 && !(type->untold && w->status == MAP_NEW)) ||
		    (w->status == MAP_MISSING && plan_is_masked(p, w)) || w->status == MAP_SAME ||
		    w->status == MAP_IGNORED)
			continue;
		h.count = w->users;
		by_hand_row(b, &h);
		buf_puts(b, type->by_hand != NULL  ? type->by_hand
			    : plan_is_masked(p, w) ? "put the real key in"
						   : "set what does not move");
		if (w->not_moved != 0) {
			buf_puts(b, ": ");
			by_hand_values(plan_text(p, w->not_moved), b);
		}
		buf_putc(b, '\n');
	}
}

void
by_hand_write(const struct plan *p, struct buf *b)
{
	buf_puts(b, "count\ttype\tname\twhat to do\n");
	by_hand_open(p, b);
	by_hand_withheld(p, b);
	by_hand_not_moved(p, b);
}
