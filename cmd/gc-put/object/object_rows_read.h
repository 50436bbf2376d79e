/* object_rows_read.h - the record's rows, and how the target's compare with them; a part of object_rows.h. */
#ifndef PUT_OBJECT_ROWS_READ_H
#define PUT_OBJECT_ROWS_READ_H

#include "object/object_rows.h"

/* The rows of a record: a JSON array. */
void object_rows_take(struct object_rows *r, struct slice array);

/* A row of the target. */
void object_rows_meet(struct object_rows *r, struct slice row);

/* How many rows the target lacks, or has with other content. */
size_t object_rows_count(const struct object_rows *r, bool missing);

#endif
