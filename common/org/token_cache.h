/*
 * token_cache.h - the file through which the programs of one user share a token.
 *
 *	{"api":"https://api…","client_id":"…","access_token":"…","expires_at":1790000000,"lifetime":86400}
 *
 * Its name contains a hash of API host and client id; both are also in the file and are checked.
 * Further tokens of the same client (--tokens) have files of the same form, whose names end in "-2"
 * to "-10". A program that uses one token knows nothing of them.
 * A program that reads, renews and writes it holds the lock file next to it, so that only one of
 * many programs logs in.
 */
#ifndef GC_TOKEN_CACHE_H
#define GC_TOKEN_CACHE_H

#include "base/buf.h"
#include "settings/settings.h"

struct token_cache {
	char *path, *lock_path; /* NULL: there is no cache */
	int lock;               /* descriptor, or -1 */
};

struct cached_token {
	char *text; /* the reader frees it with secret_free() */
	int64_t expires, lifetime;
};

/*
 * Make the folder and take the lock. It waits at most three minutes for the lock, and shows the
 * wait (progress.h). Without folder or lock there is no cache, and a message gives the reason. If
 * the folder is a symbolic link to a folder that others can write, the program ends (2).
 */
void token_cache_open(struct token_cache *c, const struct settings *s, size_t which); /* from 0 */
void token_cache_close(struct token_cache *c);

/* Whether a program has ever cached this token: its lock file stays. */
bool token_cache_exists(const struct settings *s, size_t which);

/* False: no readable token. */
bool token_cache_read(
    const struct token_cache *c, const struct settings *s, struct cached_token *t);

/* The same for a file's text, which anybody may have written. */
bool token_cache_parse(struct slice text, const struct settings *s, struct cached_token *t);

void token_cache_write(
    const struct token_cache *c, const struct settings *s, const struct cached_token *t);
bool token_cache_remove(const struct token_cache *c);

#endif
