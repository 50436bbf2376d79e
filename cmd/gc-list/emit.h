/*
 * emit.h - elements of a listing as records.
 *
 * A flow keeps the API's members as the server spelled them, "kind" and "org" before them. Any
 * other object is cut down to type, id, name, division, what its type keeps besides (listed_types.h),
 * and the marks that change with every edit: version and dateModified. One that is listed below
 * another, such as a response of a library, names that one as its "parent".
 */
#ifndef LIST_EMIT_H
#define LIST_EMIT_H

#include "json/members.h"
#include "record/listed_types.h"

struct emit_parent {
	const char *type;
	struct slice id, name; /* decoded */
};

/* Append a record without its newline; m has the element's members. */
void emit_flow(struct buf *to, const char *org, const struct members *m);
void emit_object(struct buf *to, const char *org, const struct type *type, const struct members *m,
    const struct emit_parent *parent); /* parent: or NULL */

/* For --list-types. */
void emit_type(struct buf *to, const struct type *type);

#endif
