/* sim_media.c - signed addresses below /storage/, and recordings that are fetched by them */
#include "base/hash.h"
#include "base/num.h"
#include "base/url.h"
#include "define/define.h"
#include "jobs/sim_job.h"
#include "objects/sim_prompt.h"
#include "clock/simclock.h"
#include "objects/object_endpoints.h"

#include <limits.h>

/* What only the server can make: of the org, the path and the end. The text is a canary. */
static void
put_signature(const struct sim *sim, const char *what, const char *end, struct buf *b)
{
	uint64_t h = hash_add(sim->seed ^ HASH_INIT, slice_str(sim->org.id));

	h = hash_add(hash_add(h, slice_str(what)), slice_str(end));
	define_canary(b, "signature", h ^ h >> 24);
}

void
media_url(struct request *rq, const char *what, long life_s, struct buf *url)
{
	const char *host = request_header(rq, "Host");
	struct buf signature = BUF_INIT;
	char end[24];

	if (life_s > rq->sim->url_s)
		life_s = rq->sim->url_s;
	snprintf(end, sizeof end, "%lld", simclock_date() + life_s * 1000LL);
	put_signature(rq->sim, what, end, &signature);
	buf_printf(url, "http://%s/storage/%s", host != NULL ? host : "localhost", what);
	url_query_number(url, "X-Amz-Expires", life_s);
	url_query(url, "X-Sim-End", slice_str(end));
	url_query(url, "X-Amz-Signature", buf_slice(&signature));
	buf_release(&signature);
}

/* As S3: a token next to a signature is refused too. */
bool
media_signed(struct request *rq, const char *what)
{
	const char *signature = query_text(rq, "X-Amz-Signature");
	const char *end = query_text(rq, "X-Sim-End");
	struct buf right = BUF_INIT;
	long ms = 0;
	bool good = false;

	put_signature(rq->sim, what, end != NULL ? end : "", &right);
	if (request_header(rq, "Authorization") != NULL)
		reply_store_error(rq, 403, "AccessDenied", "Only one auth mechanism allowed");
	else if (signature == NULL || end == NULL || strcmp(signature, right.p) != 0 ||
		 !num_long(end, 0, LONG_MAX, &ms))
		reply_store_error(rq, 403, "SignatureDoesNotMatch", "The signature does not match");
	else if (simclock_date() >= ms)
		reply_store_error(rq, 403, "AccessDenied", "Request has expired");
	else
		good = true;
	buf_release(&right);
	return good;
}

static void
put_etag(struct request *rq, struct slice bytes)
{
	char tag[24];
	uint64_t h = hash_add(HASH_INIT, bytes);

	snprintf(tag, sizeof tag, "\"%016llx\"", (unsigned long long)h);
	reply_header(rq, "ETag", tag);
}

static bool
is_known(const struct request *rq)
{
	const char *tag = request_header(rq, "If-None-Match");
	const char *etag = pairs_find(&rq->reply.headers, "ETag");

	return tag != NULL && etag != NULL && strcmp(tag, etag) == 0;
}

void
media_download(struct request *rq)
{
	const struct org_object *prompt = org_object(&rq->sim->org, "userPrompt", rq->arg[0]);
	struct buf what = BUF_INIT, room = BUF_INIT;
	struct resource r;

	buf_printf(&what, "media/%s/%s", rq->arg[0], rq->arg[1]);
	if (!media_signed(rq, what.p)) {
		buf_release(&what);
		return;
	}
	if (prompt == NULL || prompt->deleted ||
	    !prompt_find(&rq->sim->org, prompt, rq->arg[1], &r, &room) ||
	    r.status != AUDIO_TRANSCODED) {
		reply_store_error(rq, 404, "NoSuchKey", "The specified key does not exist.");
	} else {
		prompt_audio(&rq->sim->org, prompt, &r, reply_json(rq, 200));
		rq->reply.type = "audio/x-wav";
		put_etag(rq, buf_slice(&rq->reply.body));
		if (is_known(rq)) {
			buf_clear(&rq->reply.body);
			rq->reply.status = 304;
		}
	}
	buf_release(&what);
	buf_release(&room);
}
