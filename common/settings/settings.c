/* settings.c - the org's hosts and the credentials */
#include "settings/settings.h"
#include "settings/setting_keys.h"
#include "base/ascii.h"
#include "cli/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/url.h"
#include "settings/origin.h"
#include "settings/region.h"

/* Whether a host name or a port can contain this text. */
static bool
is_host(const char *text)
{
	for (; *text != '\0'; text++)
		if (!ascii_is_letter(*text) && !ascii_is_digit(*text) &&
		    strchr(".-:[]", *text) == NULL)
			return false;
	return true;
}

/* The host of the web pages, of the API or of the login is not the region's domain. */
static bool
is_one_host(const char *domain)
{
	static const char *const hosts[] = {"api.", "apps.", "login."};

	for (size_t i = 0; i < COUNT_OF(hosts); i++)
		if (strncasecmp(domain, hosts[i], strlen(hosts[i])) == 0)
			return true;
	return false;
}

GC_NORETURN static void
refuse_region(const char *region)
{
	die(EXIT_USAGE, 0,
	    "unknown region \"%s\"; use an AWS name (eu-central-1), a domain (mypurecloud.de), or "
	    "localhost:PORT",
	    region);
}

static char *
make_url(const char *scheme, const char *prefix, const char *host)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s://%s%s", scheme, prefix, host);
	return buf_detach(&b);
}

static void
hosts_of_region(struct settings *s, const char *region)
{
	const char *domain = region_domain(region);
	struct slice host;
	char *url;
	bool https;

	if (domain == NULL)
		domain = region;
	url = make_url("http", "", domain);
	if (!is_host(domain) || !url_host(url, &host, &https))
		refuse_region(region);
	s->region = xstrdup(domain);
	if (url_is_loopback(host)) {
		s->api = xstrdup(url);
		s->login = xstrdup(url);
	} else if (strchr(domain, '.') == NULL || is_one_host(domain)) {
		refuse_region(region);
	} else {
		s->api = make_url("https", "api.", domain);
		s->login = make_url("https", "login.", domain);
	}
	free(url);
}

/* Returns a copy of a URL from the settings, without slashes at its end; or NULL. */
static char *
given_url(const char *url, const char *what)
{
	struct slice host;
	size_t n;
	bool https;

	if (url == NULL)
		return NULL;
	if (!url_host(url, &host, &https))
		die(EXIT_USAGE, 0, "%s \"%s\" is not an http or https URL", what, url);
	if (!url_is_safe(url, cli_network.insecure_http))
		die(EXIT_USAGE, 0,
		    "%s \"%s\": plain http would show the token; --insecure-http allows it", what,
		    url);
	for (n = strlen(url); url[n - 1] == '/';)
		n--;
	return xmemdup0(url, n);
}

/* Whether an origin sets all hosts. With an access token no login host is needed. */
static bool
has_hosts(const struct origin *s)
{
	return s->region != NULL || (s->api != NULL && (s->login != NULL || s->token != NULL));
}

static bool
has_credentials(const struct origin *s)
{
	return s->token != NULL || s->id != NULL || s->secret != NULL || s->command != NULL;
}

static void
settings_override(char **url, const char *by, const char *what)
{
	char *given = given_url(by, what);

	if (given != NULL) {
		free(*url);
		*url = given;
	}
}

static void
take_hosts(struct settings *s, const struct origin *from, const struct origin *urls)
{
	if (from->region != NULL)
		hosts_of_region(s, from->region);
	settings_override(&s->api, from->api, "API URL");
	settings_override(&s->login, from->login, "login URL");
	settings_override(&s->api, urls->api, "API URL");
	settings_override(&s->login, urls->login, "login URL");
}

static void
take_credentials(struct settings *s, struct origin *from, const char *where)
{
	bool has_secret;

	if (from->token != NULL) {
		s->access_token = from->token;
		from->token = NULL;
		return;
	}
	has_secret = from->secret != NULL || from->command != NULL;
	if ((from->id == NULL) == has_secret)
		die(EXIT_USAGE, 0, "%s has a client %s without a client %s", where,
		    from->id != NULL ? "id" : "secret", from->id != NULL ? "secret" : "id");
	s->client_id = from->id;
	s->client_secret = from->secret;
	s->secret_command = from->command;
	from->id = from->secret = from->command = NULL;
}

