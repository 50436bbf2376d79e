/*
 * url.h - building URLs (RFC 3986). Pure.
 *
 *	struct buf b = BUF_INIT;
 *	buf_puts(&b, "/api/v2/flows");
 *	url_query(&b, "name", slice_str("Füße"));     // /api/v2/flows?name=F%C3%BC%C3%9Fe
 *	url_query_number(&b, "pageNumber", 2);        // …&pageNumber=2
 */
#ifndef GC_URL_H
#define GC_URL_H

#include "base/buf.h"

/*
 * Append text as one path segment or query value: %XX for all but RFC 3986's unreserved
 * characters.
 */
void url_escape(struct buf *b, struct slice text);

/*
 * Append fmt with each "%s" replaced by an argument, escaped. No other conversion may stand in
 * it.
 */
void url_vformat(struct buf *b, const char *fmt, va_list args);

/* Append "?name=value", or "&name=value" where the URL in b has a query already. */
void url_query(struct buf *b, const char *name, struct slice value);
void url_query_number(struct buf *b, const char *name, long value);

/*
 * Append base and path with exactly one slash between them; a path that is a whole URL
 * ("https://…") stands alone.
 */
void url_join(struct buf *b, const char *base, const char *path);

/*
 * The host of "http[s]://host[:port][/…]", without brackets around an IPv6 address. False if the
 * text is not such a URL: another scheme, no host, a user part, a colon without a valid port, a blank
 * or a control character.
 */
bool url_host(const char *url, struct slice *host, bool *https);

/* Whether a host names this machine: localhost, *.localhost, 127/8 and ::1. */
bool url_is_loopback(struct slice host);

/*
 * Whether nobody on the network can read what is sent to this URL and what comes back: it is
 * https, or this machine. With `insecure` plain http is accepted too. False also if url_host() is
 * false.
 */
bool url_is_safe(const char *url, bool insecure);

/*
 * Whether a URL that the API at `api` gave may be followed: url_is_safe(), and it names this
 * machine only where the API is on this machine itself. Otherwise an answer could make the
 * program send a flow to any service on this machine, or read one from it.
 */
bool url_may_follow(const char *url, const char *api, bool insecure);

#endif
