/* remap_record.c - fill and rename the Archy YAML of a flow's record */
#include "archy/archy_record.h"
#include "base/err.h"
#include "base/out.h"
#include "base/plural.h"
#include "gc-remap.h"
#include "json/json_write.h"

/* "line 12", or "flows/main.yaml:12" if the record names its file. */
static void
archy_place(struct remap_work *w, size_t line, struct buf *b)
{
	struct slice file = members_string(&w->m, "file");

	if (file.n == 0) {
		buf_printf(b, "line %zu", line);
		return;
	}
	json_unescape(file, b);
	buf_printf(b, ":%zu", line);
}

/* Report that a record is withheld, or would be: "LABEL: withheld: WHERE: " and w->line. */
static void
archy_complain(struct remap_work *w, struct record *r, size_t line, int status)
{
	struct buf where = BUF_INIT;
	const char *record = remap_label(w, r);

	archy_place(w, line, &where);
	fail(status, 0, "%s: %s: %s: %s", record,
	    w->keep && status == EXIT_NO ? "not mapped" : "withheld", where.p, w->line.p);
	buf_release(&where);
}

/* The text is not what it should be. */
static void
archy_refuse_record(struct remap_work *w, struct record *r, const struct archy *a)
{
	buf_clear(&w->line);
	buf_puts(&w->line, a->error.why);
	archy_complain(w, r, a->error.line, EXIT_PARTIAL);
	remap_withhold(w, r);
}

/* Whether a placeholder of this key came before. */
static bool
archy_is_repeated(const struct archy *a, size_t fill)
{
	for (size_t i = 0; i < fill; i++)
		if (slice_eq(archy_str(a, a->fills[i].key), archy_str(a, a->fills[fill].key)))
			return true;
	return false;
}

/* Each key without a value once, with its first line. */
static bool
archy_report_unfilled(struct remap_work *w, struct record *r)
{
	const struct archy *a = &w->before;
	bool any = false;

	for (size_t i = 0; archy_unfilled(a, &w->values, &i); i++) {
		struct slice key = archy_str(a, a->fills[i].key);
		struct slice inside = archy_unfilled_inside(a, &w->values, &a->fills[i]);
		any = true;
		if (archy_is_repeated(a, i))
			continue;
		buf_clear(&w->line);
		if (inside.n > 0)
			buf_printf(&w->line,
			    "the value of {{%.*s}} has a placeholder itself, {{%.*s}}",
			    SLICE_ARGS(key), SLICE_ARGS(inside));
		else
			buf_printf(&w->line,
			    "no value for {{%.*s}}; give it with --set or --options, or --literal "
			    "if "
			    "it is text",
			    SLICE_ARGS(key));
		archy_complain(w, r, a->fills[i].line, EXIT_NO);
	}
	return any;
}

/* Fill w->yaml into w->filled. False: the record is withheld. */
static bool
archy_fill_record(struct remap_work *w, struct record *r)
{
	buf_clear(&w->filled);
	if (!w->values.given) {
		buf_add_slice(&w->filled, buf_slice(&w->yaml));
		return true;
	}
	if (archy_report_unfilled(w, r)) {
		w->open++;
		if (!w->keep) {
			remap_withhold(w, r);
			return false;
		}
	}
	if (archy_fill(&w->filler, &w->before, buf_slice(&w->yaml), &w->values, &w->filled))
		return true;
	buf_clear(&w->line);
	buf_printf(&w->line, "the value of {{%.*s}} cannot be written here; quote the text",
	    SLICE_ARGS(archy_str(&w->before, w->before.fills[w->filler.failed].key)));
	archy_complain(w, r, w->before.fills[w->filler.failed].line, EXIT_PARTIAL);
	remap_withhold(w, r);
	return false;
}

/* queue "Sales" */
static void
archy_name(struct remap_work *w, const struct archy_ref *ref)
{
	const struct archy *a = &w->archy.a;
	struct slice name = archy_str(a, ref->class == REF_LITERAL ? ref->id : ref->name);

	buf_clear(&w->line);
	buf_printf(
	    &w->line, "%s \"%.*s\"", ref->type[0] != '\0' ? ref->type : "id", SLICE_ARGS(name));
	if (ref->category.len > 0)
		buf_printf(
		    &w->line, " of category \"%.*s\"", SLICE_ARGS(archy_str(a, ref->category)));
}

/* False: the record is withheld. */
static bool
archy_report_gaps(struct remap_work *w, struct record *r)
{
	const struct remap_archy *a = &w->archy;

	if (w->remap.gaps.n + a->ngaps == 0)
		return true;
	w->open++;
	report_gaps(w, r);
	for (size_t i = 0; i < a->ngaps; i++) {
		const struct archy_ref *ref = &a->a.v[a->gaps[i].ref];
		archy_name(w, ref);
		if (a->gaps[i].rec != NULL)
			remap_add_reason(&w->map, a->gaps[i].rec, &w->line);
		else
			buf_printf(&w->line, " %s", a->gaps[i].why);
		archy_complain(w, r, ref->line, EXIT_NO);
	}
	if (!w->keep)
		remap_withhold(w, r);
	return w->keep;
}

