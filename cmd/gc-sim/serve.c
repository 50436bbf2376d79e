/*
 * serve.c - the org on the wire
 *
 * libmicrohttpd runs in this thread, woken by its epoll descriptor. A request is read whole, then
 * answered by route_answer(), then held for the latency: the connection is suspended and a timer
 * resumes it, so that waiting connections cost nothing and overlap.
 */
#include <microhttpd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/socket.h>

#include "route.h"
#include "clock.h"
#include "err.h"
#include "gzip.h"
#include "mem.h"
#include "serve.h"
#include "timer.h"

enum {
	GZIP_FROM = 1024, /* bytes; shorter answers gain nothing */
	PIECE = 65536,    /* bytes a reader is asked for */
	SLOW_TICKS = 20   /* pieces a second of a slow answer */
};

static struct sim *sim;
static struct MHD_Daemon *server;
static struct timers timers;
static sigset_t waiting_mask; /* what is blocked while waiting: not our two signals */
static volatile sig_atomic_t stopping;

/* One request on its way. */
struct exchange {
	struct request request;
	struct MHD_Connection *connection;
	struct buf packed;  /* the answer as gzip */
	struct slice bytes; /* what goes out */
	bool answered;      /* the call has its reply; what is left is to send it */
	bool waited;        /* a slow answer has waited for its next piece */
};

const char *
request_header(const struct request *rq, const char *name)
{
	return MHD_lookup_connection_value(rq->connection, MHD_HEADER_KIND, name);
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

	request_init(&x->request, sim, method, path);
	x->connection = x->request.connection = connection;
	sim->stats.in_flight += !x->request.control;
	if (sim->stats.in_flight > sim->stats.peak)
		sim->stats.peak = sim->stats.in_flight;
	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_query, &x->request.query);
	return x;
}

static bool
accepts_gzip(const struct request *rq)
{
	const char *header = request_header(rq, "Accept-Encoding");

	return header != NULL && strstr(header, "gzip") != NULL;
}

/* Dissolving the socket's association (connect(2), AF_UNSPEC) resets the connection at once. */
static void
reset_connection(struct exchange *x)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct sockaddr nowhere = {.sa_family = AF_UNSPEC};

	if (connect(info->connect_fd, &nowhere, sizeof nowhere) != 0)
		debug("reset: %s", strerror(errno));
}

/* The bytes to send, packed where that was agreed on, or where a fault wants it. */
static struct slice
pack(struct exchange *x)
{
	struct reply *reply = &x->request.reply;
	struct slice plain = buf_slice(&reply->body);
	bool forced = reply->wire == WIRE_GZIP || reply->wire == WIRE_BADGZIP;

	if (!forced && (plain.n < GZIP_FROM || !accepts_gzip(&x->request)))
		return plain;
	gzip_bytes(plain, &x->packed);
	if (reply->wire == WIRE_BADGZIP)
		x->packed.p[x->packed.n / 2] ^= 0x55;
	return buf_slice(&x->packed);
}

/* Damaged bytes go out by this: some at a time, or only half of them. */
static ssize_t
read_damaged(void *what, uint64_t at, char *to, size_t room)
{
	struct exchange *x = what;
	const struct reply *reply = &x->request.reply;
	size_t most = (size_t)(reply->rate / SLOW_TICKS + 1);

	if (at >= x->bytes.n)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (reply->wire == WIRE_SLOW && !x->waited) {
		x->waited = true;
		timers_add(&timers, clock_ms() + 1000 / SLOW_TICKS, resume, x);
		MHD_suspend_connection(x->connection);
		return 0;
	}
	x->waited = false;
	if (reply->wire == WIRE_SLOW && room > most)
		room = most;
	if (room > x->bytes.n - at)
		room = x->bytes.n - at;
	memcpy(to, x->bytes.p + at, room);
	return (ssize_t)room;
}

static struct MHD_Response *
make_response(struct exchange *x)
{
	enum wire wire = x->request.reply.wire;
	uint64_t length = wire == WIRE_CHOP ? MHD_SIZE_UNKNOWN : x->bytes.n;

	if (wire == WIRE_TORN || wire == WIRE_CHOP)
		x->bytes.n /= 2;
	if (wire == WIRE_TORN || wire == WIRE_CHOP || (wire == WIRE_SLOW && length > 0))
		return MHD_create_response_from_callback(length, PIECE, read_damaged, x, NULL);
	/* The bytes are the exchange's, which outlives the response. */
	return MHD_create_response_from_buffer(
	    x->bytes.n, (void *)(uintptr_t)x->bytes.p, MHD_RESPMEM_PERSISTENT);
}

static void
count_reply(struct exchange *x)
{
	struct stats *stats = &sim->stats;

	if (x->request.control)
		return;
	stats->bytes += x->bytes.n;
	stats->statuses[x->request.reply.wire == WIRE_RESET ? 0 : x->request.reply.status]++;
	debug("%s %s %u", x->request.method, x->request.path, x->request.reply.status);
}

static enum MHD_Result
send_reply(struct exchange *x)
{
	struct request *rq = &x->request;
	struct MHD_Response *r;
	enum MHD_Result queued;

	x->bytes = pack(x);
	count_reply(x);
	if (rq->reply.wire == WIRE_RESET) {
		reset_connection(x);
		return MHD_NO;
	}
	r = make_response(x);
	if (r == NULL)
		die(EXIT_BUG, 0, "no memory for a response");
	if (x->packed.n > 0)
		MHD_add_response_header(r, "Content-Encoding", "gzip");
	if (rq->reply.type != NULL)
		MHD_add_response_header(r, "Content-Type", rq->reply.type);
	MHD_add_response_header(r, "ININ-Correlation-Id", rq->id);
	for (size_t i = 0; i < rq->reply.headers.n; i++)
		MHD_add_response_header(
		    r, rq->reply.headers.v[i].name, rq->reply.headers.v[i].value);
	queued = MHD_queue_response(x->connection, rq->reply.status, r);
	MHD_destroy_response(r);
	return queued;
}

/* Carry the request out, and hold its answer for as long as it is to take. */
static enum MHD_Result
answer(struct exchange *x)
{
	long long hold;

	x->answered = true;
	route_answer(&x->request);
	hold = x->request.control ? 0 : sim->latency_ms + x->request.reply.hold_ms;
	if (hold == 0)
		return send_reply(x);
	timers_add(&timers, clock_ms() + hold, resume, x);
	MHD_suspend_connection(x->connection);
	return MHD_YES;
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
		if (!buf_fits(&x->request.body, *left))
			return MHD_NO;
		buf_add(&x->request.body, piece, *left);
		*left = 0;
		return MHD_YES;
	}
	return x->answered ? send_reply(x) : answer(x);
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
	sim->stats.in_flight -= !x->request.control;
	request_release(&x->request);
	buf_release(&x->packed);
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
	sim->stats.since = clock_ms();
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
		struct timespec wait;
		long long ms;
		fd_set ready;

		timers_run(&timers, clock_ms());
		if (MHD_run(server) != MHD_YES)
			die(EXIT_BUG, 0, "libmicrohttpd stopped");
		ms = nap(timers_wait(&timers, clock_ms()));
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
