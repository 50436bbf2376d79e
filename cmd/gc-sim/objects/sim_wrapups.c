/* sim_wrapups.c - the wrap-up codes of a queue: GET */
#include "base/mem.h"
#include "define/define.h"
#include "json/members.h"
#include "json/json_write.h"
#include "objects/sim_object.h"
#include "objects/sim_wrapups.h"
#include "org/parts.h"
#include "objects/object_endpoints.h"
#include "wire/page.h"

void
wrapups_ids(const struct sim *sim, const struct org_object *queue, struct idset *ids)
{
	struct buf made = BUF_INIT;
	struct json j = JSON_INIT;
	enum json_type t;
	bool kept = queue->parts != NULL && queue->parts->wrapups != NULL;

	if (!kept)
		define_wrapups(&sim->org, queue, &made);
	json_start(&j, kept ? slice_str(queue->parts->wrapups) : buf_slice(&made));
	while ((t = json_next(&j)) > JSON_END)
		if (t == JSON_STRING)
			idset_add(ids, j.tok);
	json_release(&j);
	buf_release(&made);
}

/* Deleted codes are in no queue. */
static size_t
find_codes(const struct sim *sim, const struct idset *ids, const struct org_object **v)
{
	size_t n = 0;

	for (size_t i = 0; i < ids->n; i++) {
		struct slice id = idset_id(ids, i);
		char text[64];
		const struct org_object *o;
		if (id.n >= sizeof text)
			continue;
		memcpy(text, id.p, id.n);
		text[id.n] = '\0';
		o = org_object(&sim->org, "acdWrapupCode", text);
		if (o != NULL && !o->deleted)
			v[n++] = o;
	}
	return n;
}

void
queue_wrapups(struct request *rq)
{
	const struct org_object *queue = request_object(rq, spec_of("queue"));
	struct idset ids = IDSET_INIT;
	const struct org_object **v;
	struct page page;
	size_t n;

	if (queue == NULL)
		return;
	wrapups_ids(rq->sim, queue, &ids);
	v = xmalloc((ids.n + 1) * sizeof *v);
	n = find_codes(rq->sim, &ids, v);
	if (page_read(rq, &page, n, 100)) {
		page_start(rq, "entities");
		for (size_t i = page.first; i < page.end; i++)
			object_put(rq, spec_of("acdWrapupCode"), v[page_item(&page, i)], true);
		buf_putc(&rq->reply.body, ']');
		page_finish(rq, &page, PAGE_ALL);
	}
	free(v);
	idset_release(&ids);
}

/* The ids of the body, [{"id":…}], into the set. False: one is of no code, and the 400 is made. */
static bool
read_codes(struct request *rq, struct idset *ids, size_t *n)
{
	struct json j = JSON_INIT, inner = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct slice one;
	bool good = true;

	json_start(&j, buf_slice(&rq->body));
	*n = 0;
	good = json_next(&j) == JSON_ARRAY;
	while (good && json_value(&j, &one) == JSON_OBJECT) {
		char *id = members_read(&m, &inner, one) ? members_dup(&m, "id") : NULL;
		const struct org_object *o =
		    id != NULL ? org_object(&rq->sim->org, "acdWrapupCode", id) : NULL;
		good = o != NULL && !o->deleted;
		if (good)
			idset_add(ids, slice_str(id));
		++*n;
		free(id);
	}
	if (!good)
		reply_error(rq, 400, "bad.request", "The body is not a list of wrap-up codes.");
	members_release(&m);
	json_release(&j);
	json_release(&inner);
	return good;
}

static void
wrapups_keep(struct sim *sim, const struct org_object *queue, const struct idset *ids)
{
	struct buf b = BUF_INIT;

	json_write_open_array(&b, NULL);
	for (size_t i = 0; i < ids->n; i++)
		json_write_string(&b, NULL, idset_id(ids, i));
	json_write_close_array(&b);
	change_make(
	    sim, &(struct change){
		     .kind = CHANGE_WRAPUPS, .object = queue->id, .configuration = buf_slice(&b)});
	buf_release(&b);
}

void
queue_wrapups_add(struct request *rq)
{
	const struct org_object *queue = request_object(rq, spec_of("queue"));
	struct idset ids = IDSET_INIT;
	size_t n;

	if (queue == NULL)
		return;
	wrapups_ids(rq->sim, queue, &ids);
	if (read_codes(rq, &ids, &n)) {
		if (n > 100) {
			reply_error(rq, 400, "bad.request", "At most 100 codes in a request.");
		} else {
			wrapups_keep(rq->sim, queue, &ids);
			buf_add_slice(reply_json(rq, 200), buf_slice(&rq->body));
		}
	}
	idset_release(&ids);
}

void
queue_wrapup_delete(struct request *rq)
{
	const struct org_object *queue = request_object(rq, spec_of("queue"));
	struct idset ids = IDSET_INIT, kept = IDSET_INIT;

	if (queue == NULL)
		return;
	wrapups_ids(rq->sim, queue, &ids);
	for (size_t i = 0; i < ids.n; i++)
		if (!slice_is(idset_id(&ids, i), rq->arg[1]))
			idset_add(&kept, idset_id(&ids, i));
	wrapups_keep(rq->sim, queue, &kept);
	reply_json(rq, 204);
	idset_release(&ids);
	idset_release(&kept);
}
