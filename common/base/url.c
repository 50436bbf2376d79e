/* url.c - building URLs */
#include "base/ascii.h"
#include "base/url.h"

void
url_escape(struct buf *b, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (ascii_is_unreserved(text.p[i]))
			buf_putc(b, text.p[i]);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)text.p[i]);
	}
}

void
url_vformat(struct buf *b, const char *fmt, va_list args)
{
	const char *hole;

	while ((hole = strstr(fmt, "%s")) != NULL) {
		buf_add(b, fmt, (size_t)(hole - fmt));
		url_escape(b, slice_str(va_arg(args, const char *)));
		fmt = hole + 2;
	}
	buf_puts(b, fmt);
}

void
url_query(struct buf *b, const char *name, struct slice value)
{
	buf_putc(b, b->n > 0 && memchr(b->p, '?', b->n) != NULL ? '&' : '?');
	url_escape(b, slice_str(name));
	buf_putc(b, '=');
	url_escape(b, value);
}

void
url_query_number(struct buf *b, const char *name, long value)
{
	char text[32];

	snprintf(text, sizeof text, "%ld", value);
	url_query(b, name, slice_str(text));
}

void
url_join(struct buf *b, const char *base, const char *path)
{
	size_t n = strlen(base);

	if (strncmp(path, "http://", 7) == 0 || strncmp(path, "https://", 8) == 0) {
		buf_puts(b, path);
		return;
	}
	while (n > 0 && base[n - 1] == '/')
		n--;
	buf_add(b, base, n);
	if (*path != '/')
		buf_putc(b, '/');
	buf_puts(b, path);
}

/* What follows the host: nothing, or a colon and a port. */
static bool
url_is_port(struct slice text)
{
	unsigned long port = 0;

	for (size_t i = 1; i < text.n; i++) {
		if (!ascii_is_digit(text.p[i]) || i > 5)
			return false;
		port = port * 10 + (unsigned long)(text.p[i] - '0');
	}
	return text.n == 0 || (text.p[0] == ':' && port > 0 && port <= 65535);
}

bool
url_host(const char *url, struct slice *host, bool *https)
{
	const char *end;
	size_t n;

	*https = strncmp(url, "https://", 8) == 0;
	if (!*https && strncmp(url, "http://", 7) != 0)
		return false;
	for (const char *p = url; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			return false;
	url += *https ? 8 : 7;
	n = strcspn(url, "/?#");
	if (memchr(url, '@', n) != NULL)
		return false;
	end = memchr(url, *url == '[' ? ']' : ':', n);
	if (*url == '[') {
		if (end == NULL)
			return false;
		*host = slice_of(url + 1, (size_t)(end++ - url - 1));
	} else {
		if (end == NULL)
			end = url + n;
		*host = slice_of(url, (size_t)(end - url));
	}
	return host->n > 0 && url_is_port(slice_of(end, (size_t)(url + n - end)));
}

bool
url_is_loopback(struct slice host)
{
	static const char name[] = "localhost";
	size_t n = sizeof name - 1;

	if (host.n >= n && strncasecmp(host.p + host.n - n, name, n) == 0)
		return host.n == n || host.p[host.n - n - 1] == '.';
	if (host.n >= 4 && memcmp(host.p, "127.", 4) == 0) {
		for (size_t i = 0; i < host.n; i++)
			if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9'))
				return false; /* 127.0.0.1.example.com is not us */
		return true;
	}
	return slice_is(host, "::1");
}

bool
url_is_safe(const char *url, bool insecure)
{
	struct slice host;
	bool https;

	return url_host(url, &host, &https) && (https || insecure || url_is_loopback(host));
}

bool
url_may_follow(const char *url, const char *api, bool insecure)
{
	struct slice host, own;
	bool https, own_https;

	if (!url_host(url, &host, &https) || !url_host(api, &own, &own_https))
		return false;
	if (url_is_loopback(host))
		return url_is_loopback(own);
	return https || insecure;
}
