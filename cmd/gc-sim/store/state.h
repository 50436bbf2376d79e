/*
 * state.h - the file that keeps what was written into the org, so that it survives a restart and
 * kill -9.
 *
 * A journal: one JSON object a line, the first naming the org, each other one a change. What one
 * request changes is appended by one write and synced before the request is answered; a last line
 * that was cut is dropped. The org itself is not in it: start again with the same seed or folder.
 */
#ifndef SIM_STATE_H
#define SIM_STATE_H

#include "base/buf.h"

struct sim;
struct state;

/*
 * Open or make the file, let its changes happen again, and keep it locked. A file that is no
 * journal, or of another org, ends the program (65); one that another gc-sim has, too (74).
 */
void state_open(struct sim *sim, const char *path);

struct buf *state_journal(struct state *state); /* lines to be written */
void state_flush(struct state *state);          /* write them, sync; NULL is fine */
void state_close(struct state *state);

#endif
