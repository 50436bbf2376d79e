/*
 * object_rows.h - the rows of a data table.
 *
 *	GET  …/rows?showbrief=false            all pages: which keys are there, and which rows differ
 *	POST …/rows                            what is missing, up to ROWS_SINGLE of them; or
 *	POST …/import/csv/jobs, PUT, GET …     one job for more (object_csv.h)
 *	PUT  …/rows/KEY                        what differs, where changes are allowed
 *	GET  …/rows                            again, after writing: every row must be there now
 *
 * A row that exists already is not an error: an interrupted fill is finished by the next run. Rows that
 * only the target has stay, and are counted in the result's reason. What a CSV job did not take is
 * sent row by row, so that the server says of each what is wrong with it.
 *
 * Memory: the record, and 48 bytes for each of its rows.
 */
#ifndef PUT_OBJECT_ROWS_H
#define PUT_OBJECT_ROWS_H

#include "base/idset.h"
#include "object/object_csv.h"

enum { ROWS_SINGLE = 300 };

struct object_row {
	struct slice text; /* in the record */
	uint64_t hash;     /* of the target's row that differs: object_row_state.h */
	bool there, differs;
};

struct object_rows {
	struct put_object *o;
	struct task_next then;
	struct idset keys; /* the record's rows, by index: v */
	struct object_row *v;
	size_t n, cap;
	struct object_csv csv;
	struct buf before; /* the target's rows that differ, for the backup */
	struct json json;
	struct members mine, theirs;
	long page, pages;
	size_t at;         /* the next row to be written */
	size_t extra;      /* rows that only the target has */
	uint64_t others;   /* made of them: object_row_state.h */
	size_t missing;    /* at the first look */
	size_t differing;  /* likewise */
	unsigned looks;    /* after writing */
	bool looked;       /* object_rows_look() has looked */
	bool wrote;        /* this is the look after writing */
	bool by_job;       /* the job has had its turn */
	struct buf failed; /* what the server said of the first row that it refused */
	size_t nfailed;
};

/*
 * Look at the rows of a table that is there, before anything of it is changed: with --expect the
 * object ends if they have changed since the dry run.
 */
void object_rows_look(struct object_rows *r, struct put_object *o, task_step *then, void *self);

void object_rows_start(struct object_rows *r, struct put_object *o, task_step *then, void *self);
void object_rows_release(struct object_rows *r);

#endif
