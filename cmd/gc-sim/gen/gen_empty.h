/*
 * gen_empty.h - an org with nothing but what a new one has: its home division, the platform's
 * flows and speech. With objects of the types in `keep`, in the home division: what a person makes
 * before a migration, such as integrations.
 */
#ifndef SIM_GEN_EMPTY_H
#define SIM_GEN_EMPTY_H

#include "cli/cli.h"
#include "gen/org_plan.h"

/* Of a generated org, whose plan this is. */
void gen_empty(struct org *org, const struct org_plan *plan, const struct cli_list *keep);

#endif
