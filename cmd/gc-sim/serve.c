/*
 * serve.c - the org on the wire
 *
 * libmicrohttpd runs in this thread, woken by its epoll descriptor. A request is read whole, then
 * answered by call_answer(), then held for the latency: the connection is suspended and a timer
 * resumes it, so that waiting connections cost nothing and overlap.
 */
#include <microhttpd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/socket.h>

#include "call.h"
#include "clock.h"
#include "err.h"
#include "gzip.h"
#include "mem.h"
#include "serve.h"
#include "timer.h"

enum { GZIP_FROM = 1024 /* bytes; shorter answers gain nothing */ };

static struct sim *sim;
static struct MHD_Daemon *server;
static struct timers timers;
static sigset_t waiting_mask; /* what is blocked while waiting: not our two signals */
static volatile sig_atomic_t stopping;

/* One request on its way. */
struct exchange {
	struct call call;
	struct MHD_Connection *connection;
	bool answered;
};

const char *
call_header(const struct call *c, const char *name)
{
	return MHD_lookup_connection_value(c->connection, MHD_HEADER_KIND, name);
}

static void
resume(void *what)
{
	struct exchange *x = what;

	MHD_resume_connection(x->connection);
}

static enum MHD_Result
add_query(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	pairs_add(to, name, value != NULL ? value : "");
	return MHD_YES;
}

static struct exchange *
begin(struct MHD_Connection *connection, const char *method, const char *path)
{
	struct exchange *x = xcalloc(1, sizeof *x);

	call_init(&x->call, sim, method, path);
	x->connection = x->call.connection = connection;
	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_query, &x->call.query);
	return x;
}

static bool
accepts_gzip(const struct call *c)
{
	const char *header = call_header(c, "Accept-Encoding");

	return header != NULL && strstr(header, "gzip") != NULL;
}

/* A response of these bytes: kept ones as they are, others with the buffer they are in. */
static struct MHD_Response *
respond(struct buf *body, struct slice kept)
{
	struct MHD_Response *r;

	if (kept.n > 0)
		r = MHD_create_response_from_buffer(
		    kept.n, (void *)(uintptr_t)kept.p, MHD_RESPMEM_PERSISTENT);
	else if (body->n > 0)
		r = MHD_create_response_from_buffer(body->n, body->p, MHD_RESPMEM_MUST_FREE);
	else
		r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	if (r == NULL)
		die(EXIT_BUG, 0, "no memory for a response");
	if (kept.n == 0 && body->n > 0)
		buf_detach(body);
	return r;
}

static struct MHD_Response *
make_response(struct call *c)
{
	struct reply *reply = &c->reply;
	struct slice plain = reply->kept.n > 0 ? reply->kept : buf_slice(&reply->body);
	struct buf packed = BUF_INIT;
	struct MHD_Response *r;

	if (plain.n < GZIP_FROM || !accepts_gzip(c))
		return respond(&reply->body, reply->kept);
	gzip_bytes(plain, &packed);
	r = respond(&packed, slice_of(NULL, 0));
	MHD_add_response_header(r, "Content-Encoding", "gzip");
	return r;
}

static enum MHD_Result
send_reply(struct exchange *x)
{
	struct call *c = &x->call;
	struct MHD_Response *r = make_response(c);
	enum MHD_Result queued;

	MHD_add_response_header(r, "ININ-Correlation-Id", c->id);
	if (c->reply.type != NULL)
		MHD_add_response_header(r, "Content-Type", c->reply.type);
	for (size_t i = 0; i < c->reply.headers.n; i++)
		MHD_add_response_header(r, c->reply.headers.v[i].name, c->reply.headers.v[i].value);
	queued = MHD_queue_response(x->connection, c->reply.status, r);
	MHD_destroy_response(r);
	debug("%s %s %u", c->method, c->path, c->reply.status);
	return queued;
}

/*
 * libmicrohttpd calls this when a request's head is there, again for each piece of its body, at
 * its end, and once more when the connection is resumed.
 */
static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *path, const char *method,
    const char *version, const char *piece, size_t *left, void **state)
{
	struct exchange *x = *state;

	(void)cls;
	(void)version;
	if (x == NULL) {
		*state = begin(connection, method, path);
		return MHD_YES;
	}
	if (*left > 0) {
		if (!buf_fits(&x->call.body, *left))
			return MHD_NO;
		buf_add(&x->call.body, piece, *left);
		*left = 0;
		return MHD_YES;
	}
	if (!x->answered) {
		x->answered = true;
		call_answer(&x->call);
		if (sim->latency_ms > 0) {
			timers_add(&timers, clock_ms() + sim->latency_ms, resume, x);
			MHD_suspend_connection(connection);
			return MHD_YES;
		}
	}
	return send_reply(x);
}

static void
on_completed(
    void *cls, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
	struct exchange *x = *state;

	(void)cls;
	(void)connection;
	(void)why;
	if (x == NULL)
		return;
	call_release(&x->call);
	free(x);
	*state = NULL;
}

static void
on_signal(int number)
{
	(void)number;
	stopping = 1;
}

/* The signals come only while we wait, so that none is missed between a look and a wait. */
static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t ours;

	sigemptyset(&action.sa_mask);
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	if (sigprocmask(SIG_BLOCK, &ours, &waiting_mask) != 0 ||
	    sigaction(SIGTERM, &action, NULL) != 0 || sigaction(SIGINT, &action, NULL) != 0)
		die(EXIT_BUG, errno, "signals");
	sigdelset(&waiting_mask, SIGTERM);
	sigdelset(&waiting_mask, SIGINT);
}

void
serve_start(struct sim *s, long port)
{
	struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};

	sim = s;
	catch_signals();
	where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)port, NULL,
	    NULL, on_request, NULL, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&where,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
	if (server == NULL)
		die(EXIT_IO, errno, "cannot listen on 127.0.0.1:%ld", port);
}

unsigned
serve_port(void)
{
	return MHD_get_daemon_info(server, MHD_DAEMON_INFO_BIND_PORT)->port;
}

/* Milliseconds that the loop may sleep, or -1: until something comes. */
static long long
nap(long long next_timer)
{
	MHD_UNSIGNED_LONG_LONG limit;

	if (MHD_get_timeout(server, &limit) != MHD_YES)
		return next_timer;
	if (next_timer >= 0 && next_timer < (long long)limit)
		return next_timer;
	return (long long)limit;
}

void
serve_run(void)
{
	int fd = MHD_get_daemon_info(server, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;

	while (!stopping) {
		long long next = timers_run(&timers, clock_ms()), ms;
		struct timespec wait;
		fd_set ready;

		if (MHD_run(server) != MHD_YES)
			die(EXIT_BUG, 0, "libmicrohttpd stopped");
		ms = nap(next);
		wait.tv_sec = (time_t)(ms / 1000);
		wait.tv_nsec = (long)(ms % 1000) * 1000000;
		FD_ZERO(&ready);
		FD_SET(fd, &ready);
		if (pselect(fd + 1, &ready, NULL, NULL, ms < 0 ? NULL : &wait, &waiting_mask) < 0 &&
		    errno != EINTR)
			die(EXIT_BUG, errno, "pselect");
	}
}

void
serve_stop(void)
{
	while (timers.n > 0)
		timers_run(&timers, timers.v[0].due);
	MHD_stop_daemon(server);
	timers_release(&timers);
}
