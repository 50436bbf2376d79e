/* remap_roles.c - which string of a flow is the id of an object, and which repeats its name */
#include "remap_roles.h"

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

/* "flowId" and "flowName". */
static bool
same_stem(struct slice id, struct slice name)
{
	return id.n - 2 == name.n - 4 && memcmp(id.p, name.p, id.n - 2) == 0;
}

static enum remap_twin
twin_of_x_id(struct slice id_key, enum remap_role text, struct slice text_key)
{
	switch (text) {
	case ROLE_X_NAME:
		return same_stem(id_key, text_key) ? TWIN_NAME : TWIN_NONE;
	case ROLE_TITLE:
		return slice_is(id_key, "datatableId") ? TWIN_NAME : TWIN_NONE;
	case ROLE_IN_GROUP:
		return slice_is(id_key, "actionId") ? TWIN_CATEGORY : TWIN_NONE;
	default:
		return TWIN_NONE;
	}
}

enum remap_twin
remap_twin(enum remap_role id, struct slice id_key, enum remap_role text, struct slice text_key)
{
	switch (id) {
	case ROLE_ID:
		if (text == ROLE_GROUP)
			return TWIN_CATEGORY;
		return text == ROLE_NAME || text == ROLE_OWN_NAME ? TWIN_NAME : TWIN_NONE;
	case ROLE_VAL:
	case ROLE_CONFIG:
		return text == ROLE_TEXT ? TWIN_NAME : TWIN_NONE;
	case ROLE_X_ID:
		return twin_of_x_id(id_key, text, text_key);
	default:
		return TWIN_NONE;
	}
}
