/*
 * content_prompt.h - the resources of prompts, kept or generated: one for each language, with text
 * and a recording.
 */
#ifndef SIM_CONTENT_PROMPT_H
#define SIM_CONTENT_PROMPT_H

#include "org/parts.h"

/* One resource, kept or generated. */
struct resource {
	const char *language;
	struct slice text; /* what of it can be written, a JSON object */
	size_t size;       /* of the recording; 0: there is none */
	enum audio_status status;
	struct org_resource *kept; /* NULL: it is generated */
};

size_t prompt_count(const struct org *org, const struct org_object *prompt);

/* Resource i; its text lasts as long as `room`. */
struct resource prompt_at(
    const struct org *org, const struct org_object *prompt, size_t i, struct buf *room);

/* The resource of a language, without regard to case; false: there is none. */
bool prompt_find(const struct org *org, const struct org_object *prompt, const char *language,
    struct resource *r, struct buf *room);

/* From now on the resources are the prompt's own: they can be written. */
void prompt_settle(const struct org *org, struct org_object *prompt);

/* The recording's bytes, appended. */
void prompt_audio(const struct org *org, const struct org_object *prompt, const struct resource *r,
    struct buf *wav);

#endif
