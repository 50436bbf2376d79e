/* fault_effect.c - what a fault does to a request */
#include "store/change.h"
#include "wire/fault_effect.h"
#include "clock/simclock.h"

enum { STALL_SECONDS = 3600, LAG_SECONDS = 80, SLOW_RATE = 1024 /* bytes a second */ };

static void
describe_url(const struct request *rq, struct buf *url)
{
	buf_printf(url, "%s %s", rq->method, rq->path);
	for (size_t i = 0; i < rq->query.n; i++)
		buf_printf(url, "&%s=%s", rq->query.v[i].name, rq->query.v[i].value);
}

/* The flow that the path or ?flow= names, or NULL. */
static const struct org_flow *
flow_of(const struct request *rq)
{
	const char *id = query_text(rq, "flow");

	if (id == NULL && strncmp(rq->path, "/api/v2/flows/", 14) == 0)
		id = rq->segment[3];
	return id != NULL ? org_flow_by_id(&rq->sim->org, id) : NULL;
}

static struct fault *
effect_find_on_page(struct request *rq, enum fault_stage stage, bool first_page)
{
	struct fault_subject subject = {
	    .method = rq->method, .path = rq->path, .first_page = first_page};
	const struct org_flow *flow;
	struct buf url = BUF_INIT;
	struct fault *hit;

	if (rq->sim->faults.n == 0)
		return NULL;
	flow = flow_of(rq);
	if (flow != NULL) {
		subject.flow_id = flow->id;
		subject.flow_name = flow->name;
	}
	describe_url(rq, &url);
	subject.url = url.p;
	hit = faults_hit(&rq->sim->faults, stage, &subject);
	buf_release(&url);
	return hit;
}

