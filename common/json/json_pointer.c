/* json_pointer.c - where a JSON reader is, as a JSON Pointer */
#include "json/json.h"

/* Whether a name has a character that a pointer escapes. Names are too short for two memchr(). */
static inline bool
pointer_is_special(struct slice key)
{
	unsigned special = 0;

	for (size_t i = 0; i < key.n; i++)
		special |= (unsigned)(key.p[i] == '~') | (unsigned)(key.p[i] == '/');
	return special != 0;
}

void
json_pointer_token(struct slice key, struct buf *b)
{
	if (!pointer_is_special(key)) {
		buf_add_slice(b, key);
		return;
	}
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == '~')
			buf_puts(b, "~0");
		else if (key.p[i] == '/')
			buf_puts(b, "~1");
		else
			buf_putc(b, key.p[i]);
	}
}

void
json_pointer(const struct json *j, struct buf *b)
{
	size_t depth = j->depth;

	/* A container that was just opened is named by the frames around it. */
	if (depth > 0 && (j->state == JSON_AT_FIRST_KEY || j->state == JSON_AT_FIRST_ELEMENT))
		depth--;
	buf_reserve(b, 0);
	for (size_t i = 0; i < depth; i++) {
		const struct json_frame *f = &j->stack[i];
		buf_putc(b, '/');
		if (f->key != NULL)
			json_pointer_token(slice_of(f->key, f->keylen), b);
		else
			buf_add_number(b, f->index);
	}
}
