/* object_lookup.c - whether the target has an object now that its listing did not have */
#include "object/object_lookup.h"
#include "base/clock.h"
#include "base/fold.h"
#include "base/url.h"
#include "json/json_write.h"
#include "object/object_home.h"
#include "object/object_target.h"

enum { LOOKUP_PAGES = 1000 };

static void lookup_answered(void *self);

/* Of a response the library is part of the path. */
static struct slice
lookup_parent(const struct put_object *o)
{
	uint32_t list = object_view_at(&o->view, "/libraries");
	uint32_t first = list != DIFF_NONE ? diff_first(&o->view.t, list) : DIFF_NONE;
	uint32_t id = first != DIFF_NONE ? object_view_id(&o->view, first) : DIFF_NONE;

	return id != DIFF_NONE ? diff_token(&o->view.t, id) : slice_of("", 0);
}

static void
lookup_ask(struct object_lookup *l)
{
	struct buf path = BUF_INIT, *out = &l->o->task.out;

	if (l->type->parent != NULL)
		type_path(l->type, lookup_parent(l->o), &path);
	else
		type_path(l->type, slice_of("", 0), &path);
	buf_clear(out);
	if (l->type->paging == TYPE_POST_AFTER) {
		json_write_open(out, NULL);
		json_write_integer(out, "pageSize", 100);
		json_write_filled(out, "after", buf_slice(&l->after));
		json_write_close(out);
	} else {
		url_query_number(&path, "pageSize", 100);
		url_query_number(&path, "pageNumber", l->page);
	}
	task_call_url(&l->o->task, out->n > 0 ? "POST" : "GET", lookup_answered, l, path.p);
	buf_release(&path);
}

static void
lookup_begin(void *self)
{
	struct object_lookup *l = self;

	l->page = l->pages = 1;
	buf_clear(&l->after);
	lookup_ask(l);
}

/* Whether an element of the answer is in the object's own home. */
static bool
lookup_is_home(const struct object_lookup *l, const struct jx *x, size_t i, struct slice home)
{
	const char *type = l->o->type->name;
	struct slice there;

	if (!object_target_is_strict(type) || home.n == 0)
		return true;
	there = strcmp(type, "response") == 0 ? jx_string(x, "/entities/%zu/libraries/0/id", i)
					      : jx_string(x, "/entities/%zu/category", i);
	return there.n == 0 || slice_eq(there, home);
}

/* What an element of the answer is to the object: where its id goes; NULL: nothing. */
static struct buf *
lookup_place(struct object_lookup *l, const struct jx *x, size_t i, struct slice home)
{
	struct slice name = jx_string(x, "/entities/%zu/name", i);

	if (slice_is(jx_string(x, "/entities/%zu/state", i), "deleted") ||
	    !fold_same(name, slice_str(l->o->name)))
		return NULL;
	if (!lookup_is_home(l, x, i, home))
		return slice_is(name, l->o->name) ? &l->other : NULL;
	return slice_is(name, l->o->name) ? &l->id : &l->twin;
}

static void
lookup_take(struct object_lookup *l, const struct jx *x)
{
	struct buf plain = BUF_INIT;
	struct slice home = object_home(l->o, &plain);

	for (size_t i = 0, n = jx_count(x, "/entities"); i < n && l->id.n == 0; i++) {
		struct buf *to = lookup_place(l, x, i, home);
		if (to != NULL && to->n == 0)
			buf_add_slice(to, jx_string(x, "/entities/%zu/id", i));
	}
	buf_release(&plain);
}

/* The cursor of the next page, if there is one. */
static void
lookup_take_after(struct object_lookup *l, const struct jx *x)
{
	struct slice after = jx_string(x, "/after");
	bool more = after.n > 0 && !slice_eq(after, buf_slice(&l->after)) && l->page < LOOKUP_PAGES;

	buf_clear(&l->after);
	buf_add_slice(&l->after, after);
	l->pages = more ? l->page + 1 : l->page;
}

static void
lookup_answered(void *self)
{
	struct object_lookup *l = self;
	struct put_object *o = l->o;
	struct jx *x;

	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "create", "cannot see whether it was created");
		return;
	}
	x = object_answer(o, "create");
	if (x == NULL)
		return;
	lookup_take(l, x);
	jx_integer(x, 1, LOOKUP_PAGES, &l->pages, "/pageCount");
	if (l->type->paging == TYPE_POST_AFTER)
		lookup_take_after(l, x);
	jx_free(x);
	if (l->id.n == 0 && l->page < l->pages) {
		l->page++;
		lookup_ask(l);
	} else if (l->id.n + l->other.n + l->twin.n == 0 && clock_ms() < l->until) {
		task_poll(&o->task, "new object to be listed", ++l->looks, lookup_begin, l);
	} else {
		l->then.step(l->then.self);
	}
}

void
object_lookup_start(
    struct object_lookup *l, struct put_object *o, int64_t ms, task_step *then, void *self)
{
	l->o = o;
	l->then = (struct task_next){then, self};
	l->type = type_find(slice_str(o->type->name));
	l->until = clock_ms() + ms;
	l->looks = 0;
	buf_clear(&l->id);
	buf_clear(&l->other);
	buf_clear(&l->twin);
	if (l->type != NULL &&
	    (l->type->paging == TYPE_PAGES || l->type->paging == TYPE_POST_AFTER))
		lookup_begin(l);
	else
		then(self);
}

void
object_lookup_release(struct object_lookup *l)
{
	buf_release(&l->id);
	buf_release(&l->other);
	buf_release(&l->twin);
	buf_release(&l->after);
}
