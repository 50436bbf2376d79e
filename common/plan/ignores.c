/* ignores.c - objects that the target need not have */
#include "base/err.h"
#include "base/glob.h"
#include "base/lines.h"
#include "base/mem.h"
#include "plan/ignores.h"

/* False: it is not TYPE/NAME. */
static bool
ignores_put(struct ignores *ig, struct slice text, const char *path, size_t line)
{
	const char *slash = text.n > 0 ? memchr(text.p, '/', text.n) : NULL;
	struct ignore ignore = {.path = path, .line = line};
	struct slice type, name;

	if (slash == NULL)
		return false;
	type = slice_of(text.p, (size_t)(slash - text.p));
	name = slice_of(slash + 1, text.n - type.n - 1);
	if (type.n == 0 || name.n == 0)
		return false;
	ignore.type = (uint32_t)idset_add(&ig->texts, type);
	ignore.name = (uint32_t)idset_add(&ig->texts, name);
	ig->v = xgrow(ig->v, &ig->cap, ig->n + 1, sizeof *ig->v);
	ig->v[ig->n++] = ignore;
	return true;
}

void
ignores_add(struct ignores *ig, const char *text)
{
	if (!ignores_put(ig, slice_str(text), NULL, 0))
		die(EXIT_USAGE, 0,
		    "--ignore \"%s\": not of the form TYPE/NAME (example: queue/Sales)", text);
}

void
ignores_load(struct ignores *ig, const char *path)
{
	struct lines lines;
	struct slice line;

	lines_load(&lines, path);
	while (lines_next(&lines, &line))
		if (line.n > 0 && line.p[0] != '#' && !ignores_put(ig, line, path, lines.number))
			die(EXIT_USAGE, 0,
			    "%s:%zu: not of the form TYPE/NAME (example: queue/Sales)", path,
			    lines.number);
	lines_release(&lines);
}

void
ignores_release(struct ignores *ig)
{
	idset_release(&ig->texts);
	free(ig->v);
	*ig = (struct ignores)IGNORES_INIT;
}

static bool
ignores_match_name(struct slice pattern, const struct slice *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (names[i].n > 0 && glob_match(pattern, names[i]))
			return true;
	return false;
}

/* All that match were used, not only the first. */
bool
ignores_match(struct ignores *ig, struct slice type, const struct slice *names, size_t n)
{
	bool found = false;

	for (size_t i = 0; i < ig->n; i++) {
		struct ignore *ignore = &ig->v[i];
		if (!glob_match(idset_id(&ig->texts, ignore->type), type) ||
		    !ignores_match_name(idset_id(&ig->texts, ignore->name), names, n))
			continue;
		ignore->used = found = true;
	}
	return found;
}
