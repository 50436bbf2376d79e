/*
 * gen_words.h - names and sentences as contact centres have them.
 *
 * A pattern is text with <lists> in it: "<unit> <tier>" becomes "Billing Overflow"; '|' parts
 * alternatives. The words are ours; names of many scripts are among them.
 */
#ifndef SIM_GEN_WORDS_H
#define SIM_GEN_WORDS_H

#include "base/buf.h"
#include "gen/random.h"

/* Append one expansion of the pattern. A list that does not exist ends the program (70). */
void gen_words_expand(struct rng *r, const char *pattern, struct buf *to);

const char *gen_words_sentence(struct rng *r);

/* Append a name that file systems, shells, YAML readers or greedy matchers get wrong. */
void gen_words_awkward(struct rng *r, struct buf *to);

/* Change the name into one that is easily taken for another: a blank at its end, a date, quotes. */
void gen_words_mangle(struct rng *r, struct buf *name);

#endif
