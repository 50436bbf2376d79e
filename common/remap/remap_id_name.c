/* remap_id_name.c - which string of a flow is the id of an object, and which repeats its name */
#include "remap/remap_id_name.h"

static bool
ends_with(struct slice s, const char *end)
{
	size_t n = strlen(end);

	return s.n > n && memcmp(s.p + s.n - n, end, n) == 0;
}

enum remap_role
remap_role(struct slice key)
{
	static const char *const whole[] = {[ROLE_ID] = "id",
	    [ROLE_NAME] = "name",
	    [ROLE_VAL] = "val",
	    [ROLE_TEXT] = "text",
	    [ROLE_TITLE] = "title",
	    [ROLE_GROUP] = "category"};

	for (size_t i = 0; i < COUNT_OF(whole); i++)
		if (slice_is(key, whole[i]))
			return (enum remap_role)i;
	return ends_with(key, "Id") ? ROLE_X_ID : ends_with(key, "Name") ? ROLE_X_NAME : ROLE_NONE;
}

enum remap_role
remap_role_of_id_around(enum remap_role role, struct slice key)
{
	if (role == ROLE_VAL && key.n > 0)
		return ROLE_LITERAL;
	return role == ROLE_LITERAL && slice_is(key, "config") ? ROLE_CONFIG : ROLE_NONE;
}

enum remap_role
remap_role_of_text_around(enum remap_role role, struct slice key, size_t depth)
{
	if ((role == ROLE_ID || role == ROLE_NAME) && slice_is(key, "category"))
		return ROLE_IN_GROUP;
	if (role == ROLE_NAME && depth == 1 && slice_is(key, "configuration"))
		return ROLE_OWN_NAME;
	return ROLE_NONE;
}

/* Places with a quote in them, which no name as spelled has. */
#define ID_PLACE  "\"id"
#define VAL_PLACE "\"val"

static struct slice
roles_stem(struct slice key, const char *end)
{
	return slice_of(key.p, key.n - strlen(end));
}

struct slice
remap_place_of_id(enum remap_role role, struct slice key)
{
	switch (role) {
	case ROLE_ID:
		return slice_str(ID_PLACE);
	case ROLE_VAL:
	case ROLE_CONFIG:
		return slice_str(VAL_PLACE);
	case ROLE_X_ID:
		return roles_stem(key, "Id");
	default:
		return slice_of("", 0);
	}
}

struct slice
remap_place_of_text(enum remap_role role, struct slice key)
{
	switch (role) {
	case ROLE_NAME:
	case ROLE_OWN_NAME:
	case ROLE_GROUP:
		return slice_str(ID_PLACE);
	case ROLE_TEXT:
		return slice_str(VAL_PLACE);
	case ROLE_X_NAME:
		return roles_stem(key, "Name");
	case ROLE_TITLE:
		return slice_str("datatable"); /* of datatableId */
	case ROLE_IN_GROUP:
		return slice_str("action"); /* of actionId */
	default:
		return slice_of("", 0);
	}
}

bool
remap_says_category(enum remap_role role)
{
	return role == ROLE_GROUP || role == ROLE_IN_GROUP;
}
