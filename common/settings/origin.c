/* origin.c - the settings of one origin: the environment, or one profile of a file */
#include "settings/origin.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/xdg.h"
#include "settings/profile.h"
#include "settings/profile_file.h"
#include "settings/setting_keys.h"

void
origin_release(struct origin *s)
{
	free(s->region);
	free(s->api);
	free(s->login);
	free(s->id);
	secret_free(&s->secret);
	secret_free(&s->token);
	secret_free(&s->command);
	secret_free(&s->proxy);
}

struct origin_wanted {
	const char *profile;
	struct origin *origin;
	bool any_case, strict; /* the names of profiles; whether an unknown key is an error */
	bool found;
	struct buf *why;
};

static bool
origin_take(void *user, const char *profile, const char *key, const char *value, size_t line)
{
	struct origin_wanted *w = user;
	char **to;

	if (*profile == '\0')
		return true; /* origin_default() takes it */
	if ((w->any_case ? strcasecmp : strcmp)(profile, w->profile) != 0)
		return true;
	w->found = true;
	to = setting_of_key(w->origin, key);
	if (to != NULL) {
		secret_free(to);
		*to = *value != '\0' ? xstrdup(value) : NULL;
		return true;
	}
	if (w->strict)
		buf_printf(w->why, "%zu: unknown setting \"%s\"", line, key);
	return !w->strict;
}

static bool
origin_take_default(
    void *user, const char *profile, const char *key, const char *value, size_t line)
{
	char **name = user;

	(void)line;
	if (*profile == '\0' && strcmp(key, "default") == 0) {
		free(*name);
		*name = *value != '\0' ? xstrdup(value) : NULL;
	}
	return true;
}

char *
origin_default(void)
{
	char *path = origin_profiles(), *name = NULL;
	struct profile_sink sink = {origin_take_default, &name};
	struct buf why = BUF_INIT;

	if (path != NULL)
		profile_file_each(path, true, &sink, &why);
	buf_release(&why);
	free(path);
	return name;
}

static bool
read_profiles(const char *path, bool yaml, const char *profile, struct origin *s)
{
	struct buf why = BUF_INIT;
	struct origin_wanted w = {profile, s, !yaml, yaml, false, &why};
	struct profile_sink sink = {origin_take, &w};

	if (path != NULL)
		profile_file_each(path, yaml, &sink, &why);
	buf_release(&why);
	return w.found;
}

char *
origin_profiles(void)
{
	return xdg_path("XDG_CONFIG_HOME", ".config", "gc-tools/profiles.yaml");
}

bool
origin_profile(struct origin *s, const char *name)
{
	char *yaml = origin_profiles();
	char *toml = xdg_path(NULL, ".gc", "config.toml");
	bool found = read_profiles(yaml, true, name, s) || read_profiles(toml, false, name, s);

	free(yaml);
	free(toml);
	return found;
}
