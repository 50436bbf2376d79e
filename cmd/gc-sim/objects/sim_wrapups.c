/* sim_wrapups.c - the wrap-up codes of a queue: GET */
#include "base/mem.h"
#include "define/define.h"
#include "json/members.h"
#include "json/json_write.h"
#include "objects/sim_object.h"
#include "objects/sim_wrapups.h"
#include "store/parts.h"
#include "wire/endpoints.h"
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
		buf_puts(reply_json(rq, 200), "{\"entities\":[");
		for (size_t i = page.first; i < page.end; i++)
			object_put(rq, spec_of("acdWrapupCode"), v[page_item(&page, i)], true);
		buf_putc(&rq->reply.body, ']');
		page_finish(rq, &page, PAGE_ALL);
	}
	free(v);
	idset_release(&ids);
}
