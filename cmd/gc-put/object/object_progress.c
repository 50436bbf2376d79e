/* object_progress.c - how far the objects of a run have come */
#include "object/object_progress.h"

#include "object/object_home.h"
#include "object/object_target.h"
#include "object/object_tokens.h"

/* The target has it, or in a dry run would. */
static void
progress_add(const struct put_object *o, const char *id)
{
	struct buf plain = BUF_INIT;

	if (!object_target_has(o->put->objects->target, o->type->name, slice_str(id)))
		object_target_add(o->put->objects->target, o->type->name, slice_str(id),
		    slice_str(o->name), object_home(o, &plain));
	buf_release(&plain);
}

void
object_progress_found(const struct put_object *o)
{
	object_target_map(o->put->objects->target, slice_str(o->id), slice_str(o->target));
	progress_add(o, o->target);
}

void
object_progress_plan(const struct put_object *o)
{
	object_target_plan(o->put->objects->target, slice_str(o->id));
	progress_add(o, o->id);
}

void
object_progress_flow(struct put_objects *p, struct slice id, const char *target, bool planned)
{
	if (target != NULL)
		object_target_map(p->target, id, slice_str(target));
	else if (planned)
		object_target_plan(p->target, id);
}

void
object_progress_is_late(const struct put_object *o)
{
	o->put->objects->v[o->index].late = true;
}

bool
object_progress_comes_again(const struct put_object *o)
{
	const struct object_entry *e = &o->put->objects->v[o->index];

	if (o->late)
		return e->progress != OBJECT_COMES_QUIET;
	return (e->late && !o->put->option.stubs) || object_tokens_pending(o);
}

void
object_progress_transcodes(const struct put_object *o)
{
	o->put->objects->v[o->index].transcodes = true;
}
