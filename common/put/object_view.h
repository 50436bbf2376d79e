/*
 * object_view.h - an object's configuration as a tree, with what the table of types
 * (objects/object_type.h) says of each of its values. Pure.
 *
 *	struct object_view v = OBJECT_VIEW_INIT;
 *	if (!object_view_read(&v, &json, type, configuration))
 *		complain(json_error(&json));
 *	for (i = 0; i < v.t.n; i++)
 *		if (v.marks[i] & OBJECT_REFERS)
 *			...                       // object_view_id(), object_view_refers_to()
 *	object_view_write(&v, 0, OBJECT_VOLATILE, NULL, &buf);
 *	object_view_release(&v);
 *
 * Nothing is decoded: what is written has the tokens of the text as they are spelled. The text
 * belongs to the caller and must stay as long as the view.
 */
#ifndef GC_OBJECT_VIEW_H
#define GC_OBJECT_VIEW_H

#include "diff/diff_tree.h"
#include "objects/object_type.h"

enum object_mark {
	OBJECT_VOLATILE = 1, /* not content: `not_content` of the table; or objects of their own:
	                        a prompt's resources, a worktype's statuses */
	OBJECT_STAYS = 2,    /* content of its own org alone: `not_moved` */
	OBJECT_REFERS = 4,   /* the whole reference, or the string of a bare one */
	OBJECT_LATE = 8,     /* creation leaves it out: completed when everything exists */
	OBJECT_LEFT = 16     /* the caller's: left out, since the target lacks what it names */
};

/* What another org is given neither at creation nor by a change. */
enum { OBJECT_NEVER = OBJECT_VOLATILE | OBJECT_STAYS | OBJECT_LEFT };

struct object_view {
	const struct object_type *type;
	struct diff_tree t;
	uint8_t *marks; /* by node: enum object_mark */
	uint8_t *refs;  /* by node: the reference's place in type->refs, + 1; 0: none */
	size_t cap;
};

/* clang-format off */
#define OBJECT_VIEW_INIT {.t = DIFF_TREE_INIT}
/* clang-format on */

/*
 * Replace the view by that of a configuration. False: the text is not one whole object; see j.
 * A late reference inside an array makes the whole member late that holds the array: an element
 * without its reference would mean something else.
 */
bool object_view_read(
    struct object_view *v, struct json *j, const struct object_type *type, struct slice text);
void object_view_release(struct object_view *v);

/* The string node with a reference's id; DIFF_NONE: it has none. */
uint32_t object_view_id(const struct object_view *v, uint32_t node);

/* The type that a reference names ("flow": any type of flow); valid for ever. */
const char *object_view_refers_to(const struct object_view *v, uint32_t node);

/* The node at a path such as "/config/request"; DIFF_NONE: there is none. */
uint32_t object_view_at(const struct object_view *v, const char *path);

/*
 * Whether a value says nothing: null, false, "", an empty container, or an object of such values.
 * Values with a mark of `skip` count as missing.
 */
bool object_view_empty(const struct object_view *v, uint32_t node, unsigned skip);

/* A value of another view in the place of one, or added to an object. */
struct object_edit {
	uint32_t at; /* the node in whose place it goes; or the object that it is added to */
	bool adds;
	const struct object_view *from;
	uint32_t with; /* in `from`; DIFF_NONE: nothing goes there */
};

struct object_edits {
	struct object_edit *v;
	size_t n, cap;
	unsigned skip; /* what is left out of the values of `from` */
};

/*
 * Append a value as spelled, without the values that have a mark of `skip`, and with references
 * as {"id":…}, as requests spell them. edits may be NULL.
 */
void object_view_write(const struct object_view *v, uint32_t node, unsigned skip,
    const struct object_edits *edits, struct buf *b);

/* Append a member's name as spelled, with a comma where one is needed, and its colon. */
void object_view_write_key(const struct object_view *v, uint32_t node, struct buf *b);

#endif
