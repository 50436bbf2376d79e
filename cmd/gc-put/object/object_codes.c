/* object_codes.c - the wrap-up codes of a queue */
#include "object/object_codes.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "object/object_progress.h"
#include "object/object_target.h"

enum { CODES_PAGES = 1000 };

static void codes_ask(struct object_codes *c);

/* The code's id in the target; an empty slice: it does not have it. */
static struct slice
codes_resolve(
    const struct object_target *t, const struct members *m, struct buf *id, struct buf *name)
{
	struct slice own = members_text(m, "id", id), to = object_target_mapped(t, own);
	struct object_found found;
	const char *why;

	if (to.n > 0 || object_target_plans(t, own))
		return to.n > 0 ? to : own;
	if (!object_target_lists(t, "acdWrapupCode", &why))
		return own;
	found = object_target_find(
	    t, "acdWrapupCode", own, members_text(m, "name", name), slice_of(NULL, 0));
	return found.id != NULL && !found.other_case ? slice_str(found.id) : slice_of(NULL, 0);
}

static void
codes_take(struct object_codes *c, struct slice array)
{
	const struct object_target *t = c->o->put->objects->target;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf id = BUF_INIT, name = BUF_INIT, first = BUF_INIT;
	struct slice rest = array, one, to;

	while (peek_element(&rest, &one)) {
		buf_clear(&name);
		if (!members_read(&m, &j, one))
			continue;
		to = codes_resolve(t, &m, &id, &name);
		if (to.n > 0)
			idset_add(&c->wanted, to);
		else if (c->o->lacking_codes++ == 0)
			buf_add_slice(&first, members_text(&m, "name", &name));
	}
	if (c->o->lacking_codes > 0) {
		buf_clear(&c->o->waits_for);
		buf_printf(&c->o->waits_for, "\"%s\"", first.p);
	}
	c->there = xcalloc(c->wanted.n + 1, sizeof *c->there);
	buf_release(&first);
	buf_release(&id);
	buf_release(&name);
	members_release(&m);
	json_release(&j);
}

static void codes_send(struct object_codes *c);

static void
codes_sent(void *self)
{
	struct object_codes *c = self;

	if (c->o->task.call.verdict == CALL_OK)
		codes_send(c);
	else
		object_failed(c->o, "complete", "cannot add its wrap-up codes");
}

/* The next batch of what is missing. */
static void
codes_send(struct object_codes *c)
{
	struct buf *out = &c->o->task.out;
	size_t n = 0;

	buf_clear(out);
	json_write_open_array(out, NULL);
	for (; c->at < c->wanted.n && n < CODES_BATCH; c->at++) {
		if (c->there[c->at])
			continue;
		json_write_open(out, NULL);
		json_write_string(out, "id", idset_id(&c->wanted, c->at));
		json_write_close(out);
		n++;
	}
	json_write_close_array(out);
	if (n > 0) {
		object_call(c->o, "POST", codes_sent, c, "/wrapupcodes");
	} else {
		buf_clear(out);
		c->then.step(c->then.self);
	}
}

static void
codes_known(struct object_codes *c)
{
	struct put_object *o = c->o;
	size_t missing = 0;

	for (size_t i = 0; i < c->wanted.n; i++)
		missing += !c->there[i];
	o->completed += missing;
	if (missing > 0 && !o->created)
		put_object_path(o, slice_str("/wrapupCodes"));
	if (missing == 0 || o->put->option.dry_run)
		c->then.step(c->then.self);
	else
		codes_send(c);
}

static void
codes_asked(void *self)
{
	struct object_codes *c = self;
	struct jx *x;

	if (c->o->task.call.verdict != CALL_OK) {
		object_failed(c->o, "look", "cannot read the target's wrap-up codes");
		return;
	}
	x = object_answer(c->o, "look");
	if (x == NULL)
		return;
	for (size_t i = 0, n = jx_count(x, "/entities"); i < n; i++) {
		size_t at = idset_find(&c->wanted, jx_string(x, "/entities/%zu/id", i));
		if (at != IDSET_NONE)
			c->there[at] = true;
	}
	jx_integer(x, 1, CODES_PAGES, &c->pages, "/pageCount");
	jx_free(x);
	if (c->page++ < c->pages)
		codes_ask(c);
	else
		codes_known(c);
}

static void
codes_ask(struct object_codes *c)
{
	char page[24];

	snprintf(page, sizeof page, "%ld", c->page);
	object_call(c->o, "GET", codes_asked, c, "/wrapupcodes?pageSize=100&pageNumber=%s", page);
}

void
object_codes_start(struct object_codes *c, struct put_object *o, task_step *then, void *self)
{
	const struct member *codes = members_find(&o->m, "wrapupCodes");

	c->o = o;
	c->then = (struct task_next){then, self};
	c->page = c->pages = 1;
	if (codes != NULL && codes->type == JSON_ARRAY)
		codes_take(c, codes->value);
	if (c->wanted.n == 0)
		then(self);
	else if (o->created)
		codes_known(c);
	else
		codes_ask(c);
}

void
object_codes_release(struct object_codes *c)
{
	idset_release(&c->wanted);
	free(c->there);
}
