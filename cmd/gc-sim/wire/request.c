/* request.c - one request and its response, for the endpoints */
#include "wire/request.h"
#include "base/fold.h"
#include "base/mem.h"
#include "json/members.h"
#include "json/json_write.h"

static void
split_path(struct request *rq)
{
	size_t n = 0;
	char *p = rq->split;

	while (*p != '\0' && n < REQUEST_SEGMENTS) {
		*p++ = '\0';
		rq->segment[n++] = p;
		while (*p != '\0' && *p != '/')
			p++;
	}
	rq->segment[n] = NULL;
}

void
request_init(struct request *rq, struct sim *sim, const char *method, const char *path)
{
	*rq = (struct request){.sim = sim, .method = method};
	rq->path = xstrdup(path);
	rq->split = xstrdup(path);
	split_path(rq);
	rq->control = strncmp(path, "/sim/", 5) == 0;
	sim_id(sim, rq->id);
}

void
pairs_add(struct pairs *p, const char *name, const char *value)
{
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = (struct request_pair){xstrdup(name), xstrdup(value)};
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
drop_reply(struct request *rq)
{
	buf_release(&rq->reply.body);
	pairs_release(&rq->reply.headers);
	rq->reply = (struct reply){.status = 0};
}

void
request_release(struct request *rq)
{
	free(rq->path);
	free(rq->split);
	pairs_release(&rq->query);
	buf_release(&rq->body);
	drop_reply(rq);
}

const char *
query_text(const struct request *rq, const char *name)
{
	const char *value = pairs_find(&rq->query, name);

	return value != NULL && *value != '\0' ? value : NULL;
}

bool
query_true(const struct request *rq, const char *name)
{
	const char *value = query_text(rq, name);

	return value != NULL && strcmp(value, "true") == 0;
}

char *
next_of_list(char **rest)
{
	char *one = *rest;

	if (one == NULL)
		return NULL;
	*rest = strchr(one, ',');
	if (*rest != NULL)
		*(*rest)++ = '\0';
	return one;
}

static bool
request_list_has(const char *list, const char *value)
{
	char *copy = xstrdup(list), *rest = copy, *one;
	bool found = strcasecmp(list, value) == 0;

	while (!found && (one = next_of_list(&rest)) != NULL)
		found = strcasecmp(one, value) == 0;
	free(copy);
	return found;
}

bool
query_admits(const struct request *rq, const char *name, const char *value)
{
	bool given = false;

	for (size_t i = 0; i < rq->query.n; i++) {
		if (strcmp(rq->query.v[i].name, name) != 0)
			continue;
		given = true;
		if (request_list_has(rq->query.v[i].value, value))
			return true;
	}
	return !given;
}

/* Both are in lower case. */
static bool
pattern_matches(const char *pattern, const char *text)
{
	const char *star = NULL, *from = NULL; /* where to go on after a mismatch */

	while (*text != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			from = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star != NULL) {
			pattern = star;
			text = ++from;
		} else {
			return false;
		}
	}
	return pattern[strspn(pattern, "*")] == '\0';
}

/* A blank with a letter next to it. */
static bool
has_bare_blank(const char *pattern)
{
	for (const char *p = pattern; *p != '\0'; p++)
		if (*p == ' ' && (p == pattern || p[-1] != '*' || p[1] != '*'))
			return true;
	return false;
}

bool
query_names(const struct request *rq, const char *parameter, const char *text)
{
	const char *pattern = query_text(rq, parameter);
	struct buf small_pattern = BUF_INIT, small_text = BUF_INIT;
	bool matches;

	if (pattern == NULL)
		return true;
	if (strchr(pattern, '*') != NULL && has_bare_blank(pattern))
		return false;
	fold_add(&small_pattern, slice_str(pattern));
	fold_add(&small_text, slice_str(text));
	matches = pattern_matches(small_pattern.p, small_text.p);
	buf_release(&small_pattern);
	buf_release(&small_text);
	return matches;
}

