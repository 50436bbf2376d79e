/*
 * source.h - what one source of settings says: the environment, or one profile of a file.
 */
#ifndef GC_SOURCE_H
#define GC_SOURCE_H

#include "base/base.h"

/* Each NULL where the source is silent, or says "". */
struct source {
	char *region, *api, *login, *id, *secret, *token;
};

void source_environment(struct source *s);

char *source_profiles(void); /* the path of profiles.yaml; to be freed; NULL: there is no home */

/*
 * The profile of that name from profiles.yaml or, where it is not there, from ~/.gc/config.toml.
 * False: neither has it. A file that is not what it should be ends the program (2).
 */
bool source_profile(struct source *s, const char *name);

void source_release(struct source *s); /* wipes what is secret */

#endif
