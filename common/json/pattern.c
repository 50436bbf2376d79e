/*
 * pattern.c - sets of paths, matched as a bit-parallel automaton (Shift-And, Baeza-Yates and
 * Gonnet 1992): bit i is step i of all patterns one after the other, a step that matches shifts
 * its bit to the next, and a "**" keeps its own as well.
 */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/pattern.h"

enum { WILDCARD = '\0' }; /* how "*" stands in `names`: text of a command line has no NUL */

static inline bool
pattern_has_state(const uint64_t *set, size_t i)
{
	return (set[i / 64] >> (i % 64) & 1) != 0;
}

static inline void
pattern_put(uint64_t *set, size_t i)
{
	set[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline unsigned
pattern_hash(struct slice name)
{
	if (name.n == 0)
		return 0;
	return ((unsigned)name.n * 31 + (unsigned char)name.p[0] * 7 +
		   (unsigned char)name.p[name.n - 1]) %
	       PATTERN_BUCKETS;
}

static struct slice
name_of(const struct patterns *p, const struct pattern_step *s)
{
	return slice_of(p->names.p + s->at, s->len);
}

static void
add_step(struct patterns *p, struct pattern_step step)
{
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = step;
}

/* Append the name that a step spells, its wildcards marked. False: an unknown escape. */
static bool
pattern_decode(struct buf *names, struct slice s, bool *wild)
{
	static const char plain[] = {'~', '/', '*'};

	*wild = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '*') {
			*wild = true;
			buf_putc(names, WILDCARD);
		} else if (s.p[i] != '~') {
			buf_putc(names, s.p[i]);
		} else {
			if (++i == s.n || s.p[i] < '0' || s.p[i] > '2')
				return false;
			buf_putc(names, plain[s.p[i] - '0']);
		}
	}
	return true;
}

/* RFC 6901 section 4: how an element of an array is spelled. */
static bool
is_index(struct slice s)
{
	if (s.n == 0 || (s.n > 1 && s.p[0] == '0'))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return true;
}

static const char *
pattern_add_name(struct patterns *p, struct slice s, const char *text, unsigned tag)
{
	struct pattern_step step = {.tag = tag, .at = p->names.n};
	bool wild;

	buf_reserve(&p->names, s.n);
	if (!pattern_decode(&p->names, s, &wild))
		return "a ~ must be ~0 (a tilde), ~1 (a slash) or ~2 (an asterisk)";
	step.kind = wild ? PATTERN_GLOB : PATTERN_NAME;
	step.len = p->names.n - step.at;
	step.text = is_index(s) ? text : NULL;
	p->has_index |= step.text != NULL;
	add_step(p, step);
	return NULL;
}

static const char *
add_one(struct patterns *p, struct slice s, const char *text, unsigned tag)
{
	if (slice_is(s, "*")) {
		add_step(p, (struct pattern_step){.kind = PATTERN_ANY, .tag = tag});
	} else if (slice_is(s, "**")) {
		if (p->n == 0 || p->v[p->n - 1].kind != PATTERN_DEEP) /* two say what one says */
			add_step(p, (struct pattern_step){.kind = PATTERN_DEEP, .tag = tag});
	} else {
		return pattern_add_name(p, s, text, tag);
	}
	return NULL;
}

const char *
patterns_add(struct patterns *p, const char *text, unsigned tag)
{
	size_t had = p->n;
	const char *why = NULL, *from = text;

	if (text[0] != '/')
		return "a pattern begins with a slash";
	while (*from == '/' && why == NULL) {
		size_t n = strcspn(from + 1, "/");
		why = add_one(p, slice_of(from + 1, n), text, tag);
		from += 1 + n;
	}
	if (why != NULL)
		p->n = had;
	else
		add_step(p, (struct pattern_step){.kind = PATTERN_END, .tag = tag});
	return why;
}

static uint64_t *
mask_of(struct patterns *p, const struct pattern_step *s)
{
	switch (s->kind) {
	case PATTERN_GLOB:
		return p->glob;
	case PATTERN_ANY:
		return p->any;
	case PATTERN_DEEP:
		return p->deep;
	default:
		return NULL;
	}
}

void
patterns_compile(struct patterns *p)
{
	uint64_t **sets[] = {&p->any, &p->deep, &p->glob, &p->ends[0], &p->ends[1], &p->ends[2],
	    &p->inner[0], &p->inner[1], &p->inner[2]};

	p->words = p->n / 64 + 1;
	p->masks = xcalloc(COUNT_OF(sets) * p->words, sizeof *p->masks);
	for (size_t i = 0; i < COUNT_OF(sets); i++)
		*sets[i] = p->masks + i * p->words;
	for (size_t i = p->n; i-- > 0;) {
		struct pattern_step *s = &p->v[i];
		uint64_t *mask = mask_of(p, s);
		if (mask != NULL)
			pattern_put(mask, i);
		if (s->kind == PATTERN_NAME) {
			uint32_t *bucket = &p->buckets[pattern_hash(name_of(p, s))];
			s->another = *bucket;
			*bucket = (uint32_t)i + 1;
		}
		pattern_put(s->kind == PATTERN_END ? p->ends[s->tag] : p->inner[s->tag], i);
	}
}

