/*
 * Tokens: what a login is believed, what becomes of one that fails, and what is kept of it. In place
 * of the engine (call.c) stand four functions of this file: the login host's answers are written here.
 */
#include <dirent.h>

#include "base/mem.h"
#include "child.h"
#include "org/token.h"
#include "org/token_cache.h"
#include "tap.h"

static char top[] = "/tmp/gc-token-XXXXXX";
static char login[] = "https://login.example.com", api[] = "https://api.example.com";
static char client[] = "client", secret[] = "secret";

static struct {
	enum call_verdict verdict;
	long status;
	const char *body;
	unsigned logins, retries; /* of the newest one */
	bool stopped;
	char password[64];
} host;

struct calls *
calls_new(const struct calls_options *o)
{
	host.retries = o->retry.retries;
	snprintf(host.password, sizeof host.password, "%s", o->basic_password);
	return NULL;
}

void
calls_free(struct calls *unused)
{
	(void)unused;
}

bool
calls_stopped(const struct calls *unused)
{
	(void)unused;
	return host.stopped;
}

void
call_fetch(struct calls *unused, struct call *c)
{
	(void)unused;
	host.logins++;
	c->verdict = host.verdict;
	c->status = host.status;
	buf_puts(&c->body, host.body);
	if (host.verdict != CALL_OK)
		c->message = xstrdup("no");
}

static void
host_answers(enum call_verdict verdict, long status, const char *body)
{
	host.verdict = verdict;
	host.status = status;
	host.body = body;
}

static void
token_set_start(struct token_set *t, const struct settings *s, bool use_cache)
{
	static const struct retry_policy retry = {.retries = 4};
	static const struct http_options http = {.stall_s = 5};

	host.logins = 0;
	host.stopped = false;
	token_set_init(t, s, use_cache, &retry, &http);
}

/* Log in; whether that gives this token (NULL: none, and this reason). */
static bool
token_logs_in(const struct settings *s, const char *text, const char *why)
{
	struct token_set set;
	struct call_token t;
	bool got, good;

	token_set_start(&set, s, false);
	got = token_get(&set, 0, 0, &t);
	good = got ? text != NULL && strcmp(t.text, text) == 0
		   : why != NULL && strcmp(t.why, why) == 0;
	if (!good)
		printf("# %s\n", got ? t.text : t.why);
	token_set_release(&set);
	return good;
}

static void
test_token_answers(void)
{
	static const char none[] = "login at https://login.example.com: the answer holds no token";
	static const char *const bad[] = {"", "[]", "{}", "{\"access_token\":\"\"}",
	    "{\"access_token\":7}", "{\"access_token\":\"a b\"}", "{\"access_token\":\"a\\nb\"}",
	    "{\"access_token\":\"a\xc3\xa9\"}", "{\"access_token\":\"a\x7f\"}",
	    "{\"access_token\":\"a\\\"b\"}", "{\"access_token\":\"a\\\\b\"}"};
	const struct settings s = {
	    .login = login, .api = api, .client_id = client, .client_secret = secret};

	host_answers(CALL_OK, 200, "{\"access_token\":\"abc\",\"expires_in\":86400}");
	ok(token_logs_in(&s, "abc", NULL) && strcmp(host.password, secret) == 0, "a token");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		host_answers(CALL_OK, 200, bad[i]);
		ok(token_logs_in(&s, NULL, none), "none: %s", bad[i]);
	}
	host_answers(CALL_REFUSED, 400, "");
	ok(token_logs_in(&s, NULL,
	       "login at https://login.example.com: 400 no: check client id, client secret and "
	       "region"),
	    "a refusal says what to look at");
	host_answers(CALL_FORBIDDEN, 401, "");
	ok(token_logs_in(&s, NULL,
	       "login at https://login.example.com: 401 no: check client id, client secret and "
	       "region"),
	    "so does a 401");
	host_answers(CALL_REFUSED, 404, "");
	ok(token_logs_in(&s, NULL, "login at https://login.example.com: 404 no"),
	    "not where the host is another one");
}

static void
test_failures(void)
{
	const struct settings s = {
	    .login = login, .api = api, .client_id = client, .client_secret = secret};
	struct token_set set;
	struct call_token t;

	host_answers(CALL_REFUSED, 400, "");
	token_set_start(&set, &s, false);
	ok(!token_get(&set, 0, 0, &t) && !t.temporary && !token_get(&set, 0, 0, &t) &&
		host.logins == 1 && host.retries == 4,
	    "a refused login is not tried again");
	token_set_release(&set);
	host_answers(CALL_TEMPORARY, 503, "");
	token_set_start(&set, &s, false);
	host.stopped = true;
	ok(!token_get(&set, 0, 0, &t) && t.temporary && t.too_late && host.retries == 4,
	    "one that fails for a while is");
	ok(!token_get(&set, 0, 0, &t) && host.logins == 2 && host.retries == 0,
	    "but has been waited for once");
	host.stopped = false;
	host_answers(CALL_OK, 200, "{\"access_token\":\"abc\"}");
	ok(token_get(&set, 0, 0, &t) && strcmp(t.text, "abc") == 0 && t.serial == 1 &&
		token_expires(&set) == 0,
	    "and may succeed");
	ok(token_get(&set, 0, 0, &t) && host.logins == 3, "a token that never ends is kept");
	host_answers(CALL_OK, 200, "{\"access_token\":\"def\",\"expires_in\":10}");
	ok(token_get(&set, 0, 1, &t) && strcmp(t.text, "def") == 0 && t.serial == 2,
	    "until it is refused");
	ok(token_get(&set, 0, 1, &t) && t.serial == 2, "an older one that is refused is no news");
	host_answers(CALL_OK, 200, "{\"access_token\":\"ghi\",\"expires_in\":0}");
	set.v[0].expires -= 9;
	ok(token_get(&set, 0, 0, &t) && strcmp(t.text, "ghi") == 0 && host.logins == 5,
	    "one that is about to end is renewed");
	token_set_release(&set);
}

