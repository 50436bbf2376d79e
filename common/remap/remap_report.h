/*
 * remap_report.h - what a rewrite changes in a record, string by string (`change` records).
 *
 *	{"kind":"change","flow":{"id":…,"name":…,"type":…},"at":"/pointer","old":"…","new":"…"}
 *
 * The flow, or `object` in its place, is as in the record. Old and new are whole strings, even if only a part changed, or
 * numbers (`pos` of an expression). The order is that of the record.
 */
#ifndef GC_REMAP_REPORT_H
#define GC_REMAP_REPORT_H

#include "remap/remap.h"

/*
 * Call `put` with a line for each string of the text that changes. r, with r->report set, has
 * just read the text.
 */
void remap_report(
    struct remap *r, struct slice text, void (*put)(void *to, struct slice line), void *to);

#endif
