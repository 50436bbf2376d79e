/* profile_names.c - which profiles there are */
#include "settings/profile_names.h"
#include "base/mem.h"
#include "base/xdg.h"
#include "settings/origin.h"
#include "settings/profile_file.h"

struct name_list {
	char **v;
	size_t n, cap;
	int (*compare)(
	    const char *, const char *); /* the vendor's names are the same in any case */
};

static bool
name_list_take(void *user, const char *profile, const char *key, const char *value, size_t line)
{
	struct name_list *l = user;

	(void)key;
	(void)value;
	(void)line;
	if (*profile == '\0')
		return true;
	for (size_t i = 0; i < l->n; i++)
		if (l->compare(l->v[i], profile) == 0)
			return true;
	l->v = xgrow(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = xstrdup(profile);
	return true;
}

void
profile_names(void (*take)(const char *name))
{
	struct name_list l = {.compare = strcmp};
	struct profile_sink sink = {name_list_take, &l};
	char *paths[] = {origin_profiles(), xdg_path(NULL, ".gc", "config.toml")};
	struct buf why = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		if (paths[i] != NULL)
			profile_file_each(paths[i], i == 0, &sink, &why);
		free(paths[i]);
		l.compare = strcasecmp;
	}
	for (size_t i = 0; i < l.n; i++) {
		take(l.v[i]);
		free(l.v[i]);
	}
	free(l.v);
	buf_release(&why);
}
