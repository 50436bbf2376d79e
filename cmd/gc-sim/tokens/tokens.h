/*
 * tokens.h - the tokens that were issued, their lives, and their use of the rate limit, which the
 * API counts per token.
 */
#ifndef SIM_TOKENS_H
#define SIM_TOKENS_H

#include "base/base.h"

/* A stretch of time in which requests are counted. */
struct counting {
	long long begin; /* simclock_ms(); 0: none yet */
	long used;       /* requests since then */
};

struct bearer {
	char *value;
	char *client;      /* the id of the client that asked for it */
	long long expires; /* simclock_ms() */
	struct counting window;
	unsigned long long number; /* the first token that was issued is 1 */
	unsigned long requests;    /* for /sim/stats; those that were refused count, too */
};

struct tokens {
	struct bearer *v; /* sorted by nothing; few live at a time */
	size_t n, cap;
	long life_s;
	const char *client_id, *client_secret; /* required ones, or NULL: any */
	const char *fixed;                     /* a token that is accepted for ever, or NULL */
	unsigned long long issued;
};

/* Set the counters of requests to 0. */
void tokens_reset(struct tokens *t);

/* A new token; dead ones are forgotten first. The pointer lasts until the next one is issued. */
struct bearer *tokens_issue(struct tokens *t, const char *value, const char *client);
struct bearer *tokens_find(struct tokens *t, const char *value); /* living, or NULL */
void tokens_revoke(struct tokens *t, struct bearer *one);
void tokens_release(struct tokens *t);

#endif
