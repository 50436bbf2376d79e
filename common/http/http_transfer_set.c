/* http_transfer_set.c - a request as options of libcurl */
#include "http/http_transfer.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/url.h"

/* libcurl must know every option that is set. */
#define SET(t, option, value) \
	transfer_check_option(curl_easy_setopt((t)->easy, option, value), #option)

static void
transfer_check_option(CURLcode code, const char *option)
{
	mem_require(code != CURLE_OUT_OF_MEMORY);
	if (code != CURLE_OK)
		die(EXIT_BUG, 0, "libcurl: %s: %s", option, curl_easy_strerror(code));
}

static void
transfer_add_header(struct transfer *t, const char *line)
{
	struct curl_slist *longer;

	if (strpbrk(line, "\r\n") != NULL)
		die(EXIT_BUG, 0, "a line break in a header");
	longer = curl_slist_append(t->headers, line);
	mem_require(longer != NULL);
	t->headers = longer;
}

static void
transfer_set_headers(struct transfer *t, const struct http_request *r)
{
	bool typed = false;

	for (const char *const *h = r->headers; h != NULL && *h != NULL; h++) {
		typed |= strncasecmp(*h, "content-type:", 13) == 0;
		transfer_add_header(t, *h);
	}
	if (r->body.p != NULL) {
		transfer_add_header(t, "Expect:"); /* no second's wait for a "100 Continue" */
		if (!typed)
			transfer_add_header(t, "Content-Type:"); /* not libcurl's guess */
	}
	SET(t, CURLOPT_HTTPHEADER, t->headers);
}

static void
transfer_set_method(struct transfer *t, const struct http_request *r)
{
	if (r->body.p != NULL) {
		SET(t, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body.n);
		SET(t, CURLOPT_POSTFIELDS, r->body.p);
		SET(t, CURLOPT_CUSTOMREQUEST, r->method);
	} else if (strcmp(r->method, "HEAD") == 0) {
		SET(t, CURLOPT_NOBODY, 1L);
	} else if (strcmp(r->method, "GET") != 0) {
		SET(t, CURLOPT_CUSTOMREQUEST, r->method);
	}
}

static void
transfer_set_auth(struct transfer *t, const struct http_request *r)
{
	if (r->bearer != NULL) {
		SET(t, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
		SET(t, CURLOPT_XOAUTH2_BEARER, r->bearer);
	} else if (r->user != NULL) {
		SET(t, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
		SET(t, CURLOPT_USERNAME, r->user);
		SET(t, CURLOPT_PASSWORD, r->password);
	}
}

/* libcurl reads neither variable; the curl command and OpenSSL do. */
static void
transfer_set_certificates(struct transfer *t)
{
	const char *file = getenv("SSL_CERT_FILE"), *dir = getenv("SSL_CERT_DIR");

	if (file != NULL && *file != '\0')
		SET(t, CURLOPT_CAINFO, file);
	if (dir != NULL && *dir != '\0')
		SET(t, CURLOPT_CAPATH, dir);
}

static void
transfer_set_protocols(struct transfer *t, const struct http_request *r)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	SET(t, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	SET(t, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
	if (strncmp(r->url, "https:", 6) == 0) {
		SET(t, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
		SET(t, CURLOPT_PIPEWAIT, 1L); /* one connection's streams before many connections */
	}
	if (r->once)
		SET(t, CURLOPT_FRESH_CONNECT, 1L);
}

/* A proxy could read tokens and flows of plain http, and cannot reach ports of this machine. */
static void
transfer_set_proxy(struct transfer *t, const struct http_request *r, const char *proxy)
{
	struct slice host;
	bool https;

	if (!url_host(r->url, &host, &https) || !https || url_is_loopback(host))
		SET(t, CURLOPT_PROXY, "");
	else if (proxy != NULL)
		SET(t, CURLOPT_PROXY, proxy);
}

static void
transfer_set_callbacks(struct transfer *t, const struct http_options *options)
{
	SET(t, CURLOPT_PRIVATE, (char *)t);
	SET(t, CURLOPT_ERRORBUFFER, t->error);
	SET(t, CURLOPT_WRITEFUNCTION, transfer_on_body);
	SET(t, CURLOPT_WRITEDATA, t);
	SET(t, CURLOPT_HEADERFUNCTION, transfer_on_header);
	SET(t, CURLOPT_HEADERDATA, t);
	SET(t, CURLOPT_USERAGENT, "gc-tools/" GC_VERSION);
	SET(t, CURLOPT_ACCEPT_ENCODING, "");
	SET(t, CURLOPT_NOSIGNAL, 1L);
	SET(t, CURLOPT_TCP_KEEPALIVE, 1L);
	SET(t, CURLOPT_CONNECTTIMEOUT, options->connect_s);
}

void
transfer_set_options(
    struct transfer *t, const struct http_request *r, const struct http_options *options)
{
	transfer_set_callbacks(t, options);
	SET(t, CURLOPT_URL, r->url);
	SET(t, CURLOPT_PATH_AS_IS, 1L); /* an id of ".." stays one */
	transfer_set_protocols(t, r);
	transfer_set_proxy(t, r, options->proxy);
	transfer_set_certificates(t);
	transfer_set_method(t, r);
	transfer_set_headers(t, r);
	transfer_set_auth(t, r);
}
