/*
 * yaml_out.h - a JSON value as a YAML document, by libyaml's emitter.
 *
 *	struct yaml_out y;
 *	yaml_out_init(&y);
 *	why = yaml_out(&y, json, put, to);    // as often as there are values
 *	yaml_out_release(&y);
 *
 * Block style, key order kept, no folding, Unicode readable but for characters beyond U+FFFF
 * (libyaml escapes them); strings and numbers as yaml_scalar.h says. From YAML_OUT_FLOW_DEPTH
 * levels on, where indentation alone would make the output quadratic, flow style ({a: [1, 2]}).
 *
 * JSON can say what YAML cannot; such a value is refused:
 *   - a lone surrogate (\ud800 without its other half), for which YAML has no escape;
 *   - one name twice in an object, which YAML forbids (yaml.org/spec/1.2.2, 3.2.1.1).
 */
#ifndef GC_YAML_OUT_H
#define GC_YAML_OUT_H

#include "json/json.h"
#include "json/unique.h"

enum { YAML_OUT_FLOW_DEPTH = 200 };

/* Takes the output in pieces. False: no more is wanted, for a reason that the taker keeps. */
typedef bool yaml_out_put(void *to, const void *p, size_t n);

struct yaml_out {
	bool marker;        /* begin with "---", as the documents of a stream do */
	size_t depth_limit; /* more levels are refused; 0: any number */
	struct buf where;   /* after a refusal: the JSON Pointer of the place */
	struct json json;
	struct unique names;
	struct buf text;
};

void yaml_out_init(struct yaml_out *y);
void yaml_out_release(struct yaml_out *y);

/*
 * Write the JSON text. NULL: done, or `put` wanted no more; else static text that says why not, and
 * what was put is to be thrown away. This is a check of the text, too: where it is not one whole
 * JSON value, y->json.error is what is returned, and json_offset(&y->json) is where; in all other
 * cases y->json.error is NULL. With `put` NULL nothing is written, and the answer is the same.
 */
const char *yaml_out(struct yaml_out *y, struct slice json, yaml_out_put *put, void *to);

#endif