/* The value of a member of an object; false where there is none. */
static bool
find_member(struct slice object, struct slice key, struct member *found)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *name = xmemdup0(key.p, key.n);
	const struct member *member = NULL;

	if (members_read(&m, &j, object))
		member = members_find(&m, name);
	if (member != NULL)
		*found = *member;
	free(name);
	members_release(&m);
	json_release(&j);
	return member != NULL;
}

char *
body_text(const struct request *rq, const char *path)
{
	struct member at = {.value = buf_slice(&rq->body)};
	struct buf text = BUF_INIT;

	while (*path != '\0') {
		size_t n = strcspn(path, ".");
		if (at.value.n == 0 || !find_member(at.value, slice_of(path, n), &at))
			return NULL;
		path += n + (path[n] == '.');
	}
	if (at.type == JSON_NULL)
		return NULL;
	if (at.type == JSON_STRING)
		json_unescape(member_string(&at), &text);
	else
		buf_add_slice(&text, at.value);
	buf_puts(&text, "");
	return buf_detach(&text);
}

/* Whether a text is UTF-8: percent-escapes may give other bytes, which JSON cannot hold. */
static bool
is_text(const char *text)
{
	struct json j = JSON_INIT;
	struct buf quoted = BUF_INIT;
	bool good;

	json_quote(&quoted, slice_str(text));
	json_start(&j, buf_slice(&quoted));
	good = json_next(&j) == JSON_STRING;
	json_release(&j);
	buf_release(&quoted);
	return good;
}

bool
request_is_text(const struct request *rq)
{
	bool good = is_text(rq->path);

	for (size_t i = 0; i < rq->query.n; i++)
		good = good && is_text(rq->query.v[i].name) && is_text(rq->query.v[i].value);
	return good;
}

struct buf *
reply_json(struct request *rq, unsigned status)
{
	drop_reply(rq);
	rq->reply.status = status;
	rq->reply.type = "application/json";
	return &rq->reply.body;
}

void
reply_header(struct request *rq, const char *name, const char *value)
{
	pairs_add(&rq->reply.headers, name, value);
}

void
request_put_format(struct buf *b, const char *name, const char *fmt, va_list args)
{
	struct buf text = BUF_INIT;

	buf_vprintf(&text, fmt, args);
	json_write_string(b, name, buf_slice(&text));
	buf_release(&text);
}

void
reply_error(struct request *rq, unsigned status, const char *code, const char *fmt, ...)
{
	struct buf *b = reply_json(rq, status);
	va_list args;

	json_write_open(b, NULL);
	va_start(args, fmt);
	request_put_format(b, "message", fmt, args);
	va_end(args);
	json_write_cstr(b, "code", code);
	json_write_integer(b, "status", status);
	json_write_raw(b, "messageParams", slice_str("{}"));
	json_write_cstr(b, "contextId", rq->id);
	json_write_raw(b, "details", slice_str("[]"));
	json_write_raw(b, "errors", slice_str("[]"));
	json_write_close(b);
}

void
reply_store_error(struct request *rq, unsigned status, const char *code, const char *message)
{
	struct buf *b = reply_json(rq, status);

	rq->reply.type = "application/xml";
	buf_printf(b,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<Error><Code>%s</Code><Message>%s</Message></Error>",
	    code, message);
}

void
reply_too_many(struct request *rq, long seconds)
{
	char text[24];

	reply_error(rq, 429, "too.many.requests.retry.after",
	    "Rate limit exceeded the maximum. Retry the request in [%ld] seconds", seconds);
	snprintf(text, sizeof text, "%ld", seconds);
	reply_header(rq, "Retry-After", text);
}

void
reply_not_found(struct request *rq, const char *what, const char *id)
{
	reply_error(rq, 404, "not.found", "Unable to find the %s with id '%s'.", what, id);
}
