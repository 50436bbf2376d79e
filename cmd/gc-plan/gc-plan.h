/* gc-plan.h - the parts of gc-plan: what it writes, and what it reports. */
#ifndef GC_GC_PLAN_H
#define GC_GC_PLAN_H

#include "plan/plan.h"

#define SHOW_FORMATS "map|text|tsv|csv|ndjson|github|junit"
enum show_format { SHOW_MAP, SHOW_TEXT, SHOW_TSV, SHOW_CSV, SHOW_NDJSON, SHOW_GITHUB, SHOW_JUNIT };

/* Write the broken references of all flows to stdout, in any format but SHOW_MAP. */
void show_broken(const struct plan *p, int format);

/* Append one of them as a `ref` record with a `reason`. */
void show_record(const struct plan *p, const struct plan_broken *broken, struct buf *b);

/* The flow that has a broken reference, and what it refers to. */
const struct plan_flow *show_flow(const struct plan *p, const struct plan_broken *broken);
const struct plan_want *show_want(const struct plan *p, const struct plan_broken *broken);

/* Append why it is broken, in words. */
void show_reason(const struct plan *p, const struct plan_broken *broken, struct buf *b);

/* "flows/Main.yaml:12": where the use is, as far as it is known; else nothing. */
void show_where(const struct plan *p, const struct plan_broken *broken, struct buf *b);

/* Append a JUnit report: a test case for each flow. */
void show_junit(const struct plan *p, struct buf *b);

/*
 * Append a table of what people have to do in the target (gc-plan(1), --by-hand): how many flows
 * and objects of the input need it or wait for it, its type and name, and what to do.
 */
void by_hand_write(const struct plan *p, struct buf *b);

/*
 * Report the undecided objects on stderr, and raise the exit status; without `map`, how many references are
 * broken instead.
 */
void report_plan(const struct plan *p, const char *rename_path, bool map);

#endif
