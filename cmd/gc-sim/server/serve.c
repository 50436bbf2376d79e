/*
 * serve.c - the HTTP server
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

#include "base/err.h"
#include "base/mem.h"
#include "server/routes.h"
#include "server/serve.h"
#include "clock/simclock.h"
#include "wire/wire.h"

static struct sim *sim;
static struct MHD_Daemon *server;
static sigset_t waiting_mask; /* what is blocked while waiting: not our two signals */
static volatile sig_atomic_t stopping;

static enum MHD_Result
add_query(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	pairs_add(to, name, value != NULL ? value : "");
	return MHD_YES;
}

static struct exchange *
serve_begin(struct MHD_Connection *connection, const char *method, const char *path)
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

/* Carry the request out, and hold its answer for as long as it is to take. */
static enum MHD_Result
serve_answer(struct exchange *x)
{
	long long hold;

	x->answered = true;
	route_answer(&x->request);
	hold = x->request.control ? 0 : sim->latency_ms + x->request.reply.hold_ms;
	if (hold == 0)
		return exchange_send(x);
	exchange_wait(x, hold);
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
		*state = serve_begin(connection, method, path);
		return MHD_YES;
	}
	if (*left > 0) {
		if (!buf_fits(&x->request.body, *left))
			return MHD_NO;
		buf_add(&x->request.body, piece, *left);
		*left = 0;
		return MHD_YES;
	}
	return x->answered ? exchange_send(x) : serve_answer(x);
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
	sim->stats.since = simclock_ms();
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
serve_wait_ms(long long next_timer)
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

		timers_run(&sim->timers, simclock_ms());
		if (MHD_run(server) != MHD_YES)
			die(EXIT_BUG, 0, "libmicrohttpd stopped");
		ms = serve_wait_ms(timers_wait(&sim->timers, simclock_ms()));
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
	while (sim->timers.n > 0)
		timers_run(&sim->timers, sim->timers.v[0].due);
	MHD_stop_daemon(server);
	timers_release(&sim->timers);
}
