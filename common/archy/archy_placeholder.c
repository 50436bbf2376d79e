/* archy_placeholder.c - {{key}} in Archy YAML */
#include "archy/archy_placeholder.h"

static bool
placeholder_may_have(char c)
{
	return (unsigned char)c >= ' ' && c != 0x7f && c != '{' && c != '}' && c != '"' &&
	       c != '\'' && c != '\\';
}

bool
archy_placeholder_next(struct slice text, size_t *from, struct archy_placeholder *p)
{
	size_t i = *from, end;

	while (i + 4 < text.n) {
		const char *brace = memchr(text.p + i, '{', text.n - i - 4);
		if (brace == NULL)
			break;
		i = (size_t)(brace - text.p) + 1;
		if (text.p[i] != '{')
			continue;
		for (end = i + 1; end < text.n && placeholder_may_have(text.p[end]);)
			end++;
		p->key = slice_trim(slice_of(text.p + i + 1, end - i - 1));
		if (p->key.n > 0 && end + 1 < text.n && memcmp(text.p + end, "}}", 2) == 0) {
			p->whole = slice_of(text.p + i - 1, end + 3 - i);
			*from = end + 2;
			return true;
		}
		/* What follows may begin with a brace that is the first of a pair. */
		i = end > i + 1 ? end : i;
	}
	*from = text.n;
	return false;
}

bool
archy_placeholder_in(struct slice text)
{
	struct archy_placeholder p;
	size_t from = 0;

	return archy_placeholder_next(text, &from, &p);
}
