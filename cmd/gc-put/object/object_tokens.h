/*
 * object_tokens.h - ids inside the texts of a data action: its URL, headers and templates.
 *
 * Like gc-remap, gc-put changes whole tokens only: letters, digits, '_' and '-' with none of these
 * before or after. It knows the ids of what this run has created or found (object_target.h). A data
 * action may name what is created after it, so it may be created with an id of the source; then it
 * is completed when the id is known. Where the target's text has the source's id and is otherwise
 * the record's, an interrupted run left it: that is not a difference, but something that the target
 * lacks.
 */
#ifndef PUT_OBJECT_TOKENS_H
#define PUT_OBJECT_TOKENS_H

#include "object/put_object.h"

/* Whether the type has such texts. */
bool object_tokens_has(const struct put_object *o);

/* Put the target's ids into o->record, whose view was read; the view is read again. */
void object_tokens_map(struct put_object *o);

/* Whether a text of o->record has the id of an object that this run still has to create. */
bool object_tokens_pending(const struct put_object *o);

/* After object_compare(): which differences the target only lacks. */
void object_tokens_settle(struct put_object *o);

#endif
