/*
 * spill.h - texts that are kept outside memory: those that do not fit into SPILL_ROOM bytes are in
 * a temporary file (spool.h), which is made only then.
 *
 *	struct spill s = SPILL_INIT;
 *	struct spill_text t = spill_add(&s, text);
 *	spill_get(&s, t, &buf);            // replaces what buf holds
 *	spill_release(&s);
 *
 * A text stays until spill_release(). Any I/O error ends the program (74).
 */
#ifndef GC_SPILL_H
#define GC_SPILL_H

#include <sys/types.h>

#include "base/buf.h"

enum { SPILL_ROOM = 1 << 20 };

struct spill {
	int fd;          /* -1: there is no file yet */
	off_t end;       /* of the file */
	struct buf last; /* what follows after that */
};

struct spill_text {
	off_t at;
	size_t n;
};

/* clang-format off */
#define SPILL_INIT {-1, 0, BUF_INIT}
/* clang-format on */

struct spill_text spill_add(struct spill *s, struct slice text);
void spill_get(const struct spill *s, struct spill_text t, struct buf *b);
void spill_release(struct spill *s);

#endif
