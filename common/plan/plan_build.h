/*
 * plan_build.h - shared by the files that make a plan (plan.h).
 *
 * plan_wants.c collects the wants, with plan_flows.c and plan_keep.c; plan.c solves and sorts them; plan_source.c knows names and
 * marks; plan_match.c finds a want in the target, plan_lookup.c a looked-up name; plan_symbol.c
 * makes symbols; plan_decided.c applies decisions; plan_hold.c finds new flows that cannot be
 * created; plan_verdict.c says which flows are broken; plan_write.c writes a want's record; decisions.h has the table of open wants.
 */
#ifndef GC_PLAN_BUILD_H
#define GC_PLAN_BUILD_H

#include "plan/plan.h"

/* Reasons of wants that no person has decided about. */
#define PLAN_MADE_AGAIN "created again in the target"
#define PLAN_BY_IGNORE  "by --ignore"

/* The type, for people and for --ignore, of what Archy YAML names in a place that no rule covers. */
#define PLAN_UNKNOWN_TYPE "unknown"

/* The number of a text, kept once; 0 for the empty one. */
uint32_t plan_keep(struct plan *p, struct slice text);

/* The same of a member; 0: there is none, or it is empty. */
uint32_t plan_keep_member(struct plan *p, const struct members *m, const char *key);

/*
 * The want of a type and id, or, without an id, of a type, name and category; made if it is new.
 * Valid until the next one.
 */
struct plan_want *plan_want_of(struct plan *p, enum ref_class class, uint32_t type, uint32_t id,
    uint32_t name, uint32_t category);

/* The flow or object that a reference is of; PLAN_NO_FLOW: no type, or neither id nor name. */
#define PLAN_NO_FLOW SIZE_MAX
size_t plan_flow_of_ref(struct plan *p, const struct members *ref);

/* The key in p->keys of a type and an id; until the next use of p->scratch. */
struct slice plan_key(struct plan *p, uint32_t type, uint32_t id);

/* Apply a decision of an earlier map, if there is one. */
bool plan_decided(struct plan *p, struct plan_want *want);
void plan_decide_by(struct plan *p, struct plan_want *want, const struct map_record *rec);

/* Solve a want: its status and target, candidates and nearly equal names; or its symbol. */
void plan_match(struct plan *p, struct plan_want *want);
void plan_symbol(struct plan *p, struct plan_want *want);

/* Whether a name in Archy YAML is that of the source's home division, which then has its symbol. */
bool plan_symbol_of_named_home(struct plan *p, struct plan_want *want);

/* The same for a name that flows look up. */
void plan_lookup(struct plan *p, struct plan_want *want);

/* When all are solved: names that the target lacks, and that one new flow or object of the input has. */
void plan_lookup_given(struct plan *p);

/* After plan_hold(): those whose flow or object is withheld have a record of their own, for gc-remap. */
void plan_lookup_held(struct plan *p);

/* Whether the caller ignores it: an open want stays as it is then, and holds back no flow. */
bool plan_ignores(struct plan *p, struct plan_want *want);

/* Note the name that is looked for in the target. */
void plan_seek(struct plan *p, struct plan_want *want, struct slice name);

/* The target has nothing of this type and name. */
void plan_miss(struct plan *p, struct plan_want *want, struct slice type, struct slice name);

/* Whether a flow of the input without an id has this type and name. */
bool plan_has_given(const struct plan *p, struct slice type, struct slice name);

/* When all are solved: count the flows that need each, and find the new flows that are withheld. */
void plan_hold(struct plan *p);

/* After that: which flows are broken, and why. */
void plan_judge(struct plan *p);

/* An object's name in the source, and its mark: what distinguishes equal names, or empty. */
struct slice plan_name(const struct plan *p, const struct plan_want *want);
struct slice plan_mark(const struct plan *p, const struct plan_want *want);
struct slice plan_target_mark(const struct plan *p, const struct plan_want *want); /* renamed */
struct slice plan_mark_of(const struct inventory *inv, const struct inventory_object *o);

/*
 * Count all objects of the source. Then plan_namesakes() gives how many have the want's type and
 * name (and its mark). For symbols their names in the target count: see plan.renames.
 */
void plan_count_source(struct plan *p);
size_t plan_namesakes(struct plan *p, const struct plan_want *want, bool marked);

#endif
