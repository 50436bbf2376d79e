/* object.c - the members of an object that only its type has */
#include "json/json_write.h"
#include "json/members.h"
#include "org/object.h"

struct extra {
	struct buf text;
	struct json json;
	struct members members;
};

static void
extra_read(const struct org_object *o, struct extra *e)
{
	*e = (struct extra){BUF_INIT, JSON_INIT, MEMBERS_INIT};
	if (o->definition != NULL)
		buf_puts(&e->text, o->definition);
	else
		buf_printf(&e->text, "{%s}", o->extra != NULL ? o->extra : "");
	members_read(&e->members, &e->json, buf_slice(&e->text));
}

static void
extra_release(struct extra *e)
{
	members_release(&e->members);
	json_release(&e->json);
	buf_release(&e->text);
}

char *
object_text(const struct org_object *o, const char *key)
{
	struct extra e;
	char *text;

	extra_read(o, &e);
	text = members_dup(&e.members, key);
	extra_release(&e);
	return text;
}

void
object_put_extra(const struct org_object *o, const char *without, struct buf *b)
{
	struct extra e;

	extra_read(o, &e);
	for (size_t i = 0; i < e.members.n; i++)
		if (without == NULL || !slice_is(e.members.v[i].key, without))
			member_write(&e.members.v[i], b);
	extra_release(&e);
}