static void
test_given(void)
{
	char given[] = "mine";
	const struct settings s = {.api = api, .access_token = given};
	struct token_set set;
	struct call_token t;

	token_set_start(&set, &s, true);
	ok(token_get(&set, 0, 0, &t) && strcmp(t.text, "mine") == 0 && host.logins == 0,
	    "a token that was given is used");
	ok(!token_get(&set, 0, 1, &t) && !t.temporary &&
		strcmp(t.why, "the access token that was given is refused; it cannot be renewed") ==
		    0,
	    "and cannot be renewed");
	ok(!token_forget(&s), "nothing of it is kept");
	token_set_release(&set);
}

static void
cache_has(const struct settings *s, const char *word, int64_t expires, int64_t lifetime)
{
	char *text = xstrdup(word);
	struct cached_token cached = {text, expires, lifetime};
	struct token_cache cache;

	token_cache_open(&cache, s, 0);
	token_cache_write(&cache, s, &cached);
	token_cache_close(&cache);
	free(text);
}

/* Whether a cached token like this saves the login. */
static bool
cache_serves(const struct settings *s, const char *word, int64_t expires, int64_t lifetime)
{
	struct token_set set;
	struct call_token t;

	cache_has(s, word, expires, lifetime);
	token_set_start(&set, s, true);
	ok(token_get(&set, 0, 0, &t), "there is a token");
	token_set_release(&set);
	return host.logins == 0;
}

static void
test_cache(void)
{
	const struct settings s = {
	    .login = login, .api = api, .client_id = client, .client_secret = secret};
	struct token_set set;
	struct call_token t;

	ok(!token_forget(&s), "nothing is kept yet");
	host_answers(CALL_OK, 200, "{\"access_token\":\"abc\",\"expires_in\":86400}");
	token_set_start(&set, &s, true);
	ok(token_get(&set, 0, 0, &t) && host.logins == 1, "a login");
	token_set_release(&set);
	token_set_start(&set, &s, true);
	ok(token_get(&set, 0, 0, &t) && strcmp(t.text, "abc") == 0 && host.logins == 0,
	    "serves the next program");
	ok(token_get(&set, 0, 1, &t) && host.logins == 1 && t.serial == 2,
	    "but not one that was refused it");
	ok(token_get(&set, 2, 0, &t) && host.logins == 2, "a third token has a file of its own");
	cache_has(&s, "def", 0, 0);
	ok(token_get(&set, 0, 2, &t) && host.logins == 2 && t.serial == 3 &&
		strcmp(t.text, "def") == 0,
	    "what another program has renewed meanwhile needs no login");
	token_set_release(&set);
	ok(token_forget(&s) && !token_forget(&s), "all are forgotten");
	ok(!cache_serves(&s, "ended", 1, 1), "a cached token that has ended is of no use");
	ok(!cache_serves(&s, "two words", 0, 0) && !cache_serves(&s, "a\"b", 0, 0),
	    "nor is what cannot be in a header");
	ok(cache_serves(&s, "abc", 0, 0), "one without an end is");
	token_forget(&s);
}

static void
test_command(void)
{
	char profile[] = "dev", good[] = "echo s3cret", bad[] = "exit 3";
	struct settings s = {.login = login,
	    .api = api,
	    .client_id = client,
	    .profile = profile,
	    .secret_command = good};
	struct token_set set;
	struct call_token t;

	host_answers(CALL_OK, 200, "{\"access_token\":\"abc\"}");
	token_set_start(&set, &s, false);
	ok(token_get(&set, 0, 0, &t) && token_get(&set, 1, 0, &t) && host.logins == 2 &&
		strcmp(host.password, "s3cret") == 0,
	    "a secret that a command writes");
	token_set_release(&set);
	s.secret_command = bad;
	token_set_start(&set, &s, false);
	ok(!token_get(&set, 0, 0, &t) && host.logins == 0 &&
		strncmp(t.why, "secret_command of profile \"dev\" ", 32) == 0 &&
		strstr(t.why, "; run it by hand") != NULL,
	    "one that fails: %s", t.why);
	token_set_release(&set);
}

static void
token_remove_all(void)
{
	char path[64];
	DIR *d;
	struct dirent *e;

	snprintf(path, sizeof path, "%s/gc-tools", top);
	d = opendir(path);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	ok(rmdir(path) == 0 && rmdir(top) == 0, "nothing else is left");
}

int
main(void)
{
	if (mkdtemp(top) == NULL)
		return 1;
	setenv("XDG_CACHE_HOME", top, 1);
	test_token_answers();
	test_failures();
	test_given();
	test_cache();
	test_command();
	token_remove_all();
	return tap_done();
}
