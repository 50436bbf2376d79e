/*
 * diff.h - what differs between two versions of a flow, as people who know Architect see it.
 *
 *	struct diff d = DIFF_INIT;
 *	if (!diff_read(&d, DIFF_A, &json, old) || !diff_read(&d, DIFF_B, &json, new))
 *		complain(json_error(&json));
 *	diff_compare(&d);
 *	for (i = 0; i < d.n; i++)
 *		diff_where(&d, &d.v[i], &buf), …     // diff_words.h
 *	diff_release(&d);
 *
 * The records are flow records whose ids are symbols that both orgs share (gc:TYPE/NAME, made by
 * gc-plan --symbolic), without what changes by itself (gc-strip --for diff). The texts belong to
 * the caller and must stay until the next diff_read().
 *
 * No difference: the record's `org`, `base` and `file`; the order of members; the order of
 * tasks, actions, choices, variables and manifest entries in their lists, which means nothing to
 * Architect; new ids of parts (diff_parts.h). Every other difference is in a change. Where the
 * text of an expression differs, its compiled form does too, and only the text is a change; the
 * manifest counts only where the rest of the flow does not explain it.
 *
 * A value that is more than DIFF_DEPTH levels below its part is compared as a whole.
 */
#ifndef GC_DIFF_H
#define GC_DIFF_H

#include "diff/diff_parts.h"

enum { DIFF_DEPTH = 256 };

enum diff_version { DIFF_A, DIFF_B };

enum diff_kind {
	DIFF_CHANGED, /* a value: node a is now b; DIFF_NONE: it was or is not there */
	DIFF_ADDED,   /* part b */
	DIFF_REMOVED, /* part a */
	DIFF_MOVED,   /* part a is now b, in another task or at another place in it */
	DIFF_RENAMED, /* part a is now b, with another name */
	DIFF_ORDER    /* the elements of list a are in another order in list b */
};

struct diff_change {
	enum diff_kind kind;
	uint32_t a, b; /* nodes of the two versions */
};

struct object_type;

struct diff {
	struct diff_side side[2]; /* by enum diff_version */
	struct diff_change *v;
	size_t n, cap;
	struct diff_match match;
	struct buf key;
	bool object;                           /* the records are objects (diff_object.h), */
	const struct object_type *object_type; /* of this type; NULL: not in the table */
	bool two_orgs;                         /* set by the caller: see diff_stays() */
};

/* clang-format off */
#define DIFF_INIT {{DIFF_SIDE_INIT, DIFF_SIDE_INIT}, NULL, 0, 0, DIFF_MATCH_INIT, BUF_INIT, false, NULL, false}
/* clang-format on */

bool diff_read(struct diff *d, enum diff_version version, struct json *j, struct slice record);
void diff_compare(struct diff *d);
void diff_release(struct diff *d);

#endif
