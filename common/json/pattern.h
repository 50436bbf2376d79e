/*
 * pattern.h - sets of paths: JSON Pointers (RFC 6901) with wildcards, matched step by step.
 *
 * A pattern is a sequence of steps, each with a slash before it. A step is a member's name, in
 * which "~1" stands for a slash, "~0" for a tilde and, beyond the RFC, "~2" for an asterisk. "*"
 * matches any characters of a name; as a whole step it matches any one level, also an array's
 * element. "**" is always a whole step and matches any number of levels, also none. Elements have
 * no numbers, because the removal of one would renumber the others, and a second run would see
 * other paths. So a number is a member's name; patterns_index() reports that a number met an
 * array instead.
 *
 * All patterns of a set are matched at the same time. A state belongs to one value of the
 * document; it is a set of positions in the patterns, as bits. A step down makes the child's
 * state from its parent's. Its cost depends on the size of the set only.
 *
 *	struct patterns set = PATTERNS_INIT;
 *	why = patterns_add(&set, "/division/selfUri", tag);    // NULL, or what is wrong with it
 *	patterns_compile(&set);
 *	patterns_start(&set, root);                            // states: set.words words each
 *	patterns_member(&set, root, name, child);              // or patterns_element()
 *	if (patterns_hit(&set, child, tag))
 *		...                                            // it matches this value
 *	if (patterns_alive(&set, child, tag))
 *		...                                            // it may match something inside
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

/* Add a pattern under a tag, below PATTERN_TAGS. NULL, or static text that says what is wrong with it. The text
 * is kept, not copied. */
const char *patterns_add(struct patterns *p, const char *text, unsigned tag);

void patterns_compile(struct patterns *p); /* once, after the last one */
void patterns_release(struct patterns *p);

/* The state of the root value; of a member whose name is given decoded; of an element. */
void patterns_start(const struct patterns *p, uint64_t *state);
void patterns_member(
    const struct patterns *p, const uint64_t *from, struct slice name, uint64_t *to);
void patterns_element(const struct patterns *p, const uint64_t *from, uint64_t *to);

/* A pattern, as it was added, that names an element of this state's array by number; or NULL. */
const char *patterns_index(const struct patterns *p, const uint64_t *state);

/*
 * If members of some names, at any depth, are all that may match inside a value of this state,
 * and all with this tag: how many names, and the steps that they are (patterns_name()), at most
 * `max`. 0: something else may match, too.
 */
size_t patterns_only_names(
    const struct patterns *p, const uint64_t *state, unsigned tag, uint32_t *steps, size_t max);

/* The name of a step, decoded. */
struct slice patterns_name(const struct patterns *p, uint32_t step);

/* Add to a state that the pattern that ends with this step matches. */
static inline void
patterns_end(uint64_t *state, uint32_t step)
{
	state[(step + 1) / 64] |= UINT64_C(1) << ((step + 1) % 64);
}

static inline bool
patterns_meet(const struct patterns *p, const uint64_t *state, const uint64_t *set)
{
	uint64_t both = 0;

	for (size_t w = 0; w < p->words; w++)
		both |= state[w] & set[w];
	return both != 0;
}

/* Whether a pattern with this tag matches the value of this state. */
static inline bool
patterns_hit(const struct patterns *p, const uint64_t *state, unsigned tag)
{
	return patterns_meet(p, state, p->ends[tag]);
}

/* Whether one may match something inside it. */
static inline bool
patterns_alive(const struct patterns *p, const uint64_t *state, unsigned tag)
{
	return patterns_meet(p, state, p->inner[tag]);
}

#endif
