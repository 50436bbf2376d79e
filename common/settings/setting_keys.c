/* setting_keys.c - the keys of profile files */
#include "settings/setting_keys.h"

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
