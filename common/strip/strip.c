/* strip.c - the parts of a record that change by themselves, and how to remove them */
#include "base/mem.h"
#include "strip/strip.h"
#include "strip/strip_base.h"

/* What was added until now is built in. */
static void
strip_count_built_in(struct strip *s)
{
	for (size_t i = 0; i < s->rules.n; i++)
		s->built_in += s->rules.v[i].kind == PATTERN_END;
}

void
strip_for(struct strip *s, enum strip_purpose purpose)
{
	const char *rule;

	s->makes_base = purpose == STRIP_RESTORE;
	for (size_t i = 0; (rule = strip_rule(purpose, i)) != NULL; i++)
		strip_drop(s, rule);
	for (size_t i = 0; (rule = strip_empty_rule(purpose, i)) != NULL; i++)
		strip_drop_empty(s, rule);
	strip_count_built_in(s);
}

void
strip_for_object(struct strip *s, enum strip_purpose purpose, const struct object_type *type)
{
	const char *rule;

	s->object = true;
	strip_object_rules(&s->own, purpose, NULL);
	if (type != NULL)
		strip_object_rules(&s->own, purpose, type);
	for (size_t i = 0; i < s->own.n; i++)
		strip_drop(s, s->own.v[i]);
	for (size_t i = 0; (rule = strip_object_empty_rule(purpose, i)) != NULL; i++)
		strip_drop_empty(s, rule);
	strip_count_built_in(s);
}

const char *
strip_drop(struct strip *s, const char *pattern)
{
	return patterns_add(&s->rules, pattern, STRIP_DROP);
}

const char *
strip_drop_empty(struct strip *s, const char *pattern)
{
	return patterns_add(&s->rules, pattern, STRIP_DROP_EMPTY);
}

const char *
strip_keep(struct strip *s, const char *pattern)
{
	return patterns_add(&s->rules, pattern, STRIP_KEEP);
}

void
strip_ready(struct strip *s)
{
	strip_keep(s, "/kind");
	patterns_compile(&s->rules);
	s->effects = xcalloc(s->rules.words, sizeof *s->effects);
	s->makes_base = s->makes_base && !strip_base_is_dropped(s);
}

void
strip_release(struct strip *s)
{
	patterns_release(&s->rules);
	splices_release(&s->edits);
	buf_release(&s->name);
	members_release(&s->marks);
	strip_object_rules_release(&s->own);
	strip_names_release(&s->names);
	free(s->levels);
	free(s->states);
	free(s->effects);
	*s = (struct strip)STRIP_INIT;
}

bool
strip_had_effect(const struct strip *s, size_t i)
{
	size_t end = 0;

	for (size_t ends = 0;; end++)
		if (s->rules.v[end].kind == PATTERN_END && ends++ == s->built_in + i)
			break;
	return (s->effects[end / 64] >> (end % 64) & 1) != 0;
}

/* The rules that end in this state decide about a value. */
static inline void
strip_note_effect(struct strip *s, const uint64_t *state)
{
	for (size_t w = 0; w < s->rules.words; w++)
		s->effects[w] |= state[w];
}

static inline uint32_t
strip_offset(const struct json *j, const char *p)
{
	return (uint32_t)(p - j->text.p);
}

/* The state of the innermost container; the state after it belongs to the current value. */
static inline uint64_t *
state_of_top(const struct strip *s)
{
	return s->states + (s->depth - 1) * s->rules.words;
}

static void
strip_enter(struct strip *s, uint32_t begin, bool dropping)
{
	s->levels = xgrow(s->levels, &s->levels_cap, s->depth + 1, sizeof *s->levels);
	s->levels[s->depth++] = (struct strip_level){
	    .begin = begin, .edits = (uint32_t)s->edits.n, .dropping = dropping};
	s->states =
	    xgrow(s->states, &s->states_cap, (s->depth + 1) * s->rules.words, sizeof *s->states);
}

/* The value from `begin` to `end` stays: the values removed before it go with their last comma. */
static inline void
strip_keep_members(struct strip *s, struct strip_level *l, uint32_t begin)
{
	if (!l->stays && l->led)
		splices_cut(&s->edits, l->lead, begin);
	l->stays = true;
}

/*
 * The value is removed: with the comma before it or, if nothing before it stays, with the comma
 * after it.
 */
static inline void
strip_go(struct strip *s, struct strip_level *l, uint32_t begin, uint32_t end)
{
	if (l->stays) {
		splices_cut(&s->edits, l->end, end);
	} else if (!l->led) {
		l->lead = begin;
		l->led = true;
	}
}

/* At the end of the innermost container: only now it is known whether a dropped one is removed. */
static void
strip_leave(struct strip *s, const struct json *j)
{
	struct strip_level *l = &s->levels[--s->depth], *outer = l - 1;

	if (!l->dropping || l->kept) {
		if (l->led && !l->stays)
			splices_cut(&s->edits, l->lead, strip_offset(j, j->at));
	} else {
		splices_undo(&s->edits, l->edits);
	}
	if (s->depth == 0)
		return;
	if (l->dropping && l->kept) {
		strip_keep_members(s, outer, l->begin);
		outer->kept = true;
	} else if (l->dropping) {
		strip_go(s, outer, l->begin, strip_offset(j, j->p));
	}
	outer->end = strip_offset(j, j->p);
}

