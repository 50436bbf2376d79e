/*
 * sim_action_draft.c - drafts of data actions: created, changed, published
 *
 * A draft that is created loses the template of its request, as was measured on a real org; a
 * change of the draft brings it. The direct POST of an action loses nothing.
 */
#include "base/mem.h"
#include "json/json_write.h"
#include "objects/sim_draft.h"
#include "objects/object_endpoints.h"
#include "wire/page.h"

/* The value of `config` without the template of its request. */
static void
put_without_template(struct slice config, struct buf *b)
{
	static const char *const without[] = {"requestTemplate", NULL};
	struct members m = MEMBERS_INIT, request = MEMBERS_INIT;
	struct json j = JSON_INIT, inner = JSON_INIT;

	json_write_open(b, "config");
	members_read(&m, &j, config);
	for (size_t i = 0; i < m.n; i++) {
		if (!slice_is(m.v[i].key, "request") ||
		    !members_read(&request, &inner, m.v[i].value)) {
			member_write(&m.v[i], b);
			continue;
		}
		json_write_name(b, "request");
		members_without(&request, without, b);
		json_write_close(b);
	}
	json_write_close(b);
	members_release(&m);
	members_release(&request);
	json_release(&j);
	json_release(&inner);
}

static void
lose_template(struct draft *d)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf content = BUF_INIT;

	members_read(&m, &j, buf_slice(&d->content));
	json_write_open(&content, NULL);
	for (size_t i = 0; i < m.n; i++)
		if (slice_is(m.v[i].key, "config"))
			put_without_template(m.v[i].value, &content);
		else
			member_write(&m.v[i], &content);
	json_write_close(&content);
	buf_clear(&d->content);
	buf_add_slice(&d->content, buf_slice(&content));
	members_release(&m);
	json_release(&j);
	buf_release(&content);
}

/* Nothing lists the drafts of here. */
void
action_drafts_list(struct request *rq)
{
	struct page page;

	if (!page_read(rq, &page, 0, 100))
		return;
	buf_putc(page_start(rq, "entities"), ']');
	page_finish(rq, &page, PAGE_ALL);
}

void
action_draft_create(struct request *rq)
{
	const struct spec *spec = spec_of("dataAction");
	struct draft d;

	if (draft_read(rq, spec, NULL, &d)) {
		lose_template(&d);
		reply_json(rq, 200);
		object_put(rq, spec, draft_apply(rq, &d), false);
	}
	draft_release(&d);
}

void
action_draft_get(struct request *rq)
{
	const struct org_object *o = request_object(rq, spec_of("dataAction"));

	if (o == NULL)
		return;
	reply_json(rq, 200);
	object_put(rq, spec_of("dataAction"), o, false);
}

void
action_draft_update(struct request *rq)
{
	rq->spec = spec_of("dataAction");
	object_update(rq);
}

/* An empty body is refused: it must name the version. */
void
action_draft_publish(struct request *rq)
{
	const struct org_object *o = request_object(rq, spec_of("dataAction"));
	char *version = o != NULL ? body_text(rq, "version") : NULL;

	if (o != NULL && version == NULL)
		reply_error(rq, 400, "bad.request", "version must not be null");
	else if (o != NULL)
		action_draft_get(rq);
	free(version);
}
