/* wire.c - send a response: compressed, damaged or as it is */
#include "wire/wire.h"

#include <sys/socket.h>

#include "base/err.h"
#include "wire/gzip.h"
#include "clock/simclock.h"

enum {
	GZIP_FROM = 1024, /* bytes; shorter answers gain nothing */
	PIECE = 65536,    /* bytes a reader is asked for */
	SLOW_TICKS = 20   /* pieces a second of a slow answer */
};

const char *
request_header(const struct request *rq, const char *name)
{
	return MHD_lookup_connection_value(rq->connection, MHD_HEADER_KIND, name);
}

static void
resume_exchange(void *what)
{
	struct exchange *x = what;

	MHD_resume_connection(x->connection);
}

void
exchange_wait(struct exchange *x, long long ms)
{
	timers_add(&x->request.sim->timers, simclock_ms() + ms, resume_exchange, x);
	MHD_suspend_connection(x->connection);
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

/* Stores send recordings as they are. */
static bool
is_audio(const struct reply *reply)
{
	return reply->type != NULL && strncmp(reply->type, "audio/", 6) == 0;
}

/* The bytes to send, packed where that was agreed on, or where a fault wants it. */
static struct slice
pack_reply(struct exchange *x)
{
	struct reply *reply = &x->request.reply;
	struct slice plain = buf_slice(&reply->body);
	bool forced = reply->wire == WIRE_GZIP || reply->wire == WIRE_BADGZIP;

	if (!forced && (plain.n < GZIP_FROM || is_audio(reply) || !accepts_gzip(&x->request)))
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
		exchange_wait(x, 1000 / SLOW_TICKS);
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
	struct stats *stats = &x->request.sim->stats;

	if (x->request.control)
		return;
	stats->bytes += x->bytes.n;
	stats->statuses[x->request.reply.wire == WIRE_RESET ? 0 : x->request.reply.status]++;
	debug("%s %s %u", x->request.method, x->request.path, x->request.reply.status);
}

enum MHD_Result
exchange_send(struct exchange *x)
{
	struct request *rq = &x->request;
	struct MHD_Response *r;
	enum MHD_Result queued;

	x->bytes = pack_reply(x);
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
