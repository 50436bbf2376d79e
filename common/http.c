/* http.c - HTTP requests, each tried once, any number at a time */
#include <curl/curl.h>

#include "http_header.h"
#include "clock.h"
#include "err.h"
#include "mem.h"

enum {
	CONNECT_S = 15,
	STALL_S = 60,
	STALL_BYTES = 16,     /* per second; fewer count as none */
	POLL_MS = 1000,       /* at a time */
	RESERVE_MAX = 1 << 26 /* bytes of memory that a Content-Length alone may ask for */
};

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct http *http;
	struct http_answer answer;
	size_t max;
	bool too_large;
	void (*done)(void *, struct http_answer *);
	void *mine;
	char error[CURL_ERROR_SIZE];
	struct transfer *next; /* among the free, or among those under way */
};

struct http {
	CURLM *multi;
	struct http_options options;
	struct transfer *idle, *busy;
	size_t active, ended;
};

static void
check(CURLMcode code)
{
	if (code != CURLM_OK)
		die(EXIT_BUG, 0, "libcurl: %s", curl_multi_strerror(code));
}

/* Every option that is set is one that this libcurl must know. */
#define SET(t, option, value)                                                   \
	do {                                                                    \
		CURLcode set_code = curl_easy_setopt((t)->easy, option, value); \
		if (set_code != CURLE_OK)                                       \
			die(EXIT_BUG, 0, "libcurl: %s: %s", #option,            \
			    curl_easy_strerror(set_code));                      \
	} while (0)

struct http *
http_new(const struct http_options *options)
{
	struct http *h = xcalloc(1, sizeof *h);

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		die(EXIT_BUG, 0, "libcurl cannot start");
	if (options != NULL)
		h->options = *options;
	if (h->options.connect_s == 0)
		h->options.connect_s = CONNECT_S;
	if (h->options.stall_s == 0)
		h->options.stall_s = STALL_S;
	h->multi = curl_multi_init();
	if (h->multi == NULL)
		die(EXIT_BUG, 0, "out of memory");
	return h;
}

static void
transfer_free(struct transfer *t)
{
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	buf_release(&t->answer.body);
	free(t);
}

void
http_free(struct http *h)
{
	struct transfer *t;

	while ((t = h->busy) != NULL) {
		h->busy = t->next;
		check(curl_multi_remove_handle(h->multi, t->easy));
		transfer_free(t);
	}
	while ((t = h->idle) != NULL) {
		h->idle = t->next;
		transfer_free(t);
	}
	check(curl_multi_cleanup(h->multi));
	curl_global_cleanup();
	free(h);
}

static size_t
on_header(char *p, size_t one, size_t n, void *user)
{
	struct transfer *t = user;
	size_t length = http_header_read(&t->answer, slice_of(p, n));

	(void)one;
	if (length > 0 && length <= RESERVE_MAX && length <= t->max)
		buf_reserve(&t->answer.body, length);
	return n;
}

static size_t
on_body(char *p, size_t one, size_t n, void *user)
{
	struct transfer *t = user;

	(void)one;
	if (n > t->max - t->answer.body.n) {
		t->too_large = true;
		return 0;
	}
	buf_add(&t->answer.body, p, n);
	return n;
}

static struct transfer *
transfer_get(struct http *h)
{
	struct transfer *t = h->idle;

	if (t != NULL) {
		h->idle = t->next;
		curl_easy_reset(t->easy);
	} else {
		t = xcalloc(1, sizeof *t);
		t->easy = curl_easy_init();
		if (t->easy == NULL)
			die(EXIT_BUG, 0, "out of memory");
	}
	t->http = h;
	t->next = h->busy;
	h->busy = t;
	t->too_large = false;
	t->error[0] = '\0';
	t->answer = (struct http_answer){.body = BUF_INIT, .retry_after = -1};
	http_header_forget(&t->answer);
	return t;
}

static void
add_header(struct transfer *t, const char *line)
{
	struct curl_slist *longer;

	if (strpbrk(line, "\r\n") != NULL)
		die(EXIT_BUG, 0, "a line break in a header");
	longer = curl_slist_append(t->headers, line);
	if (longer == NULL)
		die(EXIT_BUG, 0, "out of memory");
	t->headers = longer;
}

static void
set_headers(struct transfer *t, const struct http_request *r)
{
	bool typed = false;

	for (const char *const *h = r->headers; h != NULL && *h != NULL; h++) {
		typed |= strncasecmp(*h, "content-type:", 13) == 0;
		add_header(t, *h);
	}
	if (r->body.p != NULL) {
		add_header(t, "Expect:"); /* no second's wait for a "100 Continue" */
		if (!typed)
			add_header(t, "Content-Type:"); /* not libcurl's guess */
	}
	SET(t, CURLOPT_HTTPHEADER, t->headers);
}

static void
set_method(struct transfer *t, const struct http_request *r)
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
set_auth(struct transfer *t, const struct http_request *r)
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

/* libcurl itself looks at neither; the curl command and everything built on OpenSSL does. */
static void
set_certificates(struct transfer *t)
{
	const char *file = getenv("SSL_CERT_FILE"), *dir = getenv("SSL_CERT_DIR");

	if (file != NULL && *file != '\0')
		SET(t, CURLOPT_CAINFO, file);
	if (dir != NULL && *dir != '\0')
		SET(t, CURLOPT_CAPATH, dir);
}

