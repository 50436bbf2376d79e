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

#include "gen/gen_emit.h"
#include "gen/gen_types.h"

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
