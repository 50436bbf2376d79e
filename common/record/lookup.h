/*
 * lookup.h - objects that a flow looks up when it runs: FindQueue("Sales").
 *
 * Such a reference is a name without an id, and no manifest lists it. This is the table of
 * Architect's look-ups, as functions of expressions and as actions, with the type that each looks
 * for.
 */
#ifndef GC_LOOKUP_H
#define GC_LOOKUP_H

#include "base/buf.h"
#include "base/slice.h"

struct lookup {
	const char *name; /* of the function; the action's type is this and "Action" */
	const char *type; /* reference type of what it finds */
	bool by_id;       /* its operand is an id, not a name */
};

/* The look-up of this function name or action type; letter case does not count. NULL: none. */
const struct lookup *lookup_find(struct slice name);

/* Whether flows look up objects of this type by name, and each org has its own objects. */
bool lookup_has_type(struct slice type);

/* A call in the source text of an expression. */
struct lookup_call {
	const struct lookup *lookup;
	bool computed;        /* the operand is not a literal */
	struct slice literal; /* else its text as spelled, without quotes */
};

/*
 * Append the text that a literal in an expression's source means; and a text as it is spelled in
 * a literal, without quotes. The latter returns false for a text with control characters, whose
 * spelling is not known.
 */
void lookup_unquote(struct slice literal, struct buf *b);
bool lookup_quote(struct slice text, struct buf *b);

/* Whether the text of a JSON string token may contain a call. Fast. */
bool lookup_may_call(struct slice token, bool escaped);

/*
 * The next call at or after byte *from, which is moved to the end of the call. False: there is
 * none.
 */
bool lookup_next_call(struct slice text, size_t *from, struct lookup_call *call);

#endif
