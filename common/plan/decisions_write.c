/* decisions_write.c - the open wants of a plan as a table that people fill in */
#include "plan/decisions_build.h"
#include "plan/plan_build.h"

const char *const decisions_columns[DECISIONS_COLUMNS] = {
    [DECISIONS_TYPE] = "type",
    [DECISIONS_NAME] = "name",
    [DECISIONS_ID] = "id",
    [DECISIONS_WRONG] = "what is wrong",
    [DECISIONS_CANDIDATES] = "candidates",
    [DECISIONS_DECISION] = "decision",
};

static void
decisions_put_cell(struct buf *b, struct slice text)
{
	bool quoted = text.n > 0 && text.p[0] == '"';

	if (quoted)
		buf_putc(b, '"');
	if (decisions_is_formula(text))
		buf_putc(b, '\'');
	for (size_t i = 0; i < text.n; i++) {
		const char *escape = NULL;
		switch (text.p[i]) {
		case '\t':
			escape = "\\t";
			break;
		case '\n':
			escape = "\\n";
			break;
		case '\r':
			escape = "\\r";
			break;
		case '\\':
			escape = "\\\\";
			break;
		case '"':
			escape = quoted ? "\"\"" : NULL;
			break;
		default:
			break;
		}
		if (escape != NULL)
			buf_puts(b, escape);
		else
			buf_putc(b, text.p[i]);
	}
	if (quoted)
		buf_putc(b, '"');
}

static void
decisions_put_row(struct buf *b, const struct slice cells[DECISIONS_COLUMNS])
{
	for (int i = 0; i < DECISIONS_COLUMNS; i++) {
		if (i > 0)
			buf_putc(b, '\t');
		decisions_put_cell(b, cells[i]);
	}
	buf_putc(b, '\n');
}

/* 7c1… "sales" (Home); the name only if it is another one. */
static void
decisions_add_candidates(
    const struct plan *p, const struct plan_want *w, size_t from, size_t n, struct buf *b)
{
	const struct inventory *inv = p->target;

	for (size_t i = 0; i < n; i++) {
		const struct inventory_object *o = p->found[from + i];
		struct slice name = inventory_text(inv, o->name), mark = plan_mark_of(inv, o);
		buf_puts(b, i > 0 ? "; " : "");
		buf_add_slice(b, inventory_text(inv, o->id));
		if (!slice_eq(name, plan_text(p, w->name)))
			buf_printf(b, " \"%.*s\"", SLICE_ARGS(name));
		if (mark.n > 0)
			buf_printf(b, " (%.*s)", SLICE_ARGS(mark));
	}
}

/* Decisions that gc-plan made itself are none of a person. */
static bool
decisions_is_hand_written(const struct plan *p, const struct map_record *rec)
{
	switch (rec->status) {
	case MAP_MISSING:
	case MAP_AMBIGUOUS:
	case MAP_UNLISTED:
		return true;
	case MAP_IGNORED:
		return !slice_is(map_text(p->decided, rec->reason), PLAN_MADE_AGAIN) &&
		       !slice_is(map_text(p->decided, rec->reason), PLAN_BY_IGNORE);
	default:
		return rec->decision != 0;
	}
}

/* As it was written, or as it follows from a map record; empty: the want has none. */
static struct slice
decisions_text(const struct plan *p, const struct plan_want *w)
{
	const struct map_record *rec = w->decided;

	if (rec == NULL || !decisions_is_hand_written(p, rec))
		return slice_of("", 0);
	if (rec->decision != 0)
		return map_text(p->decided, rec->decision);
	if (rec->status == MAP_IGNORED)
		return slice_str(DECISIONS_IGNORE);
	return map_text(p->decided, rec->to != 0 ? rec->to : rec->to_name);
}

static void
decisions_say(const struct plan *p, const struct plan_want *w, bool decided, struct buf *b)
{
	struct slice name = plan_text(p, w->to_name);

	if (plan_is_lookup(w) && !decided)
		buf_puts(b, "looked up by name: ");
	if (!decided || w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS)
		plan_say_open(p, w, b);
	else if (w->status == MAP_IGNORED)
		buf_puts(b, "decided: it stays as it is");
	else if (name.n > 0)
		buf_printf(b, "decided: \"%.*s\"", SLICE_ARGS(name));
	else
		buf_puts(b, "decided");
	if (decided && w->reason != NULL && w->status != MAP_MISSING)
		buf_printf(b, " (%s)", w->reason);
	plan_say_users(p, w, b);
}

static void
decisions_write_want(
    const struct plan *p, const struct plan_want *w, struct buf *scratch, struct buf *b)
{
	struct slice decision = decisions_text(p, w), cells[DECISIONS_COLUMNS] = {{"", 0}};
	bool open = w->status == MAP_MISSING || w->status == MAP_AMBIGUOUS;
	size_t wrong;

	if (!open && decision.n == 0)
		return;
	buf_clear(scratch);
	decisions_say(p, w, decision.n > 0, scratch);
	wrong = scratch->n;
	decisions_add_candidates(p, w, w->found, open ? w->nfound : 0, scratch);
	if (open && w->more > 0)
		buf_printf(scratch, "; and %zu more", w->more);
	decisions_add_candidates(p, w, w->almost, open ? w->nalmost : 0, scratch);
	cells[DECISIONS_TYPE] = plan_text(p, w->type);
	cells[DECISIONS_NAME] = plan_called(p, w);
	cells[DECISIONS_ID] = plan_text(p, w->id);
	cells[DECISIONS_WRONG] = slice_of(scratch->p, wrong);
	cells[DECISIONS_CANDIDATES] = slice_of(scratch->p + wrong, scratch->n - wrong);
	cells[DECISIONS_DECISION] = decision;
	decisions_put_row(b, cells);
}

static void
decisions_write_unused(const struct map *m, const struct map_record *rec, struct buf *b)
{
	struct slice cells[DECISIONS_COLUMNS] = {{"", 0}};

	cells[DECISIONS_TYPE] = map_text(m, rec->type);
	cells[DECISIONS_NAME] = map_text(m, rec->name);
	cells[DECISIONS_ID] = map_text(m, rec->from);
	cells[DECISIONS_WRONG] = slice_str("no flow uses it");
	cells[DECISIONS_DECISION] = map_text(m, rec->decision);
	decisions_put_row(b, cells);
}

void
decisions_write(const struct plan *p, struct buf *b)
{
	const struct map *m = p->decided;
	struct slice header[DECISIONS_COLUMNS];
	struct buf scratch = BUF_INIT;

	for (int i = 0; i < DECISIONS_COLUMNS; i++)
		header[i] = slice_str(decisions_columns[i]);
	decisions_put_row(b, header);
	for (size_t i = 0; i < p->nlines; i++)
		decisions_write_want(p, p->lines[i].want, &scratch, b);
	for (size_t i = 0; m != NULL && i < m->n; i++)
		if (m->v[i].decision != 0 && (p->decided_used == NULL || !p->decided_used[i]))
			decisions_write_unused(m, &m->v[i], b);
	buf_release(&scratch);
}
