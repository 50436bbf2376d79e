/*
 * backup.h - the target's flows as they were, on disk before the first write to each.
 *
 * The file is appended to, and synced, before a write goes out; a flow that is in it already (an
 * earlier run was cut) keeps its older backup. Records are flow records with a member more, which
 * is their second, so that a line that was cut can be told from those of other files:
 *	"backup":"published"   the published version
 *	  …,"newer":true       and the next record is of the same flow: a newer version, "latest"
 *	"backup":"latest"      the newest version, which was not the published one
 *	"backup":"empty"       there was a flow without a configuration
 *	"backup":"written"     what gc-put was about to write to it, or has written: see written.h
 *	"backup":"created"     there was no such flow; it has a type and a name, and no id yet
 * Given back to gc-put --restore in this order they leave the target as it was, but for flows that
 * were empty, not there or not published: see absent.c.
 */
#ifndef PUT_BACKUP_H
#define PUT_BACKUP_H

#include "put.h"

struct backup;

/*
 * path NULL: no backup, NULL. A file of anything but this org's backups ends the program, and is
 * left as it is.
 */
struct backup *backup_open(const char *path, const char *org);
void backup_close(struct backup *b);

/* Keep the flow as it is in the target; then go on. Needs meta, meta_text and body. */
void backup_flow(struct backup *b, struct errand *e, errand_step *then);
/* An import job has done its work, or had; meta is of after it. b may be NULL. */
void backup_wrote(struct backup *b, const struct errand *e);
void backup_create(struct backup *b, struct errand *e); /* it is about to be created */

bool backup_has_newer(const struct members *m); /* of a record: "newer" */

/* Whether there was nothing that could be put back: "empty" or "created". */
bool backup_is_nothing(const struct members *m);
bool backup_is_empty(const struct members *m);

#endif
