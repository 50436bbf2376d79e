/*
 * find.h - search for a few short texts at once, at several bytes a nanosecond.
 *
 *	struct slice any[] = {SLICE("\"name\""), SLICE("\"id\"")};
 *	while ((p = json_find(p, end, any, COUNT_OF(any), &which)) != NULL)
 *		p += any[which].n;
 */
#ifndef GC_FIND_H
#define GC_FIND_H

#include "json/json_core.h"

/*
 * The first place from p on where one of these n texts begins, and which; NULL: there is none. Each has
 * two bytes or more.
 */
static inline const char *
json_find(const char *p, const char *end, const struct slice *any, size_t n, size_t *which)
{
	return json_core.find(p, end, any, n, which);
}

/*
 * In checked JSON: the opening quote of the string that contains the byte before p, which is not that
 * quote, or is empty and ends at p. The string is in a container.
 */
const char *json_find_quote(const char *p);

/*
 * In checked JSON that begins at `begin`: the bracket of the container that has the token at p, or
 * NULL if there are more than about `near` bytes between them.
 */
static inline const char *
json_find_open(const char *begin, const char *p, size_t near)
{
	return json_core.find_open(begin, p, near);
}

#endif
