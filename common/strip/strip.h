/*
 * strip.h - the parts of a record that change by themselves, and how to remove them.
 *
 * A rule is a pattern (pattern.h) that drops the values that it matches, drops them if they are
 * empty strings, or keeps them. Keep wins over drop: a kept value stays whole, and the containers
 * around it stay too. The member `kind` is always kept. A struct strip holds the rules of flows, or
 * those of objects of one type; strip_read() does not change other records. strip_set.h has all of
 * them. A container that loses all its content stays, empty.
 *
 *	struct strip s = STRIP_INIT;
 *	strip_for(&s, STRIP_DIFF);
 *	why = strip_keep(&s, "/configuration/uiMetaData");     // NULL, or what is wrong with it
 *	strip_ready(&s);
 *	if (!strip_read(&s, &j, text))
 *		complain(json_offset(&j), json_error(&j));
 *	splices_write(&s.edits, text);
 *	strip_release(&s);
 *
 * For a restore a flow without a base gets the one that its version marks tell (record_base.h).
 *
 * Because rules are paths without element numbers, strip(strip(x)) = strip(x). If a number in a
 * rule meets an array, s.index is that rule, and the record must not be stripped.
 */
#ifndef GC_STRIP_H
#define GC_STRIP_H

#include "json/members.h"
#include "json/pattern.h"
#include "json/splice.h"
#include "strip/strip_names.h"
#include "strip/strip_object.h"

#define STRIP_PURPOSES "restore|diff|none"

enum { STRIP_DROP, STRIP_KEEP, STRIP_DROP_EMPTY }; /* the tags of the patterns */

/* A container that the walk is in; offsets are into the record, which is at most 1 GiB. */
struct strip_level {
	uint32_t begin; /* of the member or element that it is, its name included */
	uint32_t lead;  /* where the members removed before the first that stays begin */
	uint32_t end;   /* of the last value in it */
	uint32_t edits; /* how many there were before it */
	bool dropping;  /* it is removed, except what is kept inside */
	bool kept;      /* something is */
	bool stays;     /* one of its members stays */
	bool led;       /* `lead` is set */
};

struct strip {
	struct patterns rules;
	struct splices edits;
	struct strip_level *levels;
	uint64_t *states; /* rules.words of each level, and one more for the value at hand */
	size_t depth, levels_cap, states_cap;
	struct buf name;      /* a member's name that is spelled with escapes */
	size_t built_in;      /* how many rules strip_for() added */
	uint64_t *effects;    /* rules.words: the ends of the rules that decided about a value */
	bool makes_base;      /* records get one, see strip_base.h: */
	struct members marks; /* what it is made of */
	bool object;          /* the rules are for objects, not for flows */
	struct strip_object_rules own; /* those of the object's type */
	struct strip_names names;
	bool applies;      /* after strip_read(): the record was one that the rules are for, */
	const char *index; /* and a rule that numbers elements; or NULL */
};

#define STRIP_INIT                                                                       \
	{                                                                                \
		.rules = PATTERNS_INIT, .edits = SPLICES_INIT, .names = STRIP_NAMES_INIT \
	}

/* The rules of a purpose, all of them to drop, or NULL after the last. */
const char *strip_rule(enum strip_purpose purpose, size_t i);

/* The same for rules that drop only empty strings. */
const char *strip_empty_rule(enum strip_purpose purpose, size_t i);

void strip_for(struct strip *s, enum strip_purpose purpose);

/* Instead: the rules of objects of a type; NULL: of a type that has no definition. */
void strip_for_object(struct strip *s, enum strip_purpose purpose, const struct object_type *type);
const char *strip_drop(struct strip *s, const char *pattern);
const char *strip_drop_empty(struct strip *s, const char *pattern);
const char *strip_keep(struct strip *s, const char *pattern);
void strip_ready(struct strip *s); /* after the last rule */
void strip_release(struct strip *s);

/*
 * Whether the rule that was added as the i-th (from 0) after strip_for() has decided about a value
 * of the records that were read: a value that it matches, and that no rule had already removed or
 * kept together with a container around it.
 */
bool strip_had_effect(const struct strip *s, size_t i);

/*
 * Read and check a whole record; the edits are in s->edits. False: it is not one JSON object; j
 * has the reason.
 */
bool strip_read(struct strip *s, struct json *j, struct slice text);

#endif
