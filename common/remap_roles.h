/*
 * remap_roles.h - which string of a flow is the id of an object, and which repeats its name.
 *
 * A string's role follows from its member's name. When an object ends, some strings in it get a
 * role in the object around it. An id and a text that have roles in one object, whichever of them
 * comes first, are twins when the roles say so:
 *	{id, name}  {xId, xName}  {datatableId, title}          one object of the org
 *	{config: {lit: {val, text}}, text}                      a value, its text twice
 *	{actionId, category: {id, name}}  {id, category}        a data action's integration
 *	{id, name, configuration: {name}}                       the flow itself
 */
#ifndef GC_REMAP_ROLES_H
#define GC_REMAP_ROLES_H

#include "slice.h"

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

enum remap_twin { TWIN_NONE, TWIN_NAME, TWIN_CATEGORY };

/* What a text is to an id, both with their roles in one object and their own members' names. */
enum remap_twin remap_twin(
    enum remap_role id, struct slice id_key, enum remap_role text, struct slice text_key);

#endif
