/* archy_flow.c - flows whose definition is Archy YAML: their references, and their placeholders */
#include "base/err.h"
#include "base/out.h"
#include "base/plural.h"
#include "gc-refs.h"
#include "json/json_write.h"
#include "refs/refs_archy.h"

static struct archy archy = ARCHY_INIT;
static struct buf line;

/* "flows/A.yaml:3:5", or the record and the place. */
static void
archy_flow_place(const struct refs *r, const struct record *rec, size_t at_line, size_t column,
    struct buf *label)
{
	if (r->file.n > 2) {
		json_unescape(slice_of(r->file.p + 1, r->file.n - 2), label);
		buf_printf(label, ":%zu:%zu", at_line, column);
	} else {
		buf_printf(label, "%s:%zu: flow \"%.*s\": archy: line %zu, column %zu", rec->file,
		    rec->line, SLICE_ARGS(refs_text(r, r->own_name)), at_line, column);
	}
}

static void
archy_flow_refuse(const struct refs *r, const struct record *rec)
{
	struct buf label = BUF_INIT;

	archy_flow_place(r, rec, archy.error.line, archy.error.column, &label);
	fail(EXIT_PARTIAL, 0, "%s: %s", label.p, archy.error.why);
	buf_release(&label);
}

static void
archy_flow_warn(const struct refs *r, const struct record *rec)
{
	struct buf label = BUF_INIT;
	size_t n;
	const struct archy_alias *alias = archy_unresolved(&archy, &n);

	if (alias == NULL)
		return;
	archy_flow_place(r, rec, alias->line, alias->column, &label);
	warn("%s: an alias of more than a short text is not followed; what it names is shown where "
	     "its anchor is, and only there (%zu such alias%s)",
	    label.p, n, plural_of(n, "", "es"));
	buf_release(&label);
}

bool
archy_flow_read(struct refs *r, const struct record *rec)
{
	if (r->archy.n == 0)
		return true;
	if (refs_read_archy(r, &archy)) {
		archy_flow_warn(r, rec);
		return true;
	}
	archy_flow_refuse(r, rec);
	return false;
}

static bool
archy_flow_is(const struct refs *r, const struct ref *ref, enum ref_class class)
{
	return ref->class == class && refs_text(r, ref->type).n > 0;
}

void
archy_flow_judge(const struct refs *r)
{
	size_t dynamic = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct ref *ref = &r->v[i];
		if (archy_flow_is(r, ref, REF_OBJECT) || archy_flow_is(r, ref, REF_NAME))
			return;
		dynamic += ref->class == REF_DYNAMIC ? ref->count : 0;
	}
	if (r->archy.n > 0 && dynamic > 0)
		warn("flow \"%.*s\": names no object; it looks up all of them by computed names "
		     "(%zu, class dynamic)",
		    SLICE_ARGS(refs_text(r, r->own_name)), dynamic);
}

void
archy_flow_placeholders(const struct refs *r)
{
	for (size_t i = 0; i < archy.nfills && r->archy.n > 0; i++) {
		buf_clear(&line);
		json_write_open(&line, NULL);
		json_write_cstr(&line, "kind", "placeholder");
		json_write_raw(&line, "org", r->org);
		show_ref_record(r, &line);
		json_write_string(&line, "key", archy_str(&archy, archy.fills[i].key));
		json_write_raw(&line, "file", r->file);
		json_write_count(&line, "line", archy.fills[i].line);
		json_write_close(&line);
		buf_putc(&line, '\n');
		out_slice(buf_slice(&line));
	}
}

void
archy_flow_release(void)
{
	archy_release(&archy);
	buf_release(&line);
}
