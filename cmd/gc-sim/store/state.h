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

struct sim;
struct state;

/*
 * Open or create the file, apply its changes, and keep it locked. Exit if the file is not a journal
 * or of another org (65), or if another gc-sim has it (74).
 */
void state_open(struct sim *sim, const char *path);

struct buf *state_journal(struct state *state); /* lines to be written */
void state_flush(struct state *state);          /* write them, sync; NULL is fine */
void state_close(struct state *state);

#endif
