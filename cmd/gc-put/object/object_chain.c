/* object_chain.c - what happens to an object, from the look at the target to the result */
#include "object/object_chain.h"
#include "base/mem.h"
#include "object/object_change.h"
#include "object/object_codes.h"
#include "object/object_conclude.h"
#include "object/object_create.h"
#include "object/object_find.h"
#include "object/object_media.h"
#include "object/object_move.h"
#include "object/object_prepare.h"
#include "object/object_rows.h"
#include "object/object_script.h"
#include "object/object_progress.h"
#include "object/object_expect.h"
#include "object/object_statuses.h"
#include "object/object_target.h"
#include "object/object_tokens.h"
#include "object/object_waits.h"

struct object_chain {
	struct put_object *o;
	struct object_prepare prepare;
	struct object_create create;
	struct object_script script;
	struct object_read read;
	struct object_change change;
	struct object_rows rows;
	struct object_media media;
	struct object_codes codes;
	struct object_statuses statuses;
	struct object_move move;
	bool existed; /* the server refused to create it: it exists */
};

static void chain_created(void *self);
static void chain_transcoded(void *self);

static void
chain_free(void *self)
{
	struct object_chain *c = self;

	object_create_release(&c->create);
	object_script_release(&c->script);
	object_read_release(&c->read);
	object_change_release(&c->change);
	object_rows_release(&c->rows);
	object_media_release(&c->media);
	object_codes_release(&c->codes);
	object_statuses_release(&c->statuses);
	object_move_release(&c->move);
	free(c);
}

/* What differs is named. */
static void
chain_add_paths(struct put_object *o, unsigned choice)
{
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < o->differences.n; i++) {
		const struct object_difference *d = &o->differences.v[i];
		if (!object_body_chosen(d, choice))
			continue;
		buf_clear(&path);
		object_difference_pointer(&o->view, &o->there, d, &path);
		put_object_path(o, buf_slice(&path));
	}
	buf_release(&path);
}

static void
chain_conclude(void *self)
{
	struct object_chain *c = self;

	object_conclude(c->o);
}

static void
chain_done_codes(void *self)
{
	struct object_chain *c = self;

	if ((c->o->type->parts & OBJECT_STATUSES) != 0)
		object_statuses_start(&c->statuses, c->o, chain_conclude, c);
	else
		chain_conclude(c);
}

static void
chain_done_media(void *self)
{
	struct object_chain *c = self;

	if ((c->o->type->parts & OBJECT_WRAPUP_CODES) != 0)
		object_codes_start(&c->codes, c->o, chain_done_codes, c);
	else
		chain_done_codes(c);
}

static void
chain_done_rows(void *self)
{
	struct object_chain *c = self;

	if ((c->o->type->parts & OBJECT_MEDIA) != 0)
		object_media_start(&c->media, c->o, chain_done_media, c);
	else
		chain_done_media(c);
}

static void
chain_parts(void *self)
{
	struct object_chain *c = self;

	if ((c->o->type->parts & OBJECT_ROWS) != 0)
		object_rows_start(&c->rows, c->o, chain_done_rows, c);
	else
		chain_done_rows(c);
}

/* Of what was there already, the division may be another. */
static void
chain_move(void *self)
{
	struct object_chain *c = self;

	object_move_start(&c->move, c->o, chain_parts, c);
}

/* Of the chosen differences, how many count as what; then change them, or go on. */
static void
chain_change(struct object_chain *c, unsigned choice, task_step *then)
{
	struct put_object *o = c->o;
	const char *why = object_change_forbids(o, choice);
	size_t n = object_change_count(o, choice);

	if (n == 0) {
		then(c);
		return;
	}
	chain_add_paths(o, choice);
	if (why != NULL || (!put_object_updates(o) && (choice & OBJECT_LACKING) == 0)) {
		o->differing += n;
		if (why != NULL && put_object_updates(o))
			buf_puts(&o->note, why);
		then(c);
		return;
	}
	n = object_change_can(o, choice);
	*((choice & OBJECT_LACKING) != 0 ? &o->completed : &o->changed) += n;
	if (n == 0 || o->put->option.dry_run)
		then(c);
	else
		object_change_start(&c->change, o, choice, then, c);
}

/* What the target lacks is completed; what differs besides is changed or named. */
static void
chain_complete(struct object_chain *c, unsigned differs, task_step *then)
{
	struct put_object *o = c->o;
	size_t other = object_change_count(o, differs);

	if (object_change_count(o, OBJECT_LACKING) == 0) {
		chain_change(c, differs, then);
		return;
	}
	if (other > 0 && !put_object_updates(o)) {
		chain_add_paths(o, differs);
		o->differing += other;
	}
	chain_change(c, OBJECT_LACKING | (put_object_updates(o) ? differs : 0), then);
}

