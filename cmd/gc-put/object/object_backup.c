/* object_backup.c - the target's objects as they were */
#include "object/object_backup.h"
#include "backup_record.h"
#include "json/json_write.h"
#include "json/peek.h"

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

/*
 * What the file has of an object is known by keys of their own, since an object's id is no flow's:
 * "TYPE/NAME" and a row's "TYPE/NAME/KEY". False: it had it already.
 */
static bool
backup_add_key(struct backup *b, struct slice type, struct slice name, struct slice row)
{
	struct buf key = BUF_INIT;
	size_t before = b->known.n;

	buf_add_slice(&key, type);
	buf_putc(&key, '/');
	buf_add_slice(&key, name);
	if (row.p != NULL) {
		buf_putc(&key, '/');
		buf_add_slice(&key, row);
	}
	idset_add(&b->known, buf_slice(&key));
	buf_release(&key);
	return b->known.n > before;
}

static bool
backup_add_object(const struct put_object *o, struct slice row)
{
	return o->put->backup != NULL &&
	       backup_add_key(o->put->backup, slice_str(o->type->name), slice_str(o->name), row);
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

static void
backup_note_rows(struct backup *b, struct slice type, struct slice name, struct slice rest)
{
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf key = BUF_INIT;
	struct slice row;

	while (peek_element(&rest, &row)) {
		buf_clear(&key);
		if (!members_read(&m, &j, row))
			continue;
		json_unescape(members_string(&m, "key"), &key);
		backup_add_key(b, type, name, buf_slice(&key));
	}
	buf_release(&key);
	members_release(&m);
	json_release(&j);
}

void
object_backup_note(struct backup *b, const struct record *r)
{
	struct buf type = BUF_INIT, name = BUF_INIT;
	const struct member *rows = members_find(&r->m, "rows");

	json_unescape(members_string(&r->m, "type"), &type);
	json_unescape(members_string(&r->m, "name"), &name);
	backup_add_key(b, buf_slice(&type), buf_slice(&name), slice_of(NULL, 0));
	if (rows != NULL && rows->type == JSON_ARRAY)
		backup_note_rows(b, buf_slice(&type), buf_slice(&name), rows->value);
	buf_release(&type);
	buf_release(&name);
}
