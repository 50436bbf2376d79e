/*
 * token.h - the OAuth token of client credentials (RFC 6749 section 4.4), or one that was given.
 *
 *	POST {login}/oauth/token, Basic client_id:client_secret, grant_type=client_credentials
 *
 * It is shared with the programs of the same user through a file in $XDG_CACHE_HOME/gc-tools
 * (folder 0700, file 0600, written atomically under a lock), one for each API host and client.
 * It is renewed while it still lives: with less than 5 minutes left, or a tenth of its lifetime
 * where that is shorter; and when a call was answered by 401, unless another program has done so
 * meanwhile. Without a usable cache folder it works all the same, for one program.
 */
#ifndef GC_TOKEN_H
#define GC_TOKEN_H

#include "http/call.h"
#include "settings/settings.h"

struct token {
	const struct settings *settings;
	bool use_cache;
	struct retry_policy retry; /* of the login, */
	struct http_options http;  /* and how long it may be silent */
	char *text;                /* NULL: none yet */
	int64_t expires, lifetime; /* seconds since the epoch, seconds; 0: not known */
	unsigned serial;
	struct buf why; /* there is none to be had */
	bool dead;      /* and there will be none */
	bool too_late;  /* the login host wants a wait that is too long */
	bool failing;   /* or not now: it was waited for in vain, and is only tried */
};

/* The settings are kept, not copied. */
void token_init(struct token *t, const struct settings *settings, bool use_cache,
    const struct retry_policy *retry, const struct http_options *http);
void token_release(struct token *t); /* wipes it */

/* For calls_options.token, with a struct token as its user. */
bool token_get(void *token, unsigned refused, struct call_token *to);

/* Remove the cached token. False where there was none. Errors end the program (74). */
bool token_forget(const struct settings *settings);

#endif
