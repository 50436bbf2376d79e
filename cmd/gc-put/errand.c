/* errand.c - chains of calls, any number side by side */
#include "archy.h"
#include "backup.h"
#include "base/cli.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/url.h"
#include "outcome.h"
#include "put.h"

/* Milliseconds before a step is tried again: doubled each time. */
enum { AGAIN_FIRST = 250, AGAIN_LAST = 30 * 1000 };

/* Milliseconds between two looks at something that the server does in its own time. */
enum { POLL_FIRST = 150, POLL_LAST = 5000 };

static void
called(struct call *c)
{
	struct errand *e = c->user;

	e->wrote |=
	    strcmp(c->method, "GET") != 0 && (c->verdict == CALL_OK || c->verdict == CALL_UNSURE);
	c->once = c->foreign = c->raw = false;
	c->headers = NULL;
	c->delay_ms = 0;
	buf_release(&e->out); /* it may be large */
	e->next(e);
}

static void
begin_call(struct errand *e, const char *method, errand_step *next)
{
	call_release(&e->call);
	e->call.method = method;
	e->call.path = e->path.p;
	e->call.body_out = e->out.n > 0 ? buf_slice(&e->out) : slice_of(NULL, 0);
	errand_submit(e, next);
}

void
errand_call(struct errand *e, const char *method, errand_step *next, const char *fmt, ...)
{
	va_list args;

	buf_clear(&e->path);
	va_start(args, fmt);
	url_vformat(&e->path, fmt, args);
	va_end(args);
	begin_call(e, method, next);
}

void
errand_call_url(struct errand *e, const char *method, errand_step *next, const char *url)
{
	buf_clear(&e->path);
	buf_puts(&e->path, url);
	begin_call(e, method, next);
}

void
errand_submit(struct errand *e, errand_step *next)
{
	e->next = next;
	e->call.done = called;
	e->call.user = e;
	call_submit(e->put->calls, &e->call);
}

static void
errand_sleep(struct errand *e, const char *what, int64_t ms, errand_step *next)
{
	e->next = next;
	e->due = clock_ms() + ms;
	e->due_for = what;
}

void
errand_poll(struct errand *e, const char *what, unsigned n, errand_step *next)
{
	int64_t ms = POLL_FIRST;

	if (n <= 1 || e->due_from == 0)
		e->due_from = clock_ms();
	while (n-- > 1 && ms < POLL_LAST)
		ms = ms * 3 / 2;
	errand_sleep(e, what, ms < POLL_LAST ? ms : POLL_LAST, next);
}

bool
errand_again(struct errand *e, errand_step *step)
{
	int64_t ms = AGAIN_FIRST;

	if ((long)e->tries >= cli_network.retries)
		return false;
	for (unsigned i = 0; i < e->tries && ms < AGAIN_LAST; i++)
		ms *= 2;
	e->tries++;
	e->due_from = 0;
	errand_sleep(e, "next try", ms, step);
	return true;
}

void
errand_keep_why(struct errand *e)
{
	buf_clear(&e->why);
	call_describe(&e->call, &e->why);
}

void
errand_end(struct errand *e, enum put_status status, const char *action, const char *fmt, ...)
{
	struct buf why = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&why, fmt, args);
	va_end(args);
	outcome_add(e->put->outcome, e, status, action, why.p);
	buf_release(&why);
	e->ended = true;
}

void
errand_failed(struct errand *e, const char *action, const char *doing)
{
	struct buf why = BUF_INIT;

	e->call_failed = true;
	if (e->call.verdict == CALL_FORBIDDEN)
		e->cause = CAUSE_FORBIDDEN;
	else if (e->call.verdict != CALL_REFUSED)
		e->cause = CAUSE_TEMPORARY;
	call_describe(&e->call, &why);
	errand_end(e, PUT_FAILED, action, "%s: %s", doing, why.p);
	buf_release(&why);
}

struct jx *
errand_answer(struct errand *e, const char *action)
{
	const char *why = NULL;
	struct jx *x = jx_parse(buf_slice(&e->call.body), &why);

	if (x == NULL)
		errand_end(e, PUT_FAILED, action, "the server's answer is not understood: %s", why);
	return x;
}

void
errand_take_body(struct errand *e)
{
	buf_release(&e->body);
	e->body = e->call.body;
	e->call.body = (struct buf)BUF_INIT;
}

static char *
decoded(const struct members *m, const char *key)
{
	struct buf b = BUF_INIT;

	json_unescape(members_string(m, key), &b);
	return buf_detach(&b);
}

struct errand *
errand_new(struct put *put, size_t index)
{
	struct errand *e = xcalloc(1, sizeof *e);
	struct buf label = BUF_INIT;

	e->put = put;
	e->index = index;
	spool_get(&put->spool, index, &e->text);
	if (!members_read(&e->m, &e->json, buf_slice(&e->text)))
		die(EXIT_BUG, 0, "a record that was read once cannot be read again");
	e->id = decoded(&e->m, "id");
	e->name = decoded(&e->m, "name");
	e->type = decoded(&e->m, "type");
	e->publish = put->option.restore ? json_is(members_string(&e->m, "backup"), "published")
					 : put->option.publish;
	buf_printf(&label, "%s:%zu: flow %s%s\"%s\"", put->spool.v[index].file,
	    put->spool.v[index].line, e->id, *e->id != '\0' ? " " : "", e->name);
	e->label = buf_detach(&label);
	e->newer = put->open;
	put->open = e;
	put->nopen++;
	return e;
}

static void
errand_free(struct errand *e)
{
	call_release(&e->call);
	jx_free(e->meta);
	json_release(&e->json);
	members_release(&e->m);
	buf_release(&e->text);
	buf_release(&e->meta_text);
	buf_release(&e->body);
	buf_release(&e->path);
	buf_release(&e->out);
	buf_release(&e->why);
	buf_release(&e->found);
	buf_release(&e->job);
	buf_release(&e->division);
	archy_free(e->archy);
	free(e->former);
	free(e->id);
	free(e->name);
	free(e->type);
	free(e->label);
	free(e->target);
	free(e);
}

void
errand_begin(struct put *put, size_t index)
{
	struct errand *e = errand_new(put, index);

	if (errand_wait_turn(e))
		return;
	if (put->option.stubs)
		stub_start(e);
	else if (put->option.restore && backup_is_nothing(&e->m))
		absent_start(e);
	else if (members_find(&e->m, "archy") != NULL)
		archy_start(e);
	else
		configuration_start(e);
}

int64_t
errand_left(const struct errand *e)
{
	int64_t left = e != NULL ? e->due - clock_ms() : -1;

	return e != NULL && left < 0 ? 0 : left;
}

struct errand *
errand_turn(struct put *put)
{
	struct errand **at = &put->open, *nearest = NULL;
	int64_t now = clock_ms();

	while (*at != NULL) {
		struct errand *e = *at;
		if (!e->ended && e->due != 0 && e->due <= now) {
			e->due = 0;
			e->next(e);
		}
		if (e->ended) {
			*at = e->newer;
			put->nopen--;
			errand_free(e);
			continue;
		}
		if (e->due != 0 && (nearest == NULL || e->due < nearest->due))
			nearest = e;
		at = &e->newer;
	}
	return nearest;
}
