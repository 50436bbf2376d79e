/* object_rows.c - the rows of a data table */
#include "object/object_rows.h"
#include "base/mem.h"
#include "base/plural.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "object/object_backup.h"
#include "object/object_create.h"
#include "object/object_row_state.h"
#include "object/object_rows_read.h"
#include "object/object_expect.h"
#include "objects/table_csv.h"
#include "put/row_compare.h"

/* Looks after writing: a row that was just written may be missing for some seconds. */
enum { ROWS_PAGES = 100000, ROWS_LOOKS = 8 };

static void rows_write_next(void *self);
static void rows_look(void *self);
static void rows_ask(struct object_rows *r);

static void
rows_add_path(struct object_rows *r, size_t i)
{
	struct buf path = BUF_INIT;

	buf_puts(&path, "/rows/");
	json_pointer_token(idset_id(&r->keys, i), &path);
	put_object_path(r->o, buf_slice(&path));
	buf_release(&path);
}

static void
rows_note(struct object_rows *r, size_t n, const char *what)
{
	struct buf *note = &r->o->note;

	buf_printf(note, "%s%zu row%s %s", note->n > 0 ? "; " : "", n, plural(n), what);
}

/* What was found, once, into the object's account of itself. */
static void
rows_report(struct object_rows *r)
{
	struct put_object *o = r->o;

	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].differs)
			rows_add_path(r, i);
	r->missing = object_rows_count(r, true);
	r->differing = object_rows_count(r, false);
	if (r->missing > 0 && !o->created)
		put_object_path(o, slice_str("/rows"));
	o->completed += r->missing;
	*(put_object_updates(o) ? &o->changed : &o->differing) += r->differing;
	if (r->missing > 0 && o->put->option.dry_run)
		rows_note(r, r->missing, "to add");
	if (r->extra > 0)
		rows_note(r, r->extra,
		    plural_of(r->extra, "that only the target has stays",
			"that only the target has stay"));
}

/* After writing: is everything there? */
static void
rows_verify(struct object_rows *r)
{
	struct put_object *o = r->o;
	size_t missing = object_rows_count(r, true);
	size_t differing = put_object_updates(o) ? object_rows_count(r, false) : 0;

	if (r->nfailed > 0) {
		object_end(o, PUT_FAILED, "complete", "the server refused %zu row%s; the first: %s",
		    r->nfailed, plural(r->nfailed), r->failed.p);
	} else if (missing + differing == 0) {
		if (r->missing > 0)
			rows_note(r, r->missing, "added");
		r->then.step(r->then.self);
	} else if (++r->looks < ROWS_LOOKS) {
		task_poll(&o->task, "new rows to be listed", r->looks, rows_look, r);
	} else {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, "complete",
		    "read back after writing, %zu of its rows %s missing and %zu %s; run "
		    "this again",
		    missing, plural_of(missing, "is", "are"), differing,
		    plural_of(differing, "differs", "differ"));
	}
}

/* The CSV of what is missing. False: CSV cannot say it. */
static bool
rows_write_csv(struct object_rows *r)
{
	struct table_csv t = TABLE_CSV_INIT;
	struct buf rows = BUF_INIT;
	bool good;

	buf_putc(&rows, '[');
	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].there || !members_read(&r->mine, &r->json, r->v[i].text))
			continue;
		json_write_name(&rows, NULL);
		row_write(&r->o->view, &r->mine, &rows);
	}
	buf_putc(&rows, ']');
	good = table_csv_write(&t, buf_slice(&r->o->record), buf_slice(&rows), &r->csv.csv);
	table_csv_release(&t);
	buf_release(&rows);
	return good;
}

static void
rows_imported(void *self)
{
	struct object_rows *r = self;

	buf_release(&r->csv.csv);
	rows_look(r);
}

/* What is known now: write what is to be written. */
static void
rows_write(struct object_rows *r)
{
	struct put_object *o = r->o;
	size_t missing = object_rows_count(r, true);

	if (missing + (put_object_updates(o) ? object_rows_count(r, false) : 0) == 0 ||
	    o->put->option.dry_run) {
		if (r->by_job)
			rows_note(r, r->missing, "added");
		r->then.step(r->then.self);
	} else if (missing > ROWS_SINGLE && !r->by_job && rows_write_csv(r)) {
		r->by_job = true;
		object_csv_start(&r->csv, o, rows_imported, r);
	} else if (missing > ROWS_SINGLE && r->by_job) {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, "complete",
		    "the import job left out %zu of its %zu row%s; run this again", missing,
		    r->missing, plural(r->missing));
	} else {
		object_backup_rows(o, buf_slice(&r->before));
		r->at = 0;
		rows_write_next(r);
	}
}

