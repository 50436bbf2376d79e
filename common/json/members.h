/*
 * members.h - the members of one JSON object, one level deep, as slices of its text.
 *
 * All duplicate names are kept, in order; members_find() gives the last one, as most readers do
 * (RFC 8259 section 4). Slices are valid as long as the text.
 */
#ifndef GC_MEMBERS_H
#define GC_MEMBERS_H

#include "json/json.h"

struct member {
	struct slice key;   /* as spelled, without quotes */
	struct slice value; /* as spelled, with quotes */
	enum json_type type;
};

struct members {
	struct member *v;
	size_t n, cap;
};

#define MEMBERS_INIT       \
	{                  \
		NULL, 0, 0 \
	}

/*
 * Read the object `text` with the reader j. False if it is not one whole object; json_error(j)
 * and json_offset(j) give the reason.
 */
bool members_read(struct members *m, struct json *j, struct slice text);
void members_release(struct members *m);

/* The same for the text of an object that has been checked; faster (peek.h). */
void members_peek(struct members *m, struct slice object);

const struct member *members_find(const struct members *m, const char *key); /* or NULL */

/* The string member's token without its quotes; n = 0 if it is missing or not a string. */
struct slice members_string(const struct members *m, const char *key);

/* The string member's text, as json_text() gives it; n = 0 if it is missing or not a string. */
struct slice members_text(const struct members *m, const char *key, struct buf *plain);

/* The string member's text as a C string, which the caller frees; NULL: missing or not a string. */
char *members_dup(const struct members *m, const char *key);

/* A member's token without its quotes; n = 0 if it is not a string. */
struct slice member_string(const struct member *m);

/*
 * The member `name` of the object that is the member `object`: "id" of "division", for example.
 * False if there is none. members_string_in() gives a string's token, without its quotes; n = 0:
 * none.
 */
bool members_find_in(
    const struct members *m, const char *object, const char *name, struct member *found);
struct slice members_string_in(const struct members *m, const char *object, const char *name);

/* Append a member as spelled, after a comma where one is needed (json_write.h). */
void member_write(const struct member *m, struct buf *b);

/*
 * Append the object without its closing brace and without the members of these names (a
 * NULL-terminated list): each member as spelled, white space between members dropped.
 */
void members_without(const struct members *m, const char *const *names, struct buf *b);

/* Whether the object has a member of one of these names. */
bool members_have(const struct members *m, const char *const *names);

/* The member's value if it is spelled with digits only and below 10^18; else 0. */
int64_t member_whole(const struct member *m);

#endif
