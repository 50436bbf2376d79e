/*
 * refs_build.h - how the parts of refs.h's search fill its result.
 *
 * refs_store.c keeps the references and their uses; refs_manifest.c reads what is known before the
 * walk; refs_walk.c walks over the record; refs_lookups.c finds look-ups by name; refs_judge.c judges
 * what the walk meets and nothing knows; refs.c has them do so, and puts their finds in order.
 */
#ifndef GC_REFS_BUILD_H
#define GC_REFS_BUILD_H

#include "refs/refs.h"

/* Keep a text, or the text that a checked JSON string token stands for. */
struct refs_text refs_keep(struct refs *r, struct slice plain);
struct refs_text refs_keep_token(struct refs *r, struct slice token);

/* A reference whose id is looked for by value. A known (type, id) is not added twice. */
void refs_add_known(struct refs *r, enum ref_class class, bool manifest, struct refs_text type,
    struct refs_text id, struct refs_text name);

/*
 * Any other reference; returns its number. One of the same class and id (or type and name, where
 * it has no id) is the same one, which takes the type or name that it lacks.
 */
size_t refs_add_other(struct refs *r, enum ref_class class, struct refs_text type,
    struct refs_text id, struct refs_text name);

/* A use, at the reader's last value or, with `member`, at that member of it. */
void refs_add_use(
    struct refs *r, size_t ref, const struct json *j, uint32_t at, const char *member);

/* The members of the record and the entries of its manifests, by looking ahead. */
void refs_look_ahead(struct refs *r, struct json *j, struct slice text);

/* Read the record from its start, checked. */
bool refs_walk(struct refs *r, struct json *j, struct slice text);

/* A string that is no known id; the id of an object that just ended: what they say of the org. */
void refs_judge_string(struct refs *r, const struct json *j);
void refs_judge_object(struct refs *r, const struct json *j, const struct refs_frame *f);

/* A text; the text of a literal; an object that just ended and is an operand, or a node of this __type. */
void refs_judge_text(struct refs *r, const struct json *j, const struct refs_frame *f);
void refs_judge_lookup(struct refs *r, const struct json *j);
void refs_judge_operand(struct refs *r, const struct json *j, const struct refs_frame *f);
void refs_judge_action(struct refs *r, const struct json *j, const struct refs_frame *f);

/* The checked string that begins at this byte of the record; empty for 0. */
struct slice refs_token_at(const struct json *j, uint32_t at);

/* The string in unchecked bytes that should hold one and nothing else; false: they do not. */
bool refs_string(struct slice bytes, struct slice *token);

static inline uint32_t
refs_offset(const struct json *j, const char *p)
{
	return (uint32_t)(p - j->text.p);
}

/* The frame of the innermost container. */
static inline struct refs_frame *
refs_top(const struct refs *r)
{
	return &r->frames[r->depth - 1];
}

/* The newest key of the container `up` levels above the innermost; empty in a list. */
static inline struct slice
refs_key_above(const struct json *j, size_t up)
{
	return up < j->depth ? json_key_at(j, j->depth - up) : slice_of("", 0);
}

#endif