static void
chain_compared_late(void *self)
{
	struct object_chain *c = self;

	struct put_object *o = c->o;
	size_t early = put_object_updates(o) ? 0 : object_change_count(o, OBJECT_EARLY);

	object_waits_settle(o);
	if (early > 0)
		chain_add_paths(o, OBJECT_EARLY);
	o->differing += early; /* it still does, whatever is completed now */
	chain_complete(c, OBJECT_LATER, chain_conclude);
}

static void
chain_create(void *self)
{
	struct object_chain *c = self;
	struct put_object *o = c->o;
	bool dry = o->put->option.dry_run;

	if (object_expect_refuses(o))
		return;
	if (dry) {
		object_progress_plan(o);
		object_end(o, PUT_PLANNED, "create", "%s",
		    strcmp(o->type->name, "flowOutcome") == 0
			? "the target has no such object; a flow outcome can never be deleted"
			: "the target has no such object");
		return;
	}
	if (object_script_is(o->put, &o->m, o->type->name))
		object_script_start(&c->script, o, chain_created, c);
	else
		object_create_start(&c->create, o, chain_created, c);
}

/* The rows are what the dry run saw: now the table may be changed. */
static void
chain_looked(void *self)
{
	chain_change(self, OBJECT_EARLY, chain_move);
}

static void
chain_compared(void *self)
{
	struct object_chain *c = self;
	struct put_object *o = c->o;

	if (object_change_count(o, OBJECT_LATER) > 0)
		object_progress_is_late(o);
	if (c->read.gone && c->existed) {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, "create",
		    "the server says that it exists, and has no object of its id; run this again "
		    "later");
	} else if (c->read.gone) {
		free(o->target);
		o->target = NULL;
		chain_create(c);
	} else if (o->late && o->quiet) {
		object_media_check(&c->media, o, chain_transcoded, c);
	} else if (o->late) {
		chain_compared_late(c);
	} else if (object_expect_refuses(o)) {
		return;
	} else if ((o->type->parts & OBJECT_ROWS) != 0) {
		object_rows_look(&c->rows, o, chain_looked, c);
	} else if (object_tokens_has(o)) {
		chain_complete(c, OBJECT_EARLY, chain_move);
	} else {
		chain_change(c, OBJECT_EARLY, chain_move);
	}
}

/* The server has it now. If this run did not make it, it is looked at like any other. */
static void
chain_created(void *self)
{
	struct object_chain *c = self;
	struct put_object *o = c->o;

	c->existed = !o->created;
	if (c->existed)
		object_read_start(&c->read, o, chain_compared, c);
	else
		chain_parts(c);
}

static bool
chain_is_planned(const struct put_object *o)
{
	return o->put->option.dry_run &&
	       (o->target == NULL || *o->target == '\0' ||
		   object_target_plans(o->put->objects->target, slice_str(o->id)));
}

/* --dry-run: it would be there by now, and lack what it waits for. */
static void
chain_plan_late(struct object_chain *c)
{
	struct put_object *o = c->o;

	free(o->target);
	o->target = NULL;
	o->quiet = o->waits == 0;
	if (o->waits > 0)
		object_end(o, PUT_WAITS, "complete", "it waits for %s", o->waits_for.p);
	else
		object_end(o, PUT_PLANNED, "complete", "it is complete then");
}

static void
chain_prepared(void *self)
{
	struct object_chain *c = self;
	struct put_object *o = c->o;

	if (o->late && chain_is_planned(o))
		chain_plan_late(c);
	else if (o->target != NULL && object_script_is(o->put, &o->m, o->type->name))
		object_script_complete(&c->script, o);
	else if (o->target != NULL)
		object_read_start(&c->read, o, chain_compared, c);
	else
		chain_create(c);
}

static void
chain_begin(struct put_object *o)
{
	struct object_chain *c = xcalloc(1, sizeof *c);

	o->chain = c;
	o->chain_free = chain_free;
	c->o = o;
	if (object_take(o) && object_find(o))
		object_prepare_start(&c->prepare, o, chain_prepared, c);
}

void
object_chain_start(struct put_object *o)
{
	chain_begin(o);
}

void
object_chain_late(struct put_object *o)
{
	o->late = true;
	chain_begin(o);
}

static void
chain_transcoded(void *self)
{
	struct object_chain *c = self;

	object_end(c->o, PUT_SKIPPED, "skip", "its audio is transcoded");
}

void
object_chain_transcoded(struct put_object *o)
{
	o->late = o->quiet = true;
	chain_begin(o);
}
