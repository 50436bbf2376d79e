/*
 * gen_made.h - what a generated org consists of, as it was generated.
 */
#ifndef SIM_GEN_MADE_H
#define SIM_GEN_MADE_H

#include "gen/gen_kind.h"
#include "gen/org_plan.h"
#include "gen/random.h"

enum flow_family { VOICE = 1, DIGITAL = 2, WORK = 4, BOT = 8, MODULE = 16, ALL = 31 };

struct flow_type {
	const char *api; /* "INBOUNDCALL" */
	const char *reference;
	unsigned family;
	unsigned share; /* of 1000 */
	const char *pattern;
};

enum { FLOW_TYPES = 20 };

extern const struct flow_type flow_types[FLOW_TYPES];

/* What a flow is generated from. What the server changes later is not here. */
struct made_flow {
	char *id, *name;
	size_t type;   /* index in flow_types */
	uint64_t seed; /* of the body */
	size_t division;
	size_t terms;      /* operands of its longest expression */
	size_t depth;      /* at least so deep; 0: as the terms make it */
	size_t bytes;      /* roughly the body's size */
	unsigned richness; /* how much it refers to others: percent of the usual */
	bool builtin, deleted, locked, unsaved;
	bool orphan;   /* refers to a queue that is not there */
	bool spelled;  /* JSON that is right, but spelled in unusual ways */
	bool bare;     /* has no manifest */
	bool stale;    /* the manifest's names are those of before a renaming */
	bool unpaired; /* holds a lone surrogate */
	size_t loop;   /* made flow + 1 that it must refer to, 0: none */
	size_t domain; /* a bot flow's NLU domain: its ordinal */
};

struct made_object {
	size_t object; /* index in the org; its stand-in's where this org lacks it */
	size_t parent; /* ordinal: of a data action's integration, a response's library */
	char *username;
};

struct generator {
	char *org_name;
	struct org_plan plan; /* its name is org_name; plants are not kept */
	struct made_flow *flows;
	size_t nflows;
	size_t divisions;
	size_t *of_type; /* flows by type: of_type[type_start[t]..type_start[t + 1]) */
	size_t type_start[FLOW_TYPES + 1];
	struct made_object *objects;
	size_t first[KINDS + 1]; /* objects[first[kind]..first[kind + 1]) */
};

static inline size_t
generate_count(const struct generator *g, enum kind kind)
{
	return g->first[kind + 1] - g->first[kind];
}

static inline const struct made_object *
generate_object(const struct generator *g, enum kind kind, size_t ordinal)
{
	return &g->objects[g->first[kind] + ordinal];
}

/* The object in the org, or the one that its flows use instead if the org lacks it. */
static inline const struct org_object *
generate_in_org(const struct org *org, const struct generator *g, enum kind kind, size_t ordinal)
{
	return &org->objects[generate_object(g, kind, ordinal)->object];
}

#endif
