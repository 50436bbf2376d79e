/* archy_record.c - a flow's record after its Archy YAML has changed */
#include "archy/archy_record.h"

static void
record_set(struct splices *edits, struct slice record, struct slice token, struct slice text)
{
	size_t at = (size_t)(token.p - record.p);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < edits->n; i++)
		if (edits->v[i].at == at)
			return;
	json_quote(&b, text);
	splices_add(edits, at, token.n, slice_of(b.p + 1, b.n - 2));
	buf_release(&b);
}

static void
record_repeat(struct splices *edits, struct slice record, struct slice token, struct slice old,
    struct slice new)
{
	if (token.n > 0 && !slice_eq(old, new) && json_eq(token, old))
		record_set(edits, record, token, new);
}

void
archy_record_edit(struct splices *edits, struct slice record, const struct members *m,
    const struct archy *before, const struct archy *after, struct slice yaml)
{
	record_set(edits, record, members_string(m, "archy"), yaml);
	record_repeat(edits, record, members_string(m, "name"), archy_str(before, before->name),
	    archy_str(after, after->name));
	record_repeat(edits, record, members_string(m, "description"),
	    archy_str(before, before->description), archy_str(after, after->description));
	record_repeat(edits, record, members_string_in(m, "division", "name"),
	    archy_str(before, before->division), archy_str(after, after->division));
}
