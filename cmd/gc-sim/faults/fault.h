/*
 * fault.h - the faults to simulate: which requests they affect, and how often.
 *
 * A fault is KIND[:KEY[=VALUE]]..., for example
 *
 *	503:first=2                         every URL fails twice, then works
 *	reset:every=7                       every 7th request
 *	403:flow=Main IVR                   this flow, permanently
 *	torn:percent=10:path=*configuration one in ten, the same ones for the same seed
 *
 * fault.c and gc-sim(1) list the kinds. At each of the stages below, a request is compared with
 * the faults in the order in which they were given; the first match counts, and no other of that
 * stage. Values are percent-decoded: "%3A" is a colon in a flow's name.
 */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include "base/buf.h"
#include "faults/tally.h"

enum fault_stage {
	FAULT_BEFORE,  /* the request is not carried out */
	FAULT_PAGE,    /* while a page of a listing is made */
	FAULT_AFTER,   /* the request was carried out, the response says that it failed */
	FAULT_BODY,    /* the response is damaged */
	FAULT_HOLD,    /* when a flow is about to be changed */
	FAULT_NEW,     /* when a flow was created */
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
	FAULT_OMIT,
	FAULT_LAG
};

struct fault {
	char *spec; /* as it was given */
	enum fault_kind kind;
	enum fault_stage stage;
	bool after;      /* FAULT_FAIL, FAULT_MUTE: the work is done and then reported as failed */
	unsigned status; /* FAULT_STATUS */
	char *method, *path, *flow;          /* which requests; NULL: all */
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

/* What faults compare of a request. */
struct fault_subject {
	const char *method, *path;
	const char *url;                 /* method, path and query: what "the same URL" means */
	const char *flow_id, *flow_name; /* NULL: not known, or it concerns no one flow */
	bool first_page;                 /* of a listing */
};

/* Add one. False if the text is not a valid fault: `why` has the reason. */
bool faults_add(struct faults *f, const char *spec, struct buf *why);

/* The fault that hits this request at this stage, now counted, or NULL. */
struct fault *faults_hit(
    struct faults *f, enum fault_stage stage, const struct fault_subject *subject);

void faults_clear(struct faults *f);

#endif
