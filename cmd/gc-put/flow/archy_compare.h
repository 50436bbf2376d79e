/*
 * archy_compare.h - whether the version that is published is what a record's Archy YAML says: the
 * server exports it (export_job.h), and the texts are compared except for the kind of their line ends.
 */
#ifndef PUT_ARCHY_COMPARE_H
#define PUT_ARCHY_COMPARE_H

#include "org/export_job.h"
#include "run/put_flow.h"

struct archy_compare {
	struct put_flow *flow;
	struct task_next then;
	struct export_job export;
	struct buf unseen; /* why they could not be compared; empty: facts.equal tells */
};

/* Goes on with facts.equal and `unseen` set. version: must last until then. */
void archy_compare_start(
    struct archy_compare *c, struct put_flow *f, const char *version, task_step *then, void *self);
void archy_compare_release(struct archy_compare *c);

#endif
