/*
 * strip_set.h - the rules of flows and of all types of objects, each for its records.
 *
 *	struct strip_set set = STRIP_SET_INIT;
 *	strip_set_for(&set, STRIP_DIFF);
 *	why = strip_set_add(&set, STRIP_DROP, "/configuration/x");   // for flows and objects
 *	strip_set_ready(&set);
 *	strip = strip_set_read(&set, &j, text);
 *	if (strip == NULL)
 *		complain(json_offset(&j), json_error(&j));
 *	splices_write(&strip->edits, text);
 *	strip_set_release(&set);
 *
 * An object without a configuration is an entry of an inventory: it stays as it is. The rules of a
 * type are compiled when the first object of this type comes.
 */
#ifndef GC_STRIP_SET_H
#define GC_STRIP_SET_H

#include "strip/strip.h"

/* A rule of the caller: kept, not copied. */
struct strip_added {
	unsigned tag; /* STRIP_DROP, … */
	const char *pattern;
};

struct strip_set {
	enum strip_purpose purpose;
	struct strip flow;
	struct strip *objects; /* by the type's place in the table; the last is for all others */
	struct strip_added *added;
	size_t n, cap;
};

/* clang-format off */
#define STRIP_SET_INIT {.flow = STRIP_INIT}
/* clang-format on */

void strip_set_for(struct strip_set *s, enum strip_purpose purpose);
const char *strip_set_add(struct strip_set *s, unsigned tag, const char *pattern);
void strip_set_ready(struct strip_set *s); /* after the last rule */

/*
 * Read and check a whole record. The rules that were used, with the edits; if the record is not one
 * they are for, there are none. NULL: it is not one JSON object; j has the reason.
 */
struct strip *strip_set_read(struct strip_set *s, struct json *j, struct slice text);

/* Whether the i-th rule that was added had an effect on any record (strip_had_effect()). */
bool strip_set_had_effect(const struct strip_set *s, size_t i);

void strip_set_release(struct strip_set *s);

#endif
