/*
 * grep_build.h - how the parts of grep.h's search fill its result.
 *
 * grep.c walks over a record; grep_archy.c reads the lines of an Archy text; grep_pattern.c and
 * grep_phone.c know the wanted texts.
 */
#ifndef GC_GREP_BUILD_H
#define GC_GREP_BUILD_H

#include "grep/grep.h"

struct grep_text grep_keep(struct grep *g, struct slice text);

/* Look into a text. NULL: it has no hit; else the new hit, without its place. */
struct grep_hit *grep_look(struct grep *g, struct slice text);

/* The lines of an Archy text, each with the task and the action that it is in. */
void grep_archy(struct grep *g, struct slice text);

#endif
