/* object_state.c - what a dry run saw of the target's objects */
#include "object/object_state.h"
#include "base/hash.h"
#include "json/json_write.h"

void
object_state_hash(const struct put_object *o, struct buf *to)
{
	struct buf text = BUF_INIT;

	object_view_write(&o->there, 0, OBJECT_VOLATILE, NULL, &text);
	buf_printf(to, "%016llx", (unsigned long long)hash_add(HASH_INIT, buf_slice(&text)));
	buf_release(&text);
}

void
object_state_write(const struct put_object *o, struct buf *b)
{
	struct buf hash = BUF_INIT;

	if (!o->put->option.dry_run || (o->target != NULL && o->there.t.n == 0))
		return;
	json_write_open(b, "target");
	if (o->target != NULL) {
		object_state_hash(o, &hash);
		json_write_string(b, "hash", buf_slice(&hash));
		json_write_filled(b, "rows", buf_slice(&o->rows_state));
	} else {
		json_write_null(b, "hash");
	}
	json_write_close(b);
	buf_release(&hash);
}
