/*
 * sim_wav.h - recordings: RIFF files of the form WAVE.
 */
#ifndef SIM_WAV_H
#define SIM_WAV_H

#include "base/buf.h"

/* Whether the bytes are a whole WAV file: its head, and the length that it states. */
bool wav_is(struct slice bytes);

/*
 * The file as the service keeps it: transcoded, so the bytes differ from those that were uploaded,
 * and what one hears does not.
 */
void wav_transcode(struct slice bytes, struct buf *to);

double wav_seconds_of(size_t size); /* of a file of this size, at 8,000 bytes a second */

#endif
