/*
 * fault.h - what goes wrong, for whom, and how often.
 *
 * A fault is KIND[:KEY[=VALUE]]..., such as
 *
 *	503:first=2                         every URL fails twice, then works
 *	reset:every=7                       every 7th request
 *	403:flow=Main IVR                   this flow, for good
 *	torn:percent=10:path=*configuration one in ten, the same ones for the same seed
 *
 * The kinds are listed in fault.c and in gc-sim(1). A request is held against the faults in the
 * order in which they were given, at each of the stages below; of each stage one hits at most.
 * Values are percent-decoded, so that "%3A" stands for a colon in a flow's name.
 */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include "base/buf.h"
#include "faults/tally.h"

enum fault_stage {
	FAULT_BEFORE,  /* the request is not carried out */
	FAULT_PAGE,    /* while a page of a listing is put together */
	FAULT_AFTER,   /* it was carried out, and the answer says otherwise */
	FAULT_BODY,    /* the answer is damaged on its way */
	FAULT_HOLD,    /* when a flow is about to be changed */
	FAULT_WORK,    /* when a job or an operation begins */
	FAULT_SEVERAL, /* when an export job of several flows is registered */
	FAULT_PACK     /* when a flow is put into such a job's archive */
};

enum fault_kind {
	FAULT_STATUS,
	FAULT_RESET,
	FAULT_STALL,
	FAULT_TOKEN,
	FAULT_REPEAT,
	FAULT_SHORT,
	FAULT_MOVE,
	FAULT_TOTAL,
	FAULT_HTML,
	FAULT_TRUNCATED,
	FAULT_EMPTY,
	FAULT_TORN,
	FAULT_CHOP,
	FAULT_SLOW,
	FAULT_GZIP,
	FAULT_BADGZIP,
	FAULT_LOCK,
	FAULT_FAIL,
	FAULT_MUTE,
	FAULT_THROTTLE,
	FAULT_SINGLE,
	FAULT_OMIT
};

struct fault {
	char *spec; /* as it was given */
	enum fault_kind kind;
	enum fault_stage stage;
	bool after;      /* FAULT_FAIL, FAULT_MUTE: what was asked for is done all the same */
	unsigned status; /* FAULT_STATUS */
	char *method, *path, *flow;          /* whom it concerns; NULL: all */
	long first, every, percent, times;   /* when it hits; 0: no condition */
	long by, seconds, rate, retry_after; /* how; 0: the kind's own */
	struct tally seen;                   /* by URL */
	unsigned long matched, hits;
};

struct faults {
	struct fault *v;
	size_t n, cap;
	unsigned long long seed;
};

/* A request, as far as faults look at it. */
struct fault_subject {
	const char *method, *path;
	const char *url;                 /* method, path and query: what "the same URL" means */
	const char *flow_id, *flow_name; /* NULL: not known, or it concerns no one flow */
	bool first_page;                 /* of a listing: there is nothing before it */
};

/* Add one. False when the text is no fault: `why` then says so. */
bool faults_add(struct faults *f, const char *spec, struct buf *why);

/* The fault that hits this request at this stage, now counted, or NULL. */
struct fault *faults_hit(
    struct faults *f, enum fault_stage stage, const struct fault_subject *subject);

void faults_clear(struct faults *f);

#endif
