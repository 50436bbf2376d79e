/* content_prompt.c - the resources of prompts, kept or generated */
#include "content/content_prompt.h"

#include "clock/simclock.h"
#include "define/define.h"

static bool
resources_are_kept(const struct org_object *prompt)
{
	return prompt->parts != NULL && prompt->parts->has_resources;
}

size_t
prompt_count(const struct org *org, const struct org_object *prompt)
{
	return resources_are_kept(prompt) ? prompt->parts->nresources
					  : define_resources(org, prompt);
}

/* Transcoding ends by the clock; what is not a recording fails. */
static enum audio_status
resource_status(const struct org_resource *kept)
{
	if (kept->status == AUDIO_UPLOADED && simclock_ms() >= kept->due_ms)
		return kept->len > 0 ? AUDIO_TRANSCODED : AUDIO_FAILED;
	return kept->status;
}

struct resource
prompt_at(const struct org *org, const struct org_object *prompt, size_t i, struct buf *room)
{
	struct resource r = {.kept = NULL};

	if (resources_are_kept(prompt)) {
		r.kept = &prompt->parts->resources[i];
		r.language = r.kept->language;
		r.text = slice_str(r.kept->text);
		r.status = resource_status(r.kept);
		r.size = r.kept->made ? define_audio_size(org, prompt, r.language) : r.kept->len;
		return r;
	}
	buf_clear(room);
	define_resource(org, prompt, i, room);
	r.language = define_language(org, prompt, i);
	r.text = buf_slice(room);
	r.size = define_audio_size(org, prompt, r.language);
	r.status = r.size > 0 ? AUDIO_TRANSCODED : AUDIO_CREATED;
	return r;
}

bool
prompt_find(const struct org *org, const struct org_object *prompt, const char *language,
    struct resource *r, struct buf *room)
{
	for (size_t i = 0, n = prompt_count(org, prompt); i < n; i++) {
		*r = prompt_at(org, prompt, i, room);
		if (strcasecmp(r->language, language) == 0)
			return true;
	}
	return false;
}

void
prompt_settle(const struct org *org, struct org_object *prompt)
{
	struct org_parts *parts = parts_of(prompt);
	struct buf room = BUF_INIT;

	for (size_t i = 0, n = prompt_count(org, prompt); !parts->has_resources && i < n; i++) {
		struct resource r = prompt_at(org, prompt, i, &room);
		struct org_resource *kept = parts_put_resource(parts, r.language, r.text);
		kept->made = r.size > 0;
		kept->status = r.status;
	}
	parts->has_resources = true;
	buf_release(&room);
}

void
prompt_audio(const struct org *org, const struct org_object *prompt, const struct resource *r,
    struct buf *wav)
{
	if (r->kept != NULL && !r->kept->made)
		parts_read_audio(r->kept, wav);
	else
		define_audio(org, prompt, r->language, wav);
}
