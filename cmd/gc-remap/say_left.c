/* say_left.c - what a rewrite could not change, and why */
#include "base/err.h"
#include "base/plural.h"
#include "gc-remap.h"
#include "record/flowtype.h"

/* Why the map does not help, and what to do. */
void
remap_add_reason(const struct map *m, const struct map_record *rec, struct buf *b)
{
	bool made_anew = rec != NULL && rec->status == MAP_NEW;
	bool ambiguous = rec != NULL && rec->status == MAP_AMBIGUOUS;

	if (rec == NULL) {
		buf_puts(b, " is not in the map");
		return;
	}
	if (rec->status == MAP_WITHHELD) {
		buf_puts(b, " is not in the target, and withheld itself");
		return;
	}
	buf_printf(b, " is %s in the target",
	    made_anew || ambiguous ? map_status_name(rec->status) : "missing");
	if (rec->sought != 0)
		buf_printf(b, ", looked for as \"%.*s\"", SLICE_ARGS(map_text(m, rec->sought)));
	if (rec->reason != 0)
		buf_printf(b, " (%.*s)", SLICE_ARGS(map_text(m, rec->reason)));
	if (ambiguous)
		buf_puts(b, "; choose one in the map");
	else if (made_anew && rec->reason == 0)
		buf_printf(b, "; create it first (gc-put%s), then plan again",
		    flowtype_is_reference(map_text(m, rec->type)) ? " --stubs" : "");
}

/* "stdin:17: flow 3f2… "Main IVR"", of a record that was read without its members. */
const char *
remap_label(struct remap_work *w, struct record *r)
{
	struct members m = MEMBERS_INIT;

	members_read(&m, &w->json, r->text);
	r->m = m;
	buf_clear(&w->label);
	record_label(r, &w->label);
	members_release(&m);
	r->m = m;
	return w->label.p;
}

/* queue "Sales" 3f2…, in place of what w->line holds */
static void
remap_name_gap(struct remap_work *w, const struct remap_gap *g)
{
	buf_clear(&w->line);
	buf_add_slice(&w->line, g->type);
	if (g->name.n > 0) {
		buf_puts(&w->line, " \"");
		json_unescape(g->name, &w->line);
		buf_putc(&w->line, '"');
	} else if (g->rec != NULL && g->rec->name != 0) {
		buf_puts(&w->line, " \"");
		buf_add_slice(&w->line, map_text(&w->map, g->rec->name));
		buf_putc(&w->line, '"');
	}
	if (g->id.n > 0)
		buf_putc(&w->line, ' ');
	else
		buf_puts(&w->line, ", looked up by name,");
	json_unescape(g->id, &w->line);
}

void
report_gaps(struct remap_work *w, struct record *r)
{
	const char *record = remap_label(w, r);
	const char *what = w->keep ? "not mapped" : "withheld";

	for (size_t i = 0; i < w->remap.gaps.n; i++) {
		remap_name_gap(w, &w->remap.gaps.v[i]);
		remap_add_reason(&w->map, w->remap.gaps.v[i].rec, &w->line);
		fail(EXIT_NO, 0, "%s: %s: %s", record, what, w->line.p);
	}
}

/* What gc-put does differently, because the target lacks it, and ids that may be content. */
void
report_spared(struct remap_work *w, struct record *r)
{
	const struct remap_gaps *g = &w->remap.gaps;

	if (g->nspared == 0 && w->remap.cells == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < g->nspared; i++) {
		remap_name_gap(w, &g->spared[i]);
		remap_add_reason(&w->map, g->spared[i].rec, &w->line);
		warn("%s: %s; gc-put leaves it out", w->label.p, w->line.p);
	}
	if (w->remap.cells > 0)
		warn("%s: %zu text%s an id that is another one in the target; not changed, since "
		     "it may be content",
		    w->label.p, w->remap.cells, plural_of(w->remap.cells, " has", "s have"));
}

void
report_names_left(struct remap_work *w, struct record *r)
{
	const struct remap_names *n = &w->remap.names;

	if (n->nleft == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < n->nleft; i++) {
		struct slice name = map_text(&w->map, w->map.v[n->left[i].record].name);
		warn("%s: %.*s: the name \"%.*s\" in an expression was not changed", w->label.p,
		    (int)n->left[i].len, n->pointers.p + n->left[i].at, SLICE_ARGS(name));
	}
}

/* Names that the flow looks up, and that are others in the target. */
void
report_lookups_left(struct remap_work *w, struct record *r)
{
	const struct remap_lookups *l = &w->remap.lookups;

	if (l->nleft == 0)
		return;
	remap_label(w, r);
	for (size_t i = 0; i < l->nleft; i++) {
		const struct lookups_left *left = &l->left[i];
		const struct map_record *rec = &w->map.v[left->known->record];
		struct slice type = map_text(&w->map, rec->type);
		buf_clear(&w->line);
		if (left->known->unsure)
			buf_puts(&w->line, "several objects could be meant; change it by hand");
		else
			buf_printf(&w->line, "change it to \"%.*s\" by hand",
			    SLICE_ARGS(map_text(&w->map, rec->to_name)));
		warn("%s: %.*s: %.*s \"%.*s\" is looked up by name and was not changed; %s",
		    w->label.p, (int)left->pointer_len, l->pointers.p + left->pointer,
		    SLICE_ARGS(type), SLICE_ARGS(map_text(&w->map, rec->name)), w->line.p);
	}
}
