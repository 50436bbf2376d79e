/*
 * rebase.h - record in the manifest which versions gc-put made of the folder's flows (--base).
 *
 * The files are not written. A flow's entry gets the org, the version and the hash of the texts of
 * its last result that is done or skipped, as its content is in the org now; not of one that was
 * left there as it was ("left"). It must have the result's flow id and, if it has
 * a base, the result's org: what was imported into another org does not come from there. An entry
 * without an id, of an export file, is found by type and name.
 */
#ifndef SAVE_REBASE_H
#define SAVE_REBASE_H

#include "catalog.h"

/* results: a file of result records, "-" for stdin. */
void rebase(struct catalog *c, const char *results);

#endif
