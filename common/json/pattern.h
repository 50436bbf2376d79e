/*
 * pattern.h - sets of paths: JSON Pointers (RFC 6901) with wildcards, matched step by step.
 *
 * A pattern is a sequence of steps, each after a slash. A step is a member's name, in which "~1"
 * stands for a slash, "~0" for a tilde and, beyond the RFC, "~2" for an asterisk. "*" stands for
 * any characters of a name and alone for any one level, an array's element too; "**" stands alone
 * and for any number of levels, zero included. Elements have no numbers here: to remove one would
 * give the others new ones, and a second look at the result would see other paths. A number is a
 * member's name; patterns_index() tells where an array is met instead.
 *
 * All patterns of a set advance together. A state is a set of places in the patterns, as bits, and
 * belongs to one value of the document; a step down makes the child's state from its parent's, at
 * a cost that depends on the size of the set only.
 *
 *	struct patterns set = PATTERNS_INIT;
 *	why = patterns_add(&set, "/division/selfUri", tag);    // NULL, or why it is none
 *	patterns_compile(&set);
 *	patterns_start(&set, root);                            // states: set.words words each
 *	patterns_member(&set, root, name, child);              // or patterns_element()
 *	if (patterns_hit(&set, child, tag))
 *		...                                            // it names this value
 *	if (patterns_alive(&set, child, tag))
 *		...                                            // it may name something inside
 *	patterns_release(&set);
 */
#ifndef GC_PATTERN_H
#define GC_PATTERN_H

#include "base/buf.h"

enum { PATTERN_TAGS = 3, PATTERN_BUCKETS = 256 };

enum pattern_kind { PATTERN_NAME, PATTERN_GLOB, PATTERN_ANY, PATTERN_DEEP, PATTERN_END };

struct pattern_step {
	enum pattern_kind kind;
	unsigned tag;
	size_t at, len;   /* the name in `names`, decoded */
	const char *text; /* the whole pattern, where the name is a number; else NULL */
	uint32_t another; /* the next step whose name has the same hash, + 1; 0: none */
};

struct patterns {
	struct pattern_step *v;
	size_t n, cap;
	struct buf names;
	bool has_index;  /* a name is a number */
	size_t words;    /* of a state */
	uint64_t *masks; /* the memory of the sets of steps that follow */
	uint64_t *any, *deep, *glob, *ends[PATTERN_TAGS], *inner[PATTERN_TAGS];
	uint32_t buckets[PATTERN_BUCKETS]; /* the first step with a name of this hash, + 1 */
};

#define PATTERNS_INIT  \
	{              \
		.n = 0 \
	}

/* Add a pattern under a tag, below PATTERN_TAGS. NULL, or static text that says why it is no pattern. The text
 * is kept, not copied. */
const char *patterns_add(struct patterns *p, const char *text, unsigned tag);

void patterns_compile(struct patterns *p); /* once, after the last one */
void patterns_release(struct patterns *p);

/* The state of the root value; of a member whose name is given decoded; of an element. */
void patterns_start(const struct patterns *p, uint64_t *state);
void patterns_member(
    const struct patterns *p, const uint64_t *from, struct slice name, uint64_t *to);
void patterns_element(const struct patterns *p, const uint64_t *from, uint64_t *to);

/* A pattern, as it was added, that gives an element of the array of this state by number; or NULL. */
const char *patterns_index(const struct patterns *p, const uint64_t *state);

static inline bool
patterns_meet(const struct patterns *p, const uint64_t *state, const uint64_t *set)
{
	uint64_t both = 0;

	for (size_t w = 0; w < p->words; w++)
		both |= state[w] & set[w];
	return both != 0;
}

/* Whether a pattern with this tag names the value of this state. */
static inline bool
patterns_hit(const struct patterns *p, const uint64_t *state, unsigned tag)
{
	return patterns_meet(p, state, p->ends[tag]);
}

/* Whether one may name something inside it. */
static inline bool
patterns_alive(const struct patterns *p, const uint64_t *state, unsigned tag)
{
	return patterns_meet(p, state, p->inner[tag]);
}

#endif
