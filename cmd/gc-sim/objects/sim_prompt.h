/*
 * sim_prompt.h - the resources of prompts: one for each language, with text and a recording.
 *
 * A recording is uploaded, then transcoded for as long as jobs take (--job-time), and only then it
 * can be fetched, by a signed address that lives for an hour, less some seconds.
 */
#ifndef SIM_PROMPT_H
#define SIM_PROMPT_H

#include "store/parts.h"
#include "wire/request.h"

enum { MEDIA_LIFE_S = 3580 };

/* One resource, kept or generated. */
struct resource {
	const char *language;
	struct slice text; /* what of it can be written, a JSON object */
	size_t size;       /* of the recording; 0: there is none */
	enum audio_status status;
	struct org_resource *kept; /* NULL: it is generated */
};

size_t prompt_count(const struct sim *sim, const struct org_object *prompt);

/* Resource i; its text lasts as long as `room`. */
struct resource prompt_at(
    const struct sim *sim, const struct org_object *prompt, size_t i, struct buf *room);

/* The resource of a language, without regard to case; false: there is none. */
bool prompt_find(const struct sim *sim, const struct org_object *prompt, const char *language,
    struct resource *r, struct buf *room);

/* The resource that the request's path names; false: the answer is the 404 that says so. */
bool prompt_asked(
    struct request *rq, const struct org_object *prompt, struct resource *r, struct buf *room);

/* From now on the resources are the prompt's own: they can be written. */
void prompt_settle(const struct sim *sim, struct org_object *prompt);

/* Append the resource as the API has it. `with_media`: with its signed address. */
void prompt_put(
    struct request *rq, const struct org_object *prompt, const struct resource *r, bool with_media);

/* The recording's bytes, appended. */
void prompt_audio(const struct sim *sim, const struct org_object *prompt, const struct resource *r,
    struct buf *wav);

/* The older way to upload: a member with its address. sim_upload.c */
void prompt_put_upload(struct request *rq, const struct org_object *prompt, const char *language);

/* Append the signed address of something below /storage/, "media/<id>/<language>". sim_media.c */
void media_url(struct request *rq, const char *what, long life_s, struct buf *url);

/* Whether the request to a signed address is as it was signed; the answer is the refusal if not. */
bool media_signed(struct request *rq, const char *what);

#endif
