/* object_rows_read.c - the record's rows, and how the target's compare with them */
#include "object/object_rows_read.h"
#include "base/mem.h"
#include "json/peek.h"
#include "object/object_backup.h"
#include "object/object_row_state.h"
#include "put/row_compare.h"

void
object_rows_take(struct object_rows *r, struct slice array)
{
	struct slice rest = array, row;
	struct buf key = BUF_INIT;
	size_t before;

	while (peek_element(&rest, &row)) {
		if (!members_read(&r->mine, &r->json, row))
			continue;
		before = r->keys.n;
		idset_add(&r->keys, members_text(&r->mine, "key", &key));
		if (r->keys.n == before)
			continue;
		r->v = xgrow(r->v, &r->cap, r->n + 1, sizeof *r->v);
		r->v[r->n++] = (struct object_row){.text = row};
	}
	buf_release(&key);
}

/* Of the target's row that was just read. */
static uint64_t
rows_hash(const struct object_rows *r)
{
	struct buf text = BUF_INIT;
	uint64_t hash;

	row_write(&r->o->view, &r->theirs, &text);
	hash = object_row_hash(buf_slice(&text));
	buf_release(&text);
	return hash;
}

void
object_rows_meet(struct object_rows *r, struct slice row)
{
	struct buf key = BUF_INIT;
	struct slice text;
	size_t i;

	if (!members_read(&r->theirs, &r->json, row))
		return;
	text = members_text(&r->theirs, "key", &key);
	i = idset_find(&r->keys, text);
	if (i == IDSET_NONE) {
		r->extra++;
		r->others += rows_hash(r);
	} else {
		members_read(&r->mine, &r->json, r->v[i].text);
		r->v[i].there = true;
		r->v[i].differs = !row_equals(&r->o->view, &r->mine, &r->theirs);
		r->v[i].hash = r->v[i].differs ? rows_hash(r) : 0;
		if (r->v[i].differs && !r->wrote && put_object_updates(r->o) &&
		    object_backup_wants_row(r->o, text)) {
			if (r->before.n > 0)
				buf_putc(&r->before, ',');
			row_write(&r->o->view, &r->theirs, &r->before);
		}
	}
	buf_release(&key);
}

size_t
object_rows_count(const struct object_rows *r, bool missing)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += missing ? !r->v[i].there : r->v[i].differs;
	return n;
}
