/*
 * status_compare.h - the statuses of a worktype: the record's and the target's. Pure.
 *
 * A status has an id of its own in every org, so statuses, and what they refer to among
 * themselves, are matched by name. A member of a status that only the target has counts where a
 * change could take it away: the description and the destinations.
 *
 * Source: WorkitemStatus, WorkitemStatusCreate and WorkitemStatusUpdate of the specification: an
 * update takes no category. A status without destinations may be followed by any other.
 */
#ifndef GC_STATUS_COMPARE_H
#define GC_STATUS_COMPARE_H

#include "put/object_view.h"

enum { STATUS_MOST = 1000 }; /* of one worktype; the service allows far fewer */

enum status_how {
	STATUS_MISSING, /* the target has no status of this name; `member` is NULL */
	STATUS_LACKS,   /* it has nothing there, as an interrupted run leaves it */
	STATUS_DIFFERS,
	STATUS_FIXED /* it differs, and no call changes it */
};

struct status_difference {
	uint32_t mine;      /* the record's status; DIFF_NONE: the worktype itself */
	uint32_t there;     /* the target's; DIFF_NONE: it has none */
	const char *member; /* "description", …; "defaultStatus" of the worktype */
	enum status_how how;
};

struct status_differences {
	struct status_difference *v;
	size_t n, cap;
};

/* clang-format off */
#define STATUS_DIFFERENCES_INIT {NULL, 0, 0}
/* clang-format on */

/* d is emptied first. b NULL: the target's worktype is new. False: too many to be true. */
bool status_compare(
    const struct object_view *a, const struct object_view *b, struct status_differences *d);
void status_differences_release(struct status_differences *d);

/* The next status of a view, after `node`; of DIFF_NONE the first. DIFF_NONE: no more. */
uint32_t status_next(const struct object_view *v, uint32_t node);

/* The status of this name (a token); DIFF_NONE: there is none. */
uint32_t status_named(const struct object_view *v, struct slice name);

/* The id of a status or of a reference to one, a token; empty: it has none. */
struct slice status_id(const struct object_view *v, uint32_t node);

/* How many statuses only the target has. */
size_t status_extra(const struct object_view *a, const struct object_view *b);

/* What POST takes of the status, without its destinations, which may not be there yet. */
void status_write_new(const struct object_view *a, uint32_t mine, struct buf *to);

/* Append "/configuration/statuses/2/description" of the record. */
void status_pointer(const struct object_view *a, const struct status_difference *d, struct buf *to);

#endif