/* Whether a rule drops the value whose first token was just read. */
static inline bool
strip_is_dropped(
    const struct strip *s, const struct json *j, enum json_type type, const uint64_t *state)
{
	return patterns_hit(&s->rules, state, STRIP_DROP) ||
	       (type == JSON_STRING && j->tok.n == 0 &&
		   patterns_hit(&s->rules, state, STRIP_DROP_EMPTY));
}

/* Whether a rule may drop something inside it. */
static inline bool
may_drop(const struct strip *s, const uint64_t *state)
{
	return patterns_alive(&s->rules, state, STRIP_DROP) ||
	       patterns_alive(&s->rules, state, STRIP_DROP_EMPTY);
}

/* Skip the container that was just opened; what is removed inside are members of some names. */
static bool
strip_skip_container(struct strip *s, struct json *j, bool names)
{
	uint32_t begin = strip_offset(j, j->at);

	if (!json_skip(j))
		return false;
	if (names)
		strip_names_cut(
		    &s->names, j->text, begin, strip_offset(j, j->p), &s->edits, s->effects);
	return true;
}

/* The value whose first token was just read; its state is the one after the innermost. */
static inline bool
strip_value(struct strip *s, struct json *j, enum json_type type, uint32_t begin)
{
	struct strip_level *l = &s->levels[s->depth - 1];
	const uint64_t *state = state_of_top(s) + s->rules.words;
	bool container = type == JSON_OBJECT || type == JSON_ARRAY;
	bool keep = patterns_hit(&s->rules, state, STRIP_KEEP);
	bool dropped = !keep && !l->dropping && strip_is_dropped(s, j, type, state);
	bool drop = dropped || (!keep && l->dropping);
	bool inside = container && !keep &&
		      (drop ? patterns_alive(&s->rules, state, STRIP_KEEP) : may_drop(s, state));

	if (type == JSON_ARRAY && s->rules.has_index && s->index == NULL)
		s->index = patterns_index(&s->rules, state);
	if (keep || dropped)
		strip_note_effect(s, state);
	if (!drop)
		strip_keep_members(s, l, begin);
	l->kept |= keep;
	if (inside && (drop || !strip_names_apply(&s->names, &s->rules, state))) {
		strip_enter(s, begin, drop);
		return true;
	}
	if (container && !strip_skip_container(s, j, inside))
		return false;
	if (drop)
		strip_go(s, l, begin, strip_offset(j, j->p));
	l->end = strip_offset(j, j->p);
	return true;
}

static inline bool
strip_member(struct strip *s, struct json *j)
{
	uint64_t *from = state_of_top(s);
	uint32_t begin = strip_offset(j, j->at);
	struct slice key = j->tok, name = key;
	enum json_type type;
	bool is_kind;

	if (j->escaped) {
		buf_clear(&s->name);
		json_unescape(name, &s->name);
		name = buf_slice(&s->name);
	}
	patterns_member(&s->rules, from, name, from + s->rules.words);
	is_kind = s->depth == 1 && slice_is(name, "kind");
	type = json_next(j);
	if (is_kind)
		s->applies = type == JSON_STRING && json_is(j->tok, s->object ? "object" : "flow");
	if (s->depth == 1 && s->makes_base)
		strip_base_note(s, j, key, type);
	return type != JSON_ERROR && strip_value(s, j, type, begin);
}

static inline bool
strip_element(struct strip *s, struct json *j, enum json_type type)
{
	uint64_t *from = state_of_top(s);

	patterns_element(&s->rules, from, from + s->rules.words);
	return strip_value(s, j, type, strip_offset(j, j->at));
}

static bool
strip_walk(struct strip *s, struct json *j)
{
	bool good = true;

	while (good && s->depth > 0) {
		enum json_type type = json_next(j);
		switch (type) {
		case JSON_ERROR:
			return false;
		case JSON_OBJECT_END:
		case JSON_ARRAY_END:
			strip_leave(s, j);
			break;
		case JSON_KEY:
			good = strip_member(s, j);
			break;
		default:
			good = strip_element(s, j, type);
		}
	}
	return good;
}

bool
strip_read(struct strip *s, struct json *j, struct slice text)
{
	splices_clear(&s->edits);
	s->depth = 0;
	s->applies = false;
	s->index = NULL;
	s->marks.n = 0;
	if (!json_start_object(j, text))
		return false;
	strip_enter(s, 0, false);
	patterns_start(&s->rules, s->states);
	if (!strip_walk(s, j) || json_next(j) != JSON_END)
		return false;
	if (!s->applies) {
		splices_clear(&s->edits);
		s->index = NULL;
	} else if (s->makes_base) {
		strip_base_add(s, text);
	}
	return true;
}
