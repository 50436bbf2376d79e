/*
 * origin.h - the settings of one origin: the environment, or one profile of a file.
 */
#ifndef GC_ORIGIN_H
#define GC_ORIGIN_H

#include "base/base.h"

/* Each is NULL where the origin does not set it, or sets it to "". */
struct origin {
	char *region, *api, *login, *id, *secret, *token;
	char *command; /* a shell command that prints the secret; in profiles only, as proxy */
	char *proxy;
};

char *origin_profiles(
    void); /* the path of profiles.yaml; the caller frees it; NULL: no home folder */

/*
 * The profile that profiles.yaml names as its default ("default: NAME"), or NULL; the caller frees
 * it.
 */
char *origin_default(void);

/*
 * The profile of that name from profiles.yaml or, if it has none, from ~/.gc/config.toml. False:
 * neither has it. A file with an error ends the program (2).
 */
bool origin_profile(struct origin *s, const char *name);

void origin_release(struct origin *s); /* wipes secrets */

#endif
