/*
 * bases.h - the bases of the flows in files: what the manifest.json above a file says (gc-save).
 *
 *	struct bases b = BASES_INIT;
 *	if (bases_find(&b, "flows/INBOUNDCALL/Main.yaml", &base))
 *		…                                       // valid until bases_release()
 *	bases_release(&b);
 *
 * The files themselves have no base (record_base.h), because they would change whenever a version
 * does. The manifest is the nearest one above the file, in any of the folders up to the root, that
 * lists it: {"flows":[{"filePath":"INBOUNDCALL/Main.yaml","org":"…","version":"12.0",…}]}. Other
 * files of that name are no error. Each manifest is read once. If one cannot be read, the program
 * ends with EXIT_IO: records without their base would pass gc-put's check. If it is only forbidden
 * (it may be a stranger's, far above), there is a warning.
 */
#ifndef GC_BASES_H
#define GC_BASES_H

#include "base/idset.h"
#include "record/record_base.h"

struct bases {
	struct idset folders; /* that were looked into */
	struct idset files;   /* a folder, a NUL, and a path below it */
	struct bases_file {
		char *org, *version, *text; /* text NULL: not known */
	} * v;                              /* by index in files */
	size_t cap;
	struct buf text, key;
};

/* clang-format off */
#define BASES_INIT {.folders = IDSET_INIT, .files = IDSET_INIT, .text = BUF_INIT, .key = BUF_INIT}
/* clang-format on */

/* False: no manifest lists the file, or not with an org and a version. */
bool bases_find(struct bases *b, const char *path, struct record_base *base);

void bases_release(struct bases *b);

#endif
