/* sim_prompt_write.c - the resources of prompts: POST, PUT, DELETE */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/compact.h"
#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_object.h"
#include "objects/sim_prompt.h"
#include "objects/object_endpoints.h"

static const char *const writable[] = {"ttsString", "text", "tags", "durationSeconds"};

static bool
refuse_unknown(struct request *rq, const struct members *body)
{
	for (size_t i = 0; rq->sim->strict && i < body->n; i++) {
		struct slice key = body->v[i].key;
		size_t k = 0;
		while (k < COUNT_OF(writable) && !slice_is(key, writable[k]))
			k++;
		if (k < COUNT_OF(writable) || slice_is(key, "language") || slice_is(key, "name"))
			continue;
		reply_error(rq, 400, "bad.request", "The member \"%.*s\" is unknown or read-only.",
		    SLICE_ARGS(key));
		return true;
	}
	return false;
}

/* What of the resource can be written, in the order of the list. */
static void
resource_text(const struct members *body, struct buf *text)
{
	struct json j = JSON_INIT;

	json_write_open(text, NULL);
	for (size_t i = 0; i < COUNT_OF(writable); i++) {
		const struct member *m = members_find(body, writable[i]);
		if (m != NULL && m->type != JSON_NULL)
			json_write_raw(text, writable[i], m->value);
	}
	json_write_close(text);
	(void)compact(&j, text);
	json_release(&j);
}

/* The same tags are on no two resources of an org. */
static bool
tags_are_taken(const struct sim *sim, const struct members *body, const struct org_object *self)
{
	const struct member *tags = members_find(body, "tags"), *other;
	const struct org_type *type = org_type(&sim->org, "userPrompt");
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	bool taken = false;

	for (size_t i = 0; tags != NULL && tags->value.n > 2 && !taken && i < type->ids.n; i++) {
		const struct org_object *o = &sim->org.objects[type->at[i]];
		for (size_t k = 0, n = prompt_count(&sim->org, o);
		     o != self && !o->deleted && k < n; k++) {
			struct resource r = prompt_at(&sim->org, o, k, &room);
			taken = taken || (members_read(&m, &j, r.text) &&
					     (other = members_find(&m, "tags")) != NULL &&
					     slice_eq(other->value, tags->value));
		}
	}
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	return taken;
}

static void
resource_keep(struct request *rq, const struct org_object *prompt, const char *language,
    const struct members *body)
{
	struct buf text = BUF_INIT, room = BUF_INIT;
	struct resource r;

	resource_text(body, &text);
	change_make(rq->sim, &(struct change){.kind = CHANGE_RESOURCE,
				 .object = prompt->id,
				 .name = language,
				 .configuration = buf_slice(&text)});
	reply_json(rq, 200);
	if (prompt_find(&rq->sim->org, prompt, language, &r, &room))
		prompt_put(rq, prompt, &r, true);
	buf_release(&text);
	buf_release(&room);
}

static bool
is_language(const char *text)
{
	size_t n = strlen(text);

	for (const char *p = text; *p != '\0'; p++)
		if (!ascii_is_word(*p))
			return false;
	return n >= 2 && n <= 16;
}

void
resource_create(struct request *rq)
{
	const struct org_object *prompt = request_object(rq, spec_of("userPrompt"));
	char *language = prompt != NULL ? body_text(rq, "language") : NULL;
	struct members body = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	struct resource r;

	for (char *p = language; p != NULL && *p != '\0'; p++)
		*p = ascii_lower(*p);
	if (prompt == NULL)
		;
	else if (language == NULL || !is_language(language) ||
		 !members_read(&body, &j, buf_slice(&rq->body)))
		reply_error(rq, 400, "architect.prompt.resource.validate.failed.language",
		    "A resource needs a language.");
	else if (refuse_unknown(rq, &body))
		;
	else if (prompt_find(&rq->sim->org, prompt, language, &r, &room))
		reply_error(rq, 409, "architect.prompt.resource.already.exists",
		    "The prompt has a resource '%s' already.", language);
	else if (tags_are_taken(rq->sim, &body, prompt))
		reply_error(rq, 409, "architect.prompt.resource.tags.already.exist",
		    "Another resource has the same tags.");
	else
		resource_keep(rq, prompt, language, &body);
	free(language);
	members_release(&body);
	json_release(&j);
	buf_release(&room);
}

void
resource_update(struct request *rq)
{
	const struct org_object *prompt = request_object(rq, spec_of("userPrompt"));
	struct members body = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	struct resource r;

	if (prompt == NULL)
		return;
	if (!prompt_asked(rq, prompt, &r, &room)) {
		;
	} else if (!members_read(&body, &j, buf_slice(&rq->body))) {
		reply_error(rq, 400, "bad.request", "The body is not a JSON object.");
	} else if (!refuse_unknown(rq, &body)) {
		char *language = xstrdup(r.language);
		resource_keep(rq, prompt, language, &body);
		free(language);
	}
	members_release(&body);
	json_release(&j);
	buf_release(&room);
}

void
resource_delete(struct request *rq)
{
	const struct org_object *prompt = request_object(rq, spec_of("userPrompt"));
	struct buf room = BUF_INIT;
	struct resource r;

	if (prompt == NULL)
		return;
	if (prompt_asked(rq, prompt, &r, &room)) {
		char *language = xstrdup(r.language);
		change_make(
		    rq->sim, &(struct change){
				 .kind = CHANGE_RESOURCE, .object = prompt->id, .name = language});
		free(language);
		reply_json(rq, 204);
	}
	buf_release(&room);
}
