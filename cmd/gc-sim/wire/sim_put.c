/* sim_put.c - members of a JSON object, written one after the other into a buffer */
#include "json/json.h"
#include "wire/sim_put.h"

void
put_comma(struct buf *b)
{
	char last = b->n > 0 ? b->p[b->n - 1] : '{';

	if (last != '{' && last != '[' && last != ':')
		buf_putc(b, ',');
}

void
put_key(struct buf *b, const char *key)
{
	put_comma(b);
	json_quote(b, slice_str(key));
	buf_putc(b, ':');
}

void
put_text(struct buf *b, const char *key, const char *text)
{
	put_key(b, key);
	json_quote(b, slice_str(text));
}

void
put_format(struct buf *b, const char *key, const char *fmt, va_list args)
{
	struct buf text = BUF_INIT;

	buf_vprintf(&text, fmt, args);
	put_key(b, key);
	json_quote(b, buf_slice(&text));
	buf_release(&text);
}

void
put_number(struct buf *b, const char *key, long long n)
{
	put_key(b, key);
	buf_printf(b, "%lld", n);
}

void
put_bool(struct buf *b, const char *key, bool yes)
{
	put_json(b, key, yes ? "true" : "false");
}

void
put_json(struct buf *b, const char *key, const char *json)
{
	put_key(b, key);
	buf_puts(b, json);
}

void
put_open(struct buf *b, const char *key)
{
	put_key(b, key);
	buf_putc(b, '{');
}
