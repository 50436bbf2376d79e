/* A host that is gone: each call is tried again, but not for ever one after the other. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "http/call.h"
#include "tap.h"

/* A port of this machine where nobody listens. */
static int
free_port(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0), port = 0;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&at, len) == 0 &&
	    getsockname(fd, (struct sockaddr *)&at, &len) == 0)
		port = ntohs(at.sin_port);
	close(fd);
	return port;
}

int
main(void)
{
	char base[64];
	struct calls_options o = {.base = base,
	    .retry = {.retries = 3, .base_ms = 120, .cap_ms = 240, .give_up_ms = 1000}};
	struct call first = {.method = "GET", .path = "/x"}, second = first, last = first;
	struct calls *calls;
	int64_t since;

	snprintf(base, sizeof base, "http://127.0.0.1:%d", free_port());
	calls = calls_new(&o);
	call_fetch(calls, &first);
	since = clock_ms();
	ok(first.verdict == CALL_TEMPORARY && first.tries > 1, "the first call is tried again");
	/* Each wait is drawn by lot: as many calls as fill the time, and no fixed number of them. */
	while (clock_ms() - since <= o.retry.give_up_ms) {
		call_release(&second);
		second = last;
		call_fetch(calls, &second);
	}
	call_fetch(calls, &last);
	ok(last.verdict == CALL_TEMPORARY && last.tries == 1,
	    "one that begins when the host has long been silent is not");
	call_release(&first);
	call_release(&second);
	call_release(&last);
	calls_free(calls);
	return tap_done();
}
