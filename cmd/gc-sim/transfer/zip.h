/*
 * zip.h - several files as one ZIP archive (PKWARE APPNOTE 6.3: stored, names in UTF-8).
 */
#ifndef SIM_ZIP_H
#define SIM_ZIP_H

#include "base/buf.h"

struct zip {
	struct buf *to;
	struct buf directory; /* the entries again, for the archive's end */
	size_t start;         /* where the archive begins in `to` */
	unsigned n;
};

void zip_begin(struct zip *z, struct buf *to);
void zip_add(struct zip *z, const char *name, struct slice bytes);
void zip_end(struct zip *z);

#endif