void
patterns_release(struct patterns *p)
{
	free(p->v);
	free(p->masks);
	buf_release(&p->names);
	*p = (struct patterns)PATTERNS_INIT;
}

/* A "**" may match nothing: when it is reached, the step after it is reached too. */
static inline void
close_over(const struct patterns *p, uint64_t *state)
{
	uint64_t carry = 0;

	for (size_t w = 0; w < p->words; w++) {
		uint64_t deep = state[w] & p->deep[w];
		state[w] |= deep << 1 | carry;
		carry = deep >> 63;
	}
}

/* What any step down does, whatever its name. */
static inline void
pattern_advance(const struct patterns *p, const uint64_t *from, uint64_t *to)
{
	uint64_t carry = 0;

	for (size_t w = 0; w < p->words; w++) {
		uint64_t any = from[w] & p->any[w];
		to[w] = (from[w] & p->deep[w]) | any << 1 | carry;
		carry = any >> 63;
	}
}

/* Whether a name is of a glob's form. The last wildcard tried takes one byte more at a time. */
static bool
glob_matches(struct slice glob, struct slice name)
{
	size_t g = 0, i = 0, star = SIZE_MAX, retry = 0;

	while (i < name.n) {
		if (g < glob.n && glob.p[g] == WILDCARD) {
			star = g++;
			retry = i;
		} else if (g < glob.n && glob.p[g] == name.p[i]) {
			g++;
			i++;
		} else if (star != SIZE_MAX) {
			g = star + 1;
			i = ++retry;
		} else {
			return false;
		}
	}
	while (g < glob.n && glob.p[g] == WILDCARD)
		g++;
	return g == glob.n;
}

static void
advance_globs(const struct patterns *p, const uint64_t *from, struct slice name, uint64_t *to)
{
	for (size_t i = 0; i < p->n; i++)
		if (pattern_has_state(p->glob, i) && pattern_has_state(from, i) &&
		    glob_matches(name_of(p, &p->v[i]), name))
			pattern_put(to, i + 1);
}

void
patterns_start(const struct patterns *p, uint64_t *state)
{
	memset(state, 0, p->words * sizeof *state);
	for (size_t i = 0; i < p->n; i++)
		if (i == 0 || p->v[i - 1].kind == PATTERN_END)
			pattern_put(state, i);
	close_over(p, state);
}

void
patterns_member(const struct patterns *p, const uint64_t *from, struct slice name, uint64_t *to)
{
	pattern_advance(p, from, to);
	for (uint32_t i = p->buckets[pattern_hash(name)]; i != 0; i = p->v[i - 1].another)
		if (pattern_has_state(from, i - 1) && slice_eq(name_of(p, &p->v[i - 1]), name))
			pattern_put(to, i);
	if (patterns_meet(p, from, p->glob))
		advance_globs(p, from, name, to);
	close_over(p, to);
}

const char *
patterns_index(const struct patterns *p, const uint64_t *state)
{
	for (size_t i = 0; p->has_index && i < p->n; i++)
		if (p->v[i].text != NULL && pattern_has_state(state, i))
			return p->v[i].text;
	return NULL;
}

/* Whether step i is a name at any depth, with which a pattern of this tag ends. */
static bool
pattern_is_deep_name(const struct patterns *p, size_t i, unsigned tag)
{
	return i > 0 && i + 1 < p->n && p->v[i - 1].kind == PATTERN_DEEP &&
	       p->v[i].kind == PATTERN_NAME && p->v[i].tag == tag &&
	       p->v[i + 1].kind == PATTERN_END;
}

size_t
patterns_only_names(
    const struct patterns *p, const uint64_t *state, unsigned tag, uint32_t *steps, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (!pattern_has_state(state, i) || p->v[i].kind == PATTERN_END)
			continue;
		if (p->v[i].kind == PATTERN_DEEP && pattern_is_deep_name(p, i + 1, tag))
			continue; /* its name's bit is set, too */
		if (!pattern_is_deep_name(p, i, tag) || !pattern_has_state(state, i - 1) ||
		    n == max)
			return 0;
		steps[n++] = (uint32_t)i;
	}
	return n;
}

struct slice
patterns_name(const struct patterns *p, uint32_t step)
{
	return name_of(p, &p->v[step]);
}

void
patterns_element(const struct patterns *p, const uint64_t *from, uint64_t *to)
{
	pattern_advance(p, from, to);
	close_over(p, to);
}
