/*
 * archy_record.h - a flow's record after its Archy YAML has changed.
 *
 * The record repeats its YAML's name, description and division: where these changed, they change
 * in the record, too. Edits that the record has already stay.
 */
#ifndef GC_ARCHY_RECORD_H
#define GC_ARCHY_RECORD_H

#include "archy/archy_walk.h"
#include "json/members.h"
#include "json/splice.h"

/* Add the edits of a record: its YAML was `before`, and is now `yaml`, described by `after`. */
void archy_record_edit(struct splices *edits, struct slice record, const struct members *m,
    const struct archy *before, const struct archy *after, struct slice yaml);

#endif
