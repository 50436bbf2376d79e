/*
 * define.h - the content of objects that nobody has written: generated where it is asked for.
 *
 * It follows from the org's seed and the key of the object, so two orgs of one seed have the same, apart
 * from ids; references go to objects of the org, chosen by their keys, so an org that
 * lacks some of them still agrees about the others. Content has the form in which a client posts
 * it: references are {"id":…}, without the names that the server adds (sim_dress.h).
 *
 *	define.c            what the types share: picks, members
 *	define_content.c    the table of types
 *	define_*.c          some types each
 *
 * Dates, authors and versions are not content: two orgs differ in them.
 */
#ifndef SIM_DEFINE_H
#define SIM_DEFINE_H

#include "base/buf.h"
#include "gen/random.h"
#include "org/org.h"

struct define {
	const struct org *org;
	const struct org_object *o;
	struct rng r;
	struct buf *b;
};

/* Append the content as a JSON object. Without one of its own, an object has its `extra` only. */
void define_content(const struct org *org, const struct org_object *o, struct buf *b);

/* A stream for a part of an object; `part` tells the parts apart. */
struct rng define_rng(const struct org *org, const struct org_object *o, const char *part);

/*
 * An object of the type, other than the object itself, or NULL: there is none. A flow by the type
 * of the API; NULL where the org had none when it was made.
 */
const struct org_object *define_pick(struct define *d, const char *type);
const struct org_flow *define_pick_flow(struct define *d, const char *type);

/* A member {"id":…} of what was picked; nothing where there is none. Name NULL: an element. */
void define_ref(struct define *d, const char *name, const char *type);
void define_flow(struct define *d, const char *name, const char *type);

/* Members as gen_emit() writes them, after a comma where one is needed. */
void define_put(struct define *d, const char *template, ...) GC_PRINTF(2, 3);

/* "description", in four of five objects. */
void define_description(struct define *d);

/* A text, "CANARY-<what>-<number>": no program may write it anywhere. */
void define_canary(struct buf *b, const char *what, uint64_t number);

/*
 * The rows of a data table: how many there are; row i as JSON; its key alone. Columns are in `schema`
 * of the content.
 */
size_t define_rows(const struct org *org, const struct org_object *table);
void define_row(const struct org *org, const struct org_object *table, size_t i, struct buf *b);
void define_row_key(const struct org_object *table, size_t i, struct buf *b);

/*
 * The resources of a prompt: how many there are; resource i's language, content ("text",
 * "ttsString", …), and its recording as a WAV file (false: there is none).
 */
size_t define_resources(const struct org *org, const struct org_object *prompt);
const char *define_language(const struct org *org, const struct org_object *prompt, size_t i);
void define_resource(
    const struct org *org, const struct org_object *prompt, size_t i, struct buf *b);
bool define_audio(
    const struct org *org, const struct org_object *prompt, const char *language, struct buf *wav);
size_t define_audio_size(
    const struct org *org, const struct org_object *prompt, const char *language); /* 0: none */

/* The ids of a queue's wrap-up codes, as a JSON array. */
void define_wrapups(const struct org *org, const struct org_object *queue, struct buf *b);

#endif
