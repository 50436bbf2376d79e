/*
 * gen_action.h - the kinds of steps, and what their writers share.
 *
 * Most kinds are a row of a table in gen_action.c, with a form (gen_form.h). A function writes what a
 * form cannot say: what is drawn, repeated, or different for a type of flow.
 */
#ifndef SIM_GEN_ACTION_H
#define SIM_GEN_ACTION_H

#include "gen/gen_body.h"

/* gen_action_data.c: variables, data actions, branches */
void gen_write_update(struct body *b, const struct step *s, struct buf *to);
void gen_write_data(struct body *b, const struct step *s, struct buf *to);
void gen_write_decision(struct body *b, const struct step *s, struct buf *to);
void gen_write_switch(struct body *b, const struct step *s, struct buf *to);
void gen_write_loop(struct body *b, const struct step *s, struct buf *to);

/* gen_action_route.c: where a conversation goes */
void gen_write_transfer(struct body *b, const struct step *s, struct buf *to);
void gen_write_transfer_flow(struct body *b, const struct step *s, struct buf *to);
void gen_write_audio_connector(struct body *b, const struct step *s, struct buf *to);

/* gen_action_talk.c: prompts, messages, notes */
void gen_write_respond(struct body *b, const struct step *s, struct buf *to);
void gen_write_get_response(struct body *b, const struct step *s, struct buf *to);
void gen_write_notify(struct body *b, const struct step *s, struct buf *to);
void gen_write_screen_pop(struct body *b, const struct step *s, struct buf *to);

/* gen_step.c */

/* "nextAction", "trackingId", "id", "name", "uiMetaData", "__type": what every step has. */
void gen_step_head(struct body *b, const struct step *s, struct buf *to);

/*
 * ,"paths":[…]: labels with bars between. The first one leads to the step aside, if there is one; a
 * path that leads nowhere or ends goes on where the step itself does.
 */
void gen_step_paths(const struct step *s, struct buf *to, const char *labels);

/* ,"errorBindings":[…] as actions that talk to a service have it; n of them, at most 13. */
void gen_step_errors(struct buf *to, size_t n);

/* The step's reference, or another of the flow, noted as used by this step. */
const struct gen_ref *gen_step_ref(struct body *b, const struct step *s);
const struct gen_ref *gen_step_use(struct body *b, const struct step *s, size_t ref);

/* An expression over variables and texts; the longest one of the flow where the step has it. */
void gen_step_sum(struct body *b, const struct step *s, struct buf *to);

#endif
