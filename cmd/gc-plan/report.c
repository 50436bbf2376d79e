/* report.c - the messages about a plan, after the map, so that its reader gets all of it */
#include <inttypes.h>

#include "base/err.h"
#include "base/plural.h"
#include "gc-plan.h"

static void
write_near_names(const struct plan *plan, const struct plan_want *w, struct buf *b)
{
	for (size_t i = 0; i < w->nalmost; i++) {
		const struct inventory_object *o = plan->found[w->almost + i];
		buf_puts(b, i == 0 ? "; nearly: \"" : ", \"");
		buf_add_slice(b, inventory_text(plan->target, o->name));
		buf_putc(b, '"');
	}
}

/* queue "Sales" 3f2…, in place of what the buffer holds */
static void
write_label(const struct plan_line *line, struct buf *b)
{
	buf_clear(b);
	buf_add_slice(b, line->type);
	if (line->name.n > 0) {
		buf_puts(b, " \"");
		buf_add_slice(b, line->name);
		buf_putc(b, '"');
	}
	if (plan_is_lookup(line->want))
		buf_puts(b, line->want->named ? "" : ", looked up by name");
	else
		buf_printf(b, " %.*s", SLICE_ARGS(line->id));
}

static void
report_open(const struct plan *plan, const struct plan_line *line, struct buf *b)
{
	const struct plan_want *w = line->want;

	write_label(line, b);
	buf_puts(b, ": ");
	plan_say_open(plan, w, b);
	write_near_names(plan, w, b);
	plan_say_users(plan, w, b);
	fail(EXIT_NO, 0, "%s", b->p);
}

/* Both are only counted: they resolve when the objects reported before are decided. */
static void
report_given(const struct plan *p, const char *what, const char *how, const size_t *count)
{
	if (count[MAP_WITHHELD] > 0)
		fail(EXIT_NO, 0,
		    "%s that others need, but that need undecided objects themselves (status "
		    "withheld): %zu",
		    what, count[MAP_WITHHELD]);
	if (count[MAP_NEW] > 0 && !p->will_create)
		fail(EXIT_NO, 0,
		    "%s that others need and that are new in the target: %zu; create them "
		    "first (%s), then plan again",
		    what, count[MAP_NEW], how);
}

/* Once for each type; the lines are sorted by type. */
static void
report_unlisted(const struct plan *plan)
{
	for (size_t i = 0, n; i < plan->nlines; i += n) {
		struct slice type = plan->lines[i].type;
		size_t unlisted = 0;
		for (n = 0; i + n < plan->nlines && slice_eq(plan->lines[i + n].type, type); n++)
			unlisted += plan->lines[i + n].want->status == MAP_UNLISTED;
		if (unlisted > 0 && plan->lines[i].want->class == REF_UNKNOWN &&
		    plan_is_lookup(plan->lines[i].want))
			warn("names in places of Archy YAML that gc-tools does not know, which "
			     "nobody "
			     "can check (status unlisted): %zu",
			    unlisted);
		else if (unlisted > 0)
			warn("%.*s: the API has no listing of this type; ids that stay unchanged "
			     "(status unlisted): %zu",
			    SLICE_ARGS(type), unlisted);
	}
}

/* Decisions about objects that no flow uses: perhaps the id or type is misspelled. */
static void
report_unused(const struct plan *plan)
{
	const struct map *m = plan->decided;
	const struct map_record *first = NULL;
	size_t unused = 0;

	for (size_t i = 0; m != NULL && i < m->n; i++) {
		const struct map_record *rec = &m->v[i];
		bool decides = rec->to != 0 || rec->to_name != 0 || rec->status == MAP_IGNORED;
		if (!decides || (plan->decided_used != NULL && plan->decided_used[i]))
			continue;
		first = unused++ == 0 ? rec : first;
	}
	if (unused > 0)
		warn("%s:%zu: no flow uses the object of this decision (%zu such record%s)",
		    first->path, first->line, unused, plural(unused));
}

