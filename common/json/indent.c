/* indent.c - a JSON text laid out in lines */
#include "json/indent.h"

struct layout {
	indent_put *put;
	void *to;
	bool good;
};

static void
layout_put(struct layout *l, const char *p, size_t n)
{
	l->good = l->good && l->put(l->to, p, n);
}

static void
layout_new_line(struct layout *l, size_t level)
{
	static const char blanks[] = "                                        ";
	const size_t step = sizeof blanks - 1;

	if (level > INDENT_DEPTH)
		return;
	layout_put(l, "\n", 1);
	for (size_t n = 2 * level; n > 0; n -= n < step ? n : step)
		layout_put(l, blanks, n < step ? n : step);
}

static bool
indent_opens(enum json_type t)
{
	return t == JSON_OBJECT || t == JSON_ARRAY;
}

static bool
indent_closes(enum json_type t)
{
	return t == JSON_OBJECT_END || t == JSON_ARRAY_END;
}

/* Write what is between two tokens; the second one is at `level`. */
static void
indent_separate(struct layout *l, enum json_type before, enum json_type t, size_t level)
{
	if (before == JSON_END || (indent_opens(before) && indent_closes(t)))
		return;
	if (before == JSON_KEY) {
		layout_put(l, ": ", 2);
		return;
	}
	if (!indent_opens(before) && !indent_closes(t))
		layout_put(l, ",", 1);
	layout_new_line(l, level);
}

bool
indent(struct json *j, struct slice json, indent_put *taker, void *to)
{
	struct layout l = {taker, to, true};
	enum json_type t, before = JSON_END;

	json_start(j, json);
	while (l.good && (t = json_next(j)) > JSON_END) {
		size_t quote = t == JSON_KEY || t == JSON_STRING;
		indent_separate(&l, before, t, j->depth - indent_opens(t));
		layout_put(&l, j->at, j->tok.n + 2 * quote);
		before = t;
	}
	layout_put(&l, "\n", 1);
	return l.good;
}
