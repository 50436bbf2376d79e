/* object_home.c - where an object is to be */
#include "object/object_home.h"

struct slice
object_home(const struct put_object *o, struct buf *plain)
{
	uint32_t at = object_view_at(&o->view, "/division/id"), list;

	if (strcmp(o->type->name, "dataAction") == 0)
		at = object_view_at(&o->view, "/category");
	list = strcmp(o->type->name, "response") == 0 ? object_view_at(&o->view, "/libraries")
						      : DIFF_NONE;
	if (list != DIFF_NONE && diff_first(&o->view.t, list) != DIFF_NONE)
		at = diff_member(&o->view.t, diff_first(&o->view.t, list), "id");
	return diff_is(&o->view.t, at, JSON_STRING) ? json_text(diff_token(&o->view.t, at), plain)
						    : slice_of(NULL, 0);
}
