/*
 * lookup.h - objects that a flow looks up when it runs: FindQueue("Sales").
 *
 * Such a reference is a name and no id; no manifest lists it. Here is the one table of the look-ups
 * that Architect has, as functions of expressions and as actions, and what each looks for.
 */
#ifndef GC_LOOKUP_H
#define GC_LOOKUP_H

#include "base/buf.h"
#include "base/slice.h"

struct lookup {
	const char *name; /* of the function; the action's type is this and "Action" */
	const char *type; /* reference type of what it finds */
	bool by_id;       /* its operand is an id, and no name */
};

/* The look-up of a function's name or an action's type; letter case does not count. NULL: none. */
const struct lookup *lookup_find(struct slice name);

/* Whether objects of this type are looked up by their names, and the org has its own. */
bool lookup_has_type(struct slice type);

/* A call in the source text of an expression. */
struct lookup_call {
	const struct lookup *lookup;
	bool computed;        /* the operand is no literal */
	struct slice literal; /* else its text as spelled, without quotes */
};

/*
 * Append the text that a literal in a source text stands for; and a text as a literal spells it,
 * without quotes. The latter is false for one with control characters: nobody knows how.
 */
void lookup_unquote(struct slice literal, struct buf *b);
bool lookup_quote(struct slice text, struct buf *b);

/* Whether there may be a call in the text of a JSON string token. Fast. */
bool lookup_may_call(struct slice token, bool escaped);

/* The next call from byte *from on, which is moved behind it. False: there is none. */
bool lookup_next_call(struct slice text, size_t *from, struct lookup_call *call);

#endif
