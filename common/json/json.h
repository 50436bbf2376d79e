/*
 * json.h - a zero-copy JSON reader (RFC 8259, strict) over bytes in memory.
 *
 * It decodes nothing: a token is a slice of the text, so number spelling, escapes, key order and
 * duplicate keys are preserved. It is iterative, and its nesting stack grows on the heap, so
 * depth is limited by memory only. UTF-8 is checked in strings (no overlong form, no surrogate,
 * at most U+10FFFF: RFC 3629). No memory is allocated per token.
 *
 * Members are found by their names, even if these are spelled with escapes: json_key_at() gives
 * the decoded name. Only names with escapes are decoded, and kept until the next json_start().
 *
 *	struct json j = JSON_INIT;
 *	json_start(&j, text);
 *	while ((t = json_next(&j)) > JSON_END)
 *		...                       // j.tok: the token; json_pointer(): where it is
 *	if (t == JSON_ERROR)
 *		complain(json_offset(&j), json_error(&j));
 *	json_release(&j);
 *
 * The text belongs to the caller, must not change while it is read, and is at most 4 GiB.
 */
#ifndef GC_JSON_H
#define GC_JSON_H

#include "base/base.h"
#include "base/buf.h"
#include "base/slice.h"

enum json_type {
	JSON_ERROR,
	JSON_END, /* the text was one whole value, and nothing but white space follows */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY, /* a member's name; its value comes next */
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL
};

struct json_frame {
	const char *key; /* the newest member's name, decoded; NULL: this is an array */
	uint32_t keylen;
	uint32_t index; /* the newest element's or member's, from 0 */
};

enum json_state {
	JSON_AT_VALUE,         /* a value must follow */
	JSON_AT_FIRST_ELEMENT, /* a value or ] */
	JSON_AT_FIRST_KEY,     /* a name or } */
	JSON_AFTER_VALUE,      /* a comma or the container's end */
	JSON_AT_EOF,           /* the root value is complete */
	JSON_BROKEN            /* an error; nothing more is read */
};

struct json {
	struct slice text;
	const char *p;    /* the next byte to read */
	const char *at;   /* where the last token began, its quote included */
	struct slice tok; /* the last token; strings and keys without their quotes */
	bool escaped;     /* the last string or key holds a backslash */
	enum json_state state;
	const char *error;
	struct json_frame *stack;
	size_t depth, cap;
	struct json_names *names; /* those that are spelled with escapes, decoded */
};

/* clang-format off */
#define JSON_INIT {{NULL, 0}, NULL, NULL, {NULL, 0}, false, JSON_AT_VALUE, NULL, NULL, 0, 0, NULL}
/* clang-format on */

void json_start(struct json *j, struct slice text); /* may be called again, for the next text */
void json_release(struct json *j);

/* Start, and read the opening brace. False, with an error, if the text is not an object. */
bool json_start_object(struct json *j, struct slice text);

enum json_type json_next(struct json *j);

/*
 * Read the whole next value, check it, and give its bytes. Returns its type (JSON_OBJECT for an
 * object, …), or what was found instead of a value: JSON_OBJECT_END, JSON_ARRAY_END, JSON_KEY,
 * JSON_END, JSON_ERROR.
 */
enum json_type json_value(struct json *j, struct slice *whole);

/* After JSON_OBJECT or JSON_ARRAY: read to its end and check it. False on an error. */
bool json_skip(struct json *j);

const char *json_error(const struct json *j); /* static text */
size_t json_offset(const struct json *j);     /* the reader's position in the text, in bytes */

/* Append the JSON Pointer (RFC 6901, decoded text) of the last value or key. */
void json_pointer(const struct json *j, struct buf *b);

/* Append one reference token of a pointer (RFC 6901 section 3) for a name. */
void json_pointer_token(struct slice key, struct buf *b);

/*
 * The name, decoded, of the newest member of the container at this depth: 1 is the outermost,
 * j->depth the one that the last key or value is in. Empty for an array. Valid until json_start().
 */
static inline struct slice
json_key_at(const struct json *j, size_t depth)
{
	const struct json_frame *f = &j->stack[depth - 1];

	return f->key != NULL ? slice_of(f->key, f->keylen) : slice_of("", 0);
}

/*
 * Append the text that a string token (without quotes) stands for, in UTF-8. False if it contains
 * a lone surrogate, which is not valid UTF-8. It is appended as 3 bytes in the same way, and
 * json_quote() turns these into the escape again.
 */
bool json_unescape(struct slice tok, struct buf *b);

/*
 * The same, and for each byte of the text the offset in the token where it is spelled, and one
 * offset more for the end. The array belongs to the caller; it grows and can be used again.
 */
struct json_places {
	uint32_t *v;
	size_t cap;
};

void json_unescape_places(struct slice tok, struct buf *b, struct json_places *places);

/*
 * The same text: the token itself or, if it contains escapes, decoded into `plain` (cleared
 * first). It is valid as long as both. json_text_dup() gives it as a C string, which the caller
 * frees.
 */
struct slice json_text(struct slice tok, struct buf *plain);
char *json_text_dup(struct slice tok);

/* Whether a string token stands for the text. The token need not be checked (peek.h). */
bool json_eq(struct slice tok, struct slice text);

/* Inline, because most tokens differ in the first character. */
static inline bool
json_is(struct slice tok, const char *s)
{
	char first = '\0';

	if (tok.n > 0)
		first = *tok.p;
	return (first == *s || first == '\\') && json_eq(tok, slice_str(s));
}

/* Whether the whole text is a number as RFC 8259 section 6 spells it. */
bool json_is_number(struct slice text);

/* Append the shortest JSON string for a text, with its quotes. */
void json_quote(struct buf *b, struct slice text);

#endif
