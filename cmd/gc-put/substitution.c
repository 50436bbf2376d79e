/* substitution.c - {{key}} in Archy YAML, which the server takes for a substitution */
#include "archy.h"
#include "base/err.h"

enum { KEY_MAX = 100 };

/* The key of the "{{" at s.p[i], or an empty slice. */
static struct slice
key_at(struct slice s, size_t i)
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
first_key(struct slice s)
{
	struct slice key = {NULL, 0};

	for (size_t i = 0; i + 4 < s.n && key.n == 0; i++)
		if (s.p[i] == '{' && s.p[i + 1] == '{')
			key = key_at(s, i);
	return key;
}

void
substitution_warn(const struct errand *e)
{
	struct buf text = BUF_INIT;
	struct slice key;

	archy_text(e, &text);
	key = first_key(buf_slice(&text));
	if (key.n > 0 && e->put->substitutions++ == 0)
		warn("%s: {{%.*s}} in its YAML: the server takes that for a substitution of "
		     "Archy's and may fail the import; --verbose names other such flows",
		    e->label, SLICE_ARGS(key));
	else if (key.n > 0)
		debug("%s: {{%.*s}} in its YAML", e->label, SLICE_ARGS(key));
	buf_release(&text);
}
