/* gc-grep.h - how gc-grep shows its hits. */
#ifndef GC_GC_GREP_H
#define GC_GC_GREP_H

#include "grep/grep.h"

/* All hits of a record: as lines for a terminal, or as `match` records. */
void show_hits(const struct grep *g, bool lines);
void show_release(void);

/* Whether lines have colours: not with NO_COLOR, nor on a terminal that is "dumb". */
void show_init(void);

#endif
