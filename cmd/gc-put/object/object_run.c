/* object_run.c - the objects of a run */
#include "object/object_run.h"
#include "base/err.h"
#include "base/fold.h"
#include "base/mem.h"
#include "base/plural.h"
#include "object/object_chain.h"
#include "object/object_created.h"
#include "object/object_expect.h"
#include "object/object_script.h"
#include "object/object_target.h"
#include "object/object_tokens.h"
#include "put/object_parts.h"

enum { RUN_SCRIPTS = 3 }; /* the stage of scripts that are imported: before queues and worktypes */

struct put_objects *
put_objects_new(struct put *put)
{
	struct put_objects *p = xcalloc(1, sizeof *p);

	p->put = put;
	p->scripts = (struct idset)IDSET_INIT;
	spool_open(&p->spool);
	if (put->option.restore)
		spool_open(&p->created);
	p->target = object_target_new(put);
	return p;
}

void
put_objects_free(struct put_objects *p)
{
	spool_close(&p->spool);
	if (p->put->option.restore)
		spool_close(&p->created);
	object_target_free(p->target);
	object_expect_free(p->expect);
	idset_release(&p->scripts);
	free(p->v);
	free(p);
}

/* Which types are to be listed: the object's own, and those that it refers to. */
static void
run_need(struct put_objects *p, const struct object_view *v, struct object_entry *e)
{
	for (uint32_t i = 0; i < v->t.n; i++) {
		if ((v->marks[i] & OBJECT_LATE) != 0 &&
		    !object_view_empty(v, i, OBJECT_VOLATILE | OBJECT_STAYS))
			e->late = true;
		if (v->refs[i] != 0 && object_view_id(v, i) != DIFF_NONE)
			object_target_need(p->target, object_view_refers_to(v, i));
	}
	if ((v->type->parts & OBJECT_WRAPUP_CODES) != 0)
		object_target_need(p->target, "acdWrapupCode");
}

/* It is looked up by one name, and would be created by another. */
static bool
run_has_another_name(const struct record *r)
{
	struct slice name = members_string_in(&r->m, "configuration", "name");
	struct buf own = BUF_INIT, other = BUF_INIT;
	bool another =
	    name.n > 0 && !slice_eq(members_text(&r->m, "name", &own), json_text(name, &other));

	buf_release(&own);
	buf_release(&other);
	return another;
}

static const char *
run_judge(const struct record *r, const struct object_type *type)
{
	const struct member *configuration = members_find(&r->m, "configuration");

	if (record_nul(&r->m) != NULL)
		return record_nul(&r->m);
	if (type == NULL)
		return "no definition of objects of this type is known";
	if (members_string(&r->m, "name").n == 0)
		return "no name";
	if (configuration != NULL && configuration->type != JSON_OBJECT)
		return "its configuration is not an object";
	if (type->stage > 0 && run_has_another_name(r))
		return "its configuration has another name than the record";
	return type->stage > 0 ? object_parts_unfit(&r->m) : NULL;
}

/* --scripts: the server takes two scripts of one name, and then nothing tells the new ones apart. */
static const char *
run_judge_script(struct put_objects *p, const struct record *r, const struct object_type *type)
{
	struct buf plain = BUF_INIT, key = BUF_INIT;
	size_t before = p->scripts.n;
	const char *why = NULL;

	if (!object_script_is(p->put, &r->m, type->name))
		return NULL;
	fold_add(&key, members_text(&r->m, "name", &plain));
	idset_add(&p->scripts, buf_slice(&key));
	if (p->scripts.n == before)
		why = "a script of this name came before, and in the target names tell scripts "
		      "apart; rename one of them";
	buf_release(&plain);
	buf_release(&key);
	return why;
}

void
put_objects_add(struct put_objects *p, const struct record *r)
{
	const struct object_type *type = object_type_find(members_string(&r->m, "type"));
	const struct member *configuration = members_find(&r->m, "configuration");
	const char *why = run_judge(r, type);
	struct object_view v = OBJECT_VIEW_INIT;
	struct json j = JSON_INIT;
	struct buf id = BUF_INIT;
	struct object_entry e = {.late = false};

	if (object_created_add(p, r))
		return;
	if (configuration == NULL) {
		p->plain++;
		return;
	}
	if (why == NULL && !object_view_read(&v, &j, type, configuration->value))
		why = "its configuration cannot be read";
	if (why == NULL)
		why = run_judge_script(p, r, type);
	if (why != NULL) {
		outcome_unfit(p->put->outcome, r, why);
	} else {
		object_target_bring(p->target, type->name, members_text(&r->m, "id", &id));
		object_target_need(p->target, "division");
		e.stage = object_script_is(p->put, &r->m, type->name) ? RUN_SCRIPTS : type->stage;
		run_need(p, &v, &e);
		p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
		p->v[p->n++] = e;
		spool_add(&p->spool, r);
	}
	buf_release(&id);
	object_view_release(&v);
	json_release(&j);
}

