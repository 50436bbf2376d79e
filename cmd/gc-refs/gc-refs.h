/* gc-refs.h - the parts of gc-refs: which references are shown, and how. */
#ifndef GC_GC_REFS_H
#define GC_GC_REFS_H

#include "known.h"
#include "record/inventory.h"
#include "record/record.h"
#include "refs/refs.h"

/* What --where asks for. */
struct where {
	struct slice type, name; /* `name` is a name or an id */
	bool by_id;
	bool type_exists; /* it is a known type, or one that the flows' references have */
	size_t hits;
	size_t dynamic; /* look-ups of computed names of this type, which may find it */

	/* for the answer "unused" */
	struct buf folded; /* the name, as near.h compares it */
	struct idset near; /* names of this type that are nearly the same */
	size_t untyped;    /* references of no known type, when asked by name */
	size_t namesakes;  /* those of Archy YAML that have the name */
	size_t by_name;    /* references by name of this type, when asked by id */
	size_t unnamed;    /* bare ids of this type in objects, when asked by name */
	struct buf scratch;
};

/* "TYPE/NAME-or-ID". False: it is not of that form. */
bool where_parse(struct where *w, const char *text);
bool where_matches(struct where *w, const struct refs *r, const struct ref *ref);

/*
 * After the last record: report that nothing uses the object in so many flows and objects. A type
 * that does not exist ends with 2.
 */
void where_conclude(struct where *w, size_t flows, size_t objects);

/* What --check compares with. */
struct check {
	struct inventory inventory;
	bool by_name;
	bool strict; /* what no API lists is missing */
	size_t missing;
	size_t untyped;        /* ids of unknown type, which may be missing */
	size_t unplaced;       /* names of Archy YAML in places that no rule covers */
	size_t dynamic;        /* look-ups of computed names */
	struct idset no_type;  /* types that references have and the inventory does not */
	struct idset unlisted; /* types that no API lists, and */
	size_t *n_unlisted;    /* how many references have each */
	size_t unlisted_cap;
};

void check_load(struct check *c, const char *path, bool by_name, bool strict);
void check_release(struct check *c);

/* NULL: the reference is there, or is not to be looked for. Else why not, as the record says it. */
const char *check_reason(struct check *c, const struct refs *r, const struct ref *ref);

/* After the last one: the exit status, and which types and how many ids could not be checked. */
void check_conclude(const struct check *c);

/*
 * One `ref` record on stdout, of all uses; with `use`, of that one and the node that it is in. Begin
 * before the first one of each flow or object.
 */
void show_ref_begin(const struct refs *r);
void show_ref(
    const struct refs *r, const struct ref *ref, const struct ref_use *use, const char *reason);

/* The flow or object that refers, as a member. */
void show_ref_record(const struct refs *r, struct buf *to);

/*
 * A flow whose definition is Archy YAML: add its references. False: an error was reported. Other
 * records are left as they are.
 */
bool archy_flow_read(struct refs *r, const struct record *rec);

/* Warn of a flow all of whose objects are found by computed names when it runs. */
void archy_flow_judge(const struct refs *r);

/* One `placeholder` record on stdout for each {{key}} of the flow that was read last. */
void archy_flow_placeholders(const struct refs *r);
void archy_flow_release(void);

/* One JSON object: the flow or object and its references by type. */
void show_manifest(const struct refs *r);

/*
 * "DEPENDENCY DEPENDENT" for each flow of a flow's manifest; and, after the last record, for each
 * other reference to a record of the input.
 */
void edges_add(const struct refs *r);
void edges_show(const struct known *k);

/* "TYPE/NAME", each percent-escaped where it would end a word; of what has no name, its id. */
void graph_name_node(struct buf *b, struct slice type, struct slice name, struct slice id);

/* A graph for Graphviz, in its three parts. */
void dot_begin(void);
void dot_record(const struct refs *r);
void dot_end(void);

#endif