static void
archy_report_left(struct remap_work *w, struct record *r)
{
	const struct remap_archy *a = &w->archy;
	struct buf where = BUF_INIT;

	for (size_t i = 0; i < a->nchanges && a->nleft > 0; i++) {
		const struct archy_ref *ref = &a->a.v[a->changes[i].ref];
		struct slice to = remap_archy_new(a, &a->changes[i]);
		if (!a->changes[i].left)
			continue;
		archy_name(w, ref);
		buf_clear(&where);
		archy_place(w, ref->line, &where);
		warn("%s: %s: %s was not changed; change it to \"%.*s\" by hand", remap_label(w, r),
		    where.p, w->line.p, SLICE_ARGS(to));
	}
	buf_release(&where);
}

/* Names in what an alias repeats change with the anchor, or not at all. */
static void
archy_report_aliases(struct remap_work *w, struct record *r)
{
	struct buf where = BUF_INIT;
	size_t n;
	const struct archy_alias *alias = archy_unresolved(&w->archy.a, &n);

	if (alias == NULL || (w->archy.map == NULL && w->archy.renames == NULL))
		return;
	archy_place(w, alias->line, &where);
	warn("%s: %s: an alias of more than a short text is not followed; what it names changes "
	     "where its anchor is, and only there (%zu such alias%s)",
	    remap_label(w, r), where.p, n, plural_of(n, "", "es"));
	buf_release(&where);
}

/* One record of the report. */
static void
archy_write_change(struct remap_work *w, struct slice path, size_t line, const char *type,
    struct slice old, struct slice new)
{
	static const char *const keys[] = {"id", "name", "type"};
	struct buf *b = &w->line;

	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "change");
	json_write_open(b, "flow");
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *m = members_find(&w->m, keys[i]);
		if (m != NULL)
			json_write_raw(b, keys[i], m->value);
	}
	json_write_close(b);
	json_write_token(b, "file", members_string(&w->m, "file"));
	json_write_string(b, "at", path);
	json_write_count(b, "line", line);
	json_write_filled(b, "type", slice_str(type));
	json_write_string(b, "old", old);
	json_write_string(b, "new", new);
	json_write_close(b);
	buf_putc(b, '\n');
	output_write(&w->report, buf_slice(b));
}

static void
archy_report_changes(struct remap_work *w)
{
	const struct remap_archy *a = &w->archy;
	struct slice value, yaml = buf_slice(&w->yaml);

	if (!w->remap.report)
		return;
	for (size_t i = 0; w->values.given && i < w->before.nfills; i++) {
		const struct archy_fill *f = &w->before.fills[i];
		if (archy_values_find(&w->values, archy_str(&w->before, f->key), &value) ==
		    ARCHY_FILLED)
			archy_write_change(w, archy_str(&w->before, f->path), f->line, "",
			    slice_of(yaml.p + f->from, f->to - f->from), value);
	}
	for (size_t i = 0; i < a->nchanges; i++) {
		const struct archy_ref *ref = &a->a.v[a->changes[i].ref];
		if (!a->changes[i].left)
			archy_write_change(w, archy_str(&a->a, ref->path), ref->line, ref->type,
			    archy_str(&a->a, ref->class == REF_LITERAL ? ref->id : ref->name),
			    remap_archy_new(a, &a->changes[i]));
	}
}

static void
archy_write(struct remap_work *w, struct record *r)
{
	struct slice changed = buf_slice(&w->changed);

	archy_report_changes(w);
	if (!slice_eq(changed, buf_slice(&w->yaml))) {
		archy_walk(&w->archy.a, changed); /* its own names, as they are now */
		archy_record_edit(
		    &w->remap.edits, r->text, &w->m, &w->before, &w->archy.a, changed);
	}
	splices_write(&w->remap.edits, r->text);
	out_putc('\n');
}

void
archy_rewrite(struct remap_work *w, struct record *r)
{
	members_read(&w->m, &w->json, r->text);
	buf_clear(&w->yaml);
	json_unescape(w->remap.archy, &w->yaml);
	if (!archy_walk(&w->before, buf_slice(&w->yaml))) {
		archy_refuse_record(w, r, &w->before);
		return;
	}
	if (!archy_fill_record(w, r))
		return;
	if (!remap_archy_read(&w->archy, buf_slice(&w->filled))) {
		archy_refuse_record(w, r, &w->archy.a);
		return;
	}
	if (!archy_report_gaps(w, r))
		return;
	archy_report_left(w, r);
	archy_report_aliases(w, r);
	buf_clear(&w->changed);
	if (remap_archy_write(&w->archy, buf_slice(&w->filled), &w->changed)) {
		archy_write(w, r);
		return;
	}
	archy_name(w, &w->archy.a.v[w->archy.changes[w->archy.failed].ref]);
	buf_puts(&w->line, ": the new name is too long here");
	archy_complain(
	    w, r, w->archy.a.v[w->archy.changes[w->archy.failed].ref].line, EXIT_PARTIAL);
	remap_withhold(w, r);
}
