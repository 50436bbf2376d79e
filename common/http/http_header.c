/* http_header.c - the headers of an answer that are kept */
#include "base/ascii.h"
#include "http/http_header.h"

/* A decimal value; -1: it is not one. */
static long
http_header_number(struct slice s)
{
	long v = 0;

	if (s.n == 0 || s.n > 9)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.p[i]))
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

static void
copy_text(char *to, size_t room, struct slice s)
{
	size_t n = s.n < room ? s.n : room - 1;

	memcpy(to, s.p, n);
	to[n] = '\0';
}

/* Lower case, without parameters. */
static void
copy_type(char *to, size_t room, struct slice s)
{
	const char *semicolon = memchr(s.p, ';', s.n);

	if (semicolon != NULL)
		s.n = (size_t)(semicolon - s.p);
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	copy_text(to, room, s);
	for (; *to != '\0'; to++)
		*to = ascii_lower(*to);
}

void
http_header_forget(struct http_answer *a)
{
	a->limit = (struct http_limit){-1, -1, -1};
	a->type[0] = a->etag[0] = a->correlation[0] = '\0';
}

static bool
http_header_is(struct slice name, const char *want)
{
	return name.n == strlen(want) && strncasecmp(name.p, want, name.n) == 0;
}

size_t
http_header_read(struct http_answer *a, struct slice line)
{
	const char *colon = line.n > 0 ? memchr(line.p, ':', line.n) : NULL;
	struct slice name, value;
	long length;

	if (line.n > 5 && memcmp(line.p, "HTTP/", 5) == 0)
		http_header_forget(a);
	if (colon == NULL)
		return 0;
	name = slice_of(line.p, (size_t)(colon - line.p));
	value = slice_trim(slice_of(colon + 1, line.n - name.n - 1));
	if (http_header_is(name, "inin-ratelimit-allowed"))
		a->limit.allowed = http_header_number(value);
	else if (http_header_is(name, "inin-ratelimit-count"))
		a->limit.count = http_header_number(value);
	else if (http_header_is(name, "inin-ratelimit-reset"))
		a->limit.reset = http_header_number(value);
	else if (http_header_is(name, "inin-correlation-id"))
		copy_text(a->correlation, sizeof a->correlation, value);
	else if (http_header_is(name, "content-type"))
		copy_type(a->type, sizeof a->type, value);
	else if (http_header_is(name, "etag") && value.n < sizeof a->etag)
		copy_text(a->etag, sizeof a->etag, value); /* a part of one would match nothing */
	if (!http_header_is(name, "content-length"))
		return 0;
	length = http_header_number(value);
	return length > 0 ? (size_t)length : 0;
}
