/*
 * backup.h - the target's flows as they were, on disk before the first write to each.
 *
 * The file is appended to, and synced, before a write goes out; a flow that is in it already (an
 * earlier run was cut) keeps its older backup. Records are flow records with a member more:
 *	"backup":"latest"      the newest version, which was not the published one
 *	"backup":"published"   the published version
 *	"backup":"created"     there was no such flow; no configuration
 * A flow with a draft beyond its published version has both, the published one first. Given back
 * to gc-put --restore in this order they leave the target as it was, but for flows that were
 * created, which gc-put names and does not delete.
 */
#ifndef PUT_BACKUP_H
#define PUT_BACKUP_H

#include "put.h"

struct backup;

struct backup *backup_open(const char *path, const char *org); /* path NULL: no backup, NULL */
void backup_close(struct backup *b);

/* Keep the flow as it is in the target; then go on. Needs meta, meta_text and body. */
void backup_flow(struct backup *b, struct errand *e, errand_step *then);
void backup_created(struct backup *b, struct errand *e);

#endif
