/* json_pointer.c - where a JSON reader is, as a JSON Pointer */
#include "json/json.h"

void
json_pointer_token(struct slice key, struct buf *b)
{
	if (memchr(key.p, '~', key.n) == NULL && memchr(key.p, '/', key.n) == NULL) {
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
			buf_printf(b, "%u", (unsigned)f->index);
	}
}
