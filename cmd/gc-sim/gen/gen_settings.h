/*
 * gen_settings.h - the settings that only some types of flows have; gen_settings.c calls the right
 * ones.
 */
#ifndef SIM_GEN_SETTINGS_H
#define SIM_GEN_SETTINGS_H

#include "gen/gen_body.h"

void gen_settings_voice(struct body *b, struct buf *to);
void gen_settings_bot(struct body *b, struct buf *to);
void gen_settings_workitem(struct body *b, struct buf *to);

#endif
