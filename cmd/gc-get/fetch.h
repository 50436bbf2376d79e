/*
 * fetch.h - one record on its way through gc-get: read, asked for, answered, written.
 *
 * A flow takes one call, or a part of an export job (batch.h). An object takes one call after the
 * other, as object_get.h says. A fetch owns a copy of its record, since the reader's buffer moves
 * on. It ends in one of two ways:
 *   - the record goes to stdout, with its configuration (or unchanged, if there is nothing to fetch
 *     for it);
 *   - a message names the failure, and the record goes to --failed with an "error" (failures.h).
 */
#ifndef GET_FETCH_H
#define GET_FETCH_H

#include "files/failures.h"
#include "have.h"
#include "http/call.h"
#include "org/object_get.h"
#include "record/record.h"

enum fetch_state {
	FETCH_REQUESTED, /* its call is under way */
	FETCH_DONE,      /* to be written */
	FETCH_FAILED     /* to be reported */
};

/* What is asked for, and what need not be. */
/* The data actions with literal keys that were written, except those that --have has unchanged. */
struct literal_keys {
	size_t n;
	struct buf names; /* of the first few, and of their headers */
};

struct fetch_options {
	bool published;
	const char *version; /* or NULL */
	bool archy;
	unsigned without; /* parts of objects that are not wanted (enum object_part) */
	bool mask;        /* --mask-headers */
	struct literal_keys literal_keys;
	const char *api; /* the API's base URL */
	struct have have;
};

struct fetch {
	enum fetch_state state;
	struct buf record;
	struct buf label;          /* how messages name it */
	size_t input;              /* the number of its record among those read */
	bool passes;               /* there is nothing to fetch for it */
	bool has_old;              /* it came with members that are replaced */
	bool reused;               /* what is asked for was there from an earlier run */
	bool unsaved;              /* the record knows of no version of it */
	const char *member;        /* "configuration" or "archy" */
	char *id, *path;           /* path: what is asked for; NULL with --archy: see batch.h */
	char *version;             /* for "configurationVersion" */
	struct buf base;           /* the member `base` (record_base.h); empty: not known */
	struct buf value;          /* of the member, as JSON text */
	struct buf problem;        /* what is wrong besides the call; empty: the call says */
	struct object_get *object; /* of an object; else NULL */
	struct buf had;            /* an object's media of an earlier run */
	bool mask;                 /* replace literal keys in its headers, */
	struct literal_keys *literal_keys; /* or note them here */
	struct call call;
	void *owner; /* of whoever waits for it */
};

struct fetch *fetch_new(const struct record *r, struct fetch_options *options);
void fetch_free(struct fetch *f);

/* Take in the call's answer: DONE or FAILED; or still REQUESTED, by the next request in the call. */
void fetch_answered(struct fetch *f);

/* With --archy: the version to be exported, empty where that is the server's choice; */
struct slice fetch_export_version(const struct fetch *f);
/* what came of it: DONE; */
void fetch_set_archy(struct fetch *f, struct slice yaml);
/* and why nothing did: FAILED. problem NULL: what the call says, of which a copy is kept. */
void fetch_fail(struct fetch *f, const char *problem, const struct call *c);

/* The bytes it holds on to. */
size_t fetch_size(const struct fetch *f);

void fetch_write(const struct fetch *f); /* of one that is DONE, to stdout */

/* Read the copy of its record again: fetch_record.c. */
void fetch_read_again(const struct fetch *f, struct members *m, struct json *j);

/* Of one that FAILED: the record, with its error, to --failed. */
void fetch_keep_failed(const struct fetch *f, struct failures *to);

/* Say on stderr what went wrong; the exit status becomes 3 at least. */
void fetch_report(const struct fetch *f);

#endif
