/*
 * export_result.h - the file that an export job made: the YAML of one flow, or an archive with the
 * YAML of several. Only export_job.c uses it.
 */
#ifndef GC_EXPORT_RESULT_H
#define GC_EXPORT_RESULT_H

#include "org/export_job.h"

/*
 * The name of a flow's file, without the extension, from its index in the job. Names may contain
 * only letters, digits, '_' and '-', which an id need not respect, and two versions have one id.
 */
#define EXPORT_FILE_NAME "flow-%zu"

/*
 * Take the flows' YAML out of b, and set the states of those that are there. Returns NULL, or
 * static text that says why one or more are missing.
 */
const char *export_result_take(struct export_job *j, struct buf *b);

#endif
