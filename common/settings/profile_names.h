/* profile_names.h - which profiles there are, for people and for completion. */
#ifndef GC_PROFILE_NAMES_H
#define GC_PROFILE_NAMES_H

#include "base/base.h"

/*
 * Calls take() with the name of each profile: those of profiles.yaml in its order, then those that
 * only ~/.gc/config.toml has. A file with an error ends the program (2).
 */
void profile_names(void (*take)(const char *name));

#endif
