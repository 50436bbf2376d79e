/*
 * object_secrets.h - what of an object's definition is never kept: signed addresses and the
 * members that the table (object_type.h) calls secret. Pure.
 *
 *	object_secrets_cut(type, &j, definition, &cuts);
 *	splices_apply(&cuts, definition, &rest);
 *
 * Whoever knows a signed address can read or replace what is behind it, without a token. A member
 * or element is one if it is a string, and as a whole an http(s) URL whose query has both a
 * signature and the end of its validity, in the spelling of S3, CloudFront, Google or Azure. A
 * template's variable (${…}) is filled in later, so a URL with one is not signed yet: it is content.
 */
#ifndef GC_OBJECT_SECRETS_H
#define GC_OBJECT_SECRETS_H

#include "json/json.h"
#include "json/splice.h"
#include "objects/object_type.h"

/* The definition is checked JSON without insignificant white space. All edits are removals. */
void object_secrets_cut(
    const struct object_type *type, struct json *j, struct slice definition, struct splices *cuts);

/* Whether a text is a signed address. */
bool object_is_signed(struct slice text);

#endif
