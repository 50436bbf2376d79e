/*
 * settings: which origin gives what, case by case. Each case has an environment and files of its
 * own; the program's own are not seen.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "base/err.h"
#include "child.h"
#include "settings/settings.h"
#include "tap.h"

#define HOSTS  "GENESYSCLOUD_REGION=mypurecloud.de;"
#define CLIENT "GENESYSCLOUD_OAUTHCLIENT_ID=i;GENESYSCLOUD_OAUTHCLIENT_SECRET=s;"

static char home[] = "/tmp/gc-settings.XXXXXX";

static const struct settings_case {
	const char *what;
	const char *env;         /* NAME=value; */
	const char *option;      /* --profile, or NULL */
	const char *yaml, *toml; /* files of profiles, or NULL */
	const char *says;        /* what is set; or a part of the message */
} cases[] = {
    {"an environment", HOSTS CLIENT, NULL, NULL, NULL,
	"- https://api.mypurecloud.de https://login.mypurecloud.de i:s -"},
    {"the other names of the environment",
	"PURECLOUD_REGION=mypurecloud.de;PURECLOUD_CLIENT_ID=i;PURECLOUD_CLIENT_SECRET=s;", NULL,
	NULL, NULL, "- https://api.mypurecloud.de https://login.mypurecloud.de i:s -"},
    {"an empty variable is not set",
	"GENESYSCLOUD_REGION=;PURECLOUD_REGION=mypurecloud.de;GENESYSCLOUD_ACCESS_TOKEN=;" CLIENT,
	NULL, NULL, NULL, "- https://api.mypurecloud.de https://login.mypurecloud.de i:s -"},
    {"both are empty", "GENESYSCLOUD_REGION=;PURECLOUD_REGION=;" CLIENT, NULL, NULL, NULL,
	"no region: set"},
    {"half a client is not made whole by the other names",
	HOSTS "GENESYSCLOUD_OAUTHCLIENT_SECRET=s;PURECLOUD_CLIENT_ID=i;", NULL, NULL, NULL,
	"the environment has a client secret without a client id"},
    {"nor the other way round", HOSTS "GENESYSCLOUD_OAUTHCLIENT_ID=i;PURECLOUD_CLIENT_SECRET=s;",
	NULL, NULL, NULL, "the environment has a client id without a client secret"},
    {"URLs go over the region",
	HOSTS CLIENT "GC_API_URL=https://a.example//;GC_LOGIN_URL=https://l.example/;", NULL, NULL,
	NULL, "- https://a.example https://l.example i:s -"},
    {"URLs are enough", CLIENT "GC_API_URL=https://a.example;GC_LOGIN_URL=https://l.example;", NULL,
	NULL, NULL, "- https://a.example https://l.example i:s -"},
    {"a token needs no login", "GC_API_URL=https://a.example;GENESYSCLOUD_ACCESS_TOKEN=t;", NULL,
	NULL, NULL, "- https://a.example - - t"},
    {"a client does", CLIENT "GC_API_URL=https://a.example;", NULL, NULL, NULL,
	"no login host: set"},
    {"even where a profile knows the API", CLIENT, NULL, "default:\n  api_url: https://a.example\n",
	NULL, "no login host: set"},
    {"a URL that is none", HOSTS CLIENT "GC_API_URL=a.example;", NULL, NULL, NULL,
	"API URL \"a.example\" is not an http or https URL"},
    {"a URL without encryption", HOSTS CLIENT "GC_LOGIN_URL=http://l.example;", NULL, NULL, NULL,
	"login URL \"http://l.example\": plain http would show the token"},
    {"a region that is a host", CLIENT "GENESYSCLOUD_REGION=api.mypurecloud.de;", NULL, NULL, NULL,
	"unknown region \"api.mypurecloud.de\""},
    {"a region that is a word", CLIENT "GENESYSCLOUD_REGION=frankfurt;", NULL, NULL, NULL,
	"unknown region \"frankfurt\""},
    {"a region that is no host name", CLIENT "GENESYSCLOUD_REGION=a b.de;", NULL, NULL, NULL,
	"unknown region \"a b.de\""},
    {"a region without a host", CLIENT "GENESYSCLOUD_REGION=:80;", NULL, NULL, NULL,
	"unknown region \":80\""},
    {"a port that a file should have said", CLIENT "GENESYSCLOUD_REGION=localhost:;", NULL, NULL,
	NULL, "unknown region \"localhost:\"; use an AWS name"},
    {"a port that is none", CLIENT "GENESYSCLOUD_REGION=localhost:80a;", NULL, NULL, NULL,
	"unknown region \"localhost:80a\""},
    {"this machine", CLIENT "GENESYSCLOUD_REGION=localhost:8080;", NULL, NULL, NULL,
	"- http://localhost:8080 http://localhost:8080 i:s -"},
    {"no credentials", HOSTS, NULL, NULL, NULL, "no credentials: set"},
    {"an id with a colon",
	HOSTS "GENESYSCLOUD_OAUTHCLIENT_ID=a:b;"
	      "GENESYSCLOUD_OAUTHCLIENT_SECRET=s;",
	NULL, NULL, NULL, "the client id contains a colon"},
    {"a token with a line break", HOSTS "GENESYSCLOUD_ACCESS_TOKEN=a\nb;", NULL, NULL, NULL,
	"the access token contains a control character"},
    {"a secret with DEL",
	HOSTS "GENESYSCLOUD_OAUTHCLIENT_ID=i;"
	      "GENESYSCLOUD_OAUTHCLIENT_SECRET=a\x7f;",
	NULL, NULL, NULL, "the client secret contains a control character"},

    {"the default profile fills in what is missing", CLIENT, NULL,
	"default:\n  region: eu-central-1\n", NULL,
	"default https://api.mypurecloud.de https://login.mypurecloud.de i:s -"},
    {"the profile of a variable", "GC_PROFILE=p;", NULL,
	"p:\n  region: eu-central-1\n  access_token: t\n", NULL,
	"p https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"an empty variable names none", "GC_PROFILE=;" HOSTS, NULL, "default:\n  access_token: t\n",
	NULL, "default https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"an option goes before the environment", HOSTS CLIENT, "p", "p:\n  region: usw2.pure.cloud\n",
	NULL, "p https://api.usw2.pure.cloud https://login.usw2.pure.cloud i:s -"},
    {"an empty value of a profile is not set", HOSTS, "p",
	"p:\n  region: \"\"\n  access_token: t\n", NULL,
	"p https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"a profile with half a client", HOSTS, "p", "p:\n  client_id: i\n", NULL,
	"the profile has a client id without a client secret"},
    {"a command that prints the secret", "", "p",
	"p:\n  region: eu-central-1\n  client_id: i\n  secret_command: false\n", NULL,
	"p https://api.mypurecloud.de https://login.mypurecloud.de i:- -"},
    {"a secret and a command", HOSTS, "p",
	"p:\n  client_id: i\n  client_secret: s\n  secret_command: false\n", NULL,
	"profile \"p\" has both client_secret and secret_command; remove one"},
    {"even where the environment has a client", CLIENT, NULL,
	"default:\n  region: eu-central-1\n  client_secret: s\n  secret_command: false\n", NULL,
	"profile \"default\" has both client_secret and secret_command"},
    {"a command without a client id", HOSTS, "p", "p:\n  secret_command: false\n", NULL,
	"the profile has a client secret without a client id"},
    {"a profile file that names its default", "", NULL,
	"default: q\np:\n  region: x\nq:\n  region: eu-central-1\n  access_token: t\n", NULL,
	"q https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"which the environment overrides", "GC_PROFILE=p;", NULL,
	"default: q\np:\n  region: eu-central-1\n  access_token: t\n", NULL,
	"p https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"a default that does not exist", HOSTS, NULL, "default: q\n", NULL, "no profile \"q\" in "},
    {"a proxy that is no URL", "", "p",
	"p:\n  region: eu-central-1\n  access_token: t\n  proxy: ftp://u:pw@h:1\n", NULL,
	"the proxy of profile \"p\" is not a URL (example: http://proxy.test:8080)"},
    {"a proxy with user and password", "", "p",
	"p:\n  region: eu-central-1\n  access_token: t\n  proxy: http://u:pw@h:1\n", NULL,
	"p https://api.mypurecloud.de https://login.mypurecloud.de - t"},
    {"a profile that is nowhere", HOSTS CLIENT, "p", "q:\n  client_id: i\n", NULL,
	"no profile \"p\" in "},
    {"no home to look in", "HOME=;" HOSTS CLIENT, "p", NULL, NULL,
	"no profile \"p\" in or in ~/.gc/config.toml"},
    {"the vendor's file, in any case", "", "P", NULL,
	"[p]\nenvironment = \"mypurecloud.de\"\nclient_credentials = \"i\"\n"
	"client_secret = \"s\"\n",
	"P https://api.mypurecloud.de https://login.mypurecloud.de i:s -"},
};

