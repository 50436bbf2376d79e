/* json_pointer.c - where a JSON reader is, as a JSON Pointer */
#include "json/json.h"

/* Whether a byte of the word may be one that is escaped: those below 0x30, and '~'. */
static bool
pointer_may_escape(uint64_t word)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t tilde = word ^ ones * '~';

	return (((word - ones * '0') | (tilde - ones)) & ~word & high) != 0;
}

void
json_pointer_token(struct slice key, struct buf *b)
{
	char *to;
	size_t i;

	buf_reserve(b, 2 * key.n);
	to = b->p + b->n;
	for (i = 0; key.n - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, key.p + i, sizeof word);
		if (pointer_may_escape(word))
			break;
		memcpy(to, &word, sizeof word);
		to += sizeof word;
	}
	for (; i < key.n; i++) {
		char c = key.p[i];
		if (c == '~' || c == '/') {
			*to++ = '~';
			c = c == '~' ? '0' : '1';
		}
		*to++ = c;
	}
	*to = '\0';
	b->n = (size_t)(to - b->p);
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
