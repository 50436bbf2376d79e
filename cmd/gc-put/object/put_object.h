/*
 * put_object.h - the object that a record brings: the record, what the target says of it, and how
 * it ended. All chains share it; what one alone needs is in that one's own struct.
 *
 * The result record is that of a flow (outcome.h), with "object" in the place of "flow" and
 *	"paths":["/configuration/acwSettings/timeoutMs","/rows/4711"]
 * what differs or was completed, as JSON Pointers into the record; rows by their key. An object
 * that was created before the flows and is completed after them has two results.
 */
#ifndef PUT_OBJECT_H
#define PUT_OBJECT_H

#include "json/jx.h"
#include "json/members.h"
#include "run/outcome.h"
#include "run/put.h"
#include "put/object_body.h"

struct put_object {
	struct put *put;
	struct task task;

	/* The record. */
	size_t index; /* in the spool of objects */
	struct buf text;
	struct json json;
	struct members m;
	const struct object_type *type;
	char *id, *name;
	char *label;       /* 'FILE:LINE: TYPE ID "NAME"' for messages */
	struct buf record; /* its configuration, with the target's ids and with its templates */
	struct object_view view;
	size_t waits;         /* late references to what is not there yet */
	size_t lacking_codes; /* wrap-up codes that the target lacks */
	struct buf waits_for; /* the first of either, in words */

	/* The target. */
	char *target;      /* the object's id there; NULL: it is not there */
	struct buf actual; /* its configuration there */
	struct object_view there;
	struct object_differences differences;
	bool created;  /* by this run */
	bool restored; /* the record is of a backup: what differs is changed */
	bool late;     /* this is the round for late members */

	/* The end. */
	struct buf paths; /* strings of a JSON array: "…","…" */
	size_t npaths;
	size_t completed, differing, changed; /* of them */
	struct buf rows_state;                /* --dry-run: object_row_state.h */
	struct buf note;                      /* what the reason says besides */
	enum put_cause cause;
	bool call_failed;
	bool ends;           /* object_end() was called */
	enum put_status how; /* then */
	bool quiet;          /* no result: a later round gives it */

	/* The chain's own state, freed with the object; NULL: none. */
	void *chain;
	task_step *chain_free;

	task_step *ended; /* put_object_new(); */
	void *user;       /* for ended() */
};

/* Most paths that a result lists. */
enum { OBJECT_PATHS = 100 };

/* Reads record `index` of the spool and starts a task. ended(object) comes before it is freed. */
struct put_object *put_object_new(struct put *put, size_t index, task_step *ended, void *user);

/* Whether gc-put changes what differs. */
bool put_object_updates(const struct put_object *o);

/* Add a path to the result; false: it has enough of them, and this one is only counted. */
bool put_object_path(struct put_object *o, struct slice pointer);

/* The object ends. */
void object_end(struct put_object *o, enum put_status status, const char *action, const char *fmt,
    ...) GC_PRINTF(4, 5);
/* The last call failed: the object ends with what it says. */
void object_failed(struct put_object *o, const char *action, const char *doing);
/* The last call's answer, parsed; NULL: it is not JSON, and the object has ended. */
struct jx *object_answer(struct put_object *o, const char *action);

/* A call at the object's own path, with a query such as "?expand=schema" or NULL. */
void object_call_self(
    struct put_object *o, const char *method, task_step *step, void *self, const char *query);

/* A call below the object's own path: "/api/v2/TYPE/ID" and what follows. */
void object_call(struct put_object *o, const char *method, task_step *step, void *self,
    const char *below, ...) GC_PRINTF(5, 6);

#endif
