/*
 * diff_parts.h - the parts of a flow that have an identity of their own, and which of them belong
 * together in two versions of the flow.
 *
 * Parts are paired by id, then by tracking id and name, then by name where names are unique. So an
 * action stays itself if it sits in another task, and if an import gave it another id. The id of a
 * part may stand anywhere in the flow (nextAction, ref.val, the manifest's context): two such ids
 * mean the same if the parts that they name are a pair.
 */
#ifndef GC_DIFF_PARTS_H
#define GC_DIFF_PARTS_H

#include "diff/diff_match.h"
#include "diff/diff_tree.h"

enum diff_part_kind {
	DIFF_FLOW,     /* the record itself */
	DIFF_ITEM,     /* a task, state or menu: an element of flowSequenceItemList */
	DIFF_ACTION,   /* an element of actionList, or a menu choice's action */
	DIFF_CHOICE,   /* an element of menuChoiceList */
	DIFF_VARIABLE, /* an element of variables */
	DIFF_CASE,     /* an element of cases, named by its referenceId */
	DIFF_PATH      /* an element of a task's paths, named by its outputId */
};

struct diff_part {
	enum diff_part_kind kind;
	uint32_t node;
	uint32_t outer; /* the part that it is in; DIFF_NONE: the flow itself */
	uint32_t id;    /* the node of its id; DIFF_NONE: it has none */
	uint32_t pair;  /* of the other version's parts; DIFF_NONE: none */

	/* Of an action, set by diff_order.h: */
	uint32_t link;  /* the node of the first pointer to it; DIFF_NONE: none */
	uint32_t next;  /* the action where it goes on; DIFF_NONE: none, or several */
	uint32_t place; /* in the order in which the actions of its task run, from 1; 0: none */
	bool moved;     /* to another task, or among the actions of its task */
	bool passed;    /* a pointer led past it to where it leads in the other version, too */
};

struct diff_side {
	struct diff_tree tree;
	struct diff_part *v;
	size_t n, cap;
	struct idset ids; /* of parts */
	uint32_t *of_id;  /* by index in ids: the first part of this id */
	size_t of_id_cap;
};

/* clang-format off */
#define DIFF_SIDE_INIT {DIFF_TREE_INIT, NULL, 0, 0, IDSET_INIT, NULL, 0}
/* clang-format on */

/* Find the parts of the tree, the flow itself first. */
void diff_parts_find(struct diff_side *s);
void diff_parts_none(struct diff_side *s); /* an object has none but itself */
void diff_parts_pair(struct diff_side *a, struct diff_side *b);
void diff_side_release(struct diff_side *s);

/* A part of its own, and not a detail of another one. */
static inline bool
diff_part_stands(const struct diff_part *p)
{
	return p->kind <= DIFF_VARIABLE;
}

/* The part whose id the string node is; DIFF_NONE: it is not an id. */
uint32_t diff_part_of_id(struct diff_side *s, uint32_t node);

/* The innermost part that stands and that the node is in or is. */
uint32_t diff_part_around(const struct diff_side *s, uint32_t node);

/* Whether the node is a part that stands; and whether it is a list that has nothing else. */
bool diff_stands(const struct diff_side *s, uint32_t node);
bool diff_is_part_list(const struct diff_side *s, uint32_t node);

#endif
