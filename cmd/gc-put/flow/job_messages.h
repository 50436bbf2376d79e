/* job_messages.h - what import and validation jobs have in common: their messages */
#ifndef PUT_JOB_MESSAGES_H
#define PUT_JOB_MESSAGES_H

#include "json/jx.h"
#include "run/put_flow.h"

/* Append the messages of a job's answer, "; " between them. */
void job_messages(const struct jx *x, struct buf *b);

/*
 * The same for the import of a record's Archy YAML: after a message that quotes a name or a
 * placeholder of the YAML, or says a line of it, comes the place: (flows/main.yaml:12), or (line 12).
 */
void job_messages_archy(const struct jx *x, const struct put_flow *f, struct buf *b);

#endif
