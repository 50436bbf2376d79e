/* hits.c - the strings of a container that may have a UUID in them */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/find.h"

#include <inttypes.h>

void
json_hits_start(struct json_hits *h, struct slice text, size_t at, size_t length)
{
	h->from = text.p;
	h->p = text.p + at - HITS_BLOCK; /* before the first block; not read */
	h->end = text.p + at + length;
	h->opens = h->closes = h->commas = h->quotes = h->found = 0;
	h->inside = h->escaped = 0;
	h->quote = h->after = text.p + at;
	h->depth = 0;
	h->open = xgrow(h->open, &h->cap, 1, sizeof *h->open);
	h->open[0] = (struct json_hits_open){h->from, 0};
	h->spelled = false;
}

bool
json_hits_next(struct json_hits *h)
{
	return json_core.hits_next(h);
}

void
json_hits_release(struct json_hits *h)
{
	free(h->open);
	*h = (struct json_hits)JSON_HITS_INIT;
}

bool
json_hits_is_name(const struct json_hits *h)
{
	const char *p = h->token.p + h->token.n + 1;

	while (ascii_is_space(*p))
		p++;
	return *p == ':';
}

/* The name of the member whose value is at p. */
static struct slice
name_before(const char *p, const char *from)
{
	const char *quote;

	do {
		if (--p <= from)
			return slice_of("", 0);
	} while (ascii_is_space(*p));
	if (*p != ':')
		return slice_of("", 0);
	for (p--; ascii_is_space(*p);)
		p--;
	quote = json_find_quote(p);
	return slice_of(quote + 1, (size_t)(p - quote) - 1);
}

struct slice
json_hits_key(const struct json_hits *h, size_t up)
{
	return name_before(up == 0 ? h->token.p - 1 : h->open[h->depth + 1 - up].at, h->from);
}

static void
hits_add_name(struct slice name, struct buf *b)
{
	struct buf plain = BUF_INIT;

	buf_putc(b, '/');
	json_pointer_token(json_text(name, &plain), b);
	buf_release(&plain);
}

void
json_hits_pointer(const struct json_hits *h, struct buf *b)
{
	for (size_t i = 1; i <= h->depth; i++) {
		const char *value = i < h->depth ? h->open[i + 1].at : h->token.p - 1;
		if (*h->open[i].at == '[')
			buf_printf(b, "/%" PRIu32, h->open[i].index);
		else
			hits_add_name(name_before(value, h->from), b);
	}
}
