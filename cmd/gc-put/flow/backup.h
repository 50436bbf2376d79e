/*
 * backup.h - the target's flows as they were, on disk before the first write to each.
 *
 * The file is appended to, and synced, before a write is sent; a flow that the file already has (an
 * earlier run was interrupted) keeps its older backup. backup_record.h describes the records.
 */
#ifndef PUT_BACKUP_H
#define PUT_BACKUP_H

#include "run/put_flow.h"

struct backup;

struct backup_step {
	struct put_flow *flow;
	struct task_next then;
};

/*
 * Keep the flow as it is in the target; then go on. Needs meta, meta_text and body. anyway: even if
 * the file has it, as it has one that was about to be created and turned out to be there.
 */
void backup_flow(
    struct backup_step *s, struct put_flow *f, bool anyway, task_step *then, void *self);
/* Whether the file lacks the flow, so that backup_flow() needs its body. b may be NULL. */
bool backup_needs(const struct backup *b, const struct put_flow *f);
/* An import job has done its work, or had; meta is of after it. b may be NULL. */
void backup_wrote(struct backup *b, const struct put_flow *f);
/* The flow is about to be created. b may be NULL. False: the file has it already. */
bool backup_create(struct backup *b, struct put_flow *f);

#endif
