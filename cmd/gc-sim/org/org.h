/*
 * org.h - the org that gc-sim serves: divisions, objects, and flows with their versions.
 *
 * Everything is owned by the org and freed by org_release(). The generator (gen/) and the
 * loader (load/) fill one. Requests read it, and change it by store/change.h.
 */
#ifndef SIM_ORG_H
#define SIM_ORG_H

#include "base/base.h"
#include "base/buf.h"
#include "base/idset.h"
#include "base/slice.h"

struct org_division {
	char *id, *name;
	char *description; /* or NULL */
};

struct org_parts;

/* Whatever a flow can refer to and an inventory can list, flows excepted. */
struct org_object {
	char *type; /* the manifest's vocabulary: "queue", "dataAction", … */
	char *id, *name;
	size_t division; /* index; ORG_NO_DIVISION where the type has none */
	char *extra;     /* further members as JSON text, "\"email\":\"a@b.c\"", or NULL */
	/*
	 * Of the type and the name that it was made with: what is generated follows from it, so
	 * that it is the same in every org of the seed. 0: nothing refers to it by chance.
	 */
	uint64_t key;
	char *definition; /* its content as a JSON object; NULL: generated (define.h) */
	char *former;     /* what it was until former_ms, simclock_ms(); or NULL */
	long long former_ms;
	struct org_parts *parts; /* what was written besides the content: parts.h; or NULL */
	long long version;       /* how often it was written; 0: never, what it was made with */
	long long created_ms, modified_ms; /* since the epoch; 0: as it was made */
	long long listed_ms; /* simclock_ms() from which on listings have it; 0: always */
	bool deleted;
};

#define ORG_NO_DIVISION ((size_t)-1)

struct org_version {
	char *id;            /* "4.0" */
	char *configuration; /* the bytes served; NULL: generated, see org_configuration() */
	size_t len;
	long long saved_ms; /* since the epoch */
};

struct org_flow {
	char *id, *name, *description; /* description may be NULL */
	char *type;                    /* as the API spells it: "INBOUNDCALL" */
	size_t division;
	bool deleted, builtin;        /* builtin: the API says "system" */
	struct org_version *versions; /* oldest first; none: created and never saved */
	size_t n, cap;
	size_t published; /* index in versions + 1; 0: never published */
	size_t debug;     /* the same of the version that is debugged */
	/*
	 * What the next check-in makes a version of. It exists while the flow is checked out, unless
	 * the flow was never saved. id: "saved_version_<uuid>", NULL: there is no draft;
	 * configuration NULL: that of the newest version.
	 */
	struct org_version draft;
	char *locked_by;     /* user name, or NULL */
	char *locked_for;    /* the OAuth client that holds the lock, by id, or NULL */
	long long listed_ms; /* simclock_ms() from which on listings have it; 0: always */
	char *operation;     /* the Operation object as JSON text, or NULL */
	size_t made;         /* which of the generator's flows this is, from 1; 0: none */
	uint64_t key;        /* as an object's */
};

/* The objects of one type. */
struct org_type {
	char *name;
	struct idset ids;
	size_t *at; /* by index of the id: in org->objects */
	size_t cap;
};

struct generator;
struct org;

/* Who makes the configurations that are not kept, and frees what that takes: generate.c. */
struct org_maker {
	void (*body)(
	    const struct org *org, const struct org_flow *flow, size_t version, struct buf *to);
	void (*release)(struct generator *generator);
};

struct org {
	char *id, *name;
	struct org_division *divisions;
	size_t ndivisions, divisions_cap;
	struct org_object *objects;
	size_t nobjects, objects_cap;
	struct org_type *types;
	size_t ntypes, types_cap, indexed; /* indexed: so many objects are in `types` */
	unsigned long long seed;           /* of what is generated on demand */
	size_t table_rows;                 /* rows of a generated data table; 0: some */
	size_t home;                       /* index of the home division */
	struct org_flow *flows;
	size_t nflows, flows_cap;
	size_t *by_id;                 /* hash table of flow indices + 1; 0: free */
	size_t slots;                  /* its size, a power of two */
	const struct org_maker *maker; /* NULL: every configuration is kept */
	struct generator *generator;   /* the maker's own */
};

void org_release(struct org *org);

/* Remove all flows, or all but those that every org has (`builtin`), and voicemail flows. */
void org_drop_flows(struct org *org, bool all);

size_t org_find_division(const struct org *org, const char *id); /* ORG_NO_DIVISION: none */

struct org_flow *org_flow_by_id(const struct org *org, const char *id); /* or NULL */

/* Zeroed except for the id, which is copied; the pointer lasts until the next one is added. */
struct org_flow *org_add_flow(struct org *org, const char *id);
struct org_object *org_add_object(struct org *org); /* zeroed, ORG_NO_DIVISION */
void org_release_object(struct org_object *object); /* what it holds */

/* The key of what has this type and name. */
uint64_t org_key(const char *type, const char *name);

/*
 * Objects by type and id (org_index.c). org_index() takes in those that were added since; before it
 * the others know nothing of them. After it no object may be removed or change its place.
 */
void org_index(struct org *org);
const struct org_type *org_type(const struct org *org, const char *type); /* NULL: it has none */
struct org_object *org_object(const struct org *org, const char *type, const char *id);
void org_release_index(struct org *org);

#define ORG_DRAFT_ID      "saved_version_"
#define ORG_DRAFT_ID_SIZE (sizeof ORG_DRAFT_ID + 36)

/* The newest version, index + 1, where the draft counts as version n; 0: there is none. */
static inline size_t
org_newest(const struct org_flow *flow)
{
	return flow->n + (flow->draft.id != NULL);
}

/* The version of this id, index + 1, the draft too; 0: there is none. */
size_t org_find_version(const struct org_flow *flow, const char *id);

/* Save: make or replace the draft. configuration NULL: that of the newest version. */
void org_set_draft(
    struct org_flow *flow, const char *id, struct slice configuration, long long saved_ms);
void org_drop_draft(struct org_flow *flow);

/* Check in: the draft, if there is one, becomes the next version. */
void org_check_in(struct org *org, struct org_flow *flow);

/*
 * A version with a copy of the bytes; empty: generated. number 2 is version "2.0"; 0: the next
 * number.
 */
void org_add_version(
    struct org_flow *flow, size_t number, struct slice configuration, long long saved_ms);

/*
 * The configuration of flow->versions[version], or of the draft if that is flow->n: the version's
 * own bytes, or what the generator makes into `to` (emptied first), always the same. The slice lasts until `to` is used again or
 * the flow changes. Bodies are made on demand because 20,000 of them would be 800 MB.
 */
struct slice org_configuration(
    const struct org *org, const struct org_flow *flow, size_t version, struct buf *to);

#endif
