/* archy_merge.c - the marks that git leaves in a file whose merge is not finished */
#include <string.h>

#include "archy/archy_merge.h"

/* Git writes these at the start of a line, where YAML of a flow has nothing like them. */
static bool
merge_is_marker(struct slice line)
{
	static const char *const marks[] = {"<<<<<<< ", "||||||| ", ">>>>>>> "};

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (line.n >= 8 && memcmp(line.p, marks[i], 8) == 0)
			return true;
	return slice_is(line, "=======");
}

size_t
archy_merge_marker(struct slice text, size_t *at)
{
	size_t line = 1;

	for (*at = 0; *at < text.n; line++) {
		const char *end = memchr(text.p + *at, '\n', text.n - *at);
		size_t n = end != NULL ? (size_t)(end - text.p) - *at : text.n - *at;
		if (merge_is_marker(slice_of(text.p + *at, n)))
			return line;
		*at += n + 1;
	}
	return 0;
}
