/*
 * archy_build.h - how the parts of archy_walk.h's walk fill its result.
 *
 * archy_walk.c keeps the way from the root and what the flow is; archy_find.c finds the names that
 * are values or keys; archy_expression.c those inside a text; archy_fill.c placeholders.
 */
#ifndef GC_ARCHY_BUILD_H
#define GC_ARCHY_BUILD_H

#include "archy/archy_rules.h"
#include "archy/archy_trace.h"

/* An open collection. */
struct archy_frame {
	bool mapping;
	size_t index;                  /* of the next element */
	struct archy_str name, key;    /* its own key; that of its newest member; in walk.names */
	size_t names, path;            /* walk.names and walk.path without its members */
	const struct archy_rule *rule; /* its keys are names, by this row */
	uint32_t step;                 /* it is in, or is */
	struct archy_str category;     /* the integration whose data actions its keys are */
	uint32_t listed;               /* a flow of `referencedObjects`: its label's number + 1 */
	struct archy_str listed_type;  /* and the word that is its type */
};

struct archy_walk {
	struct archy *a;
	struct slice text;
	struct archy_frame *v;
	size_t n, cap;
	struct buf names, path;
	size_t tops;         /* keys of the document */
	size_t line, column; /* of the first one */
	uint32_t alias;      /* the node at hand is this one: its number + 1; 0: none */
	struct buf plain;    /* scratch */
};

/* The key of the value at hand, and those of the collections around it (archy_key_above). */
struct slice archy_walk_key(const void *walk, size_t up);

/* A type's top key, from a table. */
const char *archy_top_key(struct slice key);

struct archy_str archy_keep(struct archy *a, struct slice s);

/* Add a reference at a scalar, its path that of the node at hand; more of it is the caller's. */
struct archy_ref *archy_add(struct archy_walk *w, const struct archy_node *node,
    enum ref_class class, const char *type, struct slice name);

/* Where the node at hand is written. */
struct archy_scalar archy_here(const struct archy_walk *w, const struct archy_node *node);

/* A key, and a value that is a scalar. */
void archy_find_key(struct archy_walk *w, const struct archy_node *node);
void archy_find_value(struct archy_walk *w, const struct archy_node *node);

/* At the end of a mapping. */
void archy_find_listed(struct archy_walk *w, const struct archy_frame *f);

/* What an expression names; UUIDs in any text. */
void archy_find_in_expression(struct archy_walk *w, const struct archy_node *node);
void archy_find_ids(struct archy_walk *w, const struct archy_node *node, bool expression);

/* "Prompt.", "PromptSystem." or "Grammar." at the start of a text, in any case: its length, or 0. */
size_t archy_prompt_word(struct slice text, const char **type);

void archy_find_fills(struct archy_walk *w, const struct archy_node *node, bool expression);

#endif
