/* api_error.c - the error in a failed call's body */
#include "http/api_error.h"
#include "base/mem.h"
#include "json/members.h"

enum { XML_MAX = 1 << 16 }; /* bytes of a store's answer that are looked at */

/* The first of the members that is a non-empty string, as text; "" for none. */
static char *
api_error_text(const struct members *m, const char *const *names)
{
	struct buf b = BUF_INIT;

	for (; *names != NULL && b.n == 0; names++)
		json_unescape(members_string(m, *names), &b);
	return buf_detach(&b);
}

/* The first place of `what` in s, or NULL. */
static const char *
api_error_find(struct slice s, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= s.n; i++)
		if (memcmp(s.p + i, what, n) == 0)
			return s.p + i;
	return NULL;
}

/* The text after `what`; p NULL: it is not there. */
static struct slice
api_error_behind(struct slice s, const char *what)
{
	const char *at = api_error_find(s, what);

	if (at == NULL)
		return slice_of(NULL, 0);
	at += strlen(what);
	return slice_of(at, (size_t)(s.p + s.n - at));
}

static void
put_resolved(struct slice s, struct buf *text)
{
	static const struct {
		const char *name, *text;
	} entities[] = {
	    {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};

	while (s.n > 0) {
		size_t n = 1;
		const char *put = NULL;
		for (size_t i = 0; i < COUNT_OF(entities) && put == NULL; i++) {
			size_t len = strlen(entities[i].name);
			if (s.n >= len && memcmp(s.p, entities[i].name, len) == 0) {
				put = entities[i].text;
				n = len;
			}
		}
		buf_add(text, put != NULL ? put : s.p, 1);
		s = slice_of(s.p + n, s.n - n);
	}
}

void
api_error_xml(struct slice body, const char *element, struct buf *text)
{
	char open[32], close[32];
	struct slice inner = api_error_behind(body, "<Error>");
	const char *end;

	snprintf(open, sizeof open, "<%s>", element);
	snprintf(close, sizeof close, "</%s>", element);
	if (inner.p == NULL || body.n > XML_MAX)
		return;
	inner = api_error_behind(inner, open);
	end = inner.p != NULL ? api_error_find(inner, close) : NULL;
	if (end != NULL)
		put_resolved(slice_of(inner.p, (size_t)(end - inner.p)), text);
}

static const char *
status_words(long status, bool foreign)
{
	static const struct {
		long status;
		const char *words;
	} known[] = {{400, "bad request"}, {401, "the token was refused"}, {403, "not permitted"},
	    {404, "not found"}, {408, "the request took too long"}, {409, "conflict"},
	    {413, "too large"}, {429, "too many requests"}, {500, "internal server error"},
	    {501, "not implemented"}, {502, "bad gateway"}, {503, "service unavailable"},
	    {504, "gateway timeout"}};

	if (foreign && (status == 401 || status == 403))
		return "the signed URL is not valid any more";
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].status == status)
			return known[i].words;
	return status / 100 == 3 ? "redirects are not followed" : "no reason given";
}

static void
replace_by_xml(char **text, struct slice body, const char *element)
{
	struct buf b = BUF_INIT;

	free(*text);
	api_error_xml(body, element, &b);
	*text = buf_detach(&b);
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
	c->code = api_error_text(&m, codes);
	c->message = api_error_text(&m, messages);
	if (c->foreign && m.n == 0) {
		replace_by_xml(&c->code, buf_slice(&c->body), "Code");
		replace_by_xml(&c->message, buf_slice(&c->body), "Message");
	}
	c->context = api_error_text(&m, contexts);
	if (*c->message == '\0') {
		free(c->message);
		c->message = xstrdup(status_words(c->status, c->foreign));
	}
	if (*c->context == '\0') {
		free(c->context);
		c->context = xstrdup(correlation);
	}
	members_release(&m);
	json_release(&j);
}
