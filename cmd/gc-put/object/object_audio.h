/* object_audio.h - the audio of one resource of a prompt; a part of object_media.h. */
#ifndef PUT_OBJECT_AUDIO_H
#define PUT_OBJECT_AUDIO_H

#include "object/object_media.h"

enum audio_state {
	AUDIO_NONE,   /* the record has none */
	AUDIO_THERE,  /* the target has some */
	AUDIO_ON_WAY, /* the target has it, and is transcoding it */
	AUDIO_LACKS
};

enum audio_state audio_state(const struct object_media *m);

/* Upload the record's audio; or the object ends. */
void object_audio_send(struct object_media *m, task_step *then, void *self);

/* Wait for its transcoding. */
void object_audio_wait(struct object_media *m, task_step *then, void *self);

/* The older address of uploads, as the last answer has it: `old_url`. */
void object_audio_take_address(struct object_media *m);

#endif
