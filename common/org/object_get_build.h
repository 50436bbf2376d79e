/*
 * object_get_build.h - shared by the files of object_get.h: each step has a function that makes
 * its next request, and one that takes the answer.
 */
#ifndef GC_OBJECT_GET_BUILD_H
#define GC_OBJECT_GET_BUILD_H

#include "org/object_get.h"

/* What follows an answer. */
enum object_take {
	OBJECT_TAKE_NEXT,  /* the step's next request */
	OBJECT_TAKE_DONE,  /* the step is complete: the next one */
	OBJECT_TAKE_AGAIN, /* the definition has to be read again, for new addresses */
	OBJECT_TAKE_FAILED /* the problem is set, or the call has failed */
};

/* Begin g->path with PATH/ID. */
void object_get_path(struct object_get *g);

/* FAILED, with a problem. */
enum object_take object_get_fail(struct object_get *g, const char *problem);

/*
 * The value at the end of a path of names, in checked JSON; of duplicate names the last. Empty:
 * there is none. object_string_at() gives a string's token without its quotes.
 */
struct slice object_value_at(struct slice object, const char *const *path);
struct slice object_string_at(struct slice object, const char *const *path);

/* object_get_pages.c: rows and wrap-up codes. False: the pages end here; g->problem if not whole. */
bool object_pages_ask(struct object_get *g, struct call *c);
enum object_take object_pages_take(struct object_get *g, const struct call *c);
void object_pages_release(struct object_get *g);

/* object_get_media.c: audio. False: there is no further resource with audio. */
bool object_media_ask(struct object_get *g, struct call *c);
enum object_take object_media_take(struct object_get *g, const struct call *c);

/* object_get_script.c. False: there is no further request, or a problem. */
bool object_script_ask(struct object_get *g, struct call *c);
enum object_take object_script_take(struct object_get *g, struct call *c);

/* object_get_templates.c. False: there is no further template. */
bool object_templates_ask(struct object_get *g, struct call *c);
enum object_take object_templates_take(struct object_get *g, const struct call *c);

#endif
