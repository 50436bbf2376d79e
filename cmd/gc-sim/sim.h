/*
 * sim.h - all that the rehearsal org is while it runs. One thread owns it; nothing is locked.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "org.h"
#include "token.h"

struct sim {
	struct org org;
	struct tokens tokens;
	unsigned long long seed;
	unsigned long long ids; /* how many ids were made: sim_id() */
	long latency_ms;
};

enum { ID_SIZE = 37 };

/* A new UUID: of the process, not of the seed, so that no two runs give the same token. */
void sim_id(struct sim *sim, char out[ID_SIZE]);

/* The UUID that stands for a text in this org: always the same. */
void sim_id_of(const struct sim *sim, const char *kind, const char *text, char out[ID_SIZE]);

#endif
