/*
 * sim.h - the state of the simulation while it runs. One thread owns it; nothing is locked.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "cli/cli.h"
#include "faults/fault.h"
#include "org/org.h"
#include "clock/timer.h"
#include "tokens/tokens.h"

struct job;
struct operation;
struct route;
struct state;

/* How many requests a token, or the org, may make in a window. */
struct limit {
	long requests; /* 0: no limit */
	long seconds;
};

enum { ROUTES_MAX = 320, STATUS_END = 600 };

/* Counters for /sim/stats. Requests to /sim/ do not count. */
struct stats {
	long long since; /* simclock_ms() */
	unsigned long requests, limited, org_limited;
	unsigned long long bytes; /* of bodies, as they were sent */
	unsigned long enabled;    /* emergency groups that a request switched on */
	unsigned long numbers;    /* telephone numbers that a request gave to a call route */
	size_t in_flight, peak;
	const struct route
	    *route[ROUTES_MAX];           /* those that were asked for: place in routes.c's table */
	unsigned long routes[ROUTES_MAX]; /* how often */
	unsigned long statuses[STATUS_END];
};

struct sim {
	struct org org;
	struct tokens tokens;
	struct faults faults;
	struct limit limit, org_limit; /* of each token; of all tokens together */
	struct counting org_window;
	struct stats stats;
	struct timers timers;
	struct cli_list denied; /* permissions that no token has, as fnmatch(3) patterns */
	size_t moved;           /* how far the fault "move" has turned the listings */
	unsigned long long seed;
	unsigned long long ids; /* how many ids were made: sim_id() */
	bool strict;            /* refuse to save what Architect cannot open */
	bool publish_locked;    /* only a flow that is checked out may be published */
	long latency_ms;
	long job_ms;                  /* duration of jobs and operations */
	long url_s;                   /* life of a signed URL */
	struct operation *operations; /* not finished: sim_operation.h */
	size_t noperations, operations_cap;
	struct job **jobs;                    /* sim_job.h */
	size_t njobs, jobs_cap, jobs_settled; /* settled: those before it are all done */
	struct state *state;                  /* state.h; NULL: changes are not kept */
};

enum { ID_SIZE = 37 };

/* A new UUID: of the process, not of the seed, so that no two runs give the same token. */
void sim_id(struct sim *sim, char out[ID_SIZE]);

/* The UUID that stands for a text in this org: always the same. */
void sim_id_of(const struct sim *sim, const char *kind, const char *text, char out[ID_SIZE]);

#endif
