/*
 * uuid.h - UUIDs, alone and inside longer strings.
 *
 * The form is RFC 9562's: 8-4-4-4-12 hex digits of either case; version and variant are not
 * checked (real orgs contain v1 and invented ones).
 *
 * Inside a string only a whole token counts: no letter, digit, '_' or '-' (ASCII) is directly
 * before or after it. "custom_-_" and a UUID together are one token, a data action's id. If a, b
 * and c are UUIDs, then "a|b|c", "id=a;", "/api/v2/queues/a/x" and JSON text contain tokens;
 * "x_a" and "a-1" contain none.
 */
#ifndef GC_UUID_H
#define GC_UUID_H

#include "base/base.h"
#include "base/buf.h"
#include "base/slice.h"

#define UUID_ACTION "custom_-_" /* begins a data action's id */

enum { UUID_LEN = 36, UUID_JOINED_MAX = 1024, UUID_ACTION_LEN = sizeof UUID_ACTION - 1 };

bool uuid_is(struct slice s); /* the whole text is a UUID */

/*
 * A data action has two ids: flows and the API say "custom_-_" and a UUID, some expressions and
 * people the bare UUID. uuid_is_action() tells the long form; uuid_of_action() gives the bare one,
 * and any other text as it is; uuid_add_action() appends the long form of a bare UUID, and any
 * other text as it is.
 */
bool uuid_is_action(struct slice s);
struct slice uuid_of_action(struct slice s);
void uuid_add_action(struct slice s, struct buf *b);

struct uuid_token {
	struct slice whole; /* "custom_-_…" included */
	struct slice uuid;  /* the last 36 bytes of it */
};

/*
 * Find the first token at or after byte *from of the text, and move *from to its end. `escaped`:
 * the text is a JSON string's token as spelled, with escapes, of which "\n" before an id is a
 * line feed, not a letter. An id whose own characters are spelled as escapes is not found.
 */
bool uuid_find(struct slice text, bool escaped, size_t *from, struct uuid_token *token);

/*
 * The token with the words that '~' joins to its front, as in "project~<uuid>" and
 * "bot~alias~<uuid>" (ids of Dialogflow and Lex). If there are none, or if the result would be
 * longer than UUID_JOINED_MAX, the token itself.
 */
struct slice uuid_joined(struct slice text, bool escaped, struct slice token);

/*
 * Whether a whole text, without escapes, is one token, joined or not. Other ids are found only as
 * whole strings, not inside longer ones.
 */
bool uuid_is_token(struct slice text);

#endif
