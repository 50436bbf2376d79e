/* json_pointer.c - where a JSON reader is, as a JSON Pointer */
#include "json.h"

/* One reference token of a pointer, RFC 6901 section 3. */
static void
pointer_token(struct buf *b, struct slice key)
{
	size_t from = b->n;
	struct buf plain = BUF_INIT;

	json_unescape(key, b);
	if (memchr(b->p + from, '~', b->n - from) == NULL &&
	    memchr(b->p + from, '/', b->n - from) == NULL)
		return;
	buf_add(&plain, b->p + from, b->n - from);
	b->n = from;
	for (size_t i = 0; i < plain.n; i++) {
		if (plain.p[i] == '~')
			buf_puts(b, "~0");
		else if (plain.p[i] == '/')
			buf_puts(b, "~1");
		else
			buf_putc(b, plain.p[i]);
	}
	buf_release(&plain);
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
			pointer_token(b, slice_of(f->key, f->keylen));
		else
			buf_printf(b, "%u", (unsigned)f->index);
	}
}
