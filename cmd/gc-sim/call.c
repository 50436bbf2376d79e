/* call.c - one request and the answer to it, as the endpoints see them */
#include "call.h"
#include "json.h"
#include "mem.h"
#include "put.h"

static void
split_path(struct call *c)
{
	size_t n = 0;
	char *p = c->split;

	while (*p != '\0' && n < CALL_SEGMENTS) {
		*p++ = '\0';
		c->segment[n++] = p;
		while (*p != '\0' && *p != '/')
			p++;
	}
	c->segment[n] = NULL;
}

void
call_init(struct call *c, struct sim *sim, const char *method, const char *path)
{
	*c = (struct call){.sim = sim, .method = method};
	c->path = xstrdup(path);
	c->split = xstrdup(path);
	split_path(c);
	c->control = strncmp(path, "/sim/", 5) == 0;
	sim_id(sim, c->id);
}

void
pairs_add(struct pairs *p, const char *name, const char *value)
{
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = (struct pair){xstrdup(name), xstrdup(value)};
}

void
pairs_release(struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->v[i].name);
		free(p->v[i].value);
	}
	free(p->v);
	*p = (struct pairs){NULL, 0, 0};
}

const char *
pairs_find(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].name, name) == 0)
			return p->v[i].value;
	return NULL;
}

static void
drop_reply(struct call *c)
{
	buf_release(&c->reply.body);
	pairs_release(&c->reply.headers);
	c->reply = (struct reply){.status = 0};
}

void
call_release(struct call *c)
{
	free(c->path);
	free(c->split);
	pairs_release(&c->query);
	buf_release(&c->body);
	drop_reply(c);
}

const char *
query_text(const struct call *c, const char *name)
{
	const char *value = pairs_find(&c->query, name);

	return value != NULL && *value != '\0' ? value : NULL;
}

bool
query_true(const struct call *c, const char *name)
{
	const char *value = query_text(c, name);

	return value != NULL && strcmp(value, "true") == 0;
}

bool
query_admits(const struct call *c, const char *name, const char *value)
{
	bool given = false;

	for (size_t i = 0; i < c->query.n; i++) {
		if (strcmp(c->query.v[i].name, name) != 0)
			continue;
		given = true;
		if (strcasecmp(c->query.v[i].value, value) == 0)
			return true;
	}
	return !given;
}

struct buf *
reply_json(struct call *c, unsigned status)
{
	drop_reply(c);
	c->reply.status = status;
	c->reply.type = "application/json";
	return &c->reply.body;
}

void
reply_header(struct call *c, const char *name, const char *value)
{
	pairs_add(&c->reply.headers, name, value);
}

void
reply_error(struct call *c, unsigned status, const char *code, const char *fmt, ...)
{
	struct buf *b = reply_json(c, status);
	char line[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	buf_putc(b, '{');
	put_text(b, "message", line);
	put_text(b, "code", code);
	put_number(b, "status", status);
	put_json(b, "messageParams", "{}");
	put_text(b, "contextId", c->id);
	put_json(b, "details", "[]");
	put_json(b, "errors", "[]");
	buf_putc(b, '}');
}

void
reply_too_many(struct call *c, long seconds)
{
	char text[24];

	reply_error(c, 429, "too.many.requests.retry.after",
	    "Rate limit exceeded the maximum. Retry the request in [%ld] seconds", seconds);
	snprintf(text, sizeof text, "%ld", seconds);
	reply_header(c, "Retry-After", text);
}

void
reply_not_found(struct call *c, const char *what, const char *id)
{
	reply_error(c, 404, "not.found", "Unable to find the %s with id '%s'.", what, id);
}
