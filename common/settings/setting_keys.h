/*
 * setting_keys.h - which key of a profile file is which setting, for profiles.yaml and the vendor's
 * config.toml, and which variable of the environment.
 */
#ifndef GC_SETTING_KEYS_H
#define GC_SETTING_KEYS_H

#include "settings/origin.h"

/* The setting that this key of a profile stands for; NULL: the key is unknown. */
char **setting_of_key(struct origin *s, const char *key);

void setting_environment(struct origin *s); /* into a zeroed one */

#endif
