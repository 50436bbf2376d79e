/*
 * depends.h - which flows of the input refer to which others, so that dependencies come first.
 *
 * A server may refuse to publish a flow before what it refers to is published. References are those
 * of refs.h, by id, between configurations of the input, and those of Archy YAML (archy_walk.h), by
 * type and name; of flows that refer to each other in a
 * circle one comes first all the same.
 */
#ifndef PUT_DEPENDS_H
#define PUT_DEPENDS_H

#include "base/idset.h"
#include "record/record.h"

struct depends_edge {
	size_t record, id; /* the record refers to the flow of this id (index in ids) */
	bool archy;        /* by type and name, in Archy YAML */
};

struct depends {
	struct idset ids;
	size_t *record_of; /* by index of the id: a record + 1; 0: no record of the input */
	size_t record_of_cap;
	struct depends_edge *edges; /* by record, ascending */
	size_t nedges, edges_cap;
	size_t n;   /* records */
	bool archy; /* one of them has Archy YAML, which an import publishes */
	struct buf key;
	size_t *first; /* by record, and one more: its first edge; set by depends_order() */
	size_t *place; /* by record: where in the order; likewise */
	bool *early;   /* by record: depends_needs_stub(); likewise */
};

void depends_open(struct depends *d);

/* The next record. target_id: its flow's id in the target, or NULL. */
void depends_add(struct depends *d, const struct record *r, const char *target_id);

/* After the last one: record numbers, dependencies first, else in the order of the input. */
size_t *depends_order(struct depends *d);

/* Whether a record that comes earlier in that order, and that this one refers to, is pending. */
bool depends_waits(const struct depends *d, size_t record, const bool *pending);

/*
 * Whether Archy YAML that comes earlier in that order refers to this record: they refer to each other
 * in a circle, and that import can find the flow only if there is a stub of it.
 */
bool depends_needs_stub(const struct depends *d, size_t record);

void depends_close(struct depends *d);

#endif
