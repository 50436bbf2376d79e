/*
 * gen_types.h - the parts of a body while it is written: steps, tasks, uses of references.
 */
#ifndef SIM_GEN_TYPES_H
#define SIM_GEN_TYPES_H

#include "gen/gen_refs.h"
#include "gen/gen_value.h"

enum { NO_REF = GEN_REFS_MAX }; /* refers to nothing */

struct body;
struct step;

/* A kind of step. write() appends the members of its JSON object, without the braces. */
struct action {
	const char *type;  /* "DataAction" */
	const char *label; /* "Call Data Action": what the manifest's context calls it */
	unsigned families;
	unsigned cost;    /* its bytes, roughly */
	unsigned share;   /* among the steps that only fill; 0: only for a reference */
	bool last;        /* nothing follows it */
	const char *form; /* gen_form.h; NULL: write() knows */
	void (*write)(struct body *b, const struct step *s, struct buf *to);
};

struct step {
	const struct action *action;
	size_t ref;   /* index in the flow's references, or NO_REF */
	bool longest; /* holds the longest expression */
	uint64_t seed;
	char id[UUID_SIZE], name[64];
	const struct step *next;  /* in its task, or NULL */
	const struct step *aside; /* where its first path leads, or NULL */
	bool guard; /* a decision before a step that ends the task: the later ones can be reached */
};

struct use {
	size_t ref;
	const char *label; /* NULL: a fixed place such as "botFlowSettings" */
	char id[UUID_SIZE];
	char name[64];
};

struct gen_task {
	char id[UUID_SIZE];
	char name[64];
	struct step *steps;
	size_t n;
};

struct body {
	const struct org *org;
	const struct generator *g;
	const struct made_flow *flow;
	const struct flow_type *type;
	size_t made, version;
	struct gen_refs refs;
	struct rng plan; /* of what is done in order: variables, steps, tasks */
	struct rng rng;  /* of the step or part that is being written */
	struct step *steps;
	size_t nsteps, steps_cap;
	struct gen_task *tasks;
	size_t ntasks;
	struct variable *variables, fallback; /* fallback: a queue */
	size_t nvariables;
	size_t task;     /* the one that is being written, + 1; 0: none */
	size_t tracking; /* the last trackingId given */
	struct use *uses;
	size_t nuses, uses_cap;
	struct buf renamed; /* the name of a reference, if not the object's present one */
};

/* Survey invites have an end, settings and variables of their own. */
static inline bool
gen_body_is_survey_invite(const struct body *b)
{
	return strcmp(b->type->api, "SURVEYINVITE") == 0;
}

#endif
