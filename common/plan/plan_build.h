/*
 * plan_build.h - how the parts of plan.h's search work on one plan.
 *
 * plan_wants.c gathers the wants; plan.c has them settled, and puts them in order; plan_source.c
 * knows names and marks; plan_match.c finds a want in the target, plan_lookup.c what is only a
 * name; plan_symbol.c makes its symbol;
 * plan_decided.c has what somebody decided, plan_hold.c which new flows cannot be created;
 * plan_write.c writes a want's record.
 */
#ifndef GC_PLAN_BUILD_H
#define GC_PLAN_BUILD_H

#include "plan/plan.h"

/* The number of a text, kept once; 0 for the empty one. */
uint32_t plan_keep(struct plan *p, struct slice text);

/* The key in p->keys of a type and an id; until the next use of p->scratch. */
struct slice plan_key(struct plan *p, uint32_t type, uint32_t id);

/* Take what somebody has decided, if they have. */
bool plan_decided(struct plan *p, struct plan_want *want);
void plan_decide_by(struct plan *p, const struct map_record *rec); /* it was of use */

/* Settle a want: its status and target, candidates and near misses; or its symbol. */
void plan_match(struct plan *p, struct plan_want *want);
void plan_symbol(struct plan *p, struct plan_want *want);

/* The same for what flows look up by name. */
void plan_lookup(struct plan *p, struct plan_want *want);

/* The target has nothing of this type and name. */
void plan_miss(struct plan *p, struct plan_want *want, struct slice type, struct slice name);

/* When all are settled: count the flows that need each, and find the new ones that are withheld. */
void plan_hold(struct plan *p);

/* The name that an object goes by in the source, and what tells it from namesakes, or empty. */
struct slice plan_name(const struct plan *p, const struct plan_want *want);
struct slice plan_mark(const struct plan *p, const struct plan_want *want);
struct slice plan_target_mark(const struct plan *p, const struct plan_want *want); /* renamed */
struct slice plan_mark_of(const struct inventory *inv, const struct inventory_object *o);

/*
 * Count all objects of the source; then: how many have the want's type and name, and its mark. For
 * symbols what counts is how they are called in the target: see plan.renames.
 */
void plan_count_source(struct plan *p);
size_t plan_namesakes(struct plan *p, const struct plan_want *want, bool marked);

#endif