static struct fault *
effect_find(struct request *rq, enum fault_stage stage)
{
	return effect_find_on_page(rq, stage, false);
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

/* As S3 does it. */
static void
answer_as_store(struct request *rq, unsigned status)
{
	static const struct {
		unsigned status;
		const char *code, *message;
	} texts[] = {{400, "ExpiredToken", "The provided token has expired."},
	    {403, "AccessDenied", "Request has expired"},
	    {503, "SlowDown", "Please reduce your request rate."},
	    {0, "InternalError", "We encountered an internal error. Please try again."}};
	size_t i = 0;

	while (texts[i].status != 0 && texts[i].status != status)
		i++;
	reply_store_error(rq, status, texts[i].code, texts[i].message);
}

static void
answer_status(struct request *rq, const struct fault *f)
{
	char seconds[24];
	bool is_store = strncmp(rq->path, "/storage/", 9) == 0;
	long wait = f->retry_after;

	if (f->status == 429 && wait == 0)
		wait = 1;
	if (is_store)
		answer_as_store(rq, f->status);
	else if (f->status == 429)
		reply_too_many(rq, wait);
	else
		reply_error(
		    rq, f->status, code_of(f->status), "HTTP %u, a simulated fault.", f->status);
	if (wait > 0 && (f->status != 429 || is_store)) {
		snprintf(seconds, sizeof seconds, "%ld", wait);
		reply_header(rq, "Retry-After", seconds);
	}
}

/* The token of the request is invalid from now on. */
static void
lose_token(struct request *rq)
{
	const char *header = request_header(rq, "Authorization");
	struct bearer *token = NULL;

	if (header != NULL && strncasecmp(header, "Bearer ", 7) == 0)
		token = tokens_find(&rq->sim->tokens, header + 7);
	if (token != NULL)
		tokens_revoke(&rq->sim->tokens, token);
	reply_error(rq, 401, "bad.credentials", "Invalid login credentials.");
}

static bool
answer_instead(struct request *rq, const struct fault *f)
{
	if (f == NULL)
		return false;
	switch (f->kind) {
	case FAULT_TOKEN:
		lose_token(rq);
		break;
	case FAULT_RESET:
		reply_json(rq, 500);
		rq->reply.wire = WIRE_RESET;
		break;
	case FAULT_STALL:
		reply_json(rq, 504);
		rq->reply.wire = WIRE_RESET;
		rq->reply.hold_ms = (f->seconds > 0 ? f->seconds : STALL_SECONDS) * 1000LL;
		break;
	default:
		answer_status(rq, f);
		break;
	}
	return true;
}

bool
fault_effect_before(struct request *rq)
{
	return answer_instead(rq, effect_find(rq, FAULT_BEFORE));
}

bool
fault_effect_after(struct request *rq)
{
	return answer_instead(rq, effect_find(rq, FAULT_AFTER));
}

const struct fault *
fault_effect_page(struct request *rq, bool first_page)
{
	return effect_find_on_page(rq, FAULT_PAGE, first_page);
}

/* Work counts by flow: "the same URL" is the same path and flow, however that is named. */
static struct fault *
effect_find_work(
    struct sim *sim, enum fault_stage stage, const char *path, const char *id, const char *name)
{
	struct fault_subject subject = {
	    .method = "POST", .path = path, .flow_id = id, .flow_name = name};
	struct buf url = BUF_INIT;
	struct fault *hit;

	buf_printf(&url, "%s %s", path, name != NULL ? name : "");
	subject.url = url.p;
	hit = faults_hit(&sim->faults, stage, &subject);
	buf_release(&url);
	return hit;
}

void
fault_effect_lock(struct sim *sim, const char *path, const struct org_flow *flow)
{
	if (effect_find_work(sim, FAULT_HOLD, path, flow->id, flow->name) != NULL)
		change_make(
		    sim, &(struct change){
			     .kind = CHANGE_LOCK, .flow = flow->id, .user = "Somebody Else"});
}

/* When listings have what was just created; 0: at once. */
static long long
effect_lag(struct sim *sim, const char *path, const char *id, const char *name)
{
	const struct fault *f = effect_find_work(sim, FAULT_NEW, path, id, name);

	return f == NULL ? 0 : simclock_ms() + (f->seconds > 0 ? f->seconds : LAG_SECONDS) * 1000LL;
}

void
fault_effect_lag(struct sim *sim, const char *path, struct org_flow *flow)
{
	flow->listed_ms = effect_lag(sim, path, flow->id, flow->name);
}

void
fault_effect_lag_object(struct sim *sim, const char *path, struct org_object *object)
{
	object->listed_ms = effect_lag(sim, path, object->id, object->name);
}

const struct fault *
fault_effect_work(struct sim *sim, const char *path, const char *flow_id, const char *flow_name)
{
	return effect_find_work(sim, FAULT_WORK, path, flow_id, flow_name);
}

bool
fault_effect_several(struct request *rq)
{
	if (effect_find(rq, FAULT_SEVERAL) == NULL)
		return false;
	reply_error(rq, 400, "bad.request", "A job exports one flow.");
	return true;
}

bool
fault_effect_omits(struct sim *sim, const char *path, const struct org_flow *flow)
{
	return effect_find_work(sim, FAULT_PACK, path, flow->id, flow->name) != NULL;
}

static void
answer_html(struct request *rq)
{
	struct buf *b = reply_json(rq, rq->reply.status);

	rq->reply.type = "text/html; charset=utf-8";
	buf_puts(b, "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n"
		    "<body><h1>Please sign in to continue</h1></body></html>\n");
}

void
fault_effect_body(struct request *rq)
{
	static const enum wire wires[] = {[FAULT_TORN] = WIRE_TORN,
	    [FAULT_CHOP] = WIRE_CHOP,
	    [FAULT_SLOW] = WIRE_SLOW,
	    [FAULT_GZIP] = WIRE_GZIP,
	    [FAULT_BADGZIP] = WIRE_BADGZIP};
	const struct fault *f = effect_find(rq, FAULT_BODY);

	if (f == NULL)
		return;
	switch (f->kind) {
	case FAULT_HTML:
		answer_html(rq);
		break;
	case FAULT_EMPTY:
		reply_json(rq, rq->reply.status);
		break;
	case FAULT_TRUNCATED:
		rq->reply.body.n /= 2;
		break;
	default:
		rq->reply.wire = wires[f->kind];
		rq->reply.rate = f->rate > 0 ? f->rate : SLOW_RATE;
		break;
	}
}