static void
settings_write_file(const char *folder, const char *name, const char *text)
{
	struct buf path = BUF_INIT;
	int fd;

	buf_printf(&path, "%s/%s", home, folder);
	mkdir(path.p, 0700);
	buf_printf(&path, "/%s", name);
	unlink(path.p);
	if (text != NULL) {
		fd = open(path.p, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
			child_broken(path.p);
		close(fd);
	}
	buf_release(&path);
}

static void
set_environment(const char *env)
{
	static const char *const names[] = {"GENESYSCLOUD_REGION", "PURECLOUD_REGION",
	    "GENESYSCLOUD_ACCESS_TOKEN", "GENESYSCLOUD_OAUTHCLIENT_ID",
	    "GENESYSCLOUD_OAUTHCLIENT_SECRET", "PURECLOUD_CLIENT_ID", "PURECLOUD_CLIENT_SECRET",
	    "GC_API_URL", "GC_LOGIN_URL", "GC_PROFILE", "XDG_CONFIG_HOME"};
	char *copy = strdup(env), *next = NULL;

	for (size_t i = 0; i < COUNT_OF(names); i++)
		unsetenv(names[i]);
	setenv("HOME", home, 1);
	for (char *one = strtok_r(copy, ";", &next); one != NULL;
	     one = strtok_r(NULL, ";", &next)) {
		char *value = strchr(one, '=');
		*value = '\0';
		setenv(one, value + 1, 1);
	}
	free(copy);
}

static const char *
or_none(const char *text)
{
	return text != NULL ? text : "-";
}

static int
settings_test_load(void *argument)
{
	const struct settings_case *c = argument;
	struct settings s;

	set_environment(c->env);
	cli_network.profile = c->option;
	settings_load(&s);
	printf("%s %s %s ", or_none(s.profile), or_none(s.api), or_none(s.login));
	if (s.client_id != NULL)
		printf("%s:%s", s.client_id, or_none(s.client_secret));
	else
		printf("-");
	printf(" %s", or_none(s.access_token));
	settings_release(&s);
	return 0;
}

static void
remove_folders(void)
{
	static const char *const folders[] = {"/.config/gc-tools", "/.config", "/.gc", ""};
	char path[64];

	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		snprintf(path, sizeof path, "%s%s", home, folders[i]);
		rmdir(path);
	}
}

int
main(void)
{
	struct child c;
	bool good;

	if (mkdtemp(home) == NULL)
		child_broken(home);
	settings_write_file(".config", "x", NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct settings_case one = cases[i];
		settings_write_file(".config/gc-tools", "profiles.yaml", one.yaml);
		settings_write_file(".gc", "config.toml", one.toml);
		c = child_run(settings_test_load, &one);
		good = c.status == 0 ? strcmp(c.out.p, one.says) == 0
				     : c.status == EXIT_USAGE && strstr(c.err.p, one.says) != NULL;
		if (!ok(good, "%s", one.what))
			printf("# %d %s %s\n", c.status, c.out.p, c.err.p);
		child_release(&c);
	}
	settings_write_file(".config/gc-tools", "profiles.yaml", NULL);
	settings_write_file(".gc", "config.toml", NULL);
	remove_folders();
	return tap_done();
}
