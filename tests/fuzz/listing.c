/*
 * Listings, whatever the server answers: reading ends, no element comes twice or without an id, and
 * what is called complete is what the server says there is.
 *
 * The input is a type's number and then one answer a line, given one after the other and from the
 * start again; a line that begins with '!' is a failure. After REQUESTS_MAX of them all fail: a
 * listing that is still read then has to end soon.
 */
#include "base/idset.h"
#include "base/mem.h"
#include "fuzz.h"
#include "org/api.h"

enum { REQUESTS_MAX = 3000, MORE = 64, PAGE_SIZE = 5, WAITING_MAX = 64 };

static struct fuzz_listing_server {
	struct slice answers, rest;
	struct call *waiting[WAITING_MAX];
	size_t n, requests;
} server;

static struct slice
next_answer(void)
{
	struct slice s;
	const char *end;

	if (server.rest.n == 0)
		server.rest = server.answers;
	s = server.rest;
	end = s.n > 0 ? memchr(s.p, '\n', s.n) : NULL;
	if (end != NULL)
		s.n = (size_t)(end - s.p);
	server.rest =
	    slice_of(server.rest.p + s.n + (end != NULL), server.rest.n - s.n - (end != NULL));
	return s;
}

/* These three stand in for the engine's (call.c), all that a reader calls of it. */
void
call_submit(struct calls *calls, struct call *c)
{
	(void)calls;
	fuzz_must(server.n < WAITING_MAX);
	fuzz_must(++server.requests < REQUESTS_MAX + MORE);
	server.waiting[server.n++] = c;
}

bool
calls_wait(struct calls *calls, int fd, int64_t ms)
{
	(void)calls;
	(void)fd;
	(void)ms;
	fuzz_must(server.n > 0);
	for (size_t i = 0; i < server.n; i++) {
		struct call *c = server.waiting[i];
		struct slice s = next_answer();
		bool fails = server.requests >= REQUESTS_MAX || (s.n > 0 && *s.p == '!');
		c->status = fails ? 503 : 200;
		c->verdict = fails ? CALL_TEMPORARY : CALL_OK;
		c->message = fails ? xstrdup("failed") : NULL;
		buf_clear(&c->body);
		if (!fails)
			buf_add_slice(&c->body, s);
		c->done(c);
	}
	server.n = 0;
	return false;
}

void
calls_keep(struct calls *calls, size_t bytes)
{
	(void)calls;
	(void)bytes;
}

static void
on_element(void *user, struct slice id, struct slice element)
{
	struct idset *seen = user;
	size_t known = seen->n;

	fuzz_must(id.n > 0 && element.n > 0);
	fuzz_must(idset_add(seen, id) == known);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct idset seen = IDSET_INIT;
	struct api_list l = {
	    .page_size = PAGE_SIZE, .parent = slice_str("p"), .element = on_element, .user = &seen};
	size_t n;
	const struct type *types = type_table(&n);

	if (size < 2)
		return 0;
	l.type = &types[data[0] % n];
	server.answers = fuzz_text(data + 1, size - 1);
	server.rest = server.answers;
	server.n = server.requests = 0;
	api_list(&l);
	fuzz_must(l.found == seen.n);
	fuzz_must((l.code == EXIT_OK) == (l.why.n == 0));
	if (l.code == EXIT_OK)
		fuzz_must(l.total < 0 || l.found == (size_t)l.total);
	else if (l.code != EXIT_PARTIAL)
		fuzz_must(l.found == 0);
	api_list_release(&l);
	idset_release(&seen);
	return 0;
}
