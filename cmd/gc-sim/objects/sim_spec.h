/*
 * sim_spec.h - how each type of object is read, created, changed and deleted.
 *
 * The clients have their own table (objects/object_type.h). There are two on purpose: both follow
 * the API, so a wrong path or member in one of them makes a test fail. The listings are in
 * sim_catalog.h.
 */
#ifndef SIM_SPEC_H
#define SIM_SPEC_H

#include "base/slice.h"
#include "wire/route.h"

enum spec_flag {
	SPEC_VERSION = 1,       /* has a version, which an update must name … */
	SPEC_VERSION_FREE = 2,  /* … or may omit */
	SPEC_VERSION_TEXT = 4,  /* has a version, which nothing checks, as a string */
	SPEC_MISMATCH_400 = 8,  /* another version is a 400, where it is a 409 elsewhere */
	SPEC_STATE = 16,        /* "state"; a deleted one can still be read */
	SPEC_DATES = 32,        /* dateCreated, dateModified */
	SPEC_AUTHORS = 64,      /* createdBy, modifiedBy: ids of users */
	SPEC_DIVISION = 128,    /* in the body, "division":{"id":…} */
	SPEC_DIVISION_ID = 256, /* in the body, "divisionId" */
	SPEC_TWINS = 512,       /* two may have the same name */
	SPEC_OPERATION = 1024,  /* an update answers with an Operation */
	SPEC_COUNTS = 2048,     /* memberCount and its like */
	SPEC_ANYWHERE = 4096,   /* without a division in the body it has none */
	SPEC_CREATED = 8192     /* dateCreated alone */
};

enum { SPEC_ONE, SPEC_CREATE, SPEC_UPDATE, SPEC_REMOVE, SPEC_ROUTES };

struct spec {
	const char *type;
	const char *path;                /* of the listing, without a slash at its end */
	struct route route[SPEC_ROUTES]; /* path NULL: there is no such call */
	unsigned flags;
	const char *writes; /* what a client may send, "name* rrule": '*' marks what it must */
	const char *fixed;  /* of those, what an update must not have; or NULL */
	unsigned exists;    /* the status where the name is taken … */
	const char *code;   /* … and its code; NULL: general.bad.request */
	size_t limit;       /* how many an org may have; 0: any number */
	const char *limit_code;
};

const struct spec *spec_table(size_t *n);
const struct spec *spec_of(const char *type); /* or NULL: only its listing is known */

/* Whether a member may be sent; *required: it must be. */
bool spec_writes(const struct spec *spec, struct slice key, bool *required);

/* The next word of a list like `writes`, without its star; false: there is none. */
bool spec_next(const char **list, struct slice *word, bool *required);

#endif
