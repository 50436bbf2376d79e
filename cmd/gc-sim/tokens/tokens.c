/* tokens.c - the tokens that were issued */
#include "base/mem.h"
#include "clock/simclock.h"
#include "tokens/tokens.h"

void
tokens_revoke(struct tokens *t, struct bearer *one)
{
	free(one->value);
	free(one->client);
	*one = t->v[--t->n];
}

static void
forget_dead(struct tokens *t)
{
	long long now = simclock_ms();

	for (size_t i = t->n; i > 0; i--)
		if (t->v[i - 1].expires <= now)
			tokens_revoke(t, &t->v[i - 1]);
}

struct bearer *
tokens_issue(struct tokens *t, const char *value, const char *client)
{
	struct bearer *one;

	forget_dead(t);
	t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	one = &t->v[t->n++];
	*one = (struct bearer){.value = xstrdup(value),
	    .client = xstrdup(client),
	    .expires = simclock_ms() + t->life_s * 1000LL,
	    .number = ++t->issued};
	return one;
}

void
tokens_reset(struct tokens *t)
{
	for (size_t i = 0; i < t->n; i++)
		t->v[i].requests = 0;
}

struct bearer *
tokens_find(struct tokens *t, const char *value)
{
	long long now = simclock_ms();

	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->v[i].value, value) == 0)
			return t->v[i].expires > now ? &t->v[i] : NULL;
	return NULL;
}

void
tokens_release(struct tokens *t)
{
	while (t->n > 0)
		tokens_revoke(t, &t->v[t->n - 1]);
	free(t->v);
	t->v = NULL;
	t->cap = 0;
}
