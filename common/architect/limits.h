/*
 * limits.h - what the API and Architect's own client take at most. Pure.
 *
 * The values are constants of that client (SDK 0.0.18); the server's error codes name the same
 * rules.
 */
#ifndef GC_LIMITS_H
#define GC_LIMITS_H

#include "base/slice.h"

enum {
	LIMITS_NAME = 200,              /* characters of a flow's name, as UTF-16 counts them */
	LIMITS_BODY = 6291456,          /* bytes of a request's body */
	LIMITS_BODY_PUBLISHED = 6165626 /* 98 % of it: a larger one is saved, and not published */
};

/* NULL, or what is wrong with a flow's name (decoded, UTF-8): static text. */
const char *limits_name_fault(struct slice name);

#endif
