/*
 * Transfers of a server that sends large bodies side by side: one budget of memory for all. And the
 * rule by which a transfer is too slow.
 */
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "http/http.h"
#include "base/mem.h"
#include "http/http_speed.h"
#include "tap.h"

enum { PARALLEL = 6, MEG = 1 << 20 };

/* What the server sends to each request: so many bytes, in a body whose end it announces or not. */
static const size_t body_size = 3 * MEG;

static void
serve_one(int fd)
{
	static char block[1 << 16];
	size_t left = body_size;
	ssize_t n = read(fd, block, sizeof block);

	memset(block, 'x', sizeof block);
	if (n > 0)
		n = dprintf(fd, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
	while (n > 0 && left > 0) {
		n = write(fd, block, left < sizeof block ? left : sizeof block);
		left -= n > 0 ? (size_t)n : 0;
	}
	_exit(0);
}

/* A process that answers each connection in a process of its own, until it is killed. */
static pid_t
http_start_server(int *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0), one;
	pid_t pid;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 || listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		abort();
	*port = ntohs(at.sin_port);
	pid = fork();
	if (pid == 0) {
		signal(SIGCHLD, SIG_IGN);
		signal(SIGPIPE, SIG_DFL);
		while ((one = accept(fd, NULL, NULL)) >= 0) {
			if (fork() == 0)
				serve_one(one);
			close(one);
		}
		_exit(1);
	}
	close(fd);
	return pid;
}

struct http_run {
	struct http *http;
	char url[64];
	bool once;
	size_t whole, crowded, other, order[PARALLEL];
};

struct one {
	struct http_run *run;
	uint64_t rank;
	bool again;
};

static void
note_done(void *mine, struct http_answer *a)
{
	struct one *one = mine;
	struct http_run *r = one->run;

	if (a->fault == HTTP_CROWDED) {
		r->crowded++;
		one->again = true;
	} else if (a->fault == HTTP_ANSWERED && a->body.n == body_size) {
		r->order[r->whole++] = (size_t)one->rank;
	} else {
		r->other++;
	}
}

static void
http_send_one(struct http_run *r, struct one *one)
{
	struct http_request q = {
	    .method = "GET", .url = r->url, .rank = one->rank, .once = r->once};

	one->again = false;
	http_send(r->http, &q, note_done, one);
}

/* PARALLEL requests with so much memory; those that were crowded out are sent again. */
static struct http_run
http_run(int port, size_t budget, size_t kept, bool once)
{
	struct http_options o = {.budget = budget, .stall_s = 30};
	struct http_run r = {.http = http_new(&o), .once = once};
	struct one all[PARALLEL];

	snprintf(r.url, sizeof r.url, "http://127.0.0.1:%d/", port);
	http_keep(r.http, kept);
	for (size_t i = 0; i < PARALLEL; i++) {
		all[i] = (struct one){.run = &r, .rank = i};
		http_send_one(&r, &all[i]);
	}
	while (http_wait(r.http, -1, -1) == HTTP_ENDED)
		for (size_t i = 0; i < PARALLEL; i++)
			if (all[i].again)
				http_send_one(&r, &all[i]);
	http_free(r.http);
	return r;
}

static bool
http_in_order(const struct http_run *r)
{
	for (size_t i = 0; i < PARALLEL; i++)
		if (r->order[i] != i)
			return false;
	return true;
}

static void
http_test_budget(void)
{
	struct http_run r;
	int port;
	pid_t server = http_start_server(&port);

	r = http_run(port, 64 * (size_t)MEG, 0, false);
	ok(r.whole == PARALLEL && r.crowded == 0, "with memory for all nothing is given up");
	r = http_run(port, 4 * (size_t)MEG, 0, false);
	ok(r.whole == PARALLEL && r.other == 0, "with memory for one all arrive (%zu crowded out)",
	    r.crowded);
	r = http_run(port, MEG, 0, false);
	ok(r.whole == PARALLEL && http_in_order(&r), "bodies beyond the budget pass, one by one");
	r = http_run(port, 64 * (size_t)MEG, 64 * (size_t)MEG, false);
	ok(r.whole == PARALLEL && http_in_order(&r), "also when the caller holds all of it");
	r = http_run(port, 4 * (size_t)MEG, 5 * (size_t)MEG, false);
	ok(r.whole == PARALLEL && http_in_order(&r), "or more than all");
	r = http_run(port, 4 * (size_t)MEG, 0, true);
	ok(r.whole == PARALLEL && r.crowded == 0, "what must not be sent again is not given up");
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
}

static void
http_test_speed(void)
{
	struct http_speed s = {HTTP_IDLE, 0, 0};

	ok(http_speed_left(&s, HTTP_IDLE, 0, 99, 5) == INT64_MAX, "nobody waits for a connection");
	ok(http_speed_left(&s, HTTP_SENDING, 0, 1000, 5) == 5000, "five seconds to send");
	ok(http_speed_left(&s, HTTP_SENDING, 4999, 2000, 5) == 4000, "less in the next second");
	ok(http_speed_left(&s, HTTP_SENDING, 900000, 3000, 5) == 5000, "bytes win time");
	ok(http_speed_left(&s, HTTP_THINKING, 900000, 3100, 5) == 5000 &&
		http_speed_left(&s, HTTP_THINKING, 900000, 8100, 5) == 0,
	    "what was sent is no credit for the server's silence");
	ok(http_speed_left(&s, HTTP_RECEIVING, 900100, 8100, 5) == 5000, "the answer begins");
	ok(http_speed_left(&s, HTTP_RECEIVING, 904000, 13000, 5) == 100, "it trickles");
	ok(http_speed_left(&s, HTTP_RECEIVING, 905100, 13050, 5) == 5000, "just fast enough");
	ok(http_speed_left(&s, HTTP_IDLE, 905100, 13100, 5) == INT64_MAX &&
		http_speed_left(&s, HTTP_RECEIVING, 905100, 99000, 5) == 5000,
	    "a pause does not count");
}

/* libcurl starts with the first request; until then a descriptor is waited for without it. */
static void
http_test_nothing_sent(void)
{
	struct http *h = http_new(NULL);
	int pair[2];
	bool piped = pipe(pair) == 0;

	ok(piped && http_wait(h, -1, -1) == HTTP_NOTHING &&
		http_wait(h, pair[0], 1) == HTTP_NOTHING,
	    "nothing is under way, and nothing can be read");
	ok(write(pair[1], ".", 1) == 1 && http_wait(h, pair[0], -1) == HTTP_READABLE,
	    "a byte can be read");
	close(pair[1]);
	ok(read(pair[0], &(char){0}, 1) == 1 && http_wait(h, pair[0], -1) == HTTP_READABLE,
	    "its end, too");
	close(pair[0]);
	http_free(h);
}

int
main(void)
{
	http_test_speed();
	http_test_nothing_sent();
	http_test_budget();
	return tap_done();
}
