/*
 * profile.h - profile files: named groups of settings.
 *
 *	$XDG_CONFIG_HOME/gc-tools/profiles.yaml     # 0600, or it is refused
 *	default: dev
 *	dev:
 *	  region: eu-central-1
 *	  client_id: 3f2a…
 *	  client_secret: …
 *
 * and the official command line's ~/.gc/config.toml, as it is. The readers call a function for
 * every value; its texts are valid during the call. False: the file has an error; *why gives it,
 * with the line.
 */
#ifndef GC_PROFILE_H
#define GC_PROFILE_H

#include "base/buf.h"

struct profile_sink {
	/*
	 * One value of a profile; false stops the reading, and `why` is already filled. profile "":
	 * a value outside of all profiles, which is "default" in profiles.yaml.
	 */
	bool (*take)(
	    void *user, const char *profile, const char *key, const char *value, size_t line);
	void *user;
};

bool profile_read_yaml(struct slice text, const struct profile_sink *sink, struct buf *why);
bool profile_read_toml(struct slice text, const struct profile_sink *sink, struct buf *why);

#endif
