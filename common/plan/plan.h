/*
 * plan.h - find for each id that flows refer to its object in the target org.
 *
 *	struct plan p = PLAN_INIT;
 *	p.target = &target;                       // the caller keeps inventories and renames
 *	plan_add(&p, &members);                   // each `ref` record
 *	plan_solve(&p);
 *	for (size_t i = 0; i < p.nlines; i++)
 *		plan_write(&p, p.lines[i].want, &buf);    // a `map` record, in a fixed order
 *	plan_release(&p);
 *
 * An object is found in the target
 *   - by its id: then it is the `same`, unless it is renamed;
 *   - by its type and exact name, if the target has one such object and the source has no second one of
 *     this name;
 *   - else by type, name and what distinguishes equal names: the category of data actions, the e-mail
 *     address of users, the division of all others.
 * Divisions are also found through the objects that belong to them. An object that is not found
 * is `missing`, or `ambiguous` with its candidates. Nearly equal names are hints. The name of an
 * object in the source is the one in its inventory, or else the one in the flows.
 *
 * An id without a known type (in a string, next to a name) gets its type from an inventory. If no
 * inventory has it, or the target has no such object, it is `unknown`. A flow of the input is
 * `new` if the target has none of its type and name. Parts of a flow that the target creates
 * again (its NLU domain) are `ignored`. An object of a type that gc-list cannot list (an image) is
 * `unlisted`, unless `strict` makes it missing. A `new` flow that needs an open object is `withheld`, and
 * so are the new flows that need it (plan_hold.c).
 *
 * An object that flows look up by name when they run has no id. It is a want with a type and a
 * name, whose record has no `from` (plan_lookup.c).
 *
 * Decisions in records of an earlier map come before all these rules. What `ignores` has is
 * `ignored` if it would be open after them.
 */
#ifndef GC_PLAN_H
#define GC_PLAN_H

#include "json/members.h"
#include "plan/ignores.h"
#include "plan/near.h"
#include "plan/renames.h"
#include "record/inventory.h"
#include "record/map.h"
#include "record/reftype.h"

/*
 * An id that flows use, or a name that they look up. The numbers are texts, 0: none; see
 * plan_text().
 */
enum { PLAN_CANDIDATES_MAX = 20 };

struct plan_want {
	uint32_t type, id, name, category; /* from the flows; id 0: it is looked up by name */
	uint32_t full;                     /* the id as inventories have it */
	uint32_t flow;                     /* the name of the flow that it was first seen in */
	enum ref_class class;              /* the strictest class of its references */
	bool self;                         /* it is a flow of the input */
	bool needed;                       /* another flow refers to it as an object */
	bool dropped;                      /* another want is the same */

	enum map_status status;
	uint32_t users; /* how many flows need it */
	uint32_t to, to_name, to_category;
	const char *reason;               /* static text, or NULL */
	const struct map_record *decided; /* the decision about it, or NULL */
	size_t found, nfound;             /* candidates, in plan.found */
	size_t more;                      /* candidates beyond PLAN_CANDIDATES_MAX */
	size_t almost, nalmost;           /* nearly equal names, also in plan.found */
};

/* A flow needs an object: indices of wants. */
struct plan_use {
	uint32_t flow, want;
};

/* A record of the map and its place among the others. */
struct plan_line {
	struct slice type, name, id;
	const struct plan_want *want;
};

struct plan {
	const struct inventory *target; /* may be NULL for symbols only */
	const struct inventory *source; /* or NULL */
	struct renames *renames;        /* or NULL */
	const struct map *decided;      /* or NULL */
	bool *decided_used;             /* which of its records were used; or NULL */
	struct ignores *ignores;        /* or NULL */
	bool strict;                    /* what cannot be listed is missing */
	bool symbolic;                  /* ids become gc:TYPE/NAME (plan_symbol.c) */

	struct plan_line *lines;
	size_t nlines;

	struct idset texts;
	struct idset keys;   /* type and id, or type and looked-up name */
	struct plan_want *v; /* by index in keys */
	size_t n, cap;
	struct plan_use *uses;
	size_t nuses, uses_cap;
	struct idset names; /* of the source's objects: type and name; type, name and mark */
	uint32_t *count;    /* by index in names: how many have them */
	size_t count_cap;
	struct near near;
	bool lists_flows; /* the target's inventory has flows, whatever their types */
	const struct inventory_object **found;
	size_t nfound, found_cap;
	struct buf scratch;
};

/* clang-format off */
#define PLAN_INIT {.texts = IDSET_INIT, .keys = IDSET_INIT, .names = IDSET_INIT, \
	.near = NEAR_INIT, .scratch = BUF_INIT}
/* clang-format on */

/* Add a `ref` record. False: its class is not valid. */
bool plan_add(struct plan *p, const struct members *ref);

void plan_solve(struct plan *p);
void plan_release(struct plan *p);

/* Append the want's map record and a newline. */
void plan_write(const struct plan *p, const struct plan_want *want, struct buf *b);

/* Append what is wrong with an open want: "missing in the target (type not in inventory)". */
void plan_say_open(const struct plan_want *want, struct buf *b);

/* Whether the map leaves this want open, so that a flow that needs it would be broken. */
bool plan_is_open(const struct plan_want *want);

static inline bool
plan_is_lookup(const struct plan_want *want)
{
	return want->id == 0;
}

static inline struct slice
plan_text(const struct plan *p, uint32_t number)
{
	return idset_id(&p->texts, number);
}

#endif
