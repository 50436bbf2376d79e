/* flowfile_kind.c - what a file is by its name, what an object in it is, and how errors name it */
#include "files/flowfile.h"
#include "record/flowtype.h"

static bool
ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcasecmp(s + n - k, end) == 0;
}

enum flowfile_format
flowfile_format(const char *path)
{
	const char *dot = strrchr(path, '.');

	if (dot == NULL || strchr(dot, '/') != NULL)
		return FLOWFILE_NONE;
	if (ends_in(dot, ".yaml") || ends_in(dot, ".yml"))
		return FLOWFILE_YAML;
	if (ends_in(dot, ".json"))
		return FLOWFILE_JSON;
	return strncasecmp(dot, ".i3", 3) == 0 ? FLOWFILE_I3 : FLOWFILE_NONE;
}

static bool
flowfile_has(const struct members *m, const char *key, enum json_type type)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == type;
}

bool
flowfile_is_configuration(const struct members *m)
{
	struct buf plain = BUF_INIT;
	bool is;

	if (members_string(m, "name").n == 0 || members_string(m, "type").n == 0)
		return false;
	if (flowfile_has(m, "manifest", JSON_OBJECT) ||
	    flowfile_has(m, "flowSequenceItemList", JSON_ARRAY))
		return true;
	is = (flowfile_has(m, "flowMetaData", JSON_OBJECT) ||
		 flowfile_has(m, "nodes", JSON_ARRAY)) &&
	     flowtype_is_known(members_text(m, "type", &plain));
	buf_release(&plain);
	return is;
}

bool
flowfile_is_options(const struct members *m)
{
	const struct member *values = members_find(m, "substitutions");

	return members_find(m, "kind") == NULL && values != NULL &&
	       (values->type == JSON_OBJECT || values->type == JSON_NULL);
}

bool
flowfile_is_options_text(struct slice text)
{
	static const char key[] = "substitutions:";
	const size_t n = sizeof key - 1;

	for (size_t i = 0; i + n <= text.n; i++) {
		const char *line = text.p + i, *end = memchr(line, '\n', text.n - i);
		if (memcmp(line, key, n) == 0)
			return true;
		if (end == NULL)
			break;
		i = (size_t)(end - text.p);
	}
	return false;
}

void
flowfile_message(const struct flowfile *f, const char *name, struct buf *to)
{
	if (f->error == f->sides.why.p && f->sides.suffix.n > 0)
		sides_path(name, f->sides.suffix.p, to);
	else
		buf_puts(to, name);
	if (f->errnum != 0)
		return;
	buf_printf(to, "%s%s: %s", f->place[0] == 'l' || f->place[0] == 'b' ? ": " : "", f->place,
	    f->error);
}
