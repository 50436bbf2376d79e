/*
 * json_names.h - the decoded names of members that are spelled with escapes. Only json.c uses it.
 *
 * A kept name does not move until all are dropped, because readers refer to names until the end of
 * the record.
 */
#ifndef GC_JSON_NAMES_H
#define GC_JSON_NAMES_H

#include "json/json.h"

/* Decode the name that a token spells, and set the frame's key to it. */
void json_names_keep(struct json_names **names, struct slice token, struct json_frame *f);

void json_names_drop(struct json_names **names);

#endif
