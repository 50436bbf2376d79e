/* archy_run.h - what the flows that are brought by Archy YAML share in one run. */
#ifndef PUT_ARCHY_RUN_H
#define PUT_ARCHY_RUN_H

#include "base/buf.h"

struct archy_run {
	int64_t held_until;       /* archy_chain.c: on clock_ms()'s scale; 0: no wait yet */
	int64_t export_ms;        /* archy_compare.c: how long an export job takes, */
	struct buf export_denied; /* and why none is permitted; empty: it is */
};

#endif