static void
set_protocols(struct transfer *t, const struct http_request *r)
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

static void
set_transfer(struct transfer *t)
{
	SET(t, CURLOPT_PRIVATE, (char *)t);
	SET(t, CURLOPT_ERRORBUFFER, t->error);
	SET(t, CURLOPT_WRITEFUNCTION, on_body);
	SET(t, CURLOPT_WRITEDATA, t);
	SET(t, CURLOPT_HEADERFUNCTION, on_header);
	SET(t, CURLOPT_HEADERDATA, t);
	SET(t, CURLOPT_USERAGENT, "gc-tools/" GC_VERSION);
	SET(t, CURLOPT_ACCEPT_ENCODING, "");
	SET(t, CURLOPT_NOSIGNAL, 1L);
	SET(t, CURLOPT_TCP_KEEPALIVE, 1L);
	SET(t, CURLOPT_CONNECTTIMEOUT, t->http->options.connect_s);
	SET(t, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
	SET(t, CURLOPT_LOW_SPEED_TIME, t->http->options.stall_s);
}

void
http_send(struct http *h, const struct http_request *r, void (*done)(void *, struct http_answer *),
    void *mine)
{
	struct transfer *t = transfer_get(h);

	t->max = r->max != 0 ? r->max : BUF_MAX;
	t->done = done;
	t->mine = mine;
	set_transfer(t);
	SET(t, CURLOPT_URL, r->url);
	SET(t, CURLOPT_PATH_AS_IS, 1L); /* an id of ".." stays one */
	set_protocols(t, r);
	set_certificates(t);
	set_method(t, r);
	set_headers(t, r);
	set_auth(t, r);
	check(curl_multi_add_handle(h->multi, t->easy));
	h->active++;
}

static enum http_fault
fault_of(const struct transfer *t, CURLcode code)
{
	double sending = 0; /* seconds from the start until the request began to leave */

	switch (code) {
	case CURLE_OK:
		return HTTP_ANSWERED;
	case CURLE_OUT_OF_MEMORY:
		die(EXIT_BUG, 0, "out of memory");
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
		return HTTP_HOPELESS;
	default:
		break;
	}
	if (t->too_large)
		return HTTP_HOPELESS;
	if (curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME, &sending) != CURLE_OK)
		return HTTP_BROKEN;
	return sending > 0 ? HTTP_BROKEN : HTTP_UNSENT;
}

static void
read_result(struct transfer *t, CURLcode code)
{
	struct http_answer *a = &t->answer;
	curl_off_t after = 0;

	a->fault = fault_of(t, code);
	if (a->fault != HTTP_ANSWERED) {
		a->why = t->too_large          ? "the answer is too large"
			 : t->error[0] != '\0' ? t->error
					       : curl_easy_strerror(code);
		return;
	}
	if (curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &a->status) != CURLE_OK)
		a->status = 0;
	/* 0 is "none" as well as "at once"; a date in the past was negative before libcurl 8.12 */
	if (curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &after) == CURLE_OK && after > 0)
		a->retry_after = after < INT32_MAX ? (int64_t)after * 1000 : INT32_MAX;
}

static void
take_out(struct http *h, const struct transfer *t)
{
	struct transfer **p = &h->busy;

	while (*p != t)
		p = &(*p)->next;
	*p = t->next;
	h->active--;
}

static void
finish(struct http *h, CURL *easy, CURLcode code)
{
	char *private = NULL;
	struct transfer *t;

	if (curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private) != CURLE_OK || private == NULL)
		die(EXIT_BUG, 0, "libcurl lost a transfer");
	t = (struct transfer *)(void *)private;
	read_result(t, code);
	check(curl_multi_remove_handle(h->multi, easy));
	take_out(h, t);
	h->ended++;
	t->done(t->mine, &t->answer);
	buf_release(&t->answer.body);
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	t->next = h->idle;
	h->idle = t;
}

/* Move what can be moved now; true if something has ended. */
static bool
step(struct http *h)
{
	size_t before = h->ended;
	CURLMsg *m;
	int n;

	check(curl_multi_perform(h->multi, &n));
	while ((m = curl_multi_info_read(h->multi, &n)) != NULL) {
		/* The message dies with the removal of its handle. */
		if (m->msg == CURLMSG_DONE)
			finish(h, m->easy_handle, m->data.result);
	}
	return h->ended != before;
}

enum http_event
http_wait(struct http *h, int fd, int64_t ms)
{
	int64_t end = ms < 0 ? INT64_MAX : clock_ms() + ms, left;
	struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};

	for (;;) {
		if (step(h))
			return HTTP_ENDED;
		if (ms < 0 && h->active == 0 && fd < 0)
			return HTTP_NOTHING;
		left = ms < 0 ? POLL_MS : end - clock_ms();
		if (left <= 0)
			return HTTP_NOTHING;
		extra.revents = 0;
		check(curl_multi_poll(
		    h->multi, &extra, fd >= 0, (int)(left < POLL_MS ? left : POLL_MS), NULL));
		if (extra.revents != 0)
			return step(h) ? HTTP_ENDED : HTTP_READABLE;
	}
}

size_t
http_active(const struct http *h)
{
	return h->active;
}
