/*
 * template.h - where a record's file goes: "{type}/{name}".
 *
 * A template is a path below the folder, without the extension. {type}, {name}, {id}, {org}, {division}
 * (its name) and {file} (where it was read, without the extension) stand for the record's members; each part between two slashes becomes one
 * file name (names.h), so that no value can lead elsewhere.
 */
#ifndef SAVE_TEMPLATE_H
#define SAVE_TEMPLATE_H

#include "json/members.h"

/* NULL, or static text that says what is wrong with the template. */
const char *template_error(const char *template);

/*
 * Append the path for a record. A record without a name goes by its id, one without a type by its
 * kind, "flow" or "object". A member that it does not have is "%", as every empty name.
 */
void template_path(
    const char *template, const struct members *record, const char *extension, struct buf *path);

#endif
