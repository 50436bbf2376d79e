/*
 * state.h - the journal of --state: changes of the org survive a restart and kill -9.
 *
 * One JSON object a line: the first has the org, each other one is a change. The changes of one
 * request are appended by one write and synced before the response; an incomplete last line is
 * dropped. The org itself is not in it: start again with the same seed or folder.
 */
#ifndef SIM_STATE_H
#define SIM_STATE_H

#include "base/buf.h"

struct state;

#define STATE_KIND "gc-sim-state"

/* Open or create the file, lock it, and read it into `text`. */
struct state *state_open(const char *path, struct buf *text);

void state_end_at(struct state *state, size_t at);      /* remove what follows */
void state_begin(struct state *state, const char *org); /* the first line */
struct buf *state_journal(struct state *state);         /* lines to be written */
void state_flush(struct state *state);                  /* write them, sync; NULL is fine */
void state_close(struct state *state);

#endif