/* The target decides, so that the source has lost an object is only a note. */
static bool
report_is_orphan(const struct plan *p, const struct plan_want *w)
{
	struct slice type = plan_text(p, w->type);

	return p->source != NULL && !p->by_id && w->class == REF_OBJECT && !w->self &&
	       !plan_is_lookup(w) && inventory_first(p->source, INVENTORY_TYPE, type) != NULL &&
	       inventory_by_id(p->source, type, plan_text(p, w->full)) == NULL;
}

static void
report_orphan(const struct plan_line *line, struct buf *b)
{
	uint32_t users = line->want->users;

	write_label(line, b);
	warn("note: %s: not in the source org; %" PRIu32 " flow%s it", b->p, users,
	    plural_of(users, " uses", "s use"));
}

static void
report_broken(const struct plan *p)
{
	size_t flows = 0;

	for (size_t i = 0; i < p->nflows; i++)
		flows += p->flows[i].nbroken > 0;
	if (p->dynamic > 0)
		warn("%zu look-up%s of computed names could not be checked (class dynamic)",
		    p->dynamic, plural(p->dynamic));
	if (p->nbroken > 0)
		fail(EXIT_NO, 0, "%zu broken reference%s in %zu of %zu flows%s", p->nbroken,
		    plural(p->nbroken), flows, p->nflows, p->nobjects > 0 ? " and objects" : "");
}

static void
report_map(const struct plan *p, const size_t *flows, const size_t *objects)
{
	report_given(p, "flows", "gc-put --stubs", flows);
	report_given(p, "objects", "gc-put", objects);
	if (p->twins > 0)
		fail(EXIT_PARTIAL, 0,
		    "objects whose name the target has in other letter case, and which are not "
		    "created: %zu",
		    p->twins);
}

/* Rules that matched nothing: perhaps a name or type is misspelled. */
static void
report_unused_renames(const struct renames *r, const char *path, struct buf *b)
{
	for (size_t i = 0; r != NULL && i < r->n; i++) {
		if (r->v[i].used)
			continue;
		buf_clear(b);
		renames_say_unused(r, &r->v[i], b);
		warn("%s:%zu: %s", path, r->v[i].line, b->p);
	}
}

void
report_plan(const struct plan *p, const char *rename_path, bool map)
{
	struct buf b = BUF_INIT;
	size_t count[MAP_UNKNOWN + 1] = {0}, objects[MAP_UNKNOWN + 1] = {0};

	for (size_t i = 0; i < p->nlines; i++) {
		const struct plan_line *line = &p->lines[i];
		enum map_status status = line->want->status;
		bool open = plan_is_open(line->want);
		bool unknown = status == MAP_UNKNOWN && !plan_is_lookup(line->want);
		(line->want->object ? objects : count)[status] += open || unknown;
		if (map && (status == MAP_MISSING || status == MAP_AMBIGUOUS)) {
			report_open(p, line, &b);
		} else if (!map && report_is_orphan(p, line->want)) {
			report_orphan(line, &b);
		} else if (status == MAP_MAPPED && line->want->reason != NULL) {
			write_label(line, &b);
			warn("%s: %s", b.p, line->want->reason);
		}
	}
	if (map)
		report_map(p, count, objects);
	else
		report_broken(p);
	if (count[MAP_UNKNOWN] > 0 && !p->symbolic)
		warn("%zu id%s not in the inventories and stay%s unchanged (status unknown); to "
		     "change one, give it a target with --map",
		    count[MAP_UNKNOWN], plural_of(count[MAP_UNKNOWN], " is", "s are"),
		    plural_of(count[MAP_UNKNOWN], "s", ""));
	report_unlisted(p);
	report_unused(p);
	report_unused_renames(p->renames, rename_path, &b);
	buf_release(&b);
}
