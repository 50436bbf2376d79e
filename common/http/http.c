/* http.c - HTTP requests, any number at a time, without retries */
#include <poll.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "cli/progress.h"
#include "http/http_budget.h"

enum {
	CONNECT_S = 15,
	STALL_S = 60,
	POLL_MS = 1000, /* at a time */
	LOOK_MS = 100,  /* between looks at how fast the transfers are */
	ROOM = 1 << 20  /* bytes that the first transfer is given at least by others' end */
};

struct http {
	CURLM *multi;
	struct http_options options;
	struct transfer *idle, *busy;
	struct http_budget budget;
	size_t active, ended;
	int64_t next_look; /* clock_ms() */
};

static void
http_check(CURLMcode code)
{
	mem_require(code != CURLM_OUT_OF_MEMORY);
	if (code != CURLM_OK)
		die(EXIT_BUG, 0, "libcurl: %s", curl_multi_strerror(code));
}

/*
 * libcurl reports "out of memory" also if a server's line is too long for it. Its memory comes
 * from mem.h, which ends the program itself, so the error can only mean a long line.
 */
static void *
http_realloc(void *p, size_t size)
{
	void *moved = realloc(p, size);

	mem_require(moved != NULL || size == 0);
	return moved;
}

struct http *
http_new(const struct http_options *options)
{
	struct http *h = xcalloc(1, sizeof *h);

	if (options != NULL)
		h->options = *options;
	if (h->options.stall_s == 0)
		h->options.stall_s = STALL_S;
	if (h->options.connect_s == 0)
		h->options.connect_s =
		    h->options.stall_s < CONNECT_S ? h->options.stall_s : CONNECT_S;
	h->budget.max = h->options.budget != 0 ? h->options.budget : BUF_MAX;
	return h;
}

/* Before the first request: libcurl and TLS take longer to start than a run with nothing to do. */
static void
http_start(struct http *h)
{
	if (h->multi != NULL)
		return;
	libcurl_load();
	if (curl_global_init_mem(
		CURL_GLOBAL_DEFAULT, xmalloc, free, http_realloc, xstrdup, xcalloc) != CURLE_OK)
		die(EXIT_BUG, 0, "libcurl cannot start");
	h->multi = curl_multi_init();
	mem_require(h->multi != NULL);
}

void
http_free(struct http *h)
{
	struct transfer *t;

	while ((t = h->busy) != NULL) {
		h->busy = t->next;
		http_check(curl_multi_remove_handle(h->multi, t->easy));
		transfer_free(t);
	}
	while ((t = h->idle) != NULL) {
		h->idle = t->next;
		transfer_free(t);
	}
	if (h->multi != NULL) {
		http_check(curl_multi_cleanup(h->multi));
		curl_global_cleanup();
	}
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
	struct transfer *t;

	http_start(h);
	t = transfer_get(h);
	t->done = done;
	t->mine = mine;
	t->budget = &h->budget;
	transfer_prepare(t, r, &h->options);
	http_check(curl_multi_add_handle(h->multi, t->easy));
	h->active++;
	http_budget_elect(&h->budget, h->busy);
	progress_request();
	progress_transferred(r->body.n);
}

static void
take_out(struct http *h, const struct transfer *t)
{
	struct transfer **p = &h->busy;

	while (*p != NULL && *p != t)
		p = &(*p)->next;
	if (*p == NULL)
		die(EXIT_BUG, 0, "a transfer that was not under way has ended");
	*p = t->next;
	h->active--;
	h->budget.held -= t->answer.body.n;
	http_budget_elect(&h->budget, h->busy);
}

static void
http_finish(struct http *h, CURL *easy, CURLcode code)
{
	struct transfer *t = transfer_of(easy);

	transfer_judge(t, code);
	http_check(curl_multi_remove_handle(h->multi, easy));
	take_out(h, t);
	h->ended++;
	t->done(t->mine, &t->answer);
	transfer_reset(t);
	t->next = h->idle;
	h->idle = t;
}

