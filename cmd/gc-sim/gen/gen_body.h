/*
 * gen_body.h - a flow's configuration while it is written.
 *
 * The structure (steps, variables, inner ids) follows from the flow's seed and is the same in
 * every org; what lives in the org comes from the flow's references. A later version is the earlier one with
 * steps added at the end of its last task and a duration edited, as people do.
 *
 *	gen_body.c      the whole
 *	gen_steps.c     which steps there are, in which order
 *	gen_model.c     a common module as its callers have a copy of it
 *	gen_use.c       what the parts note, and what the type of flow says
 *	gen_sequence.c  tasks, menus
 *	gen_variable.c  variables of the flow and of its tasks
 *	gen_action.c    the kinds of steps, with gen_form.c, gen_step.c and gen_action_*.c
 *	gen_settings.c  the keys around the sequences, by type of flow
 *	gen_manifest.c  the manifest
 *	gen_cache.c     uiMetaData: copies of other objects as they were
 */
#ifndef SIM_GEN_BODY_H
#define SIM_GEN_BODY_H

#include "gen/gen_refs.h"
#include "gen/gen_emit.h"
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

/* Numbers of the forks of a flow's seed; 1 to 3 are generate.c's and gen_refs.c's. */
enum { FORK_PLAN = 10, FORK_LAYOUT, FORK_TEXT };

/* gen_steps.c: begin and end with a body; the steps, once the variables are made. */
void gen_steps_start(struct body *b, const struct org *org, const struct generator *g, size_t made);
void gen_steps_make(struct body *b);
void gen_steps_release(struct body *b);

/* gen_action.c */
const struct action *gen_action_for(const struct body *b, const struct gen_ref *m); /* or NULL */
const struct action *gen_action_filler(const struct body *b, struct rng *r);
const struct action *gen_action_end(const struct body *b);
const struct action *gen_action_update(void);
const struct action *gen_action_decision(void);
void gen_action_write(struct body *b, const struct step *s, struct buf *to);

/*
 * gen_variable.c. A variable of this type (str, int, bln, dur) that can be used in the present task:
 * the flow's, or the task's own. One that is not used is written nowhere.
 */
void gen_variable_make(struct body *b, struct rng *r);
const struct variable *gen_variable_pick(struct body *b, const char *type);
bool gen_variable_is_input(const struct body *b, size_t i);
void gen_variable_write_flow(struct body *b, struct buf *to); /* the value of "variables" */
void gen_variable_write_task(struct body *b, struct buf *to); /* the same of the present task */

/* Note that this reference is used there; label and name may be NULL. */
void gen_body_use(struct body *b, size_t ref, const char *label, const char *id, const char *name);

/* gen_settings.c: ,"type":… up to the sequences, and what follows them */
void gen_settings_before(struct body *b, struct buf *to);
void gen_settings_after(struct body *b, struct buf *to);
void gen_settings_languages(const struct body *b, struct buf *to); /* ,"supportedLanguages":[…] */

/* gen_sequence.c: the value of "flowSequenceItemList"; the first sequence's id; what a task is */
void gen_sequence_write(struct body *b, struct buf *to);
const char *gen_sequence_initial(const struct body *b);
const char *gen_sequence_type(const struct body *b, size_t i); /* "Task", "State", … */
bool gen_sequence_is_loop(const struct body *b);

/* gen_manifest.c: ,"manifest":{…} */
void gen_manifest_write(struct body *b, struct buf *to);
void gen_settings_manifest(const struct body *b, struct buf *to); /* speech, languages */
bool gen_settings_system_prompt(const struct body *b);

/* gen_cache.c: the value of "uiMetaData" */
void gen_cache_write(struct body *b, struct buf *to);
size_t gen_cache_cost(const struct gen_ref *m); /* its bytes there and in the manifest, roughly */

/* A common module as its callers have a copy of it. */
void gen_body_model(const struct org *org, const struct generator *g, size_t made, struct buf *to);

char *gen_body_description(const struct made_flow *flow);

#endif
