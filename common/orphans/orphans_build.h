/*
 * orphans_build.h - what the parts of orphans.h share, in the order in which they work.
 *
 * orphans_index.c finds actions and pointers; orphans_mark.c what uses orphans; orphans_way.c
 * where callers go instead; orphans_reach.c what is cut off; orphans_edit.c and
 * orphans_manifest.c make the edits; orphans_say.c describes.
 */
#ifndef GC_ORPHANS_BUILD_H
#define GC_ORPHANS_BUILD_H

#include "orphans/orphans.h"

/* orphans_index.c */
void orphans_index(struct orphans *o);
struct slice orphans_list_of(struct slice value); /* the value; n = 0: no array */
struct slice orphans_list_in(struct slice object, const char *key);
struct orphans_action *orphans_action_at(const struct orphans *o, size_t at); /* or NULL */
struct orphans_action *orphans_action_of(struct orphans *o, struct slice id); /* value; or NULL */

/* orphans_mark.c: false: no action, module or entry of the manifest uses an orphan */
bool orphans_mark(struct orphans *o);
bool orphans_is_removed(
    const struct orphans *o, size_t at); /* the byte goes with an action or module */

/* orphans_way.c */
void orphans_find_ways(struct orphans *o);
uint32_t orphans_lead(struct orphans *o, uint32_t to); /* past what is taken out; 0: nowhere */
bool orphans_ends(struct slice type);                  /* an action with nothing after it */
bool orphans_has_path(const struct orphans_pointer *p, const char *word);

/* orphans_reach.c */
void orphans_check_loops(struct orphans *o);
void orphans_cut_off(struct orphans *o);
void orphans_check_pointers(struct orphans *o, struct json *j);

/* orphans_edit.c */
void orphans_edit_actions(struct orphans *o);
void orphans_cut_items(struct orphans *o, size_t n); /* of o->items, with the commas */
struct orphans_item *orphans_add_item(struct orphans *o, size_t n, const char *p, const char *end);
void orphans_note(struct orphans *o, enum orphans_what what, const struct orphans_action *a,
    struct slice at, struct slice old, struct slice with);

/* orphans_manifest.c */
void orphans_find_gone(struct orphans *o);
void orphans_edit_manifest(struct orphans *o);

/* orphans_say.c: with its task, `task "Main": action 12 "Play"`; and without, `12 "Play"` */
void orphans_name_action(const struct orphans_action *a, struct buf *b);
void orphans_describe_action(
    const struct orphans *o, const struct orphans_action *a, struct buf *b);
void orphans_describe_ref(const struct orphans *o, const struct ref *ref, struct buf *b);
void orphans_point(const struct orphans *o, const struct orphans_action *a, struct buf *b);
void orphans_withhold(struct orphans *o, const char *fmt, ...) GC_PRINTF(2, 3);

static inline size_t
orphans_offset(const struct orphans *o, const char *p)
{
	return (size_t)(p - o->record.p);
}

static inline uint32_t
orphans_number(const struct orphans *o, const struct orphans_action *a)
{
	return (uint32_t)(a - o->actions);
}

static inline bool
orphans_goes(const struct orphans_action *a)
{
	return a->fate == ORPHANS_TAKEN || a->fate == ORPHANS_CUT_OFF;
}

#endif
