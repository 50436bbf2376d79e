/* http.c - HTTP requests, each tried once, any number at a time */
#include "http_transfer.h"
#include "clock.h"
#include "err.h"
#include "mem.h"

enum { CONNECT_S = 15, STALL_S = 60, POLL_MS = 1000 /* at a time */ };

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

static struct transfer *
transfer_get(struct http *h)
{
	struct transfer *t = h->idle;

	if (t != NULL)
		h->idle = t->next;
	else
		t = transfer_new();
	t->next = h->busy;
	h->busy = t;
	return t;
}

void
http_send(struct http *h, const struct http_request *r, void (*done)(void *, struct http_answer *),
    void *mine)
{
	struct transfer *t = transfer_get(h);

	t->done = done;
	t->mine = mine;
	transfer_prepare(t, r, &h->options);
	check(curl_multi_add_handle(h->multi, t->easy));
	h->active++;
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
	struct transfer *t = transfer_of(easy);

	transfer_judge(t, code);
	check(curl_multi_remove_handle(h->multi, easy));
	take_out(h, t);
	h->ended++;
	t->done(t->mine, &t->answer);
	transfer_reset(t);
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
