/*
 * diff_words.h - a change in the words that Architect's users know, and as JSON where there are
 * none.
 *
 *	diff_where()   task "Main Menu": action 12 "Play greeting"
 *	diff_what()    prompt
 *	diff_value()   Greeting_Day
 *
 * All append to the buffer. Control characters come out as JSON escapes, so that each text is one
 * line.
 */
#ifndef GC_DIFF_WORDS_H
#define GC_DIFF_WORDS_H

#include "diff/diff.h"

/* The parts around the change, from the outside; nothing for the flow itself. */
void diff_where(struct diff *d, const struct diff_change *c, struct buf *b);

/* A part by itself: `action 12 "Play greeting"`. */
void diff_part_label(struct diff *d, enum diff_version version, uint32_t part, struct buf *b);

/*
 * Which setting changed, inside its part. False: there are no words; the JSON Pointer is appended,
 * and the values are to be shown as JSON.
 */
bool diff_what(struct diff *d, const struct diff_change *c, struct buf *b);

/*
 * What a value says: the text of an expression, the name of an object or part, `none` for what is
 * not there. For a container its JSON.
 */
void diff_value(struct diff *d, enum diff_version version, uint32_t node, struct buf *b);

/*
 * The two texts of an expression may differ in one prompt only: then append this prompt's names.
 * False: they differ in something else.
 */
bool diff_prompts(struct slice old, struct slice new, struct buf *old_name, struct buf *new_name);

/* Append the name in gc:TYPE/NAME; a mark behind @ tells namesakes apart. False: it is not a symbol. */
bool diff_symbol_name(struct slice text, struct buf *b);

/* Append a text as one line. */
void diff_line(struct buf *b, struct slice text);

/* Whether a value is an expression: an object with a text, a type and usually a config. */
bool diff_is_expression(const struct diff_tree *t, uint32_t node);

/* The expression that a value is or is mainly about, as an input's is; DIFF_NONE: none. */
uint32_t diff_gist(const struct diff_tree *t, uint32_t node);

#endif
