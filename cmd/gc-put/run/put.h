/*
 * put.h - one run of gc-put: its options and what all flows and objects of it share. The members are set by
 * main.c before the first flow begins; each points to the module that describes it.
 */
#ifndef PUT_H
#define PUT_H

#include "cli/cli.h"
#include "base/idset.h"
#include "files/spool.h"
#include "org/session.h"
#include "run/task.h"

struct put_options {
	bool dry_run, publish, stubs, validate, restore, force, create_only, update, scripts;
	const char *backup, *failed, *order;
	struct cli_list have, expect; /* files */
	const char *expect_advice;    /* what to do about a flow that --expect refuses */
	long jobs;
};

struct put_objects;

/* Whether a flow is created as a stub first, and what became of that: circles.h. */
enum put_circle { CIRCLE_NONE, CIRCLE_STUB, CIRCLE_MADE, CIRCLE_FAILED };

struct put {
	struct put_options option;
	struct session *session;
	const char *org; /* the target's id */
	struct tasks tasks;
	struct spool spool;          /* the input's flow records */
	struct put_objects *objects; /* and its object records */
	struct target *target;
	struct divisions *divisions; /* or NULL: nothing is to be created that names one */
	struct backup *backup;       /* or NULL */
	struct idset written;        /* --restore: what the backup tells of, see written.h */
	struct earlier *have;        /* never NULL */
	struct expect *expect;       /* or NULL */
	struct outcome *outcome;
	struct archy_run *archy;
	enum put_circle *circle; /* by index in the spool; or NULL: no flow is */
	size_t rounds;           /* begun, see rounds.h */
};

#endif
