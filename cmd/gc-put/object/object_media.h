/*
 * object_media.h - the resources of a user prompt, one language each: its text and its audio.
 *
 *	POST …/resources               {language, ttsString, text, tags}    what is missing
 *	PUT  …/resources/LANGUAGE      a text that the target lacks, or that differs
 *	POST …/resources/LANGUAGE/uploads → {url, headers}, PUT there       the audio; or, where that
 *	POST uploadUri                 call is not there, the older address: one part of a form
 *	GET  …/resources/LANGUAGE      until it is transcoded
 *
 * The server stores audio in a form of its own, so bytes are never compared: a resource that has
 * audio is equal in that. One that is left in "created" is one whose upload never came: it is
 * uploaded again.
 *
 * The server transcodes in its own time. So that thousands of prompts need not wait one after the
 * other, gc-put waits when all have been uploaded: object_media_check(), at most MEDIA_POLLS looks
 * at each.
 */
#ifndef PUT_OBJECT_MEDIA_H
#define PUT_OBJECT_MEDIA_H

#include "object/object_upload.h"

enum { MEDIA_POLLS = 30 };

struct object_media {
	struct put_object *o;
	struct task_next then;
	struct task_next audio_then; /* object_audio.h */
	struct object_upload upload;
	uint32_t resource; /* the record's that is looked at */
	uint32_t there;    /* the target's; DIFF_NONE: it has none */
	char *language;
	bool check;    /* object_media_check() */
	bool tagless;  /* without its tags, which are another resource's */
	char *old_url; /* uploadUri; NULL: not known */
	unsigned polls, tries;
};

void object_media_start(struct object_media *m, struct put_object *o, task_step *then, void *self);

/* After the target's prompt was read: go on when all its audio is transcoded; or the object ends. */
void object_media_check(struct object_media *m, struct put_object *o, task_step *then, void *self);

void object_media_release(struct object_media *m);

#endif
