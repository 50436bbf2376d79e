/*
 * api_code.h - what the code of a failed call means. Pure.
 *
 * The status alone says little: Architect answers with 409 if a flow of that name exists, if
 * another user has locked it, and if nobody has locked it. The code (`code` of the ErrorBody)
 * distinguishes them. It comes in several spellings: "architect.flow.already.exists", the name of
 * the same code in Architect's own client "ARCHITECT_FLOW_ALREADY_EXISTS", the older
 * "VXMLGEN_FLOW_ALREADY_EXISTS", and without a prefix. So codes are compared by their normal
 * form: lower case, dots, no prefix.
 *
 * The list is the table of Architect's own client (scripting SDK 0.0.18); answers of a live org
 * have these codes and texts. Any other code is API_CODE_OTHER: then the status decides, as if
 * there were no code.
 */
#ifndef GC_API_CODE_H
#define GC_API_CODE_H

#include "base/buf.h"

enum api_code {
	API_CODE_OTHER,
	API_CODE_EXISTS,       /* a flow of this type and name exists; letter case does not count */
	API_CODE_LOCKED,       /* by another user or client */
	API_CODE_NOT_LOCKED,   /* so that a save or a check-in is refused */
	API_CODE_BUSY,         /* an operation on this flow is running */
	API_CODE_OVERLOADED,   /* the server's database: the request was not carried out */
	API_CODE_NO_DRAFT,     /* nothing was saved that could be checked in */
	API_CODE_NO_CONFIG,    /* no configuration was ever saved */
	API_CODE_NOT_FOUND,    /* no such flow */
	API_CODE_DELETED,      /* the flow was deleted */
	API_CODE_NO_VERSION,   /* no such version, or it is not checked in or not published */
	API_CODE_DEPENDENCIES, /* objects in the flow's manifest are missing */
	API_CODE_BAD_BODY,     /* the configuration is missing or not readable */
	API_CODE_BAD_NAME,     /* of the flow */
	API_CODE_BAD_TYPE,     /* of the flow */
	API_CODE_SYSTEM_FLOW,  /* the default in-queue flow, which cannot be changed in this way */
	API_CODE_IN_USE,       /* a delete is refused */
	API_CODE_COUNT
};

/* Append the normal form of a code: "flow.already.exists". */
void api_code_normal(struct slice code, struct buf *normal);

enum api_code api_code_find(struct slice code);

/* The same for a call's `code`, which is NULL until an answer has come. */
enum api_code api_code_of(const char *code);

/* Whether the same command may succeed later, without a change of the record. */
bool api_code_passes(enum api_code code);

/* What to do about it, for the end of a message ("have it unlocked in Architect, …"); or NULL. */
const char *api_code_advice(enum api_code code);

#endif
