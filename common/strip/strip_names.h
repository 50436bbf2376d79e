/*
 * strip_names.h - remove the members of some names, at any depth of a container, without a walk.
 *
 * Most of a flow is inside containers in which only rules like "at any depth, NAME" can match.
 * Such a container is checked as a whole, and then its text is searched for the names: a quote,
 * the name and a quote in checked JSON are a string, and before a colon a member's name. The
 * edits are those that strip.c's walk makes.
 *
 * Only strip.c uses it.
 */
#ifndef GC_STRIP_NAMES_H
#define GC_STRIP_NAMES_H

#include "json/pattern.h"
#include "json/splice.h"

enum { STRIP_NAMES_MAX = 8, STRIP_NAME_MAX = 64 };

struct strip_names {
	uint64_t *state;                     /* the last one that was asked about, */
	size_t n;                            /* and its names; 0: the walk must be used */
	uint32_t steps[STRIP_NAMES_MAX + 1]; /* in the patterns */
	struct slice
	    any[STRIP_NAMES_MAX + 1]; /* what is searched for: names with quotes, in `quoted` */
	struct buf quoted, plain;
};

#define STRIP_NAMES_INIT                              \
	{                                             \
		.quoted = BUF_INIT, .plain = BUF_INIT \
	}

/* Whether a container of this state can be stripped by names; then strip_names_cut() can follow. */
bool strip_names_apply(struct strip_names *s, const struct patterns *rules, const uint64_t *state);

/*
 * The container is text[begin..end), and checked. The ends of the patterns that have matched
 * are added to `effects`.
 */
void strip_names_cut(struct strip_names *s, struct slice text, size_t begin, size_t end,
    struct splices *edits, uint64_t *effects);

void strip_names_release(struct strip_names *s);

#endif
