/*
 * archy_walk.h - what an Archy YAML text describes, what it refers to, and at which bytes. Pure.
 *
 *	struct archy a = ARCHY_INIT;
 *	if (!archy_walk(&a, text))
 *		complain(a.error.line, a.error.column, a.error.why);
 *	for (size_t i = 0; i < a.n; i++)
 *		archy_str(&a, a.v[i].name), slice_of(text.p + a.v[i].from, …
 *	archy_release(&a);
 *
 * The text is a flow if it has one top key, a known type of flow (archy_type()), and below it a
 * mapping with a scalar `name` that is not empty. Anything else is refused, as is what
 * archy_yaml.h refuses. Nothing is known of a text that is refused.
 *
 * References are in the order of the text. Where each kind of resource is named is a table
 * (archy_rules.h). A name is in the text as one of
 *   a value        targetQueue: {lit: {name: Sales}}
 *   a key          dataAction: {Get Contact: {…}}
 *   a prompt       processingPrompt: {lit: {name: PromptSystem.processing}}
 *   an expression  exp: FindQueue("Sales"), exp: Prompt.Welcome
 *   an id          a UUID inside any text (class literal)
 * Classes:
 *   own       the flow's own name, with its reference type; its division
 *   object    what the org must have: queues, users, data actions (with `category`), user prompts
 *   name      a category (type integration); a name that a Find function or action looks up
 *   dynamic   a look-up of a computed name or id: no name; its bytes are the whole scalar
 *   platform  languages, speech engines, voices, system prompts, default scripts
 *   literal   an id, not a name; no type
 *   unknown   lit: {name: …} in a place that no rule covers: no type
 * Text that only looks like a name is not a reference: what a caller hears, refIds, links between
 * nodes, and string literals of expressions that are not the whole operand of a Find function.
 *
 * An alias has the references of its scalar, at its own line, if its value is known (archy_anchor.h).
 * What an alias of a collection names is a reference where its anchor is, and only there.
 *
 * A label repeats the name of the reference next to it (the exporter writes both), or names a
 * flow in the exporter's list `referencedObjects`. It changes with the name, and is not a use.
 *
 * Placeholders are those in keys and values, in the order of the text; comments have none.
 *
 * To change a name, replace text[from..to) and spell the new one for its place:
 *   - not `expression`: the whole scalar, of scalar.style; with `prompt`, the word "Prompt." or
 *     "PromptSystem." that the old one begins with belongs before the new name;
 *   - `expression` and `prompt`: the same, and the bytes are the word and the name only;
 *   - `expression`: a string literal with its quotes, as they are written in a scalar of that
 *     style (in double quotes: \"Sales\").
 * from = to: the place has no bytes of its own that can be replaced (an escape spells a quote, or it
 * is inside an alias).
 */
#ifndef GC_ARCHY_WALK_H
#define GC_ARCHY_WALK_H

#include "archy/archy_yaml.h"
#include "base/buf.h"
#include "record/reftype.h"

/* A text in archy.text: archy_str(). len = 0: none. */
struct archy_str {
	uint32_t at, len;
};

/* A scalar as it is written: bytes of the text, quotes included. */
struct archy_scalar {
	size_t from, to;
	enum archy_style style;
	bool is_key;
	bool in_flow; /* inside [] or {} */
};

/* A key of one mapping in a list (- transferToAcd: {name: Main, …}): an action, a task, a menu … */
struct archy_step {
	struct archy_str type, name; /* "transferToAcd", "Main" */
	uint32_t in;                 /* the step around it: its number + 1; 0: none */
};

/* An alias: *name. */
struct archy_alias {
	struct archy_scalar scalar;
	size_t line, column;
	bool of_scalar;         /* not of a collection: the scalar begins at byte `origin`, */
	size_t origin;          /* and has this value */
	bool resolved;          /* the value is known */
	struct archy_str value; /* then */
};

struct archy_ref {
	enum ref_class class;
	const char *type;          /* reference type (queue, inboundCallFlow); "": not known */
	struct archy_str name;     /* decoded, without the prompt's word; {{key}} as written */
	struct archy_str id;       /* of class literal */
	struct archy_str category; /* of a data action: its integration's name */
	struct archy_str path;     /* JSON Pointer into the document; of a key: to its value */
	size_t from, to;           /* see above */
	size_t line, column;       /* of `from`, or of the scalar */
	struct archy_scalar scalar;
	uint32_t step;    /* the innermost one around it: its number + 1; 0: none */
	uint32_t alias;   /* it is in an alias: the number of that + 1; 0: it is not */
	bool expression;  /* it is a part of an expression */
	bool prompt;      /* it is written with "Prompt." or "PromptSystem." */
	bool label;       /* it repeats a name */
	bool placeholder; /* the name or the category has {{key}} */
};

struct archy_fill {
	struct archy_str key;
	struct archy_str path; /* of the scalar; of a key: to its value */
	size_t from, to;       /* braces included */
	size_t line, column;
	struct archy_scalar scalar; /* that it is in */
	bool whole;                 /* the scalar is nothing else, except quotes */
	bool literal;               /* inside a string literal of an expression */
	bool expression;            /* inside an expression */
	uint32_t step;
};

struct archy {
	struct archy_error error;
	const char *key;                              /* the top key: "inboundCall" */
	const char *type;                             /* as a reference: "inboundCallFlow" */
	struct archy_str name, division, description; /* as written; placeholders included */
	struct archy_scalar name_at, division_at;     /* from = to: none */
	struct archy_ref *v;
	size_t n, cap;
	struct archy_fill *fills;
	size_t nfills, fills_cap;
	struct archy_step *steps;
	size_t nsteps, steps_cap;
	struct archy_alias *aliases; /* in the order of the text */
	size_t naliases, aliases_cap;
	struct buf text;
};

/* clang-format off */
#define ARCHY_INIT {.error = {0, 0, ""}, .text = BUF_INIT}
/* clang-format on */

/*
 * Whether a text is meant as a flow, valid or not: its first line that is not empty, a comment, a
 * document's or Git's marker begins with a known type of flow and a colon.
 */
bool archy_is_likely(struct slice text);

/* The first alias whose value is not known, and how many there are; NULL: none. */
const struct archy_alias *archy_unresolved(const struct archy *a, size_t *n);

/* Reads the text. The result is valid until the next call with this struct. */
bool archy_walk(struct archy *a, struct slice text);
void archy_release(struct archy *a);

static inline struct archy_scalar
archy_scalar_of(const struct archy_node *node)
{
	return (struct archy_scalar){
	    node->from, node->to, node->style, node->is_key, node->in_flow};
}

static inline struct slice
archy_str(const struct archy *a, struct archy_str s)
{
	return slice_of(a->text.p + s.at, s.len);
}

/*
 * The reference type of a flow with this top key: "inboundCall" -> "inboundCallFlow". NULL: not a
 * type of flow. And the top key for the API's type, in any case: "INBOUNDCALL" -> "inboundCall".
 */
const char *archy_type(struct slice key);
const char *archy_key(struct slice api_type);

#endif
