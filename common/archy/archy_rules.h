/*
 * archy_rules.h - where Archy YAML names each kind of resource: a table.
 *
 * A row's path names keys from the inside out of a text's position: "transferToAcd.targetQueue" is
 * the key targetQueue directly in a mapping that is the value of transferToAcd, wherever that is.
 * "[]" is an element of a list, "*" is any key, and "^" begins directly below the flow's type.
 *
 * The rows come from real files, and from programs that write such files for live orgs; each
 * occurs in one of these. A key counts only in its row's form and place: `queue` is also a
 * container and the name of a data type.
 */
#ifndef GC_ARCHY_RULES_H
#define GC_ARCHY_RULES_H

#include "archy/archy_walk.h"

enum archy_form {
	ARCHY_LIT,   /* KEY: {lit: {name: X}} or {lit: X}, and a list of these */
	ARCHY_NAME,  /* KEY: {name: X}, and ARCHY_LIT */
	ARCHY_KEY,   /* KEY: {X: …} */
	ARCHY_VALUE, /* KEY: X */
	ARCHY_AUDIO, /* KEY: Prompt.X or X */
	ARCHY_LABEL  /* KEY: X, which repeats the name of a reference next to it */
};

/* Types that depend on something else. */
#define ARCHY_OF_DATA     "data"     /* on the word that "*" stands for: queue, queueVariable */
#define ARCHY_OF_CHANNEL  "channel"  /* a flow that the flow's own callers can be sent to */
#define ARCHY_OF_IN_QUEUE "in-queue" /* the in-queue flow of its channel */

struct archy_rule {
	enum archy_form form;
	const char *path;
	const char *type;
};

/*
 * The keys around a place, from the inside out: 0 is the innermost. An empty slice: the document.
 */
typedef struct slice archy_key_above(const void *user, size_t up);

/*
 * The row for the place, or NULL. `word`: what "*" stands for, the innermost one. A key of form
 * ARCHY_KEY is searched with the keys around the mapping, without itself.
 */
const struct archy_rule *archy_rule_find(
    enum archy_form form, archy_key_above *above, const void *user, struct slice *word);

/* The reference type of a row in a flow whose top key is this; "": not known, so class unknown. */
const char *archy_rule_type(const struct archy_rule *rule, struct slice word, const char *key);

/* Whether a key in the place of a name is a word of Archy's own: none, noValue, … */
bool archy_is_word(struct slice key);

#endif
