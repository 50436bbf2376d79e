/* gc-auth - get a token, or reuse the cached one, and say which org it belongs to */
#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "show_checks.h"
#include "permissions.h"
#include "json/json_write.h"
#include "settings/profile_names.h"

static bool print_token, checking, logout, profiles;

static const struct cli_option options[] = {
    {.kind = CLI_FLAG, .name = "print-token", .help = "print only the token", .to = &print_token},
    {.kind = CLI_FLAG,
	.name = "check",
	.help = "test every endpoint; report missing permissions",
	.to = &checking},
    {.kind = CLI_FLAG, .name = "logout", .help = "delete the cached token", .to = &logout},
    {.kind = CLI_FLAG,
	.name = "profiles",
	.help = "list the names of the profiles, one a line",
	.to = &profiles},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-auth",
    .synopsis = "[-p NAME] [--check | --logout | --print-token | --profiles]",
    .about = "Gets a token, or reuses the cached one, and prints one session record.",
    .example = "gc-auth --check | grep missing",
    .options = options,
    .network = true,
};

enum { PROBES_AT_A_TIME = 8 };

static void
auth_write_text(struct buf *b, const char *name, const char *text)
{
	if (text != NULL)
		json_write_cstr(b, name, text);
}

static void
auth_write_expiry(struct buf *b, int64_t expires)
{
	time_t t = (time_t)expires;
	struct tm utc;
	char text[32];

	if (expires == 0 || gmtime_r(&t, &utc) == NULL ||
	    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
		return;
	json_write_cstr(b, "expires_at", text);
}

static void
auth_write_session(struct session *s)
{
	const struct settings *settings = session_settings(s);
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	json_write_cstr(&b, "kind", "session");
	auth_write_text(&b, "profile", settings->profile);
	json_write_open(&b, "organization");
	json_write_cstr(&b, "id", session_org_id(s));
	auth_write_text(&b, "name", session_org_name(s));
	json_write_close(&b);
	auth_write_text(&b, "region", settings->region);
	auth_write_text(&b, "api", settings->api);
	auth_write_text(&b, "login", settings->login);
	auth_write_expiry(&b, token_expires(session_tokens(s)));
	json_write_close(&b);
	buf_putc(&b, '\n');
	out_slice(buf_slice(&b));
	buf_release(&b);
}

/* The org is asked first: a token that is printed is one that the API took just now. */
static void
auth_write_token(struct session *s)
{
	struct call_token t;

	session_org_id(s);
	if (!token_get(session_tokens(s), 0, 0, &t))
		die(t.temporary ? EXIT_RETRY : EXIT_AUTH, 0, "%s", t.why);
	out_puts(t.text);
	out_putc('\n');
}

static void
auth_write_name(const char *name)
{
	out_puts(name);
	out_putc('\n');
}

/* Records for programs; a table for people, who see it on a terminal. */
static void
auth_check(struct session *s)
{
	bool as_table = isatty(STDOUT_FILENO) != 0;

	if (as_table)
		show_checks_org(s);
	else
		auth_write_session(s);
	permissions_check(s, as_table);
}

int
main(int argc, char **argv)
{
	struct session *s;

	cli_start(&cli, argc, argv);
	if (print_token + checking + logout + profiles > 1)
		cli_usage("--check, --logout, --print-token and --profiles exclude each other");
	if (profiles) {
		profile_names(auth_write_name);
		return cli_finish();
	}
	s = session_open(&(struct session_options){.parallel = PROBES_AT_A_TIME});
	if (logout) {
		if (!token_forget(session_settings(s)))
			debug("there was no cached token");
	} else if (print_token) {
		auth_write_token(s);
	} else if (checking) {
		auth_check(s);
	} else {
		auth_write_session(s);
	}
	session_close(s);
	return cli_finish();
}
