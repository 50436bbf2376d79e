/*
 * replay.h - apply the changes of a journal (state.h) to the org that it is of.
 */
#ifndef SIM_REPLAY_H
#define SIM_REPLAY_H

#include "store/sim.h"

/*
 * Open or create the file, apply its changes, and keep it locked as sim->state. The program ends if
 * the file is not a journal or of another org (65), or if another gc-sim has it (74).
 */
void replay_state(struct sim *sim, const char *path);

#endif
