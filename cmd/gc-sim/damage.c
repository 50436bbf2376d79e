/* damage.c - what a fault does to a call */
#include "damage.h"

enum { STALL_SECONDS = 3600, SLOW_RATE = 1024 /* bytes a second */ };

static void
describe_url(const struct call *c, struct buf *url)
{
	buf_printf(url, "%s %s", c->method, c->path);
	for (size_t i = 0; i < c->query.n; i++)
		buf_printf(url, "&%s=%s", c->query.v[i].name, c->query.v[i].value);
}

static struct fault *
find_on_page(struct call *c, enum fault_stage stage, bool first_page)
{
	struct fault_subject subject = {
	    .method = c->method, .path = c->path, .first_page = first_page};
	const struct org_flow *flow = NULL;
	struct buf url = BUF_INIT;
	struct fault *hit;

	if (c->sim->faults.n == 0)
		return NULL;
	if (strncmp(c->path, "/api/v2/flows/", 14) == 0)
		flow = org_flow_by_id(&c->sim->org, c->segment[3]);
	if (flow != NULL) {
		subject.flow_id = flow->id;
		subject.flow_name = flow->name;
	}
	describe_url(c, &url);
	subject.url = url.p;
	hit = faults_hit(&c->sim->faults, stage, &subject);
	buf_release(&url);
	return hit;
}

static struct fault *
find(struct call *c, enum fault_stage stage)
{
	return find_on_page(c, stage, false);
}

static const char *
code_of(unsigned status)
{
	static const struct {
		unsigned status;
		const char *code;
	} codes[] = {{400, "bad.request"}, {401, "bad.credentials"}, {403, "not.authorized"},
	    {404, "not.found"}, {408, "request.timeout"}, {409, "conflict"},
	    {429, "too.many.requests.retry.after"}, {500, "internal.server.error"},
	    {503, "service.unavailable"}, {504, "request.timeout"}};

	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i].status == status)
			return codes[i].code;
	return status < 500 ? "bad.request" : "internal.server.error";
}

static void
answer_status(struct call *c, const struct fault *f)
{
	char seconds[24];
	long wait = f->retry_after;

	if (f->status == 429 && wait == 0)
		wait = 1;
	if (f->status == 429)
		reply_too_many(c, wait);
	else
		reply_error(
		    c, f->status, code_of(f->status), "HTTP %u, as it was asked for.", f->status);
	if (wait > 0 && f->status != 429) {
		snprintf(seconds, sizeof seconds, "%ld", wait);
		reply_header(c, "Retry-After", seconds);
	}
}

/* The token of the request is dead from now on. */
static void
lose_token(struct call *c)
{
	const char *header = call_header(c, "Authorization");
	struct token *token = NULL;

	if (header != NULL && strncasecmp(header, "Bearer ", 7) == 0)
		token = tokens_find(&c->sim->tokens, header + 7);
	if (token != NULL)
		tokens_revoke(&c->sim->tokens, token);
	reply_error(c, 401, "bad.credentials", "Invalid login credentials.");
}

static bool
answer_instead(struct call *c, const struct fault *f)
{
	if (f == NULL)
		return false;
	switch (f->kind) {
	case FAULT_TOKEN:
		lose_token(c);
		break;
	case FAULT_RESET:
		reply_json(c, 500);
		c->reply.wire = WIRE_RESET;
		break;
	case FAULT_STALL:
		reply_json(c, 504);
		c->reply.wire = WIRE_RESET;
		c->reply.hold_ms = (f->seconds > 0 ? f->seconds : STALL_SECONDS) * 1000LL;
		break;
	default:
		answer_status(c, f);
		break;
	}
	return true;
}

bool
damage_before(struct call *c)
{
	return answer_instead(c, find(c, FAULT_BEFORE));
}

bool
damage_after(struct call *c)
{
	return answer_instead(c, find(c, FAULT_AFTER));
}

const struct fault *
damage_page(struct call *c, bool first_page)
{
	return find_on_page(c, FAULT_PAGE, first_page);
}

static void
answer_html(struct call *c)
{
	struct buf *b = reply_json(c, c->reply.status);

	c->reply.type = "text/html; charset=utf-8";
	buf_puts(b, "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n"
		    "<body><h1>Please sign in to continue</h1></body></html>\n");
}

static void
halve(struct reply *reply)
{
	reply->kept.n /= 2;
	reply->body.n /= 2;
}

void
damage_body(struct call *c)
{
	static const enum wire wires[] = {[FAULT_TORN] = WIRE_TORN,
	    [FAULT_CHOP] = WIRE_CHOP,
	    [FAULT_SLOW] = WIRE_SLOW,
	    [FAULT_GZIP] = WIRE_GZIP,
	    [FAULT_BADGZIP] = WIRE_BADGZIP};
	const struct fault *f = find(c, FAULT_BODY);

	if (f == NULL)
		return;
	switch (f->kind) {
	case FAULT_HTML:
		answer_html(c);
		break;
	case FAULT_EMPTY:
		reply_json(c, c->reply.status);
		break;
	case FAULT_TRUNCATED:
		halve(&c->reply);
		break;
	default:
		c->reply.wire = wires[f->kind];
		c->reply.rate = f->rate > 0 ? f->rate : SLOW_RATE;
		break;
	}
}
