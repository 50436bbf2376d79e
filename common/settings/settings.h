/*
 * settings.h - the org's hosts and the credentials: from options, the environment and profiles.
 *
 * Two groups, each from one origin only, so that one origin's secret is not sent to another's
 * host by accident:
 *	hosts:        GENESYSCLOUD_REGION or PURECLOUD_REGION, over which GC_API_URL and
 *	              GC_LOGIN_URL go; region, over which api_url and login_url go, in a profile
 *	credentials:  GENESYSCLOUD_ACCESS_TOKEN, or GENESYSCLOUD_OAUTHCLIENT_ID with _SECRET, or
 *	              PURECLOUD_CLIENT_ID with _SECRET;
 *	              access_token, or client_id with client_secret or secret_command in a
 *	              profile
 * With --profile the origins are that profile, then the environment. Without it they are the
 * environment, then the profile $GC_PROFILE, or else the one that profiles.yaml names ("default:
 * NAME"), or else "default", if it exists. If the environment sets both groups, no profile file is
 * opened. `proxy` of a profile holds whenever the profile is used.
 *
 * A profile is looked for in profiles.yaml, then in ~/.gc/config.toml (profile.h).
 */
#ifndef GC_SETTINGS_H
#define GC_SETTINGS_H

#include "base/base.h"

struct settings {
	char *profile; /* the one that was used, or NULL */
	char *region;  /* "mypurecloud.de", "localhost:8080"; NULL: hosts were given as URLs */
	char *api, *login;
	char *client_id, *client_secret; /* NULL with an access token */
	char *secret_command;            /* instead of client_secret (secret_command.h), or NULL */
	char *access_token;              /* or NULL */
	char *proxy;                     /* URL; NULL: as the environment says */
};

/* Missing or wrong settings end the program (2) with a message that says what to set. */
void settings_load(struct settings *s);
void settings_release(struct settings *s); /* wipes secrets */

#endif
