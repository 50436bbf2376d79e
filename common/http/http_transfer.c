/* http_transfer.c - one request under way, and its result */
#include "http/http_transfer.h"
#include "base/err.h"
#include "base/mem.h"
#include "cli/progress.h"
#include "http/http_budget.h"
#include "http/http_header.h"

enum {
	LINE_MAX_BYTES = 1 << 16,   /* of one header line; libcurl itself gives up at 100 kB */
	HEADER_MAX_BYTES = 1 << 18, /* of all header lines of an answer, its 1xx and trailers too */
	RESERVE_MAX = 1 << 26       /* bytes of memory that a Content-Length alone may ask for */
};

struct transfer *
transfer_new(void)
{
	struct transfer *t = xcalloc(1, sizeof *t);

	t->easy = curl_easy_init();
	mem_require(t->easy != NULL);
	return t;
}

void
transfer_free(struct transfer *t)
{
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	buf_release(&t->answer.body);
	free(t);
}

void
transfer_reset(struct transfer *t)
{
	curl_easy_reset(t->easy);
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	buf_release(&t->answer.body);
}

struct transfer *
transfer_of(CURL *easy)
{
	char *private = NULL;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private); /* set for each transfer */
	return (struct transfer *)(void *)private;
}

size_t
transfer_on_header(char *p, size_t one, size_t n, void *user)
{
	struct transfer *t = user;
	size_t length = http_header_read(&t->answer, slice_of(p, n));

	(void)one;
	t->header += n;
	if (n > LINE_MAX_BYTES || t->header > HEADER_MAX_BYTES) {
		t->trouble = TRANSFER_HEADER;
		return 0;
	}
	if (length > 0 && length <= RESERVE_MAX && length <= t->max)
		buf_reserve(&t->answer.body, length);
	return n;
}

size_t
transfer_on_body(char *p, size_t one, size_t n, void *user)
{
	struct transfer *t = user;

	(void)one;
	if (n > t->max - t->answer.body.n) {
		t->trouble = TRANSFER_BODY;
		return 0;
	}
	if (!http_budget_admits(t->budget, t, n)) {
		t->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	t->budget->held += n;
	progress_transferred(n);
	buf_add(&t->answer.body, p, n);
	return n;
}

void
transfer_prepare(
    struct transfer *t, const struct http_request *r, const struct http_options *options)
{
	t->max = r->max != 0 ? r->max : BUF_MAX;
	t->rank = r->rank;
	t->once = r->once;
	t->header = 0;
	t->sends = r->body.p != NULL ? (int64_t)r->body.n : 0;
	t->paused = t->may_exceed = false;
	t->trouble = TRANSFER_WELL;
	t->speed = (struct http_speed){HTTP_IDLE, 0, 0};
	t->error[0] = '\0';
	t->answer = (struct http_answer){.body = BUF_INIT, .retry_after = -1};
	http_header_forget(&t->answer);
	transfer_set_options(t, r, options);
}

/* A number that libcurl has of the transfer; 0: not known, or libcurl is too old to know it. */
static int64_t
transfer_number(const struct transfer *t, CURLINFO which)
{
	curl_off_t n = 0;

	curl_easy_getinfo(t->easy, which, &n);
	return n;
}

/* Whether a part of the request was sent. */
static bool
transfer_was_sent(const struct transfer *t)
{
	return transfer_number(t, CURLINFO_PRETRANSFER_TIME_T) > 0;
}

static enum http_part
transfer_part(const struct transfer *t)
{
	if (t->paused || !transfer_was_sent(t))
		return HTTP_IDLE;
	if (t->header > 0)
		return HTTP_RECEIVING;
	return transfer_number(t, CURLINFO_SIZE_UPLOAD_T) < t->sends ? HTTP_SENDING : HTTP_THINKING;
}

int64_t
transfer_left(struct transfer *t, int64_t now, long stall_s)
{
	int64_t bytes = transfer_number(t, CURLINFO_SIZE_UPLOAD_T) +
			transfer_number(t, CURLINFO_SIZE_DOWNLOAD_T) + (int64_t)t->header;

	return http_speed_left(&t->speed, transfer_part(t), bytes, now, stall_s);
}

void
transfer_slow(struct transfer *t, long stall_s)
{
	t->trouble = TRANSFER_SLOW;
	if (t->speed.part == HTTP_THINKING)
		snprintf(t->error, sizeof t->error, "no answer within %ld s", stall_s);
	else
		snprintf(t->error, sizeof t->error, "slower than %d bytes a second for %ld s",
		    HTTP_SPEED, stall_s);
}

/*
 * "Out of memory" means a header or trailer line longer than libcurl's own limit, because a real
 * lack of memory ends the program (http.c). For a trailer libcurl gives another code with this
 * text.
 */
static bool
transfer_hit_ceiling(const struct transfer *t, CURLcode code)
{
	return code == CURLE_OUT_OF_MEMORY ||
	       (code != CURLE_OK && strncmp(t->error, "Out of memory", 13) == 0);
}

static enum http_fault
fault_of(const struct transfer *t, CURLcode code)
{
	if (t->trouble == TRANSFER_CROWDED)
		return HTTP_CROWDED;
	if (t->trouble == TRANSFER_BODY || t->trouble == TRANSFER_HEADER ||
	    transfer_hit_ceiling(t, code))
		return HTTP_HOPELESS;
	switch (code) {
	case CURLE_OK:
		return HTTP_ANSWERED;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
		return HTTP_HOPELESS;
	default:
		break;
	}
	return transfer_was_sent(t) ? HTTP_BROKEN : HTTP_UNSENT;
}

static const char *
transfer_why(const struct transfer *t, CURLcode code)
{
	if (t->trouble == TRANSFER_BODY)
		return "the answer is too large";
	if (t->trouble == TRANSFER_HEADER || transfer_hit_ceiling(t, code))
		return "the answer has too large a header";
	if (t->trouble == TRANSFER_CROWDED)
		return "given up until other answers are read";
	return t->error[0] != '\0' ? t->error : curl_easy_strerror(code);
}

void
transfer_judge(struct transfer *t, CURLcode code)
{
	struct http_answer *a = &t->answer;
	int64_t after;

	a->fault = fault_of(t, code);
	if (a->fault != HTTP_ANSWERED) {
		a->why = transfer_why(t, code);
		return;
	}
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &a->status);
	/* 0 is "none" as well as "at once"; a date in the past was negative before libcurl 8.12 */
	after = transfer_number(t, CURLINFO_RETRY_AFTER);
	if (after > 0)
		a->retry_after = (after < INT32_MAX ? after : INT32_MAX) * 1000;
}
