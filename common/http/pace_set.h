/*
 * pace_set.h - which token the next request is sent with, and when. Pure, like pace.h.
 *
 * The server limits the requests of each token, so each token has a pace of its own. What limits
 * all of them together has one more: our own rate (--rate), and a 429 without the headers of a
 * token's limit, which is how the server refuses requests for the whole org. After such a 429 no
 * token is used until the server allows it, and then a single request is sent to try.
 *
 * Tokens are numbered from 0. A token is first used when all tokens before it have to wait, so a
 * run with few requests needs one login. Once in use, the first token that may send is taken.
 *
 *	while ((ms = pace_set_wait(&s, now, &token)) == 0) {
 *		send(token); pace_set_sent(&s, token, now);
 *	}
 *	...each request ends in exactly one of pace_set_heard() and pace_set_lost().
 */
#ifndef GC_PACE_SET_H
#define GC_PACE_SET_H

#include "http/pace.h"

enum { PACE_TOKENS_MAX = 10 };

struct pace_set {
	struct pace all; /* our own rate, and what the server refuses to all tokens */
	struct pace tokens[PACE_TOKENS_MAX];
	bool dropped[PACE_TOKENS_MAX];
	size_t n;    /* how many tokens there may be, from 1 */
	size_t used; /* those before are in use */
};

/* n is limited to 1..PACE_TOKENS_MAX. The rate is that of pace_init(), for all tokens together. */
void pace_set_init(struct pace_set *s, size_t n, int64_t rate_n, int64_t rate_ms);

/*
 * How long the next request has to wait, as pace_wait(): 0, and *token is the one to send it with;
 * milliseconds; or PACE_ANSWER.
 */
int64_t pace_set_wait(const struct pace_set *s, int64_t now, size_t *token);

/* The same for a request that has to use this token. */
int64_t pace_set_wait_for(const struct pace_set *s, int64_t now, size_t token);

void pace_set_sent(struct pace_set *s, size_t token, int64_t now);
void pace_set_heard(struct pace_set *s, size_t token, const struct pace_answer *a);
void pace_set_lost(struct pace_set *s, size_t token); /* no answer came */

/* Do not use this token any more. False, and nothing changes, if it is the only one in use. */
bool pace_set_drop(struct pace_set *s, size_t token);

size_t pace_set_left(const struct pace_set *s); /* how many tokens are not dropped */

/* Why pace_set_wait() wants to wait so long. */
enum pace_cause pace_set_cause(const struct pace_set *s, int64_t now);

/* The longest window that an answer claims, as pace.claimed. */
int64_t pace_set_claimed(const struct pace_set *s);

/* As pace_time(), for the requests of all tokens together. */
int64_t pace_set_time(const struct pace_set *s, int64_t now, int64_t n);

#endif
