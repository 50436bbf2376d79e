/*
 * sim_put.h - members of a JSON object, written one after the other into a buffer.
 *
 *	buf_putc(b, '{');
 *	put_text(b, "name", name);
 *	put_number(b, "status", 404);
 *	buf_putc(b, '}');
 *
 * A comma comes by itself wherever the buffer does not end with '{', '[' or ':'.
 */
#ifndef SIM_PUT_H
#define SIM_PUT_H

#include "base/buf.h"

void put_comma(struct buf *b); /* before an element of an array */
void put_key(struct buf *b, const char *key);
void put_text(struct buf *b, const char *key, const char *text);
/* Text of any length, as vprintf(3) makes it. */
void put_format(struct buf *b, const char *key, const char *fmt, va_list args);
void put_number(struct buf *b, const char *key, long long n);
void put_bool(struct buf *b, const char *key, bool yes);
void put_json(struct buf *b, const char *key, const char *json); /* any value, as it is */
void put_open(struct buf *b, const char *key);                   /* "key":{ */

#endif
