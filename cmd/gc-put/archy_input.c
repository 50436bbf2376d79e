/* archy_input.c - fill the placeholders of a record's Archy YAML */
#include "archy_input.h"
#include "archy/archy_record.h"
#include "base/err.h"

/* "line 12", or "flows/main.yaml:12" if the record names its file. */
static void
archy_input_place(struct archy_input *in, const struct record *r, size_t line)
{
	struct slice file = members_string(&r->m, "file");

	if (file.n > 0)
		json_unescape(file, &in->why);
	else
		buf_puts(&in->why, "line ");
	buf_printf(&in->why, "%s%zu", file.n > 0 ? ":" : "", line);
}

static const char *
archy_input_refuse(struct archy_input *in, const struct record *r, const struct archy *a)
{
	buf_clear(&in->why);
	buf_puts(&in->why, "not Archy YAML of a flow: ");
	archy_input_place(in, r, a->error.line);
	buf_printf(&in->why, ": %s", a->error.why);
	return in->why.p;
}

/* The first placeholder without a value, and how many other keys have none. */
static const char *
archy_input_unfilled(struct archy_input *in, const struct record *r, size_t first)
{
	const struct archy *a = &in->before;
	struct slice key = archy_str(a, a->fills[first].key);
	struct idset keys = IDSET_INIT;

	buf_clear(&in->why);
	archy_input_place(in, r, a->fills[first].line);
	buf_printf(&in->why, ": {{%.*s}} has no value", SLICE_ARGS(key));
	for (size_t i = first; archy_unfilled(a, &in->values, &i); i++)
		idset_add(&keys, archy_str(a, a->fills[i].key));
	if (keys.n > 1)
		buf_printf(&in->why, ", and %zu more", keys.n - 1);
	buf_puts(&in->why, "; give it with --set or --options, or --literal if it is text");
	idset_release(&keys);
	return in->why.p;
}

/* The record with the filled text takes the record's place. */
static void
archy_input_replace(struct archy_input *in, struct record *r)
{
	struct splices edits = SPLICES_INIT;

	archy_record_edit(&edits, r->text, &r->m, &in->before, &in->after, buf_slice(&in->filled));
	buf_clear(&in->text);
	splices_apply(&edits, r->text, &in->text);
	splices_release(&edits);
	if (!members_read(&in->m, &in->json, buf_slice(&in->text)))
		die(EXIT_BUG, 0, "a filled record is not JSON: %s", json_error(&in->json));
	r->text = buf_slice(&in->text);
	r->m = in->m;
}

const char *
archy_input_fill(struct archy_input *in, struct record *r)
{
	size_t i = 0;

	buf_clear(&in->yaml);
	json_unescape(members_string(&r->m, "archy"), &in->yaml);
	if (!archy_walk(&in->before, buf_slice(&in->yaml)))
		return archy_input_refuse(in, r, &in->before);
	if (archy_unfilled(&in->before, &in->values, &i))
		return archy_input_unfilled(in, r, i);
	if (in->before.nfills == 0)
		return NULL;
	buf_clear(&in->filled);
	if (!archy_fill(&in->filler, &in->before, buf_slice(&in->yaml), &in->values, &in->filled)) {
		const struct archy_fill *f = &in->before.fills[in->filler.failed];
		buf_clear(&in->why);
		archy_input_place(in, r, f->line);
		buf_printf(&in->why,
		    ": the value of {{%.*s}} cannot be written here; quote the text",
		    SLICE_ARGS(archy_str(&in->before, f->key)));
		return in->why.p;
	}
	if (!archy_walk(&in->after, buf_slice(&in->filled)))
		return archy_input_refuse(in, r, &in->after);
	archy_input_replace(in, r);
	return NULL;
}

void
archy_input_release(struct archy_input *in)
{
	archy_values_release(&in->values);
	archy_release(&in->before);
	archy_release(&in->after);
	archy_filler_release(&in->filler);
	buf_release(&in->yaml);
	buf_release(&in->filled);
	buf_release(&in->text);
	buf_release(&in->why);
	json_release(&in->json);
	members_release(&in->m);
}
