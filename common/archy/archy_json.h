/*
 * archy_json.h - Archy YAML as JSON, for programs that compare values. Pure.
 *
 * Mappings become objects, sequences arrays, in the order of the text; keys are strings; plain
 * scalars that every reader of YAML takes for null, a boolean or a number become these, all others
 * strings. {{key}} stays as it is, inside a string. Quotes, comments and indentation are lost: what
 * is written into an org must be the text itself.
 */
#ifndef GC_ARCHY_JSON_H
#define GC_ARCHY_JSON_H

#include "archy/archy_yaml.h"
#include "base/buf.h"

/* Append the JSON. False: to is as before; the text cannot be read, or has an alias of
 * more than a short scalar. */
bool archy_json(struct slice text, struct buf *to, struct archy_error *error);

/*
 * The same in the one form that all texts that mean the same (archy_equal.h) share: the keys of a
 * mapping are sorted, and a scalar that is not text is spelled as in the text, in quotes of which
 * the first is a NUL. For comparing only: it is not JSON.
 */
bool archy_canonical(struct slice text, struct buf *to, struct archy_error *error);

#endif
