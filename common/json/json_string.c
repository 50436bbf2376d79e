/* json_string.c - the text that a string token means, and how a text is spelled */
#include "base/mem.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/json_bytes.h"
#include "json/vec_base.h"
#include "json/vec_pass.h"

/* The \u escape at *p, with its second half if it is a pair. *p is then after it. */
static bool
unescape_u(const char **p, const char *end, struct buf *b)
{
	long c = json_hex4(*p + 2, end), low;

	*p += 6;
	if (c >= 0xd800 && c <= 0xdbff && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
		low = json_hex4(*p + 2, end);
		if (low >= 0xdc00 && low <= 0xdfff) {
			*p += 6;
			utf8_put(b,
			    0x10000U + ((uint32_t)(c - 0xd800) << 10) + (uint32_t)(low - 0xdc00));
			return true;
		}
	}
	utf8_put(b, (uint32_t)c);
	return c < 0xd800 || c > 0xdfff;
}

/* What a backslash and this letter stand for. */
static inline char
unescape_one(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return c;
	}
}

bool
json_unescape(struct slice tok, struct buf *b)
{
	const char *p = tok.p, *end = tok.n > 0 ? tok.p + tok.n : tok.p; /* n = 0: p may be NULL */
	bool whole = true;

	buf_reserve(b, tok.n);
	while (p < end) {
		const char *back = memchr(p, '\\', (size_t)(end - p));
		size_t n = (size_t)((back != NULL ? back : end) - p);
		buf_add(b, p, n);
		p += n;
		if (p == end)
			break;
		if (p[1] == 'u') {
			whole &= unescape_u(&p, end, b);
		} else {
			buf_putc(b, unescape_one(p[1]));
			p += 2;
		}
	}
	return whole;
}

/* Whether the escape at p is the first half of a pair of \u escapes. */
static bool
is_high_half(const char *p, const char *end)
{
	long c = p[1] == 'u' ? json_hex4(p + 2, end) : 0;

	return c >= 0xd800 && c <= 0xdbff && end - p >= 12 && p[6] == '\\' && p[7] == 'u';
}

void
json_unescape_places(struct slice tok, struct buf *b, struct json_places *places)
{
	const char *p = tok.p, *end = tok.p + tok.n, *next;
	size_t from = b->n, n = 0;

	places->v = xgrow(places->v, &places->cap, tok.n + 1, sizeof *places->v);
	for (; p < end; p = next) {
		next = p + 1;
		if (*p == '\\') {
			next = p[1] == 'u' ? p + 6 : p + 2;
			if (is_high_half(p, end))
				next += 6;
		}
		json_unescape(slice_of(p, (size_t)(next - p)), b);
		for (; n < b->n - from; n++)
			places->v[n] = (uint32_t)(p - tok.p);
	}
	places->v[n] = (uint32_t)tok.n;
}

struct slice
json_text(struct slice tok, struct buf *plain)
{
	if (tok.n == 0 || memchr(tok.p, '\\', tok.n) == NULL)
		return tok;
	buf_clear(plain);
	json_unescape(tok, plain);
	return buf_slice(plain);
}

char *
json_text_dup(struct slice tok)
{
	struct buf b = BUF_INIT;

	json_unescape(tok, &b);
	return buf_detach(&b);
}

/* Decode the token's next character, which is not checked yet. False: it is not valid. */
static bool
take_character(struct slice *tok, struct buf *b)
{
	const char *end = tok->p + tok->n, *p = tok->p, *bad;

	buf_clear(b);
	if (*p != '\\') {
		buf_putc(b, *p++);
	} else {
		p = json_pass_escape(p, end, &bad);
		if (p != NULL && tok->p[1] == 'u' && end - p >= 6 && p[0] == '\\' && p[1] == 'u' &&
		    json_pass_escape(p, end, &bad) != NULL)
			p += 6; /* it may be a pair */
		if (p == NULL)
			return false;
		json_unescape(slice_of(tok->p, (size_t)(p - tok->p)), b);
	}
	*tok = slice_of(p, (size_t)(end - p));
	return true;
}

bool
json_eq(struct slice tok, struct slice text)
{
	struct buf b = BUF_INIT;
	bool same = true;

	/* A text is never longer than its spelling. */
	if (tok.n <= text.n || memchr(tok.p, '\\', tok.n) == NULL)
		return slice_eq(tok, text);
	while (same && tok.n > 0) {
		same = take_character(&tok, &b) && b.n <= text.n && memcmp(b.p, text.p, b.n) == 0;
		if (same)
			text = slice_of(text.p + b.n, text.n - b.n);
	}
	buf_release(&b);
	return same && text.n == 0;
}

/* A lone surrogate as json_unescape() writes it: ED A0..BF xx. */
static bool
is_surrogate(const char *p, const char *end)
{
	return end - p >= 3 && (unsigned char)p[0] == 0xed && (unsigned char)p[1] >= 0xa0;
}

static void
quote_special(struct buf *b, unsigned char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = strchr(from, c);

	if (c != '\0' && at != NULL) {
		buf_putc(b, '\\');
		buf_putc(b, to[at - from]);
	} else {
		buf_printf(b, "\\u%04x", (unsigned)c);
	}
}

/* Most texts need no escape. There is room for the text and its quotes. */
static bool
quote_plain(struct buf *b, struct slice text)
{
	char *to = b->p + b->n;

	if (text.n == 0 || !vec_all_plain(text.p, text.n))
		return false;
	to[0] = '"';
	memcpy(to + 1, text.p, text.n);
	to[text.n + 1] = '"';
	to[text.n + 2] = '\0';
	b->n += text.n + 2;
	return true;
}

void
json_quote(struct buf *b, struct slice text)
{
	const char *p = text.p, *end = text.p + text.n;

	buf_reserve(b, text.n + 2);
	if (quote_plain(b, text))
		return;
	buf_putc(b, '"');
	while (p < end) {
		const char *q = vec_pass_plain(p, end);
		buf_add(b, p, (size_t)(q - p));
		p = q;
		if (p == end)
			break;
		if (is_surrogate(p, end)) {
			unsigned u =
			    0xd000U | ((unsigned)(p[1] & 0x3f) << 6) | (unsigned)(p[2] & 0x3f);
			buf_printf(b, "\\u%04x", u);
			p += 3;
		} else if ((unsigned char)*p >= 0x80) {
			buf_putc(b, *p++);
		} else {
			quote_special(b, (unsigned char)*p++);
		}
	}
	buf_putc(b, '"');
}
