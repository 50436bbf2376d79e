/* plain_json.h - JSON in C without backslashes: ' stands for a quote, and ` for an escaped one */
#ifndef PLAIN_JSON_H
#define PLAIN_JSON_H

#include "base/buf.h"

/* Write it to b, which is emptied before. */
static inline void
plain_json(struct buf *b, const char *text)
{
	buf_clear(b);
	buf_puts(b, "");
	for (; *text != '\0'; text++) {
		if (*text == '`')
			buf_putc(b, '\\');
		buf_putc(b, *text == '`' || *text == '\'' ? '"' : *text);
	}
}

#endif
