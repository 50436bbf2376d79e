/*
 * shim.h - whether a call fails (shim.c), for those that stand in for the calls (shim_calls.c). The
 * names are hidden: a program may have functions of the same names.
 */
#ifndef SHIM_H
#define SHIM_H

#include <stdbool.h>
#include <stddef.h>

enum shim_kind {
	NONE,
	MEMORY,
	READ,
	WRITE,
	OPEN,
	CLOSE,
	FSYNC,
	RENAME,
	READDIR,
	STAT,
	MKDIR,
	LOCK,
	NOISE
};

#pragma GCC visibility push(hidden)

/* While it is set nothing fails in this thread: it is in the unwinder or in the resolver. */
extern __thread bool shim_suspended;

/* Whether an address is the program's own code. */
bool shim_owns(const void *caller);

/* Whether a call of the program itself fails now, with errno set; one of another's never does. */
bool shim_breaks(enum shim_kind kind, bool is_own);

/* The same of an allocation, which counts whoever asks for it. */
bool shim_starves(bool is_own);

/* Under noise fewer bytes than were asked for, or 0: interrupted, with errno set. Else n. */
size_t shim_noisy(size_t n);

#pragma GCC visibility pop

#endif