/* Resume a paused transfer, which may pause again at once. */
static void
http_resume(struct http *h, struct transfer *t)
{
	CURLcode code;

	t->paused = false;
	code = curl_easy_pause(t->easy, CURLPAUSE_CONT);
	if (code != CURLE_OK)
		http_finish(h, t->easy, code);
}

/* The first transfer has no memory: abort the newest ones. */
static void
http_make_room(struct http *h, struct transfer *first)
{
	struct http_budget *b = &h->budget;
	struct transfer *victim;

	b->tight = true;
	while (b->held + b->kept + ROOM > b->max &&
	       (victim = http_budget_victim(b, h->busy)) != NULL) {
		victim->trouble = TRANSFER_CROWDED;
		http_finish(h, victim->easy, CURLE_OK);
	}
	first->may_exceed = b->held + b->kept + ROOM > b->max;
}

/* Resume transfers that wait for memory, as far as there is some. */
static void
share_memory(struct http *h)
{
	struct transfer *next;

	for (struct transfer *t = h->busy; t != NULL; t = t->next) {
		if (t == h->budget.first && t->paused) {
			http_make_room(h, t);
			http_resume(h, t);
			return;
		}
	}
	for (struct transfer *t = h->busy; t != NULL; t = next) {
		next = t->next;
		if (t->paused && http_budget_admits(&h->budget, t, CURL_MAX_WRITE_SIZE))
			http_resume(h, t);
	}
}

/* End transfers that have been too slow for too long. */
static void
end_slow(struct http *h)
{
	int64_t now = clock_ms();
	struct transfer *next;

	if (now < h->next_look)
		return;
	h->next_look = now + LOOK_MS;
	for (struct transfer *t = h->busy; t != NULL; t = next) {
		next = t->next;
		if (transfer_left(t, now, h->options.stall_s) > 0)
			continue;
		transfer_slow(t, h->options.stall_s);
		http_finish(h, t->easy, CURLE_OPERATION_TIMEDOUT);
	}
}

/* Run all transfers; true if one has ended. */
static bool
http_step(struct http *h)
{
	size_t before = h->ended;
	CURLMsg *m;
	int n;

	if (h->multi == NULL)
		return false;
	http_check(curl_multi_perform(h->multi, &n));
	while ((m = curl_multi_info_read(h->multi, &n)) != NULL) {
		/* CURLMSG_DONE, the only one there is; it dies with the removal of its handle. */
		http_finish(h, m->easy_handle, m->data.result);
	}
	share_memory(h);
	end_slow(h);
	return h->ended != before;
}

/* Wait until a transfer moves, fd (or -1) can be read, or ms have passed; whether fd can be read. */
static bool
http_poll(struct http *h, int fd, int ms)
{
	struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};
	struct pollfd alone = {.fd = fd, .events = POLLIN};

	if (h->multi == NULL) {
		if (poll(&alone, 1, ms) < 0 && errno != EINTR)
			die(EXIT_BUG, errno, "poll");
		return alone.revents != 0;
	}
	http_check(curl_multi_poll(h->multi, &extra, fd >= 0, ms, NULL));
	return extra.revents != 0;
}

enum http_event
http_wait(struct http *h, int fd, int64_t ms)
{
	int64_t end = ms < 0 ? INT64_MAX : clock_ms() + ms, left, most;

	for (;;) {
		if (http_step(h))
			return HTTP_ENDED;
		if (ms < 0 && h->active == 0 && fd < 0)
			return HTTP_NOTHING;
		left = ms < 0 ? POLL_MS : end - clock_ms();
		if (left <= 0)
			return HTTP_NOTHING;
		most = h->active > 0 ? LOOK_MS : POLL_MS;
		if (http_poll(h, fd, (int)(left < most ? left : most)))
			return http_step(h) ? HTTP_ENDED : HTTP_READABLE;
	}
}

void
http_keep(struct http *h, size_t bytes)
{
	h->budget.kept = bytes;
}

size_t
http_active(const struct http *h)
{
	return h->active;
}