/* The first look: is it what the dry run saw? */
static void
rows_judge(struct object_rows *r)
{
	struct put_object *o = r->o;
	const char *was = object_expect_rows(o);

	if (was != NULL && object_row_state_moved(r, was)) {
		object_end(o, PUT_REFUSED, "update",
		    "its rows have changed since the dry run; rehearse again");
		return;
	}
	if (o->put->option.dry_run)
		object_row_state_write(r, &o->rows_state);
	r->then.step(r->then.self);
}

static void
rows_seen(struct object_rows *r)
{
	if (!r->looked && !r->o->created) {
		r->looked = true;
		rows_judge(r);
		return;
	}
	if (r->wrote) {
		rows_verify(r);
		return;
	}
	if (!r->by_job)
		rows_report(r);
	rows_write(r);
}

static void
rows_refused(struct object_rows *r)
{
	if (r->nfailed++ > 0)
		return;
	buf_clear(&r->failed);
	buf_puts(&r->failed, "\"");
	buf_add_slice(&r->failed, idset_id(&r->keys, r->at));
	buf_puts(&r->failed, "\": ");
	call_describe(&r->o->task.call, &r->failed);
}

static void
rows_written(void *self)
{
	struct object_rows *r = self;
	const struct call *c = &r->o->task.call;

	if (c->verdict == CALL_REFUSED && !object_create_exists(c)) {
		rows_refused(r);
	} else if (c->verdict != CALL_OK && c->verdict != CALL_REFUSED) {
		object_failed(r->o, "complete", "cannot write its rows");
		return;
	}
	r->at++;
	rows_write_next(r);
}

static void
rows_write_next(void *self)
{
	struct object_rows *r = self;
	struct put_object *o = r->o;
	struct slice key;
	char *text;

	while (r->at < r->n && r->v[r->at].there && !(r->v[r->at].differs && put_object_updates(o)))
		r->at++;
	if (r->at == r->n) {
		r->wrote = true;
		rows_look(r);
		return;
	}
	members_read(&r->mine, &r->json, r->v[r->at].text);
	buf_clear(&o->task.out);
	row_write(&o->view, &r->mine, &o->task.out);
	if (!r->v[r->at].there) {
		object_call(o, "POST", rows_written, r, "/rows");
		return;
	}
	key = idset_id(&r->keys, r->at);
	text = xmemdup0(key.p, key.n);
	object_call(o, "PUT", rows_written, r, "/rows/%s", text);
	free(text);
}

static void
rows_looked(void *self)
{
	struct object_rows *r = self;
	struct put_object *o = r->o;
	struct members m = MEMBERS_INIT;
	struct slice rest = {NULL, 0}, row;
	const struct member *page, *count;

	if (o->created && o->task.call.status == 404 && r->looks < ROWS_LOOKS) {
		task_poll(&o->task, "new table to be there", ++r->looks, rows_look, r);
		return;
	}
	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "look", "cannot read the target's rows");
		return;
	}
	if (members_read(&m, &r->json, buf_slice(&o->task.call.body))) {
		page = members_find(&m, "entities");
		count = members_find(&m, "pageCount");
		rest = page != NULL && page->type == JSON_ARRAY ? page->value : rest;
		if (count != NULL && member_whole(count) <= ROWS_PAGES)
			r->pages = (long)member_whole(count);
	}
	while (peek_element(&rest, &row))
		object_rows_meet(r, row);
	members_release(&m);
	if (r->page++ < r->pages)
		rows_ask(r);
	else
		rows_seen(r);
}

static void
rows_ask(struct object_rows *r)
{
	char page[24];

	snprintf(page, sizeof page, "%ld", r->page);
	object_call(
	    r->o, "GET", rows_looked, r, "/rows?showbrief=false&pageSize=100&pageNumber=%s", page);
}

static void
rows_look(void *self)
{
	struct object_rows *r = self;

	r->page = r->pages = 1;
	r->extra = 0;
	r->others = 0;
	for (size_t i = 0; i < r->n; i++)
		r->v[i].there = r->v[i].differs = false;
	rows_ask(r);
}

static void
rows_open(struct object_rows *r, struct put_object *o, task_step *then, void *self)
{
	const struct member *rows = members_find(&o->m, "rows");

	r->then = (struct task_next){then, self};
	if (r->o == NULL && rows != NULL && rows->type == JSON_ARRAY)
		object_rows_take(r, rows->value);
	r->o = o;
}

void
object_rows_look(struct object_rows *r, struct put_object *o, task_step *then, void *self)
{
	rows_open(r, o, then, self);
	if (r->n == 0 || r->looked)
		then(self);
	else
		rows_look(r);
}

void
object_rows_start(struct object_rows *r, struct put_object *o, task_step *then, void *self)
{
	rows_open(r, o, then, self);
	if (r->n == 0)
		then(self);
	else
		rows_seen(r);
}

void
object_rows_release(struct object_rows *r)
{
	object_csv_release(&r->csv);
	idset_release(&r->keys);
	members_release(&r->mine);
	members_release(&r->theirs);
	json_release(&r->json);
	buf_release(&r->before);
	buf_release(&r->failed);
	free(r->v);
}
