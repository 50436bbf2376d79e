/*
 * object_row_state.h - what a dry run saw of a table's rows, and whether that is still so.
 *
 *	"target":{"hash":…,"rows":"5d0c…:==-1f3a77b2="}
 *
 * Before the colon a number made of the rows that only the target has, in any order. After it one
 * mark for each of the record's rows: "=" equal, "-" missing, or eight digits made of the row that
 * differs. A run that was killed has made rows equal; every other change is somebody else's.
 */
#ifndef PUT_OBJECT_ROW_STATE_H
#define PUT_OBJECT_ROW_STATE_H

#include "object/object_rows.h"

/* The number of one row of the target; `row` as row_write() has it. */
uint64_t object_row_hash(struct slice row);

void object_row_state_write(const struct object_rows *r, struct buf *to);

/* `was` is what was written then; "": there was no table. */
bool object_row_state_moved(const struct object_rows *r, const char *was);

#endif
