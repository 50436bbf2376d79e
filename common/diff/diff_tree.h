/*
 * diff_tree.h - a flow record as a flat tree, for comparing it with another one.
 *
 *	struct diff_tree t = DIFF_TREE_INIT;
 *	if (!diff_tree_read(&t, &json, text))
 *		complain(json_error(&json));
 *	for (i = diff_first(&t, 0); i != DIFF_NONE; i = diff_next(&t, i))
 *		...                       // the record's members
 *	diff_tree_release(&t);
 *
 * A node is a value. Node 0 is the record; the nodes of a value follow it in the order of the text.
 * Nothing is decoded: nodes hold offsets into the text, which belongs to the caller and must stay
 * as long as the tree. Memory: 40 bytes a value.
 */
#ifndef GC_DIFF_TREE_H
#define GC_DIFF_TREE_H

#include "json/json.h"

#define DIFF_NONE UINT32_MAX

struct diff_node {
	uint32_t key, key_n; /* the member's name as spelled, without quotes; 0: an element */
	uint32_t at, n;      /* the value as spelled; a string without its quotes */
	uint32_t parent;     /* DIFF_NONE: the record */
	uint32_t end;        /* the node after the last one inside this value */
	uint32_t part;       /* set by diff_parts.h: the part that this value is, or DIFF_NONE */
	uint8_t type;        /* enum json_type */
	uint64_t hash;       /* set by diff_hash.h */
};

struct diff_tree {
	struct slice text;
	struct diff_node *v;
	size_t n, cap;
	struct buf scratch;
};

/* clang-format off */
#define DIFF_TREE_INIT {{NULL, 0}, NULL, 0, 0, BUF_INIT}
/* clang-format on */

/* Replace the tree by that of a record. False: the text is not one whole object; see j. */
bool diff_tree_read(struct diff_tree *t, struct json *j, struct slice text);
void diff_tree_release(struct diff_tree *t);

static inline uint32_t
diff_first(const struct diff_tree *t, uint32_t i)
{
	return t->v[i].end > i + 1 ? i + 1 : DIFF_NONE;
}

static inline uint32_t
diff_next(const struct diff_tree *t, uint32_t i)
{
	uint32_t next = t->v[i].end;

	return t->v[i].parent != DIFF_NONE && next < t->v[t->v[i].parent].end ? next : DIFF_NONE;
}

static inline struct slice
diff_token(const struct diff_tree *t, uint32_t i)
{
	return slice_of(t->text.p + t->v[i].at, t->v[i].n);
}

/* The value as JSON: a string with its quotes. */
struct slice diff_json(const struct diff_tree *t, uint32_t i);

/* The name as spelled; empty for an element. */
static inline struct slice
diff_key(const struct diff_tree *t, uint32_t i)
{
	return slice_of(t->text.p + t->v[i].key, t->v[i].key_n);
}

static inline bool
diff_key_is(const struct diff_tree *t, uint32_t i, const char *name)
{
	return t->v[i].key != 0 && json_is(diff_key(t, i), name);
}

static inline bool
diff_is(const struct diff_tree *t, uint32_t i, enum json_type type)
{
	return i != DIFF_NONE && t->v[i].type == type;
}

/* The last member of this name of an object; DIFF_NONE: there is none, or it is not an object. */
uint32_t diff_member(const struct diff_tree *t, uint32_t i, const char *name);

static inline uint32_t
diff_configuration(const struct diff_tree *t)
{
	return diff_member(t, 0, "configuration");
}

/* The string member's text, decoded; empty: there is none. Valid until the next call. */
struct slice diff_string(struct diff_tree *t, uint32_t i, const char *name);

/* The text of a string node, decoded; of another node, as spelled. Valid until the next call. */
struct slice diff_text(struct diff_tree *t, uint32_t i);

/* Append the JSON Pointer of a node. */
void diff_pointer(const struct diff_tree *t, uint32_t i, struct buf *b);

#endif
