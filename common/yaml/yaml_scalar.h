/*
 * yaml_scalar.h - how a JSON value is spelled in YAML, and what a plain YAML scalar means.
 *
 * Readers of YAML 1.1 (PyYAML, libyaml's) and of YAML 1.2 (yaml.org/spec/1.2.2, core schema) take
 * different plain scalars for something else than text: yes, 0123, 1e3, 12:30, 2024-01-01, =, <<.
 * What is written here, both read as the JSON value; what is read here and is none of JSON's own
 * numbers, both would read alike, or it is refused. One reader alone takes e3 for a float; it is
 * quoted when written, and text when read.
 */
#ifndef GC_YAML_SCALAR_H
#define GC_YAML_SCALAR_H

#include "base/buf.h"

enum yaml_scalar {
	YAML_SCALAR_PLAIN,
	YAML_SCALAR_LITERAL, /* a block of its lines, exact; only where a value stands in a block */
	YAML_SCALAR_DOUBLE   /* in double quotes; any text can be written so */
};

/*
 * How to write a string. Plain: it begins with a letter, / or _; it holds letters, digits,
 * _ - . / and single blanks inside; and it is no word that some reader knows. Literal: several
 * lines, none of which ends in a blank, without characters that need an escape.
 */
enum yaml_scalar yaml_scalar_style(struct slice text);

/*
 * A JSON number as both versions read it: as it stands, or with the point and the sign that
 * YAML 1.1 wants in an exponent (1e5: 1.0e+5), made in `room`. Lives as long as both.
 */
struct slice yaml_scalar_number(struct slice number, struct buf *room);

enum yaml_meaning {
	YAML_MEANS_TEXT,
	YAML_MEANS_NULL,
	YAML_MEANS_TRUE,
	YAML_MEANS_FALSE,
	YAML_MEANS_NUMBER, /* and is spelled as JSON spells it */
	YAML_MEANS_UNCLEAR /* one thing to one reader and another to the next */
};

/* What a plain scalar without a tag means. */
enum yaml_meaning yaml_scalar_meaning(struct slice plain);

#endif
