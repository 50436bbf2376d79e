/*
 * refs_build.h - how the parts of refs.h's search fill its result.
 *
 * refs_store.c keeps the references and their uses; refs_manifest.c reads what is known before
 * the walk; refs_walk.c walks over the record; refs_lookups.c finds look-ups by name;
 * refs_judge.c judges ids that are not known, refs_neighbours.c reads what stands next to them, and
 * refs_keys.c knows which keys have ids; refs_object.c reads objects; refs_archy.c reads Archy YAML;
 * refs.c calls them all and sorts the results. refs_manifest_write.c makes a manifest of them.
 */
#ifndef GC_REFS_BUILD_H
#define GC_REFS_BUILD_H

#include "refs/refs.h"
#include "refs/refs_keys.h"

enum { REFS_MEMBERS_MAX = 128 }; /* real actions have far fewer; none makes a search slow */

/* Keep the text that a checked JSON string token means. */
struct refs_text refs_keep_token(struct refs *r, struct slice token);

/* Add a reference whose id is searched by value. A known (type, id) is not added again. */
void refs_add_known(struct refs *r, enum ref_class class, bool manifest, struct refs_text type,
    struct refs_text id, struct refs_text name);

/*
 * Add any other reference and return its number. If one of the same class and id (or type and
 * name, without an id) exists, it is used, and gets the type or name if it has none.
 */
size_t refs_add_other(struct refs *r, enum ref_class class, struct refs_text type,
    struct refs_text id, struct refs_text name);

/* The same for a data action of a category. */
size_t refs_add_in(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name, struct refs_text category);

/* Add a use as it is. */
void refs_put_use(struct refs *r, const struct ref_use *use);

/* When all uses are known: sort them, and give each reference its own. */
void refs_give_uses(struct refs *r);

/* Add a use, at the reader's last value or, with `member`, at that member of it. */
void refs_add_use(
    struct refs *r, size_t ref, const struct json *j, uint32_t at, const char *member);

/*
 * Read and check the whole record, and find its members and the entries of its manifests. False: it
 * is not one JSON object. All that follows reads checked text.
 */
bool refs_look_ahead(struct refs *r, struct json *j, struct slice text);

/* Walk over a flow. */
void refs_walk(struct refs *r, struct json *j, struct slice text);

/* The same for an object with a definition. */
bool refs_walk_object(struct refs *r, struct json *j, struct slice text);

/* Add a use of an id inside a string, or of a whole string about which nothing else is known. */
void refs_literal(struct refs *r, const struct json *j, struct slice id);

/* Judge a string that is not a known id, and the id of an object that has just ended. */
void refs_judge_string(struct refs *r, const struct json *j);
void refs_judge_object(struct refs *r, const struct json *j, const struct refs_frame *f);

/*
 * Judge a text (coded: it has \u escapes); the text of a literal; an object that has just ended and is
 * an operand, or a node of this __type.
 */
void refs_judge_text(struct refs *r, const struct json *j, const struct refs_frame *f, bool coded);
void refs_judge_lookup(struct refs *r, const struct json *j);
void refs_judge_operand(struct refs *r, const struct json *j, const struct refs_frame *f);
void refs_judge_action(struct refs *r, const struct json *j, const struct refs_frame *f);

/* A string member of the object that starts here, already read or not; false: it has none. */
bool refs_neighbour(const struct json *j, uint32_t start, struct slice name, struct slice *token);

/* The text of such a member of the innermost container; empty: it has none. */
struct refs_text refs_neighbour_text(struct refs *r, const struct json *j, const char *name);

/* Whether a container with a `val` is a prompt; whether its string is the `val` of a variable. */
bool refs_is_prompt(const struct json *j, const struct refs_frame *f);
bool refs_is_variable(const struct json *j, const struct refs_frame *f);

/* The token of a value that should be a string; false: it is none. */
bool refs_string(struct slice bytes, struct slice *token);

static inline uint32_t
refs_offset(const struct json *j, const char *p)
{
	return (uint32_t)(p - j->text.p);
}

static inline bool
refs_frame_has(const struct refs_frame *f, enum refs_key key)
{
	return (f->flags >> key & 1) != 0;
}

/* The newest string of this key in a container; empty: it has none. */
static inline struct slice
refs_frame_string(const struct json *j, const struct refs_frame *f, enum refs_key key)
{
	if (!refs_frame_has(f, key))
		return slice_of("", 0);
	return slice_of(j->text.p + f->strings[key].at, f->strings[key].len);
}

/* The same as a text; what is decoded is kept in `plain`. */
static inline struct slice
refs_frame_text(
    const struct json *j, const struct refs_frame *f, enum refs_key key, struct buf *plain)
{
	struct slice token = refs_frame_string(j, f, key);

	return token.n > 0 && f->strings[key].escaped ? json_text(token, plain) : token;
}

/* The frame of the innermost container. */
static inline struct refs_frame *
refs_top(const struct refs *r)
{
	return r->top;
}

/* How many containers of the record the walk is in. */
static inline size_t
refs_depth(const struct refs *r)
{
	return (size_t)(r->top - r->frames);
}

/* The newest key of the container `up` levels above the innermost; empty in a list. */
static inline struct slice
refs_key_above(const struct json *j, size_t up)
{
	return up < j->depth ? json_key_at(j, j->depth - up) : slice_of("", 0);
}

#endif
