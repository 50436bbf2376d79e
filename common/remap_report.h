/*
 * remap_report.h - what a list of edits changes in a record, string by string (`change` records).
 *
 *	{"kind":"change","flow":{"id":…,"name":…,"type":…},"at":"/pointer","old":"…","new":"…"}
 *
 * The flow is as the record had it; old and new are whole strings, however little of them changed;
 * the order is the record's.
 */
#ifndef GC_REMAP_REPORT_H
#define GC_REMAP_REPORT_H

#include "json.h"
#include "splice.h"

/* Give `put` a line for each string of the text, a checked JSON object, that the edits change. */
void remap_report(struct splices *edits, struct json *j, struct slice text,
    void (*put)(void *to, struct slice line), void *to);

#endif
