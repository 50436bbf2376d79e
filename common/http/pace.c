/* pace.c - when the next request may be sent */
#include "http/pace.h"
#include "base/num.h"

enum {
	SECOND = 1000,
	NEW_WINDOW = 1500, /* an end this much later is another window's, whatever the rounding */
	CATCH_UP = 1000,   /* of a rate that could not be kept, at most this much is made up for */
	RESERVE = 40,      /* at most this part of a window is left to others at its end */
	AFTER_DEFAULT = 3000, /* a 429 without Retry-After: what Genesys's SDKs assume */
};

void
pace_init(struct pace *p, int64_t rate_n, int64_t rate_ms)
{
	*p = (struct pace){
	    .rate_n = rate_n, .rate_ms = rate_ms, .allowed = -1, .heard = -1, .probing = true};
}

static int64_t
pace_max(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
rate_due(const struct pace *p)
{
	return p->rate_n == 0 ? INT64_MIN : p->rate_from + p->rate_k * p->rate_ms / p->rate_n;
}

/* How many times our share of the used requests belongs to others, rounded up. */
static int64_t
pace_others(const struct pace *p)
{
	return p->own > 0 ? (p->all - 1) / p->own : 0;
}

/*
 * Whether the window has no more room for us. If one place is left, other programs may use it
 * too, so one place for each of them stays free, but at most RESERVE of the window.
 */
static bool
is_used_up(const struct pace *p)
{
	int64_t reserve = pace_others(p);

	if (p->allowed < 0)
		return false;
	if (reserve > p->allowed / RESERVE)
		reserve = p->allowed / RESERVE;
	return p->count >= p->allowed - reserve;
}

/*
 * Estimate the requests under way of all programs that share the token: for the others, our
 * maximum times their share.
 */
static int64_t
all_under_way(const struct pace *p)
{
	int64_t theirs = p->own > 0 ? (p->peak * (p->all - p->own) + p->own - 1) / p->own : 0;

	return p->under_way + theirs;
}

/* When the server will accept the next request. */
static int64_t
server_due(const struct pace *p)
{
	return is_used_up(p) ? pace_max(p->hold, p->ends + p->slack) : p->hold;
}

enum pace_cause
pace_cause(const struct pace *p)
{
	int64_t due = server_due(p);

	if (rate_due(p) > due)
		return PACE_RATE;
	return due > p->hold ? PACE_WINDOW : PACE_HOLD;
}

int64_t
pace_wait(const struct pace *p, int64_t now)
{
	int64_t due = pace_max(server_due(p), rate_due(p));

	if (p->under_way > 0) {
		if (p->probing || is_used_up(p))
			return PACE_ANSWER;
		if (p->allowed >= 0 && p->count + all_under_way(p) >= p->allowed)
			return PACE_ANSWER;
	}
	return due > now ? due - now : 0;
}

void
pace_sent(struct pace *p, int64_t now)
{
	if (p->rate_n > 0) {
		if (p->rate_k == 0 || rate_due(p) < now - CATCH_UP) {
			p->rate_from = now;
			p->rate_k = 0;
		}
		p->rate_k++;
	}
	if (is_used_up(p))
		p->probing =
		    true; /* its answer opens the next window, or tells that it was too early */
	p->under_way++;
	p->peak = pace_max(p->peak, p->under_way);
}

void
pace_lost(struct pace *p)
{
	p->under_way--;
	if (p->allowed >= 0)
		p->count++; /* it may have been counted; the next answer knows */
}

/*
 * Whether a refusal after the expected end means that the window had not ended, and not that
 * others have used up the next one. Then the wait would be most of a window.
 */
static bool
is_early(const struct pace *p, int64_t after)
{
	return pace_others(p) == 0 || (after <= SECOND && p->longest > 2 * SECOND);
}

static void
pace_refused(struct pace *p, const struct pace_answer *a)
{
	int64_t after = a->after_ms >= 0 ? a->after_ms : AFTER_DEFAULT;

	if (after > PACE_HOLD_MAX)
		after = PACE_HOLD_MAX;
	if (p->probing && is_used_up(p) && a->sent >= p->ends + p->slack && is_early(p, after))
		p->slack = PACE_SLACK_MAX;
	p->hold = pace_max(p->hold, a->now + after);
	p->probing = true;
}

/* Update the window from what an answer says about it. */
static void
pace_learn(struct pace *p, const struct pace_answer *a)
{
	int64_t claimed = a->reset > 0 ? (int64_t)a->reset * SECOND : 0;
	int64_t ends = a->now + (claimed < PACE_WINDOW_MAX ? claimed : PACE_WINDOW_MAX);
	bool later = a->sent >= p->heard; /* asked after all that we know was answered */

	p->claimed = claimed > PACE_WINDOW_MAX ? claimed : 0;
	p->longest = pace_max(p->longest, ends - a->now);
	if (p->allowed != a->allowed || ends > p->ends + NEW_WINDOW ||
	    (later && a->count <= p->count)) {
		p->own = p->own / 2 + 1;
		p->all = p->all / 2 + (a->count > 0 ? a->count : 1);
		p->allowed = a->allowed;
		p->count = a->count;
		p->ends = ends;
	} else if (ends > p->ends - NEW_WINDOW) { /* else it is a straggler from the last window */
		p->own++;
		p->all = pace_max(p->all + pace_max(a->count - p->count, 0), p->own);
		p->count = pace_max(p->count, a->count);
		p->ends = ends < p->ends ? ends : p->ends;
	}
}

void
pace_heard(struct pace *p, const struct pace_answer *a)
{
	p->under_way--;
	if (a->status == 429) {
		pace_refused(p, a);
		p->count = pace_max(p->count, p->allowed);
	} else {
		p->probing = false;
		if (a->allowed >= 0 && a->count >= 0)
			pace_learn(p, a);
		else if (p->allowed >= 0)
			p->count++;
	}
	p->heard = a->now;
}

/* By the server's window: what does not fit in has to wait for the next ones. */
static int64_t
window_time(const struct pace *p, int64_t now, int64_t n)
{
	int64_t room;

	if (p->allowed <= 0)
		return 0;
	room = p->ends + p->slack > now ? p->allowed - p->count - p->under_way : p->allowed;
	n -= pace_max(room, 0);
	if (n <= 0)
		return 0;
	return pace_max(p->ends + p->slack - now, 0) + (n - 1) / p->allowed * p->longest;
}

int64_t
pace_time(const struct pace *p, int64_t now, int64_t n)
{
	int64_t time = pace_max(window_time(p, now, n), pace_max(p->hold - now, 0));

	if (p->rate_n > 0)
		time = pace_max(time, pace_max(rate_due(p) - now, 0) + n * p->rate_ms / p->rate_n);
	return time;
}

bool
pace_parse(const char *text, int64_t *n, int64_t *ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"", 60 * SECOND}, {"/s", SECOND}, {"/m", 60 * SECOND}, {"/h", 3600 * SECOND}};
	size_t digits = strspn(text, "0123456789");
	char number[16];
	long value;

	if (digits == 0 || digits >= sizeof number)
		return false;
	memcpy(number, text, digits);
	number[digits] = '\0';
	if (!num_long(number, 1, 1000000, &value))
		return false;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (strcmp(text + digits, units[i].unit) == 0) {
			*n = value;
			*ms = units[i].ms;
			return true;
		}
	}
	return false;
}