/* A line break would end a header early; other control characters are not allowed in it either. */
static void
check_text(const char *text, const char *what)
{
	for (; text != NULL && *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			die(EXIT_USAGE, 0, "the %s contains a control character", what);
}

static void
settings_check(const struct settings *s)
{
	if (s->api == NULL)
		die(EXIT_USAGE, 0,
		    "no region: set GENESYSCLOUD_REGION (eu-central-1, mypurecloud.de) or name a "
		    "--profile");
	if (s->access_token == NULL && s->client_id == NULL)
		die(EXIT_USAGE, 0,
		    "no credentials: set GENESYSCLOUD_OAUTHCLIENT_ID and "
		    "GENESYSCLOUD_OAUTHCLIENT_SECRET, or name a --profile");
	if (s->access_token == NULL && s->login == NULL)
		die(EXIT_USAGE, 0, "no login host: set GENESYSCLOUD_REGION or GC_LOGIN_URL");
	if (s->client_id != NULL && strchr(s->client_id, ':') != NULL)
		die(EXIT_USAGE, 0, "the client id contains a colon");
	check_text(s->access_token, "access token");
	check_text(s->client_id, "client id");
	check_text(s->client_secret, "client secret");
}

/* The second origin is used only for the group that the first one does not set. */
static void
settings_combine(
    struct settings *s, struct origin *first, struct origin *second, const char *const *names)
{
	if (has_hosts(first))
		take_hosts(s, first, first);
	else
		take_hosts(s, second, first);
	if (has_credentials(first))
		take_credentials(s, first, names[0]);
	else
		take_credentials(s, second, names[1]);
	settings_check(s);
}

/* As libcurl takes it: [SCHEME://][USER:PASSWORD@]HOST[:PORT], which a message must not show. */
static bool
is_proxy(const char *text)
{
	static const char *const schemes[] = {
	    "http", "https", "socks4", "socks4a", "socks5", "socks5h"};
	const char *host = strstr(text, "://");
	bool good = host == NULL;

	for (size_t i = 0; host != NULL && i < COUNT_OF(schemes); i++)
		good = good || ((size_t)(host - text) == strlen(schemes[i]) &&
				   strncasecmp(text, schemes[i], strlen(schemes[i])) == 0);
	for (const char *c = text; *c != '\0'; c++)
		good = good && (unsigned char)*c > ' ' && *c != 0x7f;
	return good && *(host != NULL ? host + 3 : text) != '\0';
}

GC_NORETURN static void
refuse_profile(const char *name)
{
	char *path = origin_profiles();

	die(EXIT_USAGE, 0, "no profile \"%s\" in %s%sor in ~/.gc/config.toml", name,
	    path != NULL ? path : "", path != NULL ? " " : "");
}

/* The profile of that name, or else the default one, if there is one. */
static void
take_profile(struct settings *s, struct origin *file, const char *name)
{
	char *fallback = name == NULL ? origin_default() : NULL;

	if (name == NULL)
		name = fallback;
	if (origin_profile(file, name != NULL ? name : "default"))
		s->profile = xstrdup(name != NULL ? name : "default");
	else if (name != NULL)
		refuse_profile(name);
	if (file->secret != NULL && file->command != NULL)
		die(EXIT_USAGE, 0,
		    "profile \"%s\" has both client_secret and secret_command; remove one",
		    s->profile);
	s->proxy = file->proxy;
	file->proxy = NULL;
	if (s->proxy != NULL && !is_proxy(s->proxy))
		die(EXIT_USAGE, 0,
		    "the proxy of profile \"%s\" is not a URL (example: http://proxy.test:8080)",
		    s->profile);
	free(fallback);
}

void
settings_load(struct settings *s)
{
	static const char *const env_first[] = {"the environment", "the profile"};
	static const char *const file_first[] = {"the profile", "the environment"};
	const char *name = cli_network.profile, *env_name = getenv("GC_PROFILE");
	struct origin env = {.region = NULL}, file = {.region = NULL};
	bool enough;

	*s = (struct settings){.profile = NULL};
	setting_environment(&env);
	enough = name == NULL && has_hosts(&env) && has_credentials(&env);
	if (name == NULL && env_name != NULL && *env_name != '\0')
		name = env_name;
	if (!enough)
		take_profile(s, &file, name);
	if (cli_network.profile != NULL)
		settings_combine(s, &file, &env, file_first);
	else
		settings_combine(s, &env, &file, env_first);
	origin_release(&env);
	origin_release(&file);
}

void
settings_release(struct settings *s)
{
	free(s->profile);
	free(s->region);
	free(s->api);
	free(s->login);
	free(s->client_id);
	secret_free(&s->client_secret);
	secret_free(&s->secret_command);
	secret_free(&s->access_token);
	secret_free(&s->proxy);
	*s = (struct settings){.profile = NULL};
}
