/*
 * remap_expression.h - rename the look-ups of one expression: FindQueue("Sales").
 *
 * An expression contains a name several times: in its source (`text`), in the operand
 * (`lit.text`), and in the `text` of a function's node, which is the source as Architect formats
 * it. Every `pos` is a place in the source, counted from 1 in UTF-16 code units; for a literal it
 * is the place of the opening quote.
 *
 *	{"text":"FindQueue(\"Sales\").id",
 *	 "config":{".":{"pos":19,"text":"FindQueue(\"Sales\").id","operands":[…,
 *	   {"FindQueue":{"pos":1,"operands":[{"lit":{"pos":11,"text":"Sales"}}]}}]}}}
 *
 * Either all of these change, or none: the expression stays if the source has no such call at a
 * literal's `pos`, if it spells the name with escapes other than \" and \\, or if a node's text
 * has other look-ups.
 */
#ifndef GC_REMAP_EXPRESSION_H
#define GC_REMAP_EXPRESSION_H

#include "json/json.h"
#include "remap/remap_renames.h"

/* The bytes of a token in the record, without quotes; at = 0: there is none. */
struct remap_span {
	size_t at, len;
};

/* A look-up of a name that is different in the target. */
struct remap_call {
	const char *type;
	struct remap_span name, pos;
	const struct remap_renamed *known;
	uint32_t unit; /* what `pos` says */
};

struct remap_node {
	struct remap_span text;
	size_t calls; /* how many of those are in it */
};

struct remap_expression {
	struct remap_span text;
	struct remap_call *calls; /* their order may change */
	const struct remap_node *nodes;
	const struct remap_span *positions;
	size_t ncalls, nnodes, npositions;
};

struct remap_change {
	struct remap_span old;   /* what is removed */
	struct remap_span token; /* the token that contains it */
	size_t from, with;       /* what is inserted: `with` bytes at `from` in `bytes` */
	bool number;             /* it is not a string */
};

/* A name in a text, and its replacement. */
struct remap_found {
	size_t at, len, with; /* in bytes of the decoded text; `with` bytes in `quoted` */
	uint32_t unit, units; /* the opening quote's place in UTF-16 units, and its length */
	int64_t shift;        /* how far the text after it has moved, in the same units */
	const struct remap_renamed *known;
};

struct remap_rewrite {
	struct remap_change *v; /* of the record, in any order */
	size_t n, cap;
	struct buf bytes;

	struct remap_renames *renames;
	struct remap_found *found; /* in the text at hand */
	size_t nfound, found_cap;
	struct buf text, name, quoted;
	struct json_places places;
};

/* clang-format off */
#define REMAP_REWRITE_INIT {.bytes = BUF_INIT, .text = BUF_INIT, .name = BUF_INIT, \
	.quoted = BUF_INIT}
/* clang-format on */

void remap_rewrite_clear(struct remap_rewrite *w);
void remap_rewrite_release(struct remap_rewrite *w);

/* Change the expression of a record. False: it stays, and nothing was added to the changes. */
bool remap_expression_change(
    struct remap_rewrite *w, struct slice record, const struct remap_expression *e);

/* The same for an action's setting: a literal whose source is the bare name or a string with it. */
bool remap_setting_change(struct remap_rewrite *w, struct slice record, struct remap_span text,
    const struct remap_call *call);

#endif
