/*
 * json_core.h - the reader's inner loops, compiled once for each kind of processor.
 *
 * core_*.c are these: the same source (json_grammar.h, json_brackets.h) with another vec_*.h. The
 * best that this processor has is chosen at the first call; the environment's GC_JSON_CORE, or
 * json_core_use(), names another one, for tests. All of them give the same results.
 */
#ifndef GC_JSON_CORE_H
#define GC_JSON_CORE_H

#include "json/hits.h"
#include "json/json.h"

struct token_index_ahead;

struct json_core {
	const char *name;
	enum json_type (*next)(struct json *j); /* json_next() */
	bool (*skip)(struct json *j);           /* json_skip() */

	/* The end of the container that begins at p, or `end`: peek.h. */
	const char *(*pass_container)(const char *p, const char *end);

	/* json_find() */
	const char *(*find)(
	    const char *p, const char *end, const struct slice *any, size_t n, size_t *which);
	const char *(*find_open)(
	    const char *begin, const char *p, size_t near); /* json_find_open() */
	void (*hits_search)(struct json_hits *h);           /* json_hits_next() */
	void (*hits_around)(struct json_hits *h);           /* json_hits_around() */

	/* token_index.h: find more tokens; pass the rest of a container */
	size_t (*index)(struct token_index_ahead *x, size_t kept);
	const char *(*pass_open)(struct token_index_ahead *x, size_t depth);
};

extern struct json_core json_core; /* the chosen one */

/* Choose the core of this name; NULL: the best. False: this build or processor has no such core. */
bool json_core_use(const char *name);

/* The name of the i-th core that this processor has, the best first; NULL after the last. */
const char *json_core_name(size_t i);

/*
 * For the cores: note an error at p. And what is wrong in the string that begins, behind its
 * quote, at p: something is. Both return JSON_ERROR.
 */
__attribute__((cold)) enum json_type json_wrong(struct json *j, const char *p, const char *why);
__attribute__((cold)) enum json_type json_wrong_string(struct json *j, const char *p);
__attribute__((cold)) enum json_type json_wrong_value(struct json *j, const char *p);

#endif
