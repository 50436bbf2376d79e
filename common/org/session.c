/* session.c - one program's connection to one org */
#include "org/session.h"
#include "cli/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "json/members.h"

struct session {
	struct settings settings;
	struct token_set tokens;
	struct calls *calls;
	char *org_id, *org_name; /* NULL: not asked yet */
};

static struct session *the_session;

static void
session_wipe(void)
{
	if (the_session == NULL)
		return;
	token_set_release(&the_session->tokens);
	settings_release(&the_session->settings);
}

long
session_jobs(const struct session_options *options, long alone)
{
	enum { PER_TOKEN = 4 };

	return options->tokens > alone / PER_TOKEN ? options->tokens * PER_TOKEN : alone;
}

struct session *
session_open(const struct session_options *options)
{
	struct calls_options o = {.token = token_get, .retry = retry_default};
	struct session *s;

	if (options->rate != NULL && !pace_parse(options->rate, &o.rate_n, &o.rate_ms))
		cli_usage(
		    "--rate: invalid rate \"%s\" (examples: 300/m, 5/s, 2000/h)", options->rate);
	s = xcalloc(1, sizeof *s);
	settings_load(&s->settings);
	if (options->tokens > 1 && s->settings.access_token != NULL)
		cli_usage("--tokens %ld: only one access token is given; set a client "
			  "id and a client secret instead",
		    options->tokens);
	o.tokens = (size_t)options->tokens;
	o.base = s->settings.api;
	o.user = &s->tokens;
	o.retry.retries = (unsigned)cli_network.retries;
	o.http.stall_s = cli_network.timeout_s;
	o.http.proxy = s->settings.proxy;
	token_set_init(&s->tokens, &s->settings, !cli_network.no_cache, &o.retry, &o.http);
	o.parallel = options->parallel;
	s->calls = calls_new(&o);
	the_session = s;
	mem_require(atexit(session_wipe) == 0);
	return s;
}

void
session_close(struct session *s)
{
	calls_free(s->calls);
	session_wipe();
	the_session = NULL;
	free(s->org_id);
	free(s->org_name);
	free(s);
}

struct calls *
session_calls(struct session *s)
{
	return s->calls;
}

const struct settings *
session_settings(const struct session *s)
{
	return &s->settings;
}

struct token_set *
session_tokens(struct session *s)
{
	return &s->tokens;
}

static void
ask_org(struct session *s)
{
	struct call c = {.method = "GET", .path = "/api/v2/organizations/me"};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (s->org_id != NULL)
		return;
	call_fetch(s->calls, &c);
	if (c.verdict != CALL_OK)
		call_die(&c, s->settings.api);
	if (!members_read(&m, &j, buf_slice(&c.body)) || members_string(&m, "id").n == 0)
		die(EXIT_REFUSED, 0, "%s%s: the answer names no organization", s->settings.api,
		    c.path);
	s->org_id = json_text_dup(members_string(&m, "id"));
	s->org_name = json_text_dup(members_string(&m, "name"));
	members_release(&m);
	json_release(&j);
	call_release(&c);
}

const char *
session_org_id(struct session *s)
{
	ask_org(s);
	return s->org_id;
}

const char *
session_org_name(struct session *s)
{
	ask_org(s);
	return s->org_name;
}
