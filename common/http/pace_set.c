/* pace_set.c - which token the next request is sent with, and when */
#include "http/pace_set.h"

void
pace_set_init(struct pace_set *s, size_t n, int64_t rate_n, int64_t rate_ms)
{
	*s = (struct pace_set){.n = n < 1 ? 1 : n > PACE_TOKENS_MAX ? PACE_TOKENS_MAX : n};
	pace_init(&s->all, rate_n, rate_ms);
	s->all.probing = false; /* the first token's first request is one at a time already */
	for (size_t i = 0; i < s->n; i++)
		pace_init(&s->tokens[i], 0, 0);
	s->used = 1;
}

/* The token that has to wait least: 0, milliseconds, or PACE_ANSWER if only answers help. */
static int64_t
pace_set_least(const struct pace_set *s, int64_t now, size_t *token, bool *answer)
{
	int64_t least = PACE_ANSWER;

	*answer = false;
	for (size_t i = 0; i < s->used; i++) {
		int64_t wait;
		if (s->dropped[i])
			continue;
		wait = pace_wait(&s->tokens[i], now);
		*answer |= wait == PACE_ANSWER;
		if (wait != PACE_ANSWER && (least == PACE_ANSWER || wait < least)) {
			least = wait;
			*token = i;
		}
		if (wait == 0)
			break;
	}
	return least;
}

int64_t
pace_set_wait(const struct pace_set *s, int64_t now, size_t *token)
{
	int64_t all = pace_wait(&s->all, now), least;
	bool answer;

	if (all != 0)
		return all;
	least = pace_set_least(s, now, token, &answer);
	if (least == 0 || answer || s->used == s->n)
		return least;
	*token = s->used;
	return 0;
}

int64_t
pace_set_wait_for(const struct pace_set *s, int64_t now, size_t token)
{
	int64_t all = pace_wait(&s->all, now);

	return all != 0 ? all : pace_wait(&s->tokens[token], now);
}

void
pace_set_sent(struct pace_set *s, size_t token, int64_t now)
{
	if (token >= s->used)
		s->used = token + 1;
	pace_sent(&s->all, now);
	pace_sent(&s->tokens[token], now);
}

void
pace_set_heard(struct pace_set *s, size_t token, const struct pace_answer *a)
{
	struct pace_answer whole = *a;

	if (a->status == 429 && a->allowed < 0) {
		pace_lost(&s->tokens[token]);
	} else {
		pace_heard(&s->tokens[token], a);
		whole.status = 0; /* what the others are told is that an answer came */
	}
	whole.allowed = whole.count = whole.reset = -1;
	pace_heard(&s->all, &whole);
}

void
pace_set_lost(struct pace_set *s, size_t token)
{
	pace_lost(&s->all);
	pace_lost(&s->tokens[token]);
}

size_t
pace_set_left(const struct pace_set *s)
{
	size_t left = 0;

	for (size_t i = 0; i < s->n; i++)
		left += !s->dropped[i];
	return left;
}

bool
pace_set_drop(struct pace_set *s, size_t token)
{
	for (size_t i = 0; i < s->used; i++) {
		if (i == token || s->dropped[i])
			continue;
		if (s->used <= token)
			s->used = token + 1;
		s->dropped[token] = true;
		return true;
	}
	return false;
}

enum pace_cause
pace_set_cause(const struct pace_set *s, int64_t now)
{
	size_t token = 0;
	bool answer;

	if (pace_wait(&s->all, now) != 0)
		return pace_cause(&s->all);
	pace_set_least(s, now, &token, &answer);
	return pace_cause(&s->tokens[token]);
}

int64_t
pace_set_claimed(const struct pace_set *s)
{
	int64_t claimed = 0;

	for (size_t i = 0; i < s->used; i++)
		if (s->tokens[i].claimed > claimed)
			claimed = s->tokens[i].claimed;
	return claimed;
}

int64_t
pace_set_time(const struct pace_set *s, int64_t now, int64_t n)
{
	int64_t left = (int64_t)pace_set_left(s), least = INT64_MAX, time;

	if (left == 0) /* never: pace_set_drop() keeps one */
		left = 1;
	for (size_t i = 0; i < s->used; i++) {
		if (s->dropped[i])
			continue;
		time = pace_time(&s->tokens[i], now, n / left + (n % left != 0));
		least = time < least ? time : least;
	}
	time = pace_time(&s->all, now, n);
	return least != INT64_MAX && least > time ? least : time;
}
