/*
 * yaml_scalar.h - how a JSON value is spelled in YAML, and what a plain YAML scalar means.
 *
 * Readers of YAML 1.1 (PyYAML, users of libyaml) and of YAML 1.2 (yaml.org/spec/1.2.2, core
 * schema) differ in which plain scalars are not text: yes, 0123, 1e3, 12:30, 2024-01-01, =, <<.
 * What gc-tools writes, both kinds read as the same JSON value. When gc-tools reads, a plain
 * scalar that the two kinds read differently is refused, unless it is a number as JSON spells it.
 * One reader takes e3 for a float; gc-tools writes it in quotes, and reads it as text.
 */
#ifndef GC_YAML_SCALAR_H
#define GC_YAML_SCALAR_H

#include "base/buf.h"

enum yaml_scalar {
	YAML_SCALAR_PLAIN,
	YAML_SCALAR_LITERAL, /* a block with the exact lines; only for a value in a block collection */
	YAML_SCALAR_DOUBLE /* in double quotes; any text can be written so */
};

/*
 * How to write a string. Plain: it begins with a letter, / or _; it contains only letters,
 * digits, _ - . / and single blanks; and it is not a word with a meaning in some reader. Literal:
 * several lines that do not end in a blank and have no characters that need an escape.
 */
enum yaml_scalar yaml_scalar_style(struct slice text);

/*
 * A JSON number in a spelling that both versions read: unchanged, or with the point and the sign
 * that YAML 1.1 requires for an exponent (1e5: 1.0e+5), made in `room`. Valid as long as both.
 */
struct slice yaml_scalar_number(struct slice number, struct buf *room);

enum yaml_meaning {
	YAML_MEANS_TEXT,
	YAML_MEANS_NULL,
	YAML_MEANS_TRUE,
	YAML_MEANS_FALSE,
	YAML_MEANS_NUMBER, /* and is spelled as JSON spells it */
	YAML_MEANS_UNCLEAR /* readers differ in what it means */
};

/* What a plain scalar without a tag means. */
enum yaml_meaning yaml_scalar_meaning(struct slice plain);

#endif
