/*
 * pace_request.h - what the simulated servers of the tests of pacing have in common: a request under way,
 * and an answer. Times are milliseconds of the simulation.
 */
#ifndef PACE_REQUEST_H
#define PACE_REQUEST_H

#include "http/pace.h"

enum { PARALLEL_MAX = 64 };

struct pace_request {
	bool busy, arrived;
	size_t token;
	int64_t sent, arrives, answers;
	struct pace_answer answer;
};

/* An answer that says nothing about limits. */
#define PACE_SILENT(code) .status = (code), .allowed = -1, .count = -1, .reset = -1, .after_ms = -1

/* What a Retry-After says of it. */
static inline int64_t
pace_whole_seconds(int64_t ms)
{
	return (ms + 999) / 1000;
}

#endif
