/*
 * strip_base.h - what gc-strip takes of a record's version marks before they are removed: its base
 * (record_base.h). For strip.c.
 *
 * Only a record that is stripped for a restore gets one: a comparison of two orgs must not see it.
 * It gets none if a rule would remove the base or a part of it, or the content.
 */
#ifndef STRIP_BASE_H
#define STRIP_BASE_H

#include "strip/strip.h"

/* Whether a rule would remove the base or a part of it. After the rules are compiled. */
bool strip_base_is_dropped(const struct strip *s);

/* A member of the record, just when its value's first token was read: remember it if it matters. */
void strip_base_note(struct strip *s, const struct json *j, struct slice key, enum json_type type);

/* After the record was read: add the edit that inserts the base. */
void strip_base_add(struct strip *s, struct slice text);

#endif
