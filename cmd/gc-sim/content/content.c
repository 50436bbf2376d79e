/* content.c - the content of an object: written, read from a file, or generated */
#include "content/content.h"

#include "clock/simclock.h"
#include "define/define.h"

struct slice
object_content(const struct org *org, const struct org_object *o, struct buf *room)
{
	if (o->former != NULL && simclock_ms() < o->former_ms)
		return slice_str(o->former);
	if (o->definition != NULL)
		return slice_str(o->definition);
	buf_clear(room);
	define_content(org, o, room);
	return buf_slice(room);
}
