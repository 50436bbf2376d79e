/* sim_prompt.c - the resources of prompts: GET */
#include "objects/sim_prompt.h"

#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_object.h"
#include "content/sim_wav.h"
#include "objects/object_endpoints.h"
#include "wire/page.h"

static void
put_media(struct request *rq, const struct org_object *prompt, const struct resource *r)
{
	struct buf what = BUF_INIT, url = BUF_INIT;
	struct buf *b = &rq->reply.body;

	buf_printf(&what, "media/%s/%s", prompt->id, r->language);
	media_url(rq, what.p, MEDIA_LIFE_S, &url);
	json_write_cstr(b, "mediaUri", url.p);
	buf_release(&what);
	buf_release(&url);
}

static void
put_facts(struct request *rq, const struct org_object *prompt, const struct resource *r)
{
	static const char *const states[] = {
	    "created", "uploaded", "transcoded", "transcodeFailed"};
	struct buf *b = &rq->reply.body;

	json_write_cstr(b, "uploadStatus", states[r->status]);
	json_write_bool(b, "languageDefault", strcasecmp(r->language, "en-us") == 0);
	if (r->status == AUDIO_TRANSCODED) {
		json_write_name(b, "durationSeconds");
		buf_printf(b, "%.3f", wav_seconds_of(r->size));
		json_write_raw(b, "audioFormat",
		    slice_str("{\"channels\":1,\"bitsPerSample\":8,\"sampleRate\":8000,"
			      "\"encoding\":\"MULAW\"}"));
	}
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/architect/prompts/%s/resources/%s\"", prompt->id, r->language);
}

void
prompt_put(
    struct request *rq, const struct org_object *prompt, const struct resource *r, bool with_media)
{
	struct buf *b = &rq->reply.body;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	json_write_open(b, NULL);
	json_write_cstr(b, "id", r->language);
	json_write_cstr(b, "promptId", prompt->id);
	json_write_cstr(b, "language", r->language);
	members_read(&m, &j, r->text);
	for (size_t i = 0; i < m.n; i++)
		member_write(&m.v[i], b);
	if (with_media && r->status == AUDIO_TRANSCODED)
		put_media(rq, prompt, r);
	if (with_media)
		prompt_put_upload(rq, prompt, r->language);
	put_facts(rq, prompt, r);
	json_write_close(b);
	members_release(&m);
	json_release(&j);
}

static bool
is_wanted(const struct request *rq, const char *name)
{
	const char *value = query_text(rq, name);

	return value == NULL || strcmp(value, "false") != 0;
}

static void
put_all(struct request *rq, const struct org_object *o)
{
	struct buf *b = &rq->reply.body, room = BUF_INIT;

	for (size_t i = 0, n = prompt_count(&rq->sim->org, o); i < n; i++) {
		struct resource r = prompt_at(&rq->sim->org, o, i, &room);
		prompt_put(rq, o, &r, is_wanted(rq, "includeMediaUris"));
	}
	buf_putc(b, ']');
	buf_release(&room);
}

void
prompt_put_resources(struct request *rq, const struct org_object *o)
{
	if (!is_wanted(rq, "includeResources"))
		return;
	json_write_name(&rq->reply.body, "resources");
	buf_putc(&rq->reply.body, '[');
	put_all(rq, o);
}

void
prompt_resources(struct request *rq)
{
	const struct org_object *o = request_object(rq, spec_of("userPrompt"));
	struct page page;

	if (o == NULL)
		return;
	page_whole(rq, &page, prompt_count(&rq->sim->org, o));
	page_start(rq, "entities");
	put_all(rq, o);
	page_finish(rq, &page, PAGE_ALL);
}

void
prompt_resource(struct request *rq)
{
	const struct org_object *o = request_object(rq, spec_of("userPrompt"));
	struct buf room = BUF_INIT;
	struct resource r;

	if (o == NULL)
		return;
	if (prompt_asked(rq, o, &r, &room)) {
		reply_json(rq, 200);
		prompt_put(rq, o, &r, true);
	}
	buf_release(&room);
}
