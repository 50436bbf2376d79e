/*
 * json_write.h - a JSON object, written member by member to the end of a buffer.
 *
 *	json_write_open(&b, NULL);
 *	json_write_cstr(&b, "kind", "flow");
 *	json_write_open(&b, "division");
 *	json_write_string(&b, "id", id);
 *	json_write_close(&b);
 *	json_write_close(&b);             // {"kind":"flow","division":{"id":"…"}}
 *
 * The first argument after the buffer is the member's name, as plain text. NULL means that there
 * is no name: the value is an element of an array, or the outermost value.
 *
 * The buffer is the only state. A comma is written wherever the buffer is not empty and does not
 * end with '{', '[', ':' or a line feed, so the writer can also continue an object that was copied
 * from elsewhere without its closing brace. No white space is written.
 */
#ifndef GC_JSON_WRITE_H
#define GC_JSON_WRITE_H

#include "base/buf.h"

void json_write_open(struct buf *b, const char *name); /* { */
void json_write_close(struct buf *b);                  /* } */
void json_write_open_array(struct buf *b, const char *name);
void json_write_close_array(struct buf *b);

void json_write_string(struct buf *b, const char *name, struct slice text);
void json_write_cstr(struct buf *b, const char *name, const char *text);
void json_write_filled(struct buf *b, const char *name, struct slice text); /* "": no member */
void json_write_integer(struct buf *b, const char *name, long long n);
void json_write_bool(struct buf *b, const char *name, bool yes);
void json_write_null(struct buf *b, const char *name);
void json_write_count(struct buf *b, const char *name, size_t n);

/* One whole value as spelled, and a string as spelled but without its quotes; "": no member. */
void json_write_raw(struct buf *b, const char *name, struct slice json);
void json_write_token(struct buf *b, const char *name, struct slice token);

/*
 * For a value that the caller appends itself: the comma where one is needed, then the name and its
 * colon.
 */
void json_write_name(struct buf *b, const char *name);
void json_write_key(struct buf *b, struct slice token); /* a name as spelled, without its quotes */

#endif
