/*
 * token.h - OAuth tokens: by client credentials (RFC 6749 section 4.4), or given by the user.
 *
 *	POST {login}/oauth/token, Basic client_id:client_secret, grant_type=client_credentials
 *
 * A program uses one token, or several of the same client (--tokens), each of which has a rate
 * limit of its own. A token is shared with the programs of the same user through a file in
 * $XDG_CACHE_HOME/gc-tools (folder 0700, file 0600, written atomically under a lock), one for each
 * API host, client and number of the token. It is renewed before it expires: when less than 5 minutes remain, or a tenth of its lifetime if
 * that is shorter; and after a call got a 401, unless another program has already renewed it.
 * Without a usable cache folder it works too, for one program. A secret_command (secret_command.h)
 * runs before the first login, so never while a cached token is valid, and once in a program.
 */
#ifndef GC_TOKEN_H
#define GC_TOKEN_H

#include "http/call.h"
#include "settings/settings.h"

struct session_token {
	size_t which;              /* from 0; the first is shared with programs that use one */
	char *text;                /* NULL: none yet */
	int64_t expires, lifetime; /* seconds since the epoch, seconds; 0: not known */
	unsigned serial;
	bool dead; /* there is none, and there will never be one */
};

struct token_set {
	const struct settings *settings;
	bool use_cache;
	struct retry_policy retry; /* for the login */
	struct http_options http;  /* timeouts of the login */
	char *secret;              /* what secret_command printed; NULL: it has not run */
	struct session_token v[PACE_TOKENS_MAX];
	struct buf why; /* why the token that was asked for last is missing */
	bool too_late;  /* the login host demands too long a wait */
	bool failing;   /* the login host did not answer in time; from now on one try only */
};

/* The settings are kept, not copied. */
void token_set_init(struct token_set *t, const struct settings *settings, bool use_cache,
    const struct retry_policy *retry, const struct http_options *http);
void token_set_release(struct token_set *t); /* wipes them */

/* For calls_options.token, with a struct token_set as its user. */
bool token_get(void *token_set, size_t which, unsigned refused, struct call_token *to);

/* When the first token expires, in seconds since the epoch; 0: not known. */
int64_t token_expires(const struct token_set *t);

/* Remove the cached tokens. False if there were none. Errors end the program (74). */
bool token_forget(const struct settings *settings);

#endif
