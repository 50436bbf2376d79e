/*
 * session.h - one program's connection to one org: settings, token and calls together.
 *
 *	struct session *s = session_open(&(struct session_options){.parallel = 8});
 *	call_fetch(session_calls(s), &c);
 *	session_close(s);
 *
 * There is one session per program. session_close() or exit(3) wipes the secrets.
 */
#ifndef GC_SESSION_H
#define GC_SESSION_H

#include "http/call.h"
#include "org/token.h"
#include "settings/settings.h"

struct session_options {
	size_t parallel;  /* most requests at a time; 0: 1 */
	const char *rate; /* the value of --rate, or NULL: none */
	long tokens;      /* most tokens to use: --tokens; 0: 1 */
};

/*
 * --jobs: at most SESSION_JOBS_MAX, and without it `alone`, or 4 for each token if that is more: so
 * many keep a token at its limit of 5 requests a second while an answer takes less than 0.8 seconds.
 */
enum { SESSION_JOBS_MAX = 256 };
long session_jobs(const struct session_options *options, long alone);

/* The option entries of these members (cli/cli.h), alike in all programs. */
#define SESSION_OPTION_RATE(where)                                                             \
	{                                                                                      \
		.kind = CLI_TEXT, .name = "rate", .arg = "N/m",                                \
		.help = "send at most N requests a minute (s: second, h: hour)", .to = (where) \
	}
#define SESSION_OPTION_TOKENS(where)                                                           \
	{                                                                                      \
		.kind = CLI_NUMBER, .name = "tokens", .arg = "N",                              \
		.help = "use up to N tokens, each with its own rate limit (1)", .to = (where), \
		.min = 1, .max = PACE_TOKENS_MAX                                               \
	}

/*
 * Wrong settings or a wrong rate end the program (2), and so does more than one token where an
 * access token was given. Nothing is sent yet.
 */
struct session *session_open(const struct session_options *options);
void session_close(struct session *s);

struct calls *session_calls(struct session *s);
const struct settings *session_settings(const struct session *s);
struct token_set *session_tokens(struct session *s);

/*
 * The org that the token belongs to (GET /api/v2/organizations/me, asked once; it needs no
 * permission). A failure ends the program with the call's exit code. The function waits, and
 * other calls may end meanwhile, so do not call it from a call's done().
 */
const char *session_org_id(struct session *s);
const char *session_org_name(struct session *s);

#endif
