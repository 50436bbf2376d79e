/* substitution.c - {{key}} in Archy YAML, which the server takes for a substitution */
#include "archy.h"
#include "err.h"

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

void
substitution_warn(const struct errand *e)
{
	struct buf text = BUF_INIT;
	struct slice s, key, first = {NULL, 0};
	size_t n = 0;

	archy_text(e, &text);
	s = buf_slice(&text);
	for (size_t i = 0; i + 4 < s.n; i++) {
		if (s.p[i] != '{' || s.p[i + 1] != '{')
			continue;
		key = key_at(s, i);
		if (key.n > 0 && n++ == 0)
			first = key;
	}
	if (n > 0)
		warn("%s: {{%.*s}} in its YAML%s: the server takes that for a substitution of "
		     "Archy's and may fail the import",
		    e->label, SLICE_ARGS(first), n > 1 ? ", and more of the kind" : "");
	buf_release(&text);
}
