/* hits.c - the places in a container that may have a UUID, and what is around each */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/find.h"
#include "json/vec_base.h"
#include "json/vec_pass.h"

void
json_hits_start(struct json_hits *h, struct slice text, size_t at, size_t length)
{
	size_t cap = h->cap;
	struct json_hits_open *open = xgrow(h->open, &cap, 1, sizeof *open);

	open[0] = (struct json_hits_open){text.p, 0};
	memset(h, 0, offsetof(struct json_hits, places));
	h->open = open;
	h->cap = cap;
	h->from = text.p;
	h->p = h->after = text.p + at;
	h->end = h->after + length;
	h->block = h->after - HITS_BLOCK; /* before the first block; not read */
}

/* Whether an escape spells what a UUID, a name or the end of a token is made of. */
static bool
hits_spells(const char *p)
{
	int c;

	if (p[2] != '0' || p[3] != '0')
		return false;
	c = ascii_hex(p[4]) * 16 + ascii_hex(p[5]);
	return c < 0x80 && ascii_is_word((char)c);
}

bool
json_hits_next(struct json_hits *h)
{
	for (;;) {
		while (h->next < h->nplaces) {
			const char *p = h->from + h->places[h->next++];
			if (p < h->after)
				continue;
			if (*p == '\\' && hits_spells(p)) {
				h->spelled = true;
				return false;
			}
			if (*p == '\\' || h->end - p <= HITS_UUID)
				continue;
			h->at = p;
			return true;
		}
		if (h->p >= h->end)
			return false;
		json_core.hits_search(h);
	}
}

void
json_hits_around(struct json_hits *h)
{
	json_core.hits_around(h);
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

struct slice
json_hits_string(struct json_hits *h)
{
	const char *begin = h->at - 1, *p = h->at + HITS_UUID;

	if (*begin != '"' || begin[-1] == '\\')
		begin = json_find_quote(h->at);
	while (*(p = vec_pass_plain(p, h->end)) != '"')
		p += *p == '\\' ? 2 : 1;
	h->token = slice_of(begin + 1, (size_t)(p - begin) - 1);
	h->after = p + 1;
	return h->token;
}

struct slice
json_hits_name(const struct json_hits *h, const char *p)
{
	const char *quote;

	do {
		if (--p <= h->from)
			return slice_of("", 0);
	} while (ascii_is_space(*p));
	if (*p != ':')
		return slice_of("", 0);
	for (p--; ascii_is_space(*p);)
		p--;
	if (*p != '"')
		return slice_of("", 0); /* the bracket is in a string */
	quote = json_find_quote(p);
	return slice_of(quote + 1, (size_t)(p - quote) - 1);
}

struct slice
json_hits_key(const struct json_hits *h, size_t up)
{
	return json_hits_name(h, up == 0 ? h->token.p - 1 : h->open[h->depth + 1 - up].at);
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
json_hits_pointer(struct json_hits *h, struct buf *b)
{
	json_hits_around(h);
	for (size_t i = 1; i <= h->depth; i++) {
		const char *value = i < h->depth ? h->open[i + 1].at : h->token.p - 1;
		if (*h->open[i].at == '[') {
			buf_putc(b, '/');
			buf_add_number(b, h->open[i].index);
		} else {
			hits_add_name(json_hits_name(h, value), b);
		}
	}
}
