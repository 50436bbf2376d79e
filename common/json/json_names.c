/* json_names.c - the decoded names of members that are spelled with escapes */
#include "json/json_names.h"
#include "base/mem.h"

enum { CHUNK = 4000 }; /* bytes of names that are allocated at a time */

struct json_names {
	struct json_names *next;
	size_t n, cap;
	char bytes[];
};

void
json_names_keep(struct json_names **names, struct slice token, struct json_frame *f)
{
	struct json_names *chunk = *names;
	struct buf name = BUF_INIT;

	json_unescape(token, &name);
	if (chunk == NULL || chunk->cap - chunk->n < name.n) {
		size_t cap = name.n > CHUNK ? name.n : CHUNK;
		chunk = xmalloc(sizeof *chunk + cap);
		*chunk = (struct json_names){.next = *names, .cap = cap};
		*names = chunk;
	}
	f->key = memcpy(chunk->bytes + chunk->n, name.p, name.n);
	f->keylen = (uint32_t)name.n;
	chunk->n += name.n;
	buf_release(&name);
}

void
json_names_drop(struct json_names **names)
{
	struct json_names *next;

	for (; *names != NULL; *names = next) {
		next = (*names)->next;
		free(*names);
	}
}
