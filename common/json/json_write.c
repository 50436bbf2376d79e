/* json_write.c - a JSON object, written member by member to the end of a buffer */
#include "json/json_write.h"
#include "json/json.h"

void
json_write_name(struct buf *b, const char *name)
{
	char last = b->n > 0 ? b->p[b->n - 1] : '\n';

	if (last != '{' && last != '[' && last != ':' && last != '\n')
		buf_putc(b, ',');
	if (name != NULL) {
		json_quote(b, slice_str(name));
		buf_putc(b, ':');
	}
}

void
json_write_key(struct buf *b, struct slice token)
{
	json_write_name(b, NULL);
	buf_putc(b, '"');
	buf_add_slice(b, token);
	buf_puts(b, "\":");
}

void
json_write_open(struct buf *b, const char *name)
{
	json_write_name(b, name);
	buf_putc(b, '{');
}

void
json_write_close(struct buf *b)
{
	buf_putc(b, '}');
}

void
json_write_open_array(struct buf *b, const char *name)
{
	json_write_name(b, name);
	buf_putc(b, '[');
}

void
json_write_close_array(struct buf *b)
{
	buf_putc(b, ']');
}

void
json_write_string(struct buf *b, const char *name, struct slice text)
{
	json_write_name(b, name);
	json_quote(b, text);
}

void
json_write_cstr(struct buf *b, const char *name, const char *text)
{
	json_write_string(b, name, slice_str(text));
}

void
json_write_filled(struct buf *b, const char *name, struct slice text)
{
	if (text.n > 0)
		json_write_string(b, name, text);
}

void
json_write_integer(struct buf *b, const char *name, long long n)
{
	json_write_name(b, name);
	if (n < 0)
		buf_putc(b, '-');
	buf_add_number(b, n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n);
}

void
json_write_count(struct buf *b, const char *name, size_t n)
{
	json_write_name(b, name);
	buf_add_number(b, n);
}

void
json_write_bool(struct buf *b, const char *name, bool yes)
{
	json_write_name(b, name);
	buf_puts(b, yes ? "true" : "false");
}

void
json_write_null(struct buf *b, const char *name)
{
	json_write_name(b, name);
	buf_puts(b, "null");
}

void
json_write_raw(struct buf *b, const char *name, struct slice json)
{
	if (json.n == 0)
		return;
	json_write_name(b, name);
	buf_add_slice(b, json);
}

void
json_write_token(struct buf *b, const char *name, struct slice token)
{
	if (token.n == 0)
		return;
	json_write_name(b, name);
	buf_putc(b, '"');
	buf_add_slice(b, token);
	buf_putc(b, '"');
}
