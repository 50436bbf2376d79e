/*
 * sim_prompt.h - the resources of prompts: one for each language, with text and a recording.
 *
 * A recording is uploaded, then transcoded for as long as jobs take (--job-time), and only then it
 * can be fetched, by a signed address that lives for an hour, less some seconds.
 */
#ifndef SIM_PROMPT_H
#define SIM_PROMPT_H

#include "content/content_prompt.h"
#include "wire/request.h"

enum { MEDIA_LIFE_S = 3580 };

/* Append the resource as the API has it. `with_media`: with its signed address. */
void prompt_put(
    struct request *rq, const struct org_object *prompt, const struct resource *r, bool with_media);

/* The older way to upload: a member with its address. sim_upload.c */
void prompt_put_upload(struct request *rq, const struct org_object *prompt, const char *language);

/* Append the signed address of something below /storage/, "media/<id>/<language>". sim_media.c */
void media_url(struct request *rq, const char *what, long life_s, struct buf *url);

/* Whether the request to a signed address is as it was signed; the answer is the refusal if not. */
bool media_signed(struct request *rq, const char *what);

#endif
