/*
 * object_get.h - get the definition of one object: GET one, and what that answer lacks.
 *
 *	GET PATH/ID                    the definition                      -> configuration
 *	GET PATH/ID/rows               a data table's, page by page        -> rows
 *	GET (a signed address)         the audio of each resource, without the token -> media
 *	GET PATH/ID/wrapupcodes        a queue's, page by page             -> wrapupCodes
 *	GET PATH/ID/templates/...      a data action's, if given by URI    -> templates
 *	POST PATH/ID/export            a script's file, as text            -> script
 *
 *	struct object_get get = {.type = type, .id = id, .parts = type->parts, .api = api};
 *	struct call c = {.user = mine};
 *	for (progress = object_get_start(&get, &c); progress == OBJECT_GOES_ON;
 *	     progress = object_get_next(&get, &c))
 *		call_fetch(calls, &c);
 *	if (progress == OBJECT_GOT)
 *		object_get_write(&get, &record);     // "configuration":{…},"rows":[…]
 *	object_get_release(&get);
 *
 * The configuration is the server's bytes without insignificant white space and without what is
 * never kept (object_secrets.h). Pages are proved complete against the server's total (listing.h).
 * A row loses its `selfUri`, unless the table has a column of that name.
 *
 * A signed address lives for an hour. If its host refuses it, the object is read again for a new
 * one; if the object has changed meanwhile, everything begins again. Audio is at most 25 MiB, and
 * libcurl holds it against its Content-Length. `etag` is kept in `media`, so that the next run
 * asks for the same audio with If-None-Match: `had`.
 */
#ifndef GC_OBJECT_GET_H
#define GC_OBJECT_GET_H

#include "http/call.h"
#include "objects/object_type.h"
#include "org/listing.h"

enum object_progress {
	OBJECT_GOES_ON, /* the next request is in c, to be submitted */
	OBJECT_GOT,     /* all is there */
	OBJECT_FAILED   /* because of the problem or, if that is empty, of the call's failure */
};

enum object_step {
	OBJECT_STEP_DEFINITION,
	OBJECT_STEP_ROWS,
	OBJECT_STEP_MEDIA,
	OBJECT_STEP_WRAPUP_CODES,
	OBJECT_STEP_TEMPLATES,
	OBJECT_STEP_SCRIPT,
	OBJECT_STEP_END
};

enum { OBJECT_AUDIO_MAX = 25 << 20 }; /* bytes: the server takes no larger ones */

struct object_get {
	const struct object_type *type;
	struct slice id; /* borrowed */
	unsigned parts;  /* which of the type's parts are wanted (enum object_part) */
	const char
	    *api; /* the API's base URL: which addresses may be followed (url_may_follow()) */
	struct slice
	    had; /* the array `media` of an earlier run, checked JSON; or empty. Borrowed */
	bool
	    known; /* the caller has filled in configuration and templates: they are not asked for */

	/* What came, as JSON texts; empty: the object has no such part, or it is not wanted. */
	struct buf configuration, rows, media, wrapup_codes, templates, script;
	struct buf problem; /* why it failed, if the call has no failure */
	struct buf note;    /* what a user should know about a part that is not there; or empty */
	struct buf part;    /* which part failed: "rows"; empty: the definition */

	/* Used by the object_get files only. */
	enum object_step step;
	struct buf path; /* of the call under way */
	struct buf raw;  /* the definition with its signed addresses, while they are needed */
	struct json json;
	struct listing listing; /* of the pages under way */
	bool listing_open;
	long page;
	size_t index;     /* of the resource or template under way */
	bool renewing;    /* the definition is read again for a new address */
	unsigned renewed; /* times in a row */
	unsigned begun;   /* times that all began again */
	struct buf if_none_match;
	const char *headers[2];
};

enum object_progress object_get_start(struct object_get *g, struct call *c);

/* c is done. */
enum object_progress object_get_next(struct object_get *g, struct call *c);

/* Append the members to a record without its closing brace. */
void object_get_write(const struct object_get *g, struct buf *record);

/* The bytes that it holds. */
size_t object_get_size(const struct object_get *g);

void object_get_release(struct object_get *g);

#endif
