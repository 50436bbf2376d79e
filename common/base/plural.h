/* plural.h - "1 flow", "2 flows": the ending of a counted noun in a message. */
#ifndef GC_PLURAL_H
#define GC_PLURAL_H

#include <stddef.h>

/* "%zu flow%s", n, plural(n) */
static inline const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* Any two words: plural_of(n, "is", "are"). */
static inline const char *
plural_of(size_t n, const char *one, const char *more)
{
	return n == 1 ? one : more;
}

#endif
