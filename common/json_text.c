/* json_text.c - what string tokens stand for, and how a text is spelled */
#include "json.h"
#include "json_bytes.h"
#include "utf8.h"

/* The \u escape at *p, with its second half where it is a pair. Past it on return. */
static bool
unescape_u(const char **p, const char *end, struct buf *b)
{
	long c = hex4(*p + 2, end), low;

	*p += 6;
	if (c >= 0xd800 && c <= 0xdbff && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
		low = hex4(*p + 2, end);
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

bool
json_unescape(struct slice tok, struct buf *b)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *p = tok.p, *end = tok.p + tok.n;
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
			buf_putc(b, to[strchr(from, p[1]) - from]);
			p += 2;
		}
	}
	return whole;
}

char *
json_text_dup(struct slice tok)
{
	struct buf b = BUF_INIT;

	json_unescape(tok, &b);
	return buf_detach(&b);
}

bool
json_is(struct slice tok, const char *s)
{
	struct buf b = BUF_INIT;
	bool same;

	if (tok.n == 0 || memchr(tok.p, '\\', tok.n) == NULL)
		return slice_is(tok, s);
	json_unescape(tok, &b);
	same = slice_is(buf_slice(&b), s);
	buf_release(&b);
	return same;
}

/* A surrogate as json_unescape() leaves a lone one: ED A0..BF xx. */
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

void
json_quote(struct buf *b, struct slice text)
{
	const char *p = text.p, *end = text.p + text.n;

	buf_reserve(b, text.n + 2);
	buf_putc(b, '"');
	while (p < end) {
		const char *q = pass_plain(p, end);
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
