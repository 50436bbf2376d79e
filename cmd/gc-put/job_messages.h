/* job_messages.h - what import and validation jobs have in common: their messages */
#ifndef PUT_JOB_MESSAGES_H
#define PUT_JOB_MESSAGES_H

#include "base/buf.h"
#include "json/jx.h"

/* Append the messages of a job's answer, "; " between them. */
void job_messages(const struct jx *x, struct buf *b);

#endif
