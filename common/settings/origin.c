/* origin.c - the settings of one origin: the environment, or one profile of a file */
#define _XOPEN_SOURCE 700 /* S_ISVTX */
#include <fcntl.h>
#include <sys/stat.h>

#include "settings/origin.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/xdg.h"
#include "settings/profile.h"

enum { FILE_MAX = 1 << 20 }; /* bytes of a profile file that is read */

/* The keys of a profile: those of profiles.yaml, then those of the vendor's config.toml. */
static const struct {
	const char *key;
	size_t member; /* offset of the char * in struct origin */
} keys[] = {
    {"region", offsetof(struct origin, region)},
    {"api_url", offsetof(struct origin, api)},
    {"login_url", offsetof(struct origin, login)},
    {"client_id", offsetof(struct origin, id)},
    {"client_secret", offsetof(struct origin, secret)},
    {"access_token", offsetof(struct origin, token)},
    {"environment", offsetof(struct origin, region)},
    {"client_credentials", offsetof(struct origin, id)},
};

void
origin_release(struct origin *s)
{
	free(s->region);
	free(s->api);
	free(s->login);
	free(s->id);
	secret_free(&s->secret);
	secret_free(&s->token);
}

/* The first of two variables that is set and not empty, as a copy; NULL for neither. */
static char *
from_env(const char *name, const char *other)
{
	const char *v = getenv(name);

	if ((v == NULL || *v == '\0') && other != NULL)
		v = getenv(other);
	return v != NULL && *v != '\0' ? xstrdup(v) : NULL;
}

void
origin_environment(struct origin *s)
{
	s->region = from_env("GENESYSCLOUD_REGION", "PURECLOUD_REGION");
	s->api = from_env("GC_API_URL", NULL);
	s->login = from_env("GC_LOGIN_URL", NULL);
	s->token = from_env("GENESYSCLOUD_ACCESS_TOKEN", NULL);
	s->id = from_env("GENESYSCLOUD_OAUTHCLIENT_ID", NULL);
	s->secret = from_env("GENESYSCLOUD_OAUTHCLIENT_SECRET", NULL);
	if (s->id == NULL && s->secret == NULL) {
		s->id = from_env("PURECLOUD_CLIENT_ID", NULL);
		s->secret = from_env("PURECLOUD_CLIENT_SECRET", NULL);
	}
}

struct wanted {
	const char *profile;
	struct origin *origin;
	bool any_case, strict; /* the names of profiles; whether an unknown key is an error */
	bool found;
	struct buf *why;
};

static bool
origin_take(void *user, const char *profile, const char *key, const char *value, size_t line)
{
	struct wanted *w = user;
	char **to;

	if ((w->any_case ? strcasecmp : strcmp)(profile, w->profile) != 0)
		return true;
	w->found = true;
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strcmp(key, keys[i].key) != 0)
			continue;
		to = (char **)(void *)((char *)w->origin + keys[i].member);
		secret_free(to);
		*to = *value != '\0' ? xstrdup(value) : NULL;
		return true;
	}
	if (w->strict)
		buf_printf(w->why, "%zu: unknown setting \"%s\"", line, key);
	return !w->strict;
}

/*
 * Whoever can write the file can send this user's secret to a host of their own. `private`:
 * others must not read it either. The vendor's own tool makes its file readable for all, so that
 * is accepted.
 */
static void
check_mode(const char *path, bool private, const struct stat *st)
{
	if (private && (st->st_mode & (S_IRWXG | S_IRWXO)) != 0)
		die(EXIT_USAGE, 0, "%s: others can read it; chmod 600 %s", path, path);
	if ((st->st_mode & S_IWOTH) != 0)
		die(EXIT_USAGE, 0, "%s: everybody can write it; chmod go-w %s", path, path);
	if ((st->st_mode & S_IWGRP) != 0)
		warn("%s: its group can write it; chmod go-w %s", path, path);
}

/* Whoever can write the folder can replace the file, unless the folder is sticky. */
static void
check_folder(const char *path)
{
	char *folder = xstrdup(path);
	struct stat st;

	*strrchr(folder, '/') = '\0';
	if (stat(folder, &st) != 0)
		die(EXIT_USAGE, errno, "%s", folder);
	if ((st.st_mode & S_ISVTX) == 0)
		check_mode(folder, false, &st);
	free(folder);
}

/* False if there is no such file. */
static bool
read_file(const char *path, bool private, struct buf *b)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return false;
	if (fd < 0 || fstat(fd, &st) != 0)
		die(EXIT_USAGE, errno, "%s", path);
	check_mode(path, private, &st);
	check_folder(path);
	b->max = FILE_MAX;
	if (!io_read_all(fd, b)) {
		if (errno == EFBIG)
			die(EXIT_USAGE, 0, "%s: larger than 1 MiB", path);
		die(EXIT_USAGE, errno, "%s", path);
	}
	io_close(fd);
	return true;
}

static bool
read_profiles(const char *path, bool yaml, const char *profile, struct origin *s)
{
	struct buf text = BUF_INIT, why = BUF_INIT;
	struct wanted w = {profile, s, !yaml, yaml, false, &why};
	struct profile_sink sink = {origin_take, &w};

	if (path != NULL && read_file(path, yaml, &text)) {
		if (!(yaml ? profile_read_yaml : profile_read_toml)(buf_slice(&text), &sink, &why))
			die(EXIT_USAGE, 0, "%s:%s", path, why.p);
	}
	secret_release(&text);
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
