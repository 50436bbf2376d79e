/* archy_text.c - the Archy YAML of a flow's record */
#include "archy_text.h"
#include "archy_run.h"
#include "base/err.h"

enum { KEY_MAX = 100 };

/* The key of the "{{" at s.p[i], or an empty slice. */
static struct slice
archy_key_at(struct slice s, size_t i)
{
	size_t from = i + 2, n = 0;

	while (from + n < s.n && n < KEY_MAX && strchr("{}\r\n", s.p[from + n]) == NULL)
		n++;
	if (from + n + 1 < s.n && memcmp(s.p + from + n, "}}", 2) == 0)
		return slice_of(s.p + from, n);
	return slice_of(NULL, 0);
}

/* The first key in the text, or an empty slice. */
static struct slice
archy_first_key(struct slice s)
{
	struct slice key = {NULL, 0};

	for (size_t i = 0; i + 4 < s.n && key.n == 0; i++)
		if (s.p[i] == '{' && s.p[i + 1] == '{')
			key = archy_key_at(s, i);
	return key;
}

void
archy_text(const struct put_flow *f, struct buf *text)
{
	json_unescape(members_string(&f->m, "archy"), text);
}

void
archy_text_warn(const struct put_flow *f)
{
	struct buf text = BUF_INIT;
	struct slice key;

	archy_text(f, &text);
	key = archy_first_key(buf_slice(&text));
	if (key.n > 0 && f->put->archy->substitutions++ == 0)
		warn("%s: {{%.*s}} in its YAML: the server takes that for a substitution of "
		     "Archy's and may fail the import; --verbose names other such flows",
		    f->label, SLICE_ARGS(key));
	else if (key.n > 0)
		debug("%s: {{%.*s}} in its YAML", f->label, SLICE_ARGS(key));
	buf_release(&text);
}
