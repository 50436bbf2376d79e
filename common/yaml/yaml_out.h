/*
 * yaml_out.h - a JSON value as a YAML document, by libyaml's emitter.
 *
 *	struct yaml_out y;
 *	yaml_out_init(&y);
 *	why = yaml_out(&y, json, put, to);    // as often as there are values
 *	yaml_out_release(&y);
 *
 * The output has block style, the same key order, no folded lines, and readable Unicode, except
 * for characters beyond U+FFFF, which libyaml escapes. Strings and numbers are written as
 * yaml_scalar.h says. From YAML_OUT_FLOW_DEPTH levels on the style is flow ({a: [1, 2]}), because
 * indentation would make the size of the output quadratic.
 *
 * Two kinds of JSON values have no YAML form and are refused:
 *   - a lone surrogate (\ud800 without its other half), for which YAML has no escape;
 *   - one name twice in an object, which YAML forbids (yaml.org/spec/1.2.2, 3.2.1.1).
 */
#ifndef GC_YAML_OUT_H
#define GC_YAML_OUT_H

#include "json/json.h"
#include "json/unique.h"

enum { YAML_OUT_FLOW_DEPTH = 200 };

/* Takes the output in pieces. False stops the output; the function itself keeps the reason. */
typedef bool yaml_out_put(void *to, const void *p, size_t n);

struct yaml_out {
	bool marker;        /* begin with "---", as the documents of a stream do */
	size_t depth_limit; /* deeper values are refused; 0: no limit */
	struct buf where;   /* after a refusal: the JSON Pointer of the place */
	struct json json;
	struct unique names;
	struct buf text;
};

void yaml_out_init(struct yaml_out *y);
void yaml_out_release(struct yaml_out *y);

/*
 * Write the JSON text. NULL: done, or `put` returned false. Otherwise static text that gives the
 * reason, and the output is not usable. The text is also checked: if it is not one whole JSON
 * value, y->json.error is returned, and json_offset(&y->json) is the place; in all other cases
 * y->json.error is NULL. If `put` is NULL, nothing is written, and the result is the same.
 */
const char *yaml_out(struct yaml_out *y, struct slice json, yaml_out_put *put, void *to);

#endif
