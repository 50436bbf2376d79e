/*
 * flight.h - one record on its way through gc-get: read, asked for, answered, written.
 *
 * A flight owns a copy of its record, since the reader's buffer moves on. What becomes of it:
 * the record with its configuration (or as it came, for other kinds) to stdout, or a failure:
 * named on stderr, and the record with an "error" to --failed (failures.h).
 */
#ifndef GET_FLIGHT_H
#define GET_FLIGHT_H

#include "files/failures.h"
#include "have.h"
#include "http/call.h"
#include "record/record.h"

enum flight_state {
	FLIGHT_ASKED, /* its call is under way */
	FLIGHT_DONE,  /* to be written */
	FLIGHT_FAILED /* to be reported */
};

/* What is asked for, and what need not be. */
struct flight_wish {
	bool published;
	const char *version; /* or NULL */
	bool archy;
	struct have have;
};

struct flight {
	enum flight_state state;
	struct buf record;
	struct buf label;   /* how messages name it */
	bool is_flow;       /* else it only passes */
	bool has_old;       /* it came with members that are replaced */
	bool reused;        /* what is asked for was there from an earlier run */
	bool unsaved;       /* the record knows of no version of it */
	const char *member; /* "configuration" or "archy" */
	char *id, *path;    /* path: what is asked for; NULL with --archy: see batch.h */
	char *version;      /* for "configurationVersion" */
	struct buf value;   /* of the member, as JSON text */
	struct buf problem; /* what is wrong besides the call; empty: the call says */
	struct call call;
	void *owner; /* of whoever waits for it */
};

struct flight *flight_new(const struct record *r, struct flight_wish *wish);
void flight_free(struct flight *f);

/* Take in the call's answer: DONE or FAILED. */
void flight_landed(struct flight *f);

/* With --archy: the version to be exported, empty where that is the server's choice; */
struct slice flight_export_version(const struct flight *f);
/* what came of it: DONE; */
void flight_take_archy(struct flight *f, struct slice yaml);
/* and why nothing did: FAILED. problem NULL: what the call says, of which a copy is kept. */
void flight_fail(struct flight *f, const char *problem, const struct call *c);

/* The bytes it holds on to. */
size_t flight_size(const struct flight *f);

void flight_write(const struct flight *f); /* of one that is DONE, to stdout */

/* Of one that FAILED: the record, with its error, to --failed. */
void flight_keep(const struct flight *f, struct failures *to);

/* Say on stderr what went wrong; the exit status becomes 3 at least. */
void flight_report(const struct flight *f);

#endif
