/*
 * plan.h - find for each id that flows and objects refer to its object in the target org.
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
 * The home division is the target's home division, whatever their names, if both inventories tell.
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
 * With `by_id` the target is the flows' own org, and only its id finds an object.
 *
 * An id in a string, or one that is not in the manifest, is open only if the source has the object.
 *
 * An object of the input is `new` too, if gc-put creates its type (objects/object_type.h) and no
 * object of the target has its name in other letters; then it is missing (a twin). One of another
 * type is missing if something needs it; what it names itself counts for nothing. A flow or object that needs a `new` object waits for nothing. An object
 * that can do without a reference is not withheld because of it: groups and scripts, and late
 * references to what is `new` or `withheld`, so that cycles end.
 *
 * A flow is broken if it uses a missing, ambiguous or withheld object, or is ambiguous itself
 * (plan_verdict.c). gc-remap withholds the same flows.
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
#include "record/renames.h"
#include "record/inventory.h"
#include "record/map.h"
#include "record/reftype.h"

/*
 * An id that flows use, or a name that they look up. The numbers are texts, 0: none; see
 * plan_text().
 */
enum { PLAN_CANDIDATES_MAX = 20, PLAN_PLACES_MAX = 8 };

struct plan_want {
	uint32_t type, id, name, category; /* from the flows; id 0: only its name is known */
	uint32_t full;                     /* the id as inventories have it */
	uint32_t same;                     /* the want that it is the same as, if it is dropped */
	uint32_t flow;                     /* the name of the flow that it was first seen in */
	enum ref_class class;              /* the strictest class of its references */
	bool named;                        /* it has no id because Archy YAML names it */
	bool self;                         /* it is a flow or object of the input, */
	bool object;                       /* an object */
	bool twin;                         /* the target has its name in other letters */
	bool needed;                       /* another record refers to it as an object */
	bool used;                         /* by a value that is not out of service */
	bool dropped;                      /* another want is the same */

	enum map_status status;
	uint32_t users;     /* how many flows and objects need it */
	uint32_t not_moved; /* of an object: what no other org gets, a JSON object; 0: nothing */
	uint32_t to, to_name, to_category;
	uint32_t sought;                  /* the name looked for in the target, if it is another */
	const char *reason;               /* static text, or NULL */
	const struct map_record *decided; /* the decision about it, or NULL */
	size_t found, nfound;             /* candidates, in plan.found */
	size_t more;                      /* candidates beyond PLAN_CANDIDATES_MAX */
	size_t almost, nalmost;           /* nearly equal names, also in plan.found */
};

/* A flow or object of the input. The numbers are texts, `want` is an index. */
struct plan_flow {
	uint32_t org, api_type, type, id, name;
	bool object;
	uint32_t file;  /* text: as refs or the flow record say it, or empty */
	size_t want;    /* SIZE_MAX: none, because it has no id */
	size_t nbroken; /* its broken references */
};

/* A flow uses an object: indices of flows and wants. */
struct plan_use {
	uint32_t flow, want;
	uint32_t number;   /* in the order of the input */
	uint32_t class;    /* enum ref_class */
	bool late;         /* an object that is created gets it when all is there, */
	bool optional;     /* or can do without it */
	uint32_t source;   /* text: manifest or body */
	uint32_t line;     /* of the first place in the flow's file, or 0 */
	uint32_t count;    /* of its places */
	size_t at, at_len; /* the first few, a JSON array in plan.at */
};

/* Why a flow is broken: a use, or, without one, the flow's own want. */
struct plan_broken {
	uint32_t flow, want;
	const struct plan_use *use; /* or NULL */
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
	size_t *first_use;              /* by want: its first use, when all are sorted by want */
	bool *decided_used;             /* which of its records were used; or NULL */
	struct ignores *ignores;        /* or NULL */
	bool by_id;                     /* the target is the flows' own org */
	bool places;                    /* keep where uses are */
	bool strict;                    /* what cannot be listed is missing */
	bool will_create;               /* new flows will be created: they are not reported */
	bool symbolic;                  /* ids become gc:TYPE/NAME (plan_symbol.c) */

	struct plan_line *lines;
	size_t nlines;

	struct idset texts;
	struct idset keys;   /* type and id, or type and looked-up name */
	struct plan_want *v; /* by index in keys */
	size_t n, cap;
	struct idset flow_keys;             /* without an id: type, name and file */
	struct plan_flow *flows;            /* by index in flow_keys */
	struct idset first_keys;            /* of flows without an id: type and name */
	size_t *first, first_cap;           /* by index in first_keys: the first such flow */
	size_t nflows, flows_cap, nameless; /* those without an id */
	size_t nobjects;                    /* how many of the flows are objects */
	size_t twins;                       /* how many wants are */
	struct plan_use *uses;
	size_t nuses, uses_cap;
	struct buf at;
	struct plan_broken *broken; /* by flow, in the order of the input */
	size_t nbroken, broken_cap;
	size_t dynamic;     /* look-ups of computed names, which nobody can check */
	struct idset names; /* of the source's objects: type and name; type, name and mark */
	uint32_t *count;    /* by index in names: how many have them */
	size_t count_cap;
	struct near near;
	const struct inventory_object **found;
	size_t nfound, found_cap;
	struct buf scratch;
};

/* clang-format off */
#define PLAN_INIT {.texts = IDSET_INIT, .keys = IDSET_INIT, .names = IDSET_INIT, \
	.flow_keys = IDSET_INIT, .first_keys = IDSET_INIT, .at = BUF_INIT, \
	.near = NEAR_INIT, .scratch = BUF_INIT}
/* clang-format on */

/* Add a `ref` record. False: its class is not valid. */
bool plan_add(struct plan *p, const struct members *ref);

/* Add a `flow` record, or an `object` with a definition: it is there, whatever refers to it. */
void plan_add_flow(struct plan *p, const struct members *flow);
void plan_add_object(struct plan *p, const struct members *object);

void plan_solve(struct plan *p);
void plan_release(struct plan *p);

/* Append the want's map record and a newline. */
void plan_write(const struct plan *p, const struct plan_want *want, struct buf *b);

/* Append what is wrong with an open want: "missing in the target (type not in inventory)". */
void plan_say_open(const struct plan *p, const struct plan_want *want, struct buf *b);

/* Append how many flows and objects need it: "; 2 flows need it". */
void plan_say_users(const struct plan *p, const struct plan_want *want, struct buf *b);

/*
 * After plan_solve(): whether the record of a use cannot be created, or does not work, as long as
 * the want is open.
 */
bool plan_use_waits(const struct plan_want *want, const struct plan_use *use);

/*
 * After plan_solve(): how many flows and objects need this open want or wait for it, through others
 * too. `scratch` is a number for each of plan.flows, zero before the first call.
 */
size_t plan_waiting(const struct plan *p, const struct plan_want *want, uint32_t *scratch);

/* What the flows call it, else its inventory: an id alone, as that of an integration, has no name. */
struct slice plan_called(const struct plan *p, const struct plan_want *want);

/* Whether a key in the headers of an object of the input is masked, so that gc-put refuses it. */
bool plan_is_masked(const struct plan *p, const struct plan_want *want);

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
