/*
 * http_server.h - a server for the tests of transfers, in a process of its own: what it answers is in
 * the path. A test program includes it once.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/io.h"
#include "http/http.h"

static int port;
static int dead_port; /* nobody listens there */

/* The server's side. */

static void
http_server_reply(int fd, const char *text)
{
	if (!io_write(fd, text, strlen(text)))
		_exit(1);
}

static void
reply_fill(int fd, const char *before, char c, size_t n, const char *after)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_putc(&b, c);
	buf_puts(&b, after);
	if (!io_write(fd, b.p, b.n))
		_exit(1);
	buf_release(&b);
}

static void
reply_echo(int fd, const struct buf *request)
{
	char head[128];

	snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", request->n);
	http_server_reply(fd, head);
	if (!io_write(fd, request->p, request->n))
		_exit(1);
}

static void
reply_many_headers(int fd)
{
	http_server_reply(fd, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 300; i++)
		reply_fill(fd, "X-Filler: ", 'x', 1000, "\r\n");
	http_server_reply(fd, "\r\n");
}

static bool
is_for(const struct buf *request, const char *path)
{
	const char *at = strchr(request->p, ' ');

	return at != NULL && strncmp(at + 1, path, strlen(path)) == 0 &&
	       at[1 + strlen(path)] == ' ';
}

static void
http_server_answer(int fd, const struct buf *request)
{
	static const char ok_head[] = "HTTP/1.1 200 OK\r\n", later[] = "HTTP/1.1 429 Later\r\n";

	if (is_for(request, "/long-line"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\nX-A: ", 'x', 70000, "\r\n\r\n");
	else if (is_for(request, "/longest-line"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\nX-A: ", 'x', 200000, "\r\n\r\n");
	else if (is_for(request, "/many-lines"))
		reply_many_headers(fd);
	else if (is_for(request, "/announced"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", 'x', 5000, "");
	else if (is_for(request, "/endless"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\n\r\n", 'x', 5000, "");
	else if (is_for(request, "/short"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", 'x', 5, "");
	else if (is_for(request, "/shorter"))
		reply_fill(fd, "HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n", 'x', 5, "");
	else if (is_for(request, "/soon"))
		reply_fill(fd, later, '\r', 0, "Retry-After: 7\r\nContent-Length: 0\r\n\r\n");
	else if (is_for(request, "/never"))
		reply_fill(
		    fd, later, '\r', 0, "Retry-After: 9999999999\r\nContent-Length: 0\r\n\r\n");
	else if (is_for(request, "/trickle"))
		reply_fill(fd, ok_head, '\r', 0, "Content-Length: 50\r\n\r\nx");
	else if (!is_for(request, "/silent"))
		reply_echo(fd, request);
}

/* One request, with as much of a body as fits into the first reads; then the answer. */
static void
http_server_serve(int fd)
{
	struct buf request = BUF_INIT;
	char chunk[4096];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) > 0) {
		buf_add(&request, chunk, (size_t)n);
		if (request.p[0] < 'A') /* TLS, which is not spoken here */
			_exit(0);
		if (strstr(request.p, "\r\n\r\n") != NULL)
			break;
	}
	if (n > 0)
		http_server_answer(fd, &request);
	if (n > 0 && (is_for(&request, "/silent") || is_for(&request, "/trickle")))
		while (read(fd, chunk, sizeof chunk) > 0) /* until the client has had enough */
			continue;
	_exit(0);
}

static int
listen_somewhere(int *at_port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		abort();
	*at_port = ntohs(at.sin_port);
	return fd;
}

static pid_t
start_server(void)
{
	int fd = listen_somewhere(&port), one;
	pid_t pid;

	if (listen(fd, 16) != 0)
		abort();
	pid = fork();
	if (pid == 0) {
		signal(SIGCHLD, SIG_IGN);
		while ((one = accept(fd, NULL, NULL)) >= 0) {
			if (fork() == 0)
				http_server_serve(one);
			close(one);
		}
		_exit(1);
	}
	close(fd);
	return pid;
}

/* The client's side. */

#endif
