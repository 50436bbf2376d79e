/* object_created.c - --restore: objects that did not exist before */
#include "object/object_created.h"
#include "base/mem.h"
#include "object/object_target.h"

bool
object_created_add(struct put_objects *p, const struct record *r)
{
	const struct object_type *type = object_type_find(members_string(&r->m, "type"));

	if (!p->put->option.restore || !json_is(members_string(&r->m, "backup"), "created"))
		return false;
	if (type != NULL)
		object_target_need(p->target, type->name);
	spool_add(&p->created, r);
	return true;
}

/* What cannot be listed may be there. */
static bool
created_is_there(const struct put_objects *p, const char *type, const char *name)
{
	const char *why;

	return !object_target_lists(p->target, type, &why) ||
	       object_target_find(
		   p->target, type, slice_str(""), slice_str(name), slice_of(NULL, 0))
		       .id != NULL;
}

static void
created_end(struct put_objects *p, const struct record *r, const char *type, const char *name)
{
	bool there = created_is_there(p, type, name);
	const char *action = there ? "delete" : "skip";
	const char *why =
	    there ? "it did not exist before; gc-put deletes nothing" : "not there, as before";
	enum put_status status = there ? PUT_LEFT : PUT_SKIPPED;
	struct buf label = BUF_INIT;

	record_label(r, &label);
	outcome_begin(p->put->outcome,
	    &(struct outcome_head){"object", NULL, name, type, action, why, status, CAUSE_FLOW});
	outcome_print(p->put->outcome);
	outcome_count(p->put->outcome,
	    &(struct outcome_end){
		.status = status, .label = label.p, .action = action, .reason = why, .m = &r->m});
	buf_release(&label);
}

void
object_created_report(struct put_objects *p)
{
	struct buf text = BUF_INIT;
	struct json j = JSON_INIT;
	struct record r = {.m = MEMBERS_INIT};

	for (size_t i = 0; i < p->created.n; i++) {
		char *name, *type;
		spool_get(&p->created, i, &text);
		r.text = buf_slice(&text);
		r.file = p->created.v[i].file;
		r.line = p->created.v[i].line;
		if (!members_read(&r.m, &j, r.text))
			continue;
		name = members_dup(&r.m, "name");
		type = members_dup(&r.m, "type");
		created_end(p, &r, type != NULL ? type : "", name != NULL ? name : "");
		free(name);
		free(type);
	}
	buf_release(&text);
	members_release(&r.m);
	json_release(&j);
}
