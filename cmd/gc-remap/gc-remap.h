/*
 * gc-remap.h - the parts of gc-remap: main.c has the options and writes records, say_left.c reports
 * what could not change, remap_record.c rewrites flows of Archy YAML.
 */
#ifndef GC_GC_REMAP_H
#define GC_GC_REMAP_H

#include "archy/archy_filler.h"
#include "files/output.h"
#include "record/passed.h"
#include "record/record.h"
#include "remap/remap.h"
#include "remap/remap_archy.h"

struct remap_work {
	bool keep;    /* write records with unmapped references, too */
	bool has_map; /* else only Archy YAML changes */
	struct map map;
	struct remap remap;
	struct renames renames;
	struct archy_values values;
	struct output report, withheld;
	struct json json;
	struct buf label, line;
	struct passed passed;
	size_t flows, objects, open; /* read; and of these, those with gaps */
	size_t configurations;       /* flows that --rename does not change */

	struct remap_archy archy;
	struct archy_filler filler;
	struct archy before; /* what the YAML of the input describes */
	struct members m;
	struct buf yaml, filled, changed;
};

/* Append why the map does not help, and what to do. */
void remap_add_reason(const struct map *m, const struct map_record *rec, struct buf *b);

/* "stdin:17: flow 3f2… "Main IVR"", of a record that was read without its members. */
const char *remap_label(struct remap_work *w, struct record *r);

/* What has no target; what gc-put leaves out; names that stay. */
void report_gaps(struct remap_work *w, struct record *r);
void report_spared(struct remap_work *w, struct record *r);
void report_names_left(struct remap_work *w, struct record *r);
void report_lookups_left(struct remap_work *w, struct record *r);

/* Write a record to the file of --withheld. */
void remap_withhold(struct remap_work *w, const struct record *r);

/*
 * Fill and rename the Archy YAML of a flow, w->remap.archy, and write or withhold the record. Its
 * other edits are in w->remap.edits.
 */
void archy_rewrite(struct remap_work *w, struct record *r);

#endif
