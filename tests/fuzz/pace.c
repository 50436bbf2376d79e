/*
 * Answers' headers, and what the pace makes of them: no number of a server's holds requests for
 * longer than pace.h says, or lets its counters go wrong, and there is always a way on.
 *
 * The input is lines of headers; an empty one ends an answer. The length of a line is the time that
 * has passed, in tenths of a second.
 */
#include "fuzz.h"
#include "http/http_header.h"
#include "http/pace.h"

enum { PARALLEL = 8 };

struct fuzz_pace_scene {
	struct pace pace;
	struct http_answer answer;
	int64_t now, sent, after_ms;
};

static void
check_pace(const struct fuzz_pace_scene *s)
{
	const struct pace *p = &s->pace;
	int64_t most =
	    PACE_HOLD_MAX > PACE_WINDOW_MAX + PACE_SLACK_MAX ? PACE_HOLD_MAX : PACE_WINDOW_MAX;
	int64_t wait = pace_wait(p, s->now);

	fuzz_must(p->under_way >= 0 && p->under_way <= p->peak && p->peak <= PARALLEL);
	fuzz_must(p->allowed >= -1 && p->count >= 0 && p->own >= 0 && p->all >= p->own);
	fuzz_must(p->claimed >= 0 && p->slack >= 0 && p->slack <= PACE_SLACK_MAX);
	fuzz_must(wait >= PACE_ANSWER && wait <= most);
	if (p->under_way == 0) {
		fuzz_must(wait != PACE_ANSWER);
		fuzz_must(pace_wait(p, s->now + wait) == 0);
	}
}

static void
fuzz_pace_send_all(struct fuzz_pace_scene *s)
{
	while (s->pace.under_way < PARALLEL && pace_wait(&s->pace, s->now) == 0) {
		pace_sent(&s->pace, s->now);
		s->sent = s->now;
		check_pace(s);
	}
}

/* A request has to be under way: its time has come, if need be. */
static void
fuzz_pace_send_one(struct fuzz_pace_scene *s)
{
	if (s->pace.under_way == 0)
		s->now += pace_wait(&s->pace, s->now);
	fuzz_pace_send_all(s);
	fuzz_must(s->pace.under_way > 0);
}

static void
end_answer(struct fuzz_pace_scene *s)
{
	struct http_limit *l = &s->answer.limit;

	fuzz_pace_send_one(s);
	if (s->answer.status == 0)
		pace_lost(&s->pace);
	else
		pace_heard(&s->pace, &(struct pace_answer){s->sent, s->now, s->answer.status,
					 l->allowed, l->count, l->reset, s->after_ms});
	check_pace(s);
	http_header_forget(&s->answer);
	s->answer.status = 0;
	s->after_ms = -1;
}

/* What libcurl would tell of it. */
static void
take_line(struct fuzz_pace_scene *s, struct slice line)
{
	long long after;
	char text[64];

	fuzz_must(http_header_read(&s->answer, line) <= 999999999);
	fuzz_must(memchr(s->answer.type, '\0', sizeof s->answer.type) != NULL);
	fuzz_must(memchr(s->answer.correlation, '\0', sizeof s->answer.correlation) != NULL);
	fuzz_must(s->answer.limit.allowed >= -1 && s->answer.limit.count >= -1);
	fuzz_must(s->answer.limit.reset >= -1);
	snprintf(text, sizeof text, "%.*s", (int)(line.n < 60 ? line.n : 60), line.p);
	if (sscanf(text, "HTTP/1.1 %3ld", &s->answer.status) == 1 && s->answer.status < 100)
		s->answer.status = 0;
	if (sscanf(text, "Retry-After: %18lld", &after) == 1 && after > 0)
		s->after_ms = (int64_t)after;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_pace_scene s = {.now = 1000, .after_ms = -1};
	struct slice text = fuzz_text(data, size);

	pace_init(&s.pace, 0, 0);
	http_header_forget(&s.answer);
	while (text.n > 0) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
		s.now += (int64_t)n * 100;
		fuzz_pace_send_all(&s);
		if (n == 0)
			end_answer(&s);
		else
			take_line(&s, slice_of(text.p, n));
		n += end != NULL;
		text = slice_of(text.p + n, text.n - n);
	}
	return 0;
}
