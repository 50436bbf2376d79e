/*
 * object_csv.h - many rows of a data table at once.
 *
 *	POST …/import/csv/jobs  {"importMode":"Append"}  → id, uploadURI, uploadHeaders
 *	PUT uploadURI           the CSV, with exactly these headers and no token
 *	GET …/import/jobs/ID    until it has ended
 *
 * The columns are the schema's properties in the order of displayOrder (RFC 4180, CRLF).
 */
#ifndef PUT_OBJECT_CSV_H
#define PUT_OBJECT_CSV_H

#include "object/object_upload.h"

struct object_csv {
	struct put_object *o;
	struct task_next then;
	struct object_upload upload;
	struct buf csv;
	char *id;
	unsigned polls, tries;
};

/*
 * Import the CSV in c->csv. Goes on whether all rows were taken or not, since what is there is
 * looked at afterwards; or the object ends.
 */
void object_csv_start(struct object_csv *c, struct put_object *o, task_step *then, void *self);
void object_csv_release(struct object_csv *c);

#endif
