/*
 * archy_yaml.h - Archy YAML, node by node, with the bytes of each scalar as they are written.
 *
 *	if (!archy_yaml(text, take, user, &error))
 *		complain(error.line, error.column, error.why);
 *
 * Archy YAML is YAML in which {{key}} stands for a text, often without quotes, and also as a key.
 * libyaml takes {{key}} for a mapping. So it reads a private copy in which each "{{" and "}}" of a
 * placeholder (archy_placeholder.h) is one character of two bytes that the text does not have: all
 * places stay what they are, and values are given with "{{" and "}}" again. Also in the copy only,
 * tabs become blanks where YAML allows them and libyaml does not (lines of white space, "-\t").
 *
 * A byte order mark and CRLF are accepted. Keys are text: yes, "yes" and 'yes' are one key. Tags
 * and anchors have no effect. An alias is a node of its own, which has the value of a short scalar
 * (archy_anchor.h); all others are never expanded.
 *
 * Refused, with the place: what is not UTF-8 or not YAML; lines with Git's conflict markers; more
 * than one document; keys that are not scalars; a key that occurs twice in a mapping; more than
 * ARCHY_DEPTH levels; a scalar of more than ARCHY_SCALAR_MAX bytes; more than ARCHY_TEXT_MAX bytes;
 * aliases that would make the text many times as long.
 *
 * Lines count from 1; columns count characters, from 1. Memory: the text twice, and the keys of
 * open mappings. Linear time.
 */
#ifndef GC_ARCHY_YAML_H
#define GC_ARCHY_YAML_H

#include "base/slice.h"

enum {
	ARCHY_DEPTH = 1000,          /* real flows have up to 55 levels */
	ARCHY_SCALAR_MAX = 16 << 20, /* the longest of a real flow has 700 bytes */
	ARCHY_TEXT_MAX = 1 << 29
};

enum archy_kind { ARCHY_MAPPING, ARCHY_SEQUENCE, ARCHY_END, ARCHY_SCALAR, ARCHY_ALIAS };

enum archy_style { ARCHY_PLAIN, ARCHY_SINGLE, ARCHY_DOUBLE, ARCHY_LITERAL, ARCHY_FOLDED };

struct archy_node {
	enum archy_kind kind;
	bool is_key;            /* a scalar that is the key of a mapping */
	bool in_flow;           /* inside a collection in [] or {} */
	enum archy_style style; /* of a scalar */
	struct slice value;     /* of a scalar: its text, decoded; valid during the call */
	size_t from, to;     /* its bytes, quotes included, anchor and tag not; a block begins with
	                           its "|" or ">" and may end after empty lines */
	size_t line, column; /* of `from` */
	size_t depth;        /* collections around it; 0: the root */
	bool resolved;       /* an alias: value and style are those of its scalar, */
	bool of_scalar;      /* it has one, which may be too long for that, */
	size_t origin;       /* and that begins here */
};

/* why[0] = '\0': none. line = 0: the whole text. */
struct archy_error {
	size_t line, column;
	char why[240]; /* what is wrong, in lower case, without a full stop */
};

/* False ends the walk; the function itself keeps the reason (archy_refuse()). */
typedef bool archy_take(void *user, const struct archy_node *node);

/* Give each node to take(). True if it got all of a text that has no error. */
bool archy_yaml(struct slice text, archy_take *take, void *user, struct archy_error *error);

/* Set an error. */
void archy_refuse(struct archy_error *error, size_t line, size_t column, const char *fmt, ...)
    GC_PRINTF(4, 5);

#endif
