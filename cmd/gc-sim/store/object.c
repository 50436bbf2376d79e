/* object.c - the members of an object that only its type has */
#include "json/members.h"
#include "store/object.h"

char *
object_text(const struct org_object *o, const char *key)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf object = BUF_INIT, text = BUF_INIT;
	const struct member *found = NULL;

	if (o->extra == NULL)
		return NULL;
	buf_printf(&object, "{%s}", o->extra);
	if (members_read(&m, &j, buf_slice(&object)))
		found = members_find(&m, key);
	if (found != NULL && found->type == JSON_STRING) {
		json_unescape(member_string(found), &text);
		buf_puts(&text, "");
	}
	members_release(&m);
	json_release(&j);
	buf_release(&object);
	return text.p;
}
