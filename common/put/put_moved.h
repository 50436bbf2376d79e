/*
 * put_moved.h - whether a flow has moved in the target since somebody looked at it. Pure.
 *
 * Two things may say what was seen: the record's base, of the org that the record goes back to, and
 * the result of a dry run (gc-put --expect). A git user knows it as a push that is refused because
 * it is not a fast-forward.
 */
#ifndef GC_PUT_MOVED_H
#define GC_PUT_MOVED_H

#include "base/buf.h"
#include "put/put_decide.h"

/* What was seen. */
struct put_seen {
	bool exists;
	struct slice version; /* the newest one then; "": the flow had none */
	struct slice text;    /* hash of name and description; "": not known */
};

/* What there is; an `author` may be "". */
struct put_present {
	bool exists;
	bool another;          /* and is not the flow that was seen: it was made since */
	bool held;             /* locked by this client */
	bool described;        /* name and description are already what the record says */
	struct slice newest;   /* "": none */
	struct slice finished; /* the newest without the draft; "": none */
	struct slice author;   /* of the newest */
	struct slice text;     /* as in put_seen */
};

enum put_moved {
	PUT_MOVED_NOT,
	PUT_MOVED_ON,     /* there is another version */
	PUT_MOVED_TEXT,   /* it has another name or description, which makes no new version */
	PUT_MOVED_GONE,   /* the flow is not there any more */
	PUT_MOVED_CREATED /* it was not there, and is */
};

/*
 * A draft that this client holds the lock of is an interrupted run's of this client: the checkout
 * made it, after this client had seen the version before it, or no version.
 */
enum put_moved put_moved(const struct put_seen *seen, const struct put_present *now);

/*
 * PUT_MOVED_TEXT or PUT_MOVED_NOT, for a flow whose version is the one that was seen, or this
 * client's. An interrupted run of this client has left what the record says, or what was seen.
 */
enum put_moved put_moved_text(const struct put_seen *seen, const struct put_present *now);

/* Append what happened, for a message: "14.0 by Ann since 12.0". Nothing for PUT_MOVED_NOT. */
void put_moved_describe(enum put_moved moved, const struct put_seen *seen,
    const struct put_present *now, struct buf *b);

#endif
