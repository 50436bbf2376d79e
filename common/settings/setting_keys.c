/* setting_keys.c - the keys of profile files, and the variables of the environment */
#include "settings/setting_keys.h"

#include "base/mem.h"

/* Those of profiles.yaml, then those of the vendor's config.toml. */
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
    {"secret_command", offsetof(struct origin, command)},
    {"proxy", offsetof(struct origin, proxy)},
    {"environment", offsetof(struct origin, region)},
    {"client_credentials", offsetof(struct origin, id)},
};

char **
setting_of_key(struct origin *s, const char *key)
{
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (strcmp(key, keys[i].key) == 0)
			return (char **)(void *)((char *)s + keys[i].member);
	return NULL;
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
setting_environment(struct origin *s)
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
