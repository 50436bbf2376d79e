/*
 * object_target.h - the objects of the target org: those of the types that the input is about,
 * from one listing a type at the start, and what this run has created since.
 *
 * Soft-deleted objects are not there: their types' listings may have them all the same.
 *
 * Ids: a record has the target's id of what existed when gc-remap ran, and the source's id of what
 * this run creates. object_target_map() tells the target's id of those.
 */
#ifndef PUT_OBJECT_TARGET_H
#define PUT_OBJECT_TARGET_H

#include "json/members.h"
#include "run/put_flow.h"

struct object_target;

struct object_target *object_target_new(struct put *put);
void object_target_free(struct object_target *t); /* t may be NULL */

/* While the input is read: a type that is listed; a record's object. Types are those of the table. */
void object_target_need(struct object_target *t, const char *type);
void object_target_bring(struct object_target *t, const char *type, struct slice id);

/* Read the listings; and what earlier runs created, in their results (--have). */
void object_target_read(struct object_target *t);

/* Whether the type was listed; if not, why (NULL: the API has no such listing). */
bool object_target_lists(const struct object_target *t, const char *type, const char **why);

/* What kind of reason that is: whether the listing may work later. */
enum put_cause object_target_cause(const struct object_target *t, const char *type);

struct object_found {
	const char *id;   /* NULL: it is not there */
	const char *twin; /* the id of another one that fits as well, or NULL */
	bool other_case;  /* only its name differs, in letter case */
};

/*
 * The object of this id, or of this name; where names repeat, the one in `home`: the division's
 * id. Of a data action and of a response the home counts as part of the name: the category,
 * the library. Texts are valid until the next object_target_add().
 */
struct object_found object_target_find(const struct object_target *t, const char *type,
    struct slice id, struct slice name, struct slice home);

/* Whether an object of the same name in another home is another one. */
bool object_target_is_strict(const char *type);

bool object_target_has(const struct object_target *t, const char *type, struct slice id);

/* An object's home, of an element of a listing; an empty slice: it has none. */
struct slice object_target_home(const char *type, const struct members *m, struct buf *plain);

/* It is there from now on. */
void object_target_add(struct object_target *t, const char *type, struct slice id,
    struct slice name, struct slice home);

/* What the record's id is in the target; an empty slice: not known. */
void object_target_map(struct object_target *t, struct slice from, struct slice to);
struct slice object_target_mapped(const struct object_target *t, struct slice id);

/* Whether the input has a record of this id whose object is not in the target yet. */
bool object_target_brings(const struct object_target *t, struct slice id);

/* --dry-run: it would be there. */
void object_target_plan(struct object_target *t, struct slice id);
bool object_target_plans(const struct object_target *t, struct slice id);

/* The target was asked for it by its id: it does not have it. */
void object_target_lack(struct object_target *t, struct slice id);
bool object_target_lacks(const struct object_target *t, struct slice id);

/* The id of the division of this name, or of the home division; empty: it is not there. */
struct slice object_target_division(const struct object_target *t, struct slice name);
struct slice object_target_home_division(const struct object_target *t);

#endif
