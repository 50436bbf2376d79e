/*
 * object_type.h - the table of object definitions: how an object of each type is read, created
 * and changed, what it refers to, and what of it is not content.
 *
 * An `object` record with a `configuration` holds the server's answer of GET one. Beside it stand
 * what that answer lacks: `rows` of a data table, `media` of a prompt, `wrapupCodes` of a queue,
 * `templates` of a data action, `script` of a script (enum object_part). Names are the manifest's, paths and members the
 * Platform API's (/api/v2/docs/swagger). The endpoints that list a type are in record/listed_types.h; a
 * type that is there and not here has an inventory, but no definition.
 *
 * All patterns (pattern.h) begin at `configuration`. They are exact about the place: a member of
 * the same name elsewhere is content.
 *
 * Sources beyond the specification: terraform-provider-genesyscloud v1.84.1 (which members a POST
 * sends, which are completed by a later PUT), platform-client-sdk-cli 166.0.0 (read-only members).
 */
#ifndef GC_OBJECT_TYPE_H
#define GC_OBJECT_TYPE_H

#include "base/buf.h"

enum object_part {
	OBJECT_ROWS = 1,         /* GET PATH/ID/rows */
	OBJECT_MEDIA = 2,        /* the audio of the resources */
	OBJECT_WRAPUP_CODES = 4, /* GET PATH/ID/wrapupcodes */
	OBJECT_TEMPLATES = 8, /* GET PATH/ID/templates/requesttemplate.vm, …/successtemplate.vm */
	OBJECT_STATUSES =
	    16,            /* in the definition; written by calls of their own: PATH/ID/statuses */
	OBJECT_SCRIPT = 32 /* POST PATH/ID/export: only where the caller asks for it */
};

enum object_update {
	OBJECT_FIXED, /* no call changes it; or none that would keep what the record says */
	OBJECT_PUT,   /* the whole object: an omitted member is reset */
	OBJECT_PATCH  /* the members given */
};

/* A member that a create call takes. */
struct object_member {
	const char *name;
	const char *from; /* JSON Pointer into the configuration, where it is not "/NAME"; a list of
	                     references is sent as the list of their ids */
};

struct object_reference {
	const char *path; /* of the object {"id":…,"name":…}, or of the string: `bare` */
	const char *type; /* of what it names; "flow": a flow of any type */
	bool bare;        /* the id stands alone */
	bool by_type;     /* a sibling member `type` names it: GROUP, SKILLGROUP or TEAM */
	bool late;        /* completed after everything exists; creation leaves it out */
};

/* Objects of this stage and later ones need flows to exist: flows come right before them. */
enum { OBJECT_AFTER_FLOWS = 6 };

struct object_type {
	const char *name;
	const char *path;  /* POST creates; with "/ID" GET one reads, PUT or PATCH changes */
	const char *query; /* of GET one: what adds the parts that it leaves out; or NULL */
	enum object_update update;
	bool versioned; /* the update's `version` must be the current one */
	unsigned parts; /* enum object_part */
	unsigned stage; /* the order of creation, from 1; 0: gc-put creates none */
	const char *const
	    *not_content;             /* patterns: what changes by itself, in every PUT left out */
	const char *const *not_moved; /* patterns: content of this org alone, which no other gets */
	const char *const *secret;    /* members that are not kept: see object_secrets.h; or NULL */
	const struct object_member *members; /* what POST takes */
	const struct object_reference *refs; /* path NULL after the last */
	const char *by_hand; /* what a person does if the target lacks one; NULL: nothing */
	bool
	    untold; /* the definition does not tell all of it: the rest is by hand when it is created */
};

/* The table, in the order of creation; the types that are not created come last. */
const struct object_type *object_type_table(size_t *n);

/* By name. NULL: it has no definition. */
const struct object_type *object_type_find(struct slice name);

/* Append the path of one object, its id escaped: without the query. */
void object_type_path(const struct object_type *type, struct slice id, struct buf *to);

/*
 * Whether gc-put creates the object without this reference if the target lacks what it names:
 * groups, scripts, e-mail domains and routes, attempt limits, which only people can create.
 */
bool object_reference_is_optional(const struct object_reference *ref);

/* Members that are not content in any type, NULL after the last: patterns like `not_content`. */
const char *const *object_not_content(void);

#endif
