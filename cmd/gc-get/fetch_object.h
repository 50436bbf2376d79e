/*
 * fetch_object.h - what is special about the fetch of an object: for fetch.c. The way to its
 * definition is object_get.h's; here is what is asked for, what need not be, and how it is written.
 *
 * Data actions whose headers hold literal keys are noted when they are written, and reported together.
 */
#ifndef GET_FETCH_OBJECT_H
#define GET_FETCH_OBJECT_H

#include "fetch.h"

/* Set the fetch's state and its first request. An object of a type without a definition passes. */
void fetch_object_choose(struct fetch *f, const struct members *m, struct fetch_options *options);

/* Where the way to the definition has come to: the fetch's new state. */
void fetch_object_take(struct fetch *f, enum object_progress progress);

/* Report them, if there are any, in one line. */
enum { LITERAL_KEYS_SHOWN = 20 };
void fetch_object_report(const struct literal_keys *keys);

void fetch_object_write(const struct fetch *f);
size_t fetch_object_size(const struct fetch *f);
void fetch_object_release(struct fetch *f);

#endif
