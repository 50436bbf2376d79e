/* object_backup.c - the target's objects as they were */
#include "object/object_backup.h"
#include "run/backup_record.h"
#include "json/json_write.h"

static void
backup_begin(const struct put_object *o, const char *what, struct buf *b)
{
	buf_puts(b, BACKUP_HEAD_OBJECT);
	buf_puts(b, what);
	buf_putc(b, '"');
	json_write_cstr(b, "org", o->put->org);
	json_write_cstr(b, "type", o->type->name);
	if (o->target != NULL)
		json_write_cstr(b, "id", o->target);
	json_write_cstr(b, "name", o->name);
}

static void
backup_end(struct put_object *o, struct buf *b)
{
	buf_puts(b, "}\n");
	backup_put(o->put->backup, buf_slice(b));
	backup_sync(o->put->backup);
	buf_release(b);
}

static bool
backup_add_object(const struct put_object *o, struct slice row)
{
	return o->put->backup != NULL && backup_know_object(o->put->backup,
					     slice_str(o->type->name), slice_str(o->name), row);
}

void
object_backup(struct put_object *o)
{
	struct buf b = BUF_INIT;

	if (o->created || !backup_add_object(o, slice_of(NULL, 0)))
		return;
	backup_begin(o, "latest", &b);
	json_write_raw(&b, "configuration", buf_slice(&o->actual));
	backup_end(o, &b);
}

bool
object_backup_wants_row(struct put_object *o, struct slice key)
{
	return !o->created && backup_add_object(o, key);
}

void
object_backup_rows(struct put_object *o, struct slice rows)
{
	struct buf b = BUF_INIT;

	if (rows.n == 0)
		return;
	backup_begin(o, "latest", &b);
	json_write_raw(&b, "configuration", buf_slice(&o->actual));
	json_write_open_array(&b, "rows");
	buf_add_slice(&b, rows);
	json_write_close_array(&b);
	backup_end(o, &b);
}

void
object_backup_create(struct put_object *o)
{
	struct buf b = BUF_INIT;

	if (!backup_add_object(o, slice_of(NULL, 0)))
		return;
	backup_begin(o, "created", &b);
	backup_end(o, &b);
}
