/*
 * remap_report.h - what a rewrite changes in a record, string by string (`change` records).
 *
 *	{"kind":"change","flow":{"id":…,"name":…,"type":…},"at":"/pointer","old":"…","new":"…"}
 *
 * The flow is as the record had it; old and new are whole strings, however little of them changed,
 * or numbers (`pos` of an expression);
 * the order is the record's.
 */
#ifndef GC_REMAP_REPORT_H
#define GC_REMAP_REPORT_H

#include "remap/remap.h"

/* Give `put` a line for each string that changes of the text, which r, with r->report, just read. */
void remap_report(
    struct remap *r, struct slice text, void (*put)(void *to, struct slice line), void *to);

#endif
