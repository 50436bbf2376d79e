/*
 * object_walk.h - the places of an object record that name the object itself or other objects.
 *
 *	struct object_walk w = OBJECT_WALK_INIT;
 *	if (!object_walk(&w, &json, text, visit, user)) // one pass, which also checks the text
 *		complain(json_error(&json));
 *	object_walk_release(&w);
 *
 * The places are those of the table (object_type.h), those that every record has, and the strings
 * that may contain ids: templates, URLs and headers of data actions, the files of scripts, texts of
 * responses, and cells of data tables. A value at a place of the table is an object with an `id`, or a string that is
 * the id, whichever of them the table says. Values elsewhere, such as the audio of a prompt, are
 * checked and passed. A type that is not in the table has only the places of every record.
 *
 * `visit` is called when the value has been read, so an object inside another one comes first.
 * Nothing is decoded. Memory: a few dozen bytes for each level of nesting that has such a place.
 */
#ifndef GC_OBJECT_WALK_H
#define GC_OBJECT_WALK_H

#include "json/json.h"
#include "objects/object_type.h"

enum object_place_kind {
	OBJECT_PLACE_ITSELF,    /* the record, and its configuration */
	OBJECT_PLACE_ORG,       /* the record's `org` */
	OBJECT_PLACE_DIVISION,  /* of the record and of its configuration */
	OBJECT_PLACE_CATEGORY,  /* of a data action: usually the name of its integration */
	OBJECT_PLACE_REFERENCE, /* another object */
	OBJECT_PLACE_TEXT,      /* a string in which ids are used */
	OBJECT_PLACE_CELL, /* a string in which ids may be content: a table's cell, a response's text */
	OBJECT_PLACE_NOT_MOVED /* content of this org alone that is set (`not_moved` of the table) */
};

struct object_place {
	enum object_place_kind kind;
	const struct object_reference
	    *ref;         /* of OBJECT_PLACE_REFERENCE and OBJECT_PLACE_DIVISION */
	const char *type; /* what it names; NULL: not known */
	bool member;      /* id, name and uri are members of an object; else the value is `id` */
	struct slice id, name, uri; /* tokens without quotes; n = 0: none */
	struct slice value;         /* of OBJECT_PLACE_NOT_MOVED, as spelled */
};

/* The reader has just read the value, or the end of it. */
typedef void object_visit(void *user, const struct json *j, const struct object_place *place);

enum { OBJECT_PATHS_MAX = 64, OBJECT_STEPS_MAX = 10 };

struct object_path {
	enum object_place_kind kind;
	const struct object_reference *ref;
	size_t n;
	struct slice steps[OBJECT_STEPS_MAX];
};

/* A container that the walk is in. */
struct object_level {
	uint64_t paths, ends; /* those that go on inside it; those that end at it */
	const char *start;
	struct slice id, name, uri, type; /* its members */
};

struct object_walk {
	const struct object_type
	    *type;               /* of the record that was read last; NULL: not in the table */
	struct slice kind, name; /* its members as spelled, without quotes */

	bool ready;
	struct object_path paths[OBJECT_PATHS_MAX]; /* of `type` */
	size_t npaths;
	struct object_level *levels; /* by depth */
	size_t levels_cap;
	object_visit *visit;
	void *user;
	struct buf plain;
};

#define OBJECT_WALK_INIT          \
	{                         \
		.plain = BUF_INIT \
	}

/* False: the text is not one whole JSON object; json_error(j) has the reason. */
bool object_walk(
    struct object_walk *w, struct json *j, struct slice text, object_visit *visit, void *user);
void object_walk_release(struct object_walk *w);

/* Whether a record, not checked, is of the kind `object` and has a definition. */
bool object_walk_is(struct slice text);

#endif
