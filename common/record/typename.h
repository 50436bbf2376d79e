/*
 * typename.h - the words that name types of objects and references, and what a wrong one may mean.
 *
 *	if (!typename_is_known(word) && (near = typename_near(word)) != NULL)
 *		... "did you mean near?"
 *
 * Known are the types that can be listed (types.h), those of flows (flowtype.h), and those that
 * flows may refer to and no endpoint lists (image, widget, …; from the vocabulary of dependency
 * tracking). Genesys adds types: an unknown word that stands in a flow is a type all the same.
 */
#ifndef GC_TYPENAME_H
#define GC_TYPENAME_H

#include "base/buf.h"
#include "base/slice.h"

enum { TYPENAME_MAX = 256 }; /* more than there are */

/* The known word of this number, from 0 on; NULL behind the last. */
const char *typename_at(size_t i);

bool typename_is_known(struct slice word);

/*
 * The known word that is most like another one: the same but for case, a plural, without "acd",
 * "user", "Flow" and the like around it, or with at most two letters changed; or NULL.
 */
const char *typename_near(struct slice word);

/* Append all known words, "acdLanguage, acdSkill, …", in alphabetical order. */
void typename_list(struct buf *b);

#endif
