/*
 * remap_id_name.h - which string of a flow is the id of an object, and which repeats its name.
 *
 * A string's role follows from its member's name. When an object ends, some strings in it get a
 * role in the object around it. An id and a text that have roles in one object, in any order, are
 * twins if their roles fit:
 *	{id, name}  {xId, xName}  {datatableId, title}          one object of the org
 *	{config: {lit: {val, text}}, text}                      a value, its text twice
 *	{actionId, category: {id, name}}  {id, category}        a data action's integration
 *	{id, name, configuration: {name}}                       the flow itself
 */
#ifndef GC_REMAP_ID_NAME_H
#define GC_REMAP_ID_NAME_H

#include "base/slice.h"

enum remap_role {
	ROLE_ID,     /* id */
	ROLE_NAME,   /* name */
	ROLE_VAL,    /* val */
	ROLE_TEXT,   /* text */
	ROLE_TITLE,  /* title */
	ROLE_GROUP,  /* category */
	ROLE_X_ID,   /* queueId, flowId, … */
	ROLE_X_NAME, /* queueName, … */
	ROLE_NONE,
	/* in an outer object */
	ROLE_LITERAL,  /* val, in the object around its own */
	ROLE_CONFIG,   /* val, in the object around that, where that is called config */
	ROLE_IN_GROUP, /* id or name of the object called category */
	ROLE_OWN_NAME  /* name of the object called configuration */
};

/* By the member's name, as spelled. */
enum remap_role remap_role(struct slice key);

/* The role of an id, or of a text, in the object around the one that ended and is called `key`. */
enum remap_role remap_role_of_id_around(enum remap_role role, struct slice key);
enum remap_role remap_role_of_text_around(enum remap_role role, struct slice key, size_t depth);

/*
 * The place where an id and a text meet, from their roles in one object and their members' names:
 * twins have the same place. Empty: it has no twin. Valid as long as the key.
 */
struct slice remap_place_of_id(enum remap_role role, struct slice key);
struct slice remap_place_of_text(enum remap_role role, struct slice key);

/* Whether the text is the object's category, not its name. */
bool remap_says_category(enum remap_role role);

#endif
