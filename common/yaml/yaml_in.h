/*
 * yaml_in.h - YAML documents as JSON, by libyaml's parser.
 *
 *	struct yaml_in *y = yaml_in_open(get, from);
 *	while (yaml_in_next(y, &json))        // json: cleared, then one document's text
 *		...
 *	if (yaml_in_error(y) != NULL)
 *		complain(yaml_in_line(y), yaml_in_error(y));
 *	yaml_in_close(y);
 *
 * The reverse of yaml_out.h: its output is read back as compact JSON with the same numbers, the
 * same order, and strings in their shortest spelling. Other YAML is read too, or refused with its
 * line, but never guessed. Refused are plain scalars that mean different things in YAML 1.1 and
 * 1.2 (yaml_scalar_meaning()), keys that are not text, a key that occurs twice in a mapping,
 * tags, anchors and aliases, and more than YAML_IN_DEPTH levels. (libyaml has no such limit, but
 * its time grows with the square of the depth of flow collections: 30 s for 100,000 levels.)
 */
#ifndef GC_YAML_IN_H
#define GC_YAML_IN_H

#include "base/buf.h"

enum { YAML_IN_DEPTH = 100000 };

/*
 * Put up to `room` bytes at p; *n = 0 at the end. False: cannot read; the function keeps the
 * reason.
 */
typedef bool yaml_in_get(void *from, void *p, size_t room, size_t *n);

struct yaml_in;

struct yaml_in *yaml_in_open(yaml_in_get *get, void *from);
void yaml_in_close(struct yaml_in *y);

/* False at the end of the stream, and on the first error. */
bool yaml_in_next(struct yaml_in *y, struct buf *json);

const char *yaml_in_error(const struct yaml_in *y); /* NULL: none */
size_t yaml_in_line(
    const struct yaml_in *y); /* the line of the document, or of the error; from 1 */

#endif
