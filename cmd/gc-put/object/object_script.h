/*
 * object_script.h - --scripts: import a script, experimental. No specification lists the upload.
 *
 *	POST https://apps.DOMAIN/uploads/v2/scripter   a form: file, scriptName -> correlationId
 *	GET  /api/v2/scripts/uploads/ID/status         404 at first; succeeded, message
 *	GET  /api/v2/scripts                           the new one by its name, for its id
 *	POST …/divisions/ID/objects/SCRIPT             where it is to be in another division than home
 *	POST /api/v2/scripts/published                 flows accept published scripts only
 *
 * An interrupted run may have imported a script and not published it. So one that the target has is asked
 * for by GET /api/v2/scripts/published/ID: at a 404 it is moved and published, its content stays.
 *
 * Names of scripts are not unique on the server: after a lost answer the script is looked up, and not
 * sent again if it is there. The file goes out as the record has it, ids included.
 */
#ifndef PUT_OBJECT_SCRIPT_H
#define PUT_OBJECT_SCRIPT_H

#include "object/object_lookup.h"

struct object_script {
	struct put_object *o;
	struct task_next then;
	struct object_lookup lookup;
	char *correlation;
	unsigned polls;
	bool lost; /* the answer to the upload */
};

/* Whether the record has a script's file that this run imports. */
bool object_script_is(const struct put *put, const struct members *m, const char *type);

/* The target gets it; then o->target is its id. */
void object_script_start(
    struct object_script *s, struct put_object *o, task_step *then, void *self);

/* The target has it, o->target: publish it if that was never done. The object ends. */
void object_script_complete(struct object_script *s, struct put_object *o);
void object_script_release(struct object_script *s);

#endif
