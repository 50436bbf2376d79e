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

/* Where a message has the name between quotes; 0: it has not. */
static size_t
messages_quote(struct slice text, struct slice name)
{
	for (size_t i = 1; name.n > 0 && i + name.n < text.n; i++)
		if ((text.p[i - 1] == '\'' || text.p[i - 1] == '"') &&
		    memcmp(text.p + i, name.p, name.n) == 0 && text.p[i + name.n] == text.p[i - 1])
			return i;
	return 0;
}

/* Whether a text has the word. */
static bool
messages_word(struct slice text, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; len > 0 && i + len <= text.n; i++)
		if (memcmp(text.p + i, word, len) == 0 &&
		    (i == 0 || !ascii_is_word(text.p[i - 1])) &&
		    (i + len == text.n || !ascii_is_word(text.p[i + len])))
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

/*
 * The line of the use that a message quotes, with its type before the name if `typed`; 0: there is
 * none. The flow's own name stands in many messages. Of several uses it is the one after `earlier`
 * messages of the same text, or the last one.
 */
static size_t
messages_use(struct slice text, const struct archy *a, size_t earlier, bool typed)
{
	size_t line = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct archy_ref *ref = &a->v[i];
		size_t quote = messages_quote(text, archy_str(a, ref->name));

		if (quote == 0 || (ref->class == REF_OWN && ref->path.len == 0) || ref->label ||
		    ref->from == a->name_at.from ||
		    (typed && !messages_word(slice_of(text.p, quote), ref->type)))
			continue;
		line = ref->line;
		if (earlier-- == 0)
			break;
	}
	return line;
}

/* The line that a message is about; 0: not known. */
static size_t
messages_line_of(struct slice text, const struct archy *a, size_t earlier)
{
	size_t line = messages_line(text);

	for (size_t i = 0; line == 0 && i < a->nfills; i++)
		if (messages_quote(text, archy_str(a, a->fills[i].key)) > 0)
			line = a->fills[i].line;
	if (line == 0)
		line = messages_use(text, a, earlier, true);
	return line > 0 ? line : messages_use(text, a, earlier, false);
}

/* How many of the 200 messages before message i have the same text. */
static size_t
messages_earlier(const struct jx *x, size_t i, struct slice text)
{
	size_t earlier = 0;

	for (size_t k = i > 200 ? i - 200 : 0; k < i; k++)
		if (slice_eq(jx_string(x, "/messages/%zu/text", k), text))
			earlier++;
	return earlier;
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
		line = read ? messages_line_of(text, &a, messages_earlier(x, i, text)) : 0;
		if (line == 0 || (file.n == 0 && messages_line(text) > 0))
			continue;
		buf_puts(b, " (");
		json_unescape(file, b);
		buf_printf(b, file.n > 0 ? ":%zu)" : "line %zu)", line);
	}
	archy_release(&a);
	buf_release(&yaml);
}
