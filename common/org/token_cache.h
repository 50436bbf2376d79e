/*
 * token_cache.h - the file that the programs of one user share a token by.
 *
 *	{"api":"https://api…","client_id":"…","access_token":"…","expires_at":1790000000,"lifetime":86400}
 *
 * Its name has a hash of API host and client id, which are checked again inside. Whoever reads,
 * renews and writes holds the lock file beside it, so that of many programs one logs in.
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
	char *text; /* the reader's to free, by secret_free() */
	int64_t expires, lifetime;
};

/*
 * Makes the folder and takes the lock, for which it waits three minutes at most, and shows that it
 * waits (progress.h). Without them there is no cache, and a message says why. A
 * folder that is a symbolic link to what others can write ends the program (2).
 */
void token_cache_open(struct token_cache *c, const struct settings *s);
void token_cache_close(struct token_cache *c);

/* False: there is none, or not one that can be read. */
bool token_cache_read(
    const struct token_cache *c, const struct settings *s, struct cached_token *t);

/* The same of a file's text, which need not be what token_cache_write() wrote. */
bool token_cache_parse(struct slice text, const struct settings *s, struct cached_token *t);

void token_cache_write(
    const struct token_cache *c, const struct settings *s, const struct cached_token *t);
bool token_cache_remove(const struct token_cache *c);

#endif
