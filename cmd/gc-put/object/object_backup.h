/*
 * object_backup.h - the target's objects as they were, in the file of --backup (backup.h), before
 * the first change to each.
 *
 *	{"kind":"object","backup":"latest",…,"configuration":{…},"rows":[…]}
 *	{"kind":"object","backup":"created","org":…,"type":…,"name":…}    there was no such object
 *
 * rows: those of a data table that are changed, as they were. Given back to gc-put --restore, what
 * differs from such a record is changed back; what was created stays.
 */
#ifndef PUT_OBJECT_BACKUP_H
#define PUT_OBJECT_BACKUP_H

#include "run/backup_file.h"
#include "object/put_object.h"
#include "record/record.h"

/* Keep o->actual, unless there is no --backup or the file has it. Synced when this returns. */
void object_backup(struct put_object *o);

/* Whether a row (its key decoded) is to be kept; then it counts as kept. */
bool object_backup_wants_row(struct put_object *o, struct slice key);

/* Keep rows as they were: elements of a JSON array, with commas between. */
void object_backup_rows(struct put_object *o, struct slice rows);

/* The object is about to be created. */
void object_backup_create(struct put_object *o);

#endif
