/* job_messages.c - the messages of import and validation jobs */
#include "flow/job_messages.h"
#include "archy/archy_walk.h"
#include "flow/archy_text.h"
#include "base/ascii.h"

void
job_messages(const struct jx *x, struct buf *b)
{
	for (size_t i = 0, n = jx_count(x, "/messages"); i < n; i++) {
		struct slice text = jx_string(x, "/messages/%zu/text", i);
		buf_printf(b, "%s%.*s", b->n > 0 ? "; " : "", SLICE_ARGS(text));
	}
}

/* Whether a message has the name between quotes. */
static bool
messages_quote(struct slice text, struct slice name)
{
	for (size_t i = 1; name.n > 0 && i + name.n < text.n; i++)
		if ((text.p[i - 1] == '\'' || text.p[i - 1] == '"') &&
		    memcmp(text.p + i, name.p, name.n) == 0 && text.p[i + name.n] == text.p[i - 1])
			return true;
	return false;
}

/* "line 12", as Archy says it. 0: the message says no line. */
static size_t
messages_line(struct slice text)
{
	static const char word[] = "line ";
	size_t line = 0;

	for (size_t i = 0; i + strlen(word) < text.n && line == 0; i++)
		if (memcmp(text.p + i, word, strlen(word)) == 0)
			for (size_t k = i + strlen(word);
			     k < text.n && ascii_is_digit(text.p[k]) && line < 100000000; k++)
				line = line * 10 + (size_t)(text.p[k] - '0');
	return line;
}

/* The line that a message is about; 0: not known. The flow's own name stands in many messages. */
static size_t
messages_line_of(struct slice text, const struct archy *a)
{
	size_t line = messages_line(text);

	for (size_t i = 0; line == 0 && i < a->nfills; i++)
		if (messages_quote(text, archy_str(a, a->fills[i].key)))
			line = a->fills[i].line;
	for (size_t i = 0; line == 0 && i < a->n; i++) {
		const struct archy_ref *ref = &a->v[i];
		if (!(ref->class == REF_OWN && ref->path.len == 0) &&
		    ref->from != a->name_at.from && messages_quote(text, archy_str(a, ref->name)))
			line = ref->line;
	}
	return line;
}

void
job_messages_archy(const struct jx *x, const struct put_flow *f, struct buf *b)
{
	struct slice file = members_string(&f->m, "file");
	struct archy a = ARCHY_INIT;
	struct buf yaml = BUF_INIT;
	size_t line;
	bool read;

	archy_text(f, &yaml);
	read = archy_walk(&a, buf_slice(&yaml));
	for (size_t i = 0, n = jx_count(x, "/messages"); i < n; i++) {
		struct slice text = jx_string(x, "/messages/%zu/text", i);
		buf_printf(b, "%s%.*s", b->n > 0 ? "; " : "", SLICE_ARGS(text));
		line = read ? messages_line_of(text, &a) : 0;
		if (line == 0 || (file.n == 0 && messages_line(text) > 0))
			continue;
		buf_puts(b, " (");
		json_unescape(file, b);
		buf_printf(b, file.n > 0 ? ":%zu)" : "line %zu)", line);
	}
	archy_release(&a);
	buf_release(&yaml);
}
