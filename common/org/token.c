/* token.c - OAuth tokens: by client credentials, or given by the user */
#include "org/token.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"
#include "json/members.h"
#include "org/token_cache.h"
#include "settings/secret_command.h"

enum {
	RENEW_S = 300,       /* with less than this left, or */
	RENEW_PART = 10,     /* a tenth of the lifetime */
	LOGIN_MAX = 1 << 20, /* bytes of the login host's answer */
	LOGIN_GIVE_UP_MS = 120000,
	MORE_GIVE_UP_MS = 20000 /* for one token more: all others wait meanwhile */
};

void
token_set_init(struct token_set *t, const struct settings *settings, bool use_cache,
    const struct retry_policy *retry, const struct http_options *http)
{
	*t = (struct token_set){.settings = settings,
	    .use_cache = use_cache,
	    .retry = *retry,
	    .http = *http,
	    .why = BUF_INIT};
	for (size_t i = 0; i < COUNT_OF(t->v); i++)
		t->v[i].which = i;
}

static void
token_take(struct session_token *t, const struct cached_token *c)
{
	secret_free(&t->text);
	t->text = c->text;
	t->expires = c->expires;
	t->lifetime = c->lifetime;
	t->serial++;
}

void
token_set_release(struct token_set *t)
{
	for (size_t i = 0; i < COUNT_OF(t->v); i++)
		secret_free(&t->v[i].text);
	secret_free(&t->secret);
	buf_release(&t->why);
}

static bool
is_fresh(int64_t expires, int64_t lifetime)
{
	int64_t spare =
	    lifetime > 0 && lifetime / RENEW_PART < RENEW_S ? lifetime / RENEW_PART : RENEW_S;

	return expires == 0 || expires - (int64_t)time(NULL) > spare;
}

/* A token in a header must be one word of visible ASCII. */
static bool
is_token(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '"' || s.p[i] == '\\')
			return false;
	return s.n > 0;
}

static bool
read_answer(struct token_set *t, const struct call *c, struct cached_token *got)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool good = members_read(&m, &j, buf_slice(&c->body));
	struct slice text = members_string(&m, "access_token");
	int64_t now = time(NULL);

	good = good && is_token(text);
	if (good) {
		got->text = xmemdup0(text.p, text.n);
		got->lifetime = member_whole(members_find(&m, "expires_in"));
		got->expires = got->lifetime > 0 ? now + got->lifetime : 0;
	} else {
		buf_printf(&t->why, "login at %s: the answer holds no token", t->settings->login);
	}
	members_release(&m);
	json_release(&j);
	return good;
}

/* Whether there is a secret to log in with. */
static bool
token_secret(struct token_set *t)
{
	const char *command = t->settings->secret_command;
	struct buf why = BUF_INIT;

	if (command == NULL || t->secret != NULL)
		return true;
	t->secret = secret_command_run(command, t->http.stall_s, &why);
	if (t->secret == NULL) {
		buf_clear(&t->why);
		buf_printf(&t->why, "secret_command of profile \"%s\" %s; run it by hand",
		    t->settings->profile, why.p);
	}
	buf_release(&why);
	return t->secret != NULL;
}

static bool
log_in(struct token_set *t, size_t which, struct cached_token *got, bool *temporary)
{
	static const char form[] = "grant_type=client_credentials";
	static const char *const headers[] = {
	    "Content-Type: application/x-www-form-urlencoded", NULL};
	struct calls_options o = {.base = t->settings->login,
	    .basic_user = t->settings->client_id,
	    .basic_password = t->secret != NULL ? t->secret : t->settings->client_secret,
	    .retry = t->retry,
	    .http = t->http};
	struct call c = {.method = "POST",
	    .path = "/oauth/token",
	    .headers = headers,
	    .body_out = slice_of(form, sizeof form - 1),
	    .max = LOGIN_MAX};
	struct calls *calls;
	bool good;

	o.retry.give_up_ms = which == 0 ? LOGIN_GIVE_UP_MS : MORE_GIVE_UP_MS;
	if (t->failing) { /* that has been waited for */
		o.retry.retries = 0;
		o.retry.give_up_ms = 1;
	}
	calls = calls_new(&o);
	call_fetch(calls, &c);
	buf_clear(&t->why);
	good = c.verdict == CALL_OK && read_answer(t, &c, got);
	if (c.verdict != CALL_OK) {
		buf_printf(&t->why, "login at %s: ", t->settings->login);
		call_describe(&c, &t->why);
		if (c.status == 400 || c.status == 401)
			buf_puts(&t->why, ": check client id, client secret and region");
	}
	*temporary = c.verdict == CALL_TEMPORARY;
	t->too_late = calls_stopped(calls);
	t->failing = *temporary;
	secret_wipe(c.body.p, c.body.cap);
	call_release(&c);
	calls_free(calls);
	return good;
}

/* A cached token that is valid and not the refused one, or a new one. */
static bool
token_renew(struct token_set *all, struct session_token *t, bool refused, bool *temporary)
{
	struct token_cache cache = {NULL, NULL, -1};
	struct cached_token got = {NULL, 0, 0};
	bool good;

	if (t->dead)
		return false;
	if (all->use_cache)
		token_cache_open(&cache, all->settings, t->which);
	good = token_cache_read(&cache, all->settings, &got) &&
	       is_fresh(got.expires, got.lifetime) && is_token(slice_str(got.text)) &&
	       !(refused && strcmp(got.text, t->text) == 0);
	if (!good) {
		secret_free(&got.text);
		good = token_secret(all) && log_in(all, t->which, &got, temporary);
		t->dead = !good && !*temporary;
		if (good)
			token_cache_write(&cache, all->settings, &got);
	}
	token_cache_close(&cache);
	if (good)
		token_take(t, &got);
	return good;
}

static bool
token_given(const struct token_set *t, unsigned refused, struct call_token *to)
{
	*to = (struct call_token){.text = t->settings->access_token,
	    .serial = 1,
	    .why = "the access token that was given is refused; it cannot be renewed"};
	return refused == 0;
}

bool
token_get(void *token_set, size_t which, unsigned refused, struct call_token *to)
{
	struct token_set *all = token_set;
	struct session_token *t = &all->v[which];
	bool is_refused = t->text != NULL && refused == t->serial;

	if (all->settings->access_token != NULL)
		return token_given(all, refused, to);
	*to = (struct call_token){.text = NULL};
	if ((t->text == NULL || is_refused || !is_fresh(t->expires, t->lifetime)) &&
	    !token_renew(all, t, is_refused, &to->temporary)) {
		to->why = all->why.p;
		to->too_late = all->too_late;
		return false;
	}
	to->text = t->text;
	to->serial = t->serial;
	return true;
}

int64_t
token_expires(const struct token_set *t)
{
	return t->v[0].expires;
}

bool
token_forget(const struct settings *settings)
{
	struct token_cache cache;
	bool was = false;

	if (settings->client_id == NULL)
		return false;
	for (size_t i = 0; i < PACE_TOKENS_MAX; i++) {
		if (i > 0 && !token_cache_exists(settings, i))
			continue;
		token_cache_open(&cache, settings, i);
		was |= token_cache_remove(&cache);
		token_cache_close(&cache);
	}
	return was;
}
