/* remap_report.c - what a list of edits changes in a record, string by string */
#include "members.h"
#include "remap_report.h"

static void
put_flow(struct slice text, struct json *j, struct buf *out)
{
	static const char *const keys[] = {"id", "name", "type"};
	struct members m = MEMBERS_INIT;
	const char *comma = "";

	members_read(&m, j, text);
	buf_puts(out, "{\"kind\":\"change\",\"flow\":{");
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct member *member = members_find(&m, keys[i]);
		if (member == NULL)
			continue;
		buf_printf(out, "%s\"%s\":", comma, keys[i]);
		buf_add_slice(out, member->value);
		comma = ",";
	}
	buf_puts(out, "},\"at\":");
	members_release(&m);
}

/* The string at hand with those edits made that lie in it, from the one with index *next on. */
static void
put_edited(const struct splices *edits, size_t *next, const struct json *j, struct buf *out)
{
	const char *from = j->tok.p, *end = j->tok.p + j->tok.n;

	for (; *next < edits->n; ++*next) {
		const struct splice *e = &edits->v[*next];
		if (j->text.p + e->at >= end)
			break;
		buf_add(out, from, (size_t)(j->text.p + e->at - from));
		buf_add(out, edits->bytes.p + e->from, e->with);
		from = j->text.p + e->at + e->len;
	}
	buf_add(out, from, (size_t)(end - from));
}

void
remap_report(struct splices *edits, struct json *j, struct slice text, struct buf *out)
{
	struct buf head = BUF_INIT, pointer = BUF_INIT;
	enum json_type type;
	size_t next = 0;

	splices_sort(edits);
	put_flow(text, j, &head);
	json_start(j, text);
	while (next < edits->n && (type = json_next(j)) > JSON_END) {
		if (type != JSON_STRING || text.p + edits->v[next].at >= j->tok.p + j->tok.n)
			continue;
		buf_clear(&pointer);
		json_pointer(j, &pointer);
		buf_add_slice(out, buf_slice(&head));
		json_quote(out, buf_slice(&pointer));
		buf_puts(out, ",\"old\":\"");
		buf_add_slice(out, j->tok);
		buf_puts(out, "\",\"new\":\"");
		put_edited(edits, &next, j, out);
		buf_puts(out, "\"}\n");
	}
	buf_release(&head);
	buf_release(&pointer);
}
