/*
 * passed.h - records that a program has nothing to do with, counted for one note at the end.
 *
 *	struct passed p = PASSED_INIT;
 *	passed_add(&p, &record);
 *	passed_report(&p, "nothing to fetch");
 *	passed_release(&p);
 *
 * The note is a warning: 'passed through unchanged, nothing to fetch: 12 objects of type "did", 1
 * record of kind "session"'.
 */
#ifndef GC_PASSED_H
#define GC_PASSED_H

#include "base/idset.h"
#include "record/record.h"

enum { PASSED_NAMES = 20 }; /* most kinds and types that are told apart */

struct passed {
	struct idset names; /* as the note has them, in the singular */
	size_t counts[PASSED_NAMES];
	size_t others;
};

/* clang-format off */
#define PASSED_INIT {.names = IDSET_INIT}
/* clang-format on */

void passed_add(struct passed *p, const struct record *r);
void passed_report(const struct passed *p, const char *why); /* nothing, if there were none */
void passed_release(struct passed *p);

#endif