/* Where an object of the record's type and name would be another object; n = 0: nowhere. */
static struct slice
run_home(const struct put_objects *p, const char *type, const struct members *m, struct buf *plain)
{
	const struct member *configuration = members_find(m, "configuration");
	struct json j = JSON_INIT;
	struct members own = MEMBERS_INIT;
	struct slice home = {NULL, 0}, mapped;

	if (object_target_is_strict(type) && members_read(&own, &j, configuration->value))
		home = object_target_home(type, &own, plain);
	mapped = object_target_mapped(p->target, home);
	members_release(&own);
	json_release(&j);
	return mapped.n > 0 ? mapped : home;
}

/*
 * What the target has already is known under its id there before anything is compared: an object
 * may refer to one that comes later in the input.
 */
static void
run_map_present(struct put_objects *p)
{
	struct buf text = BUF_INIT, id = BUF_INIT, name = BUF_INIT, type = BUF_INIT;
	struct buf home = BUF_INIT;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;

	for (size_t i = 0; i < p->n; i++) {
		struct object_found found;
		buf_clear(&type);
		spool_get(&p->spool, i, &text);
		if (!members_read(&m, &j, buf_slice(&text)))
			continue;
		json_unescape(members_string(&m, "type"), &type);
		found = object_target_find(p->target, type.p, members_text(&m, "id", &id),
		    members_text(&m, "name", &name), run_home(p, type.p, &m, &home));
		if (found.id != NULL && found.twin == NULL && !found.other_case)
			object_target_map(
			    p->target, members_text(&m, "id", &id), slice_str(found.id));
	}
	buf_release(&text);
	buf_release(&id);
	buf_release(&name);
	buf_release(&type);
	buf_release(&home);
	members_release(&m);
	json_release(&j);
}

void
put_objects_read(struct put_objects *p)
{
	if (p->plain > 0)
		warn("skipped %zu object record%s without a definition; gc-get fetches it",
		    p->plain, plural(p->plain));
	if (p->n == 0 && p->created.n == 0)
		return;
	object_target_read(p->target);
	object_created_report(p);
	run_map_present(p);
	p->expect = object_expect_read(p->put);
}

/* Whether the object is there, as far as this round knows, so that it can be completed. */
static bool
run_is_there(const struct put_object *o)
{
	if (o->target == NULL) /* or would be there, in a dry run */
		return o->how == PUT_PLANNED;
	switch (o->how) {
	case PUT_SKIPPED:
		return o->quiet || !o->put->option.create_only;
	case PUT_DONE:
	case PUT_PLANNED:
	case PUT_DIFFERS:
	case PUT_WAITS:
		return true;
	default:
		return false;
	}
}

/* What becomes of an object after this round. */
static void
run_ended(void *self)
{
	struct put_object *o = self;
	struct object_entry *e = &o->put->objects->v[o->index];
	bool again;

	if (o->put->objects->transcoded)
		return;
	/* What was not uploaded is never transcoded. */
	e->transcodes = e->transcodes && run_is_there(o);
	e->texts = !o->late && object_tokens_pending(o);
	again = o->ends && !o->late && e->stage > 0 && run_is_there(o) &&
		(e->texts || (e->late && !o->put->option.stubs));
	e->progress = !again ? OBJECT_OVER : o->quiet ? OBJECT_COMES_QUIET : OBJECT_COMES_AGAIN;
}

static bool
run_is_next(const struct put_objects *p, size_t i)
{
	const struct object_entry *e = &p->v[i];

	if (p->transcoded)
		return e->transcodes;
	if (p->late)
		return e->progress >= OBJECT_COMES_AGAIN;
	return e->progress == OBJECT_NOT_BEGUN && e->stage == p->stage;
}

static enum tasks_more
run_start_one(void *user)
{
	struct put_objects *p = user;
	struct put_object *o;

	while (p->next < p->n && !run_is_next(p, p->next))
		p->next++;
	if (p->next == p->n)
		return TASKS_NONE;
	o = put_object_new(p->put, p->next++, run_ended, p);
	if (p->transcoded)
		object_chain_transcoded(o);
	else if (p->late)
		object_chain_late(o);
	else
		object_chain_start(o);
	return TASKS_MORE;
}

static void
run_round(struct put_objects *p, unsigned stage, bool late)
{
	p->stage = stage;
	p->late = late;
	p->next = 0;
	tasks_run(&p->put->tasks, (size_t)p->put->option.jobs, run_start_one, p);
}

static unsigned
run_last_stage(void)
{
	size_t n;
	const struct object_type *types = object_type_table(&n);
	unsigned last = 0;

	for (size_t i = 0; i < n; i++)
		if (types[i].stage > last)
			last = types[i].stage;
	return last;
}

void
put_objects_before(struct put_objects *p)
{
	if (p->n == 0)
		return;
	for (unsigned stage = 0; stage < OBJECT_AFTER_FLOWS; stage++)
		run_round(p, stage, false);
	p->transcoded = true; /* before the flows, which play it */
	run_round(p, 0, false);
	p->transcoded = false;
}

void
put_objects_after(struct put_objects *p)
{
	unsigned last = run_last_stage();

	if (p->n == 0)
		return;
	for (unsigned stage = OBJECT_AFTER_FLOWS; stage <= last; stage++)
		run_round(p, stage, false);
	run_round(p, 0, true);
}
