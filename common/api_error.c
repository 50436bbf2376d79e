/* api_error.c - what a failed call's body says */
#include "api_error.h"
#include "mem.h"
#include "members.h"

/* The first of the members that is a non-empty string, as text; "" for none. */
static char *
text_of(const struct members *m, const char *const *names)
{
	struct buf b = BUF_INIT;

	for (; *names != NULL && b.n == 0; names++)
		json_unescape(members_string(m, *names), &b);
	return buf_detach(&b);
}

static const char *
status_words(long status)
{
	static const struct {
		long status;
		const char *words;
	} known[] = {{400, "bad request"}, {401, "the token was refused"}, {403, "not permitted"},
	    {404, "not found"}, {408, "the request took too long"}, {409, "conflict"},
	    {413, "too large"}, {429, "too many requests"}, {500, "internal server error"},
	    {501, "not implemented"}, {502, "bad gateway"}, {503, "service unavailable"},
	    {504, "gateway timeout"}};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].status == status)
			return known[i].words;
	return status / 100 == 3 ? "redirects are not followed" : "no reason given";
}

void
api_error_read(struct call *c, const char *correlation)
{
	static const char *const codes[] = {"code", "error", NULL};
	static const char *const messages[] = {"message", "error_description", "description", NULL};
	static const char *const contexts[] = {"contextId", NULL};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (!members_read(&m, &j, buf_slice(&c->body)))
		m.n = 0;
	free(c->code);
	free(c->message);
	free(c->context);
	c->code = text_of(&m, codes);
	c->message = text_of(&m, messages);
	c->context = text_of(&m, contexts);
	if (*c->message == '\0') {
		free(c->message);
		c->message = xstrdup(status_words(c->status));
	}
	if (*c->context == '\0') {
		free(c->context);
		c->context = xstrdup(correlation);
	}
	members_release(&m);
	json_release(&j);
}
