/*
 * object_parts.h - whether the parts next to an object's configuration can be written. Pure.
 *
 * A part of the wrong kind, or one that says two things, would be left out without a word: so the
 * record is refused before anything is written.
 */
#ifndef GC_OBJECT_PARTS_H
#define GC_OBJECT_PARTS_H

#include "json/members.h"

/*
 * NULL, or static text: what is wrong with the record's `rows` (objects, each with a `key` of its own),
 * `media` (objects with a `language` that the prompt has, and `base64`), `wrapupCodes` (a list) or
 * `templates` (an object). null counts as absent.
 */
const char *object_parts_unfit(const struct members *record);

#endif
