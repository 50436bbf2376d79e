/*
 * object_compare.h - what differs between the object that a record brings and the target's. Pure.
 *
 *	object_compare(&record, &target, &d);
 *	for (i = 0; i < d.n; i++)
 *		object_difference_pointer(&record, &target, &d.v[i], &buf);
 *	object_differences_release(&d);
 *
 * No difference: the order of members, the order of references in a list, how a number or a string
 * is spelled, names inside references (ids count), and a member that one of them does not have
 * while the other's says nothing (object_view_empty()). Left out are what is not content, what
 * stays in its org, the division (gc-put moves no object), and what the caller has marked
 * OBJECT_LEFT. Ids must be the target's.
 */
#ifndef GC_OBJECT_COMPARE_H
#define GC_OBJECT_COMPARE_H

#include "put/object_view.h"

enum object_difference_kind {
	OBJECT_CHANGED, /* value b of the target is a in the record */
	OBJECT_ADDED,   /* the target's object b does not have the record's member a */
	OBJECT_GONE     /* the record does not have the target's member b */
};

struct object_difference {
	enum object_difference_kind kind;
	uint32_t a, b; /* nodes */
	bool late;     /* it is, or is in, what creation leaves out */
	bool lacks;    /* late, and the target has nothing there: completed, whoever else edits */
};

struct object_differences {
	struct object_difference *v;
	size_t n, cap;
};

/* clang-format off */
#define OBJECT_DIFFERENCES_INIT {NULL, 0, 0}
/* clang-format on */

/* d is emptied first. */
void object_compare(
    const struct object_view *a, const struct object_view *b, struct object_differences *d);
void object_differences_release(struct object_differences *d);

/* Whether two scalar values mean the same; as spelled, strings with their quotes. */
bool object_tokens_equal(enum json_type type, struct slice a, enum json_type other, struct slice b);

/* Append "/configuration/…". */
void object_difference_pointer(const struct object_view *a, const struct object_view *b,
    const struct object_difference *d, struct buf *to);

#endif
