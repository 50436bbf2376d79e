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
remap_report(struct splices *edits, struct json *j, struct slice text,
    void (*put)(void *to, struct slice line), void *to)
{
	struct buf line = BUF_INIT, pointer = BUF_INIT;
	enum json_type type;
	size_t next = 0, head;

	splices_sort(edits);
	put_flow(text, j, &line);
	head = line.n;
	json_start(j, text);
	while (next < edits->n && (type = json_next(j)) > JSON_END) {
		if (type != JSON_STRING || text.p + edits->v[next].at >= j->tok.p + j->tok.n)
			continue;
		buf_clear(&pointer);
		json_pointer(j, &pointer);
		line.n = head;
		json_quote(&line, buf_slice(&pointer));
		buf_puts(&line, ",\"old\":\"");
		buf_add_slice(&line, j->tok);
		buf_puts(&line, "\",\"new\":\"");
		put_edited(edits, &next, j, &line);
		buf_puts(&line, "\"}\n");
		put(to, buf_slice(&line));
	}
	buf_release(&line);
	buf_release(&pointer);
}
