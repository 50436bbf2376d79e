/*
 * define_types.h - the content of each type: members appended to an object that is begun.
 */
#ifndef SIM_DEFINE_TYPES_H
#define SIM_DEFINE_TYPES_H

#include "define/define.h"

void define_queue(struct define *d);

/* define_time.c */
void define_schedule(struct define *d);
void define_schedule_group(struct define *d);
void define_emergency_group(struct define *d);
void define_ivr(struct define *d);

/* define_action.c */
void define_action(struct define *d);
void define_integration(struct define *d);

void define_table(struct define *d);

/* define_texts.c */
void define_response(struct define *d);
void define_contact_list(struct define *d);
void define_worktype(struct define *d);
void define_group(struct define *d);
void define_skill_group(struct define *d);
void define_user(struct define *d);

/* define_forms.c */
void define_script(struct define *d);
void define_survey(struct define *d);
void define_knowledge(struct define *d);
void define_grammar(struct define *d);
void define_location(struct define *d);

#endif
