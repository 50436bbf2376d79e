/*
 * typename.h - the words that name types of objects and references, and suggestions for wrong
 * ones.
 *
 *	if (!typename_is_known(word) && (near = typename_near(word)) != NULL)
 *		... "did you mean near?"
 *
 * Known are the types that can be listed (listed_types.h), the types of flows (flowtype.h), and types
 * that flows may refer to but no endpoint lists (image, widget, …; from the vocabulary of
 * dependency tracking). Genesys adds types, so an unknown word in a flow is a type too.
 */
#ifndef GC_TYPENAME_H
#define GC_TYPENAME_H

#include "base/buf.h"
#include "base/slice.h"

enum { TYPENAME_MAX = 256 }; /* more than there are */

/* The known word of this number, from 0; NULL after the last one. */
const char *typename_at(size_t i);

bool typename_is_known(struct slice word);

/*
 * The known word that is most similar to another one, or NULL. Similar means: different letter
 * case, a plural, with or without "acd", "user", "Flow" and so on, or at most two letters
 * changed.
 */
const char *typename_near(struct slice word);

/* Append all known words, "acdLanguage, acdSkill, …", in alphabetical order. */
void typename_list(struct buf *b);

#endif
