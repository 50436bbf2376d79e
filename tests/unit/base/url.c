/* URLs: escaping, queries, joining, hosts, and what counts as this machine. */
#include "base/url.h"
#include "settings/region.h"
#include "tap.h"

static bool
query_gives(const char *url, const char *name, const char *value, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	buf_puts(&b, url);
	url_query(&b, name, slice_str(value));
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

static struct buf formatted = BUF_INIT;

static const char *
url_format(const char *fmt, ...)
{
	va_list args;

	buf_clear(&formatted);
	va_start(args, fmt);
	url_vformat(&formatted, fmt, args);
	va_end(args);
	return formatted.p;
}

static bool
join_gives(const char *base, const char *path, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	url_join(&b, base, path);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

/* Every byte either stands for itself and is unreserved, or is %XX of itself. */
static bool
escapes_reversibly(void)
{
	struct buf b = BUF_INIT;
	bool good = true;

	for (int c = 0; c < 256; c++) {
		char one = (char)c, want[8];
		buf_clear(&b);
		url_escape(&b, slice_of(&one, 1));
		snprintf(want, sizeof want, "%%%02X", c);
		if (b.n == 1)
			good =
			    good && b.p[0] == one && c < 128 && strchr(" %/?#&+=:\"<>", c) == NULL;
		else
			good = good && slice_is(buf_slice(&b), want);
	}
	buf_release(&b);
	return good;
}

static bool
host_is(const char *url, const char *want, bool want_https)
{
	struct slice host;
	bool https;

	return url_host(url, &host, &https) && slice_is(host, want) && https == want_https;
}

static bool
no_host(const char *url)
{
	struct slice host;
	bool https;

	return !url_host(url, &host, &https);
}

/* What an answer of the API may send the program to. */
static void
url_follows(void)
{
	static const char *const away = "https://api.mypurecloud.de",
				 *here = "http://localhost:8080";

	ok(url_may_follow("https://s3.example.com/x?sig=1", away, false), "https elsewhere");
	ok(!url_may_follow("http://s3.example.com/x", away, false), "not by plain http");
	ok(url_may_follow("http://s3.example.com/x", away, true), "unless that is allowed");
	ok(!url_may_follow("http://127.0.0.1:631/x", away, false) &&
		!url_may_follow("https://localhost/x", away, false) &&
		!url_may_follow("http://[::1]/x", away, true),
	    "never to this machine when the API is another");
	ok(url_may_follow("http://127.0.0.1:8080/x", here, false), "a rehearsal org's own");
	ok(!url_may_follow("http://s3.example.com/x", here, false) &&
		!url_may_follow("file:///etc/passwd", here, true) &&
		!url_may_follow("", here, true) &&
		!url_may_follow("https://s3.example.com/x", "no URL", true),
	    "and nothing that is no safe URL");
}

static void
url_hosts(void)
{
	static const char *const none[] = {"", "ftp://a", "a.de", "//a", "https://", "http:///x",
	    "https://a b", "https://a\r\nX: y", "https://u@a", "https://u:p@a/", "http://:80",
	    "http://[::1", "https:/a", "https://a\x7f", "http://localhost:", "http://localhost:/x",
	    "http://localhost:0", "http://localhost:65536", "http://localhost:8a",
	    "https://a.de:80:80", "http://[::1]80", "http://[::1"};
	static const char *const here[] = {
	    "localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.1.2.3", "::1"};
	static const char *const away[] = {"localhost.example.com", "notlocalhost", "128.0.0.1",
	    "127.0.0.1.example.com", "::2", "", "1270.0.0.1", "example.com", "127.0.0.1-2",
	    "127.0.0.!"};

	ok(strcmp(url_format("/flows/%s/versions/%s", "a/b?c", "1.0"),
	       "/flows/a%2Fb%3Fc/versions/1.0") == 0,
	    "what is put into a path stays in its segment");
	ok(strcmp(url_format("/flows?name=%s&x=1", "%s &"), "/flows?name=%25s%20%26&x=1") == 0,
	    "and in its value");
	ok(strcmp(url_format("/flows"), "/flows") == 0, "a path without holes");
	buf_release(&formatted);
	ok(host_is("https://api.mypurecloud.de", "api.mypurecloud.de", true), "a host");
	ok(host_is("http://localhost:8080/x?y", "localhost", false), "port and path go");
	ok(host_is("http://[::1]:8080", "::1", false), "IPv6");
	ok(host_is("http://[::1]/x", "::1", false), "IPv6 without a port");
	ok(host_is("https://a.de:65535", "a.de", true), "the last port");
	ok(host_is("https://a.de?x=@", "a.de", true), "an @ in the query is none of the host's");
	for (size_t i = 0; i < COUNT_OF(none); i++)
		ok(no_host(none[i]), "no URL: '%s'", none[i]);
	for (size_t i = 0; i < COUNT_OF(here); i++)
		ok(url_is_loopback(slice_str(here[i])), "this machine: %s", here[i]);
	for (size_t i = 0; i < COUNT_OF(away); i++)
		ok(!url_is_loopback(slice_str(away[i])), "not this machine: '%s'", away[i]);
}

static void
url_regions(void)
{
	static const char *const pairs[][2] = {{"us-east-1", "mypurecloud.com"},
	    {"EU-CENTRAL-1", "mypurecloud.de"}, {"eu_central_2", "euc2.pure.cloud"},
	    {"us-east-2", "use2.us-gov-pure.cloud"}, {"eusc-de-east-1", "edee1.eusc-pure.cloud"}};

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		const char *domain = region_domain(pairs[i][0]);
		ok(domain != NULL && strcmp(domain, pairs[i][1]) == 0, "%s", pairs[i][0]);
	}
	ok(region_domain("eu-central") == NULL, "half a name");
	ok(region_domain("eu-central-11") == NULL, "too long a name");
	ok(region_domain("") == NULL, "no name");
	ok(region_domain("mypurecloud.de") == NULL, "a domain is no AWS name");
}

int
main(void)
{
	ok(query_gives("/f", "name", "a b&c=\xc3\xbc", "/f?name=a%20b%26c%3D%C3%BC"), "a query");
	ok(query_gives("/f?a=1", "b", "", "/f?a=1&b="), "a second one, empty");
	ok(escapes_reversibly(), "every byte is escaped or unreserved");
	ok(join_gives("https://a.de", "/api", "https://a.de/api"), "join");
	ok(join_gives("https://a.de/", "/api", "https://a.de/api"), "one slash of two");
	ok(join_gives("https://a.de", "api", "https://a.de/api"), "one slash of none");
	ok(join_gives("https://a.de", "https://b.de/x", "https://b.de/x"), "a whole URL");
	url_hosts();
	url_follows();
	url_regions();
	ok(url_is_safe("https://example.com/x", false) && url_is_safe("http://[::1]:8080/x", false),
	    "safe: https, and this machine");
	ok(!url_is_safe("http://example.com/x", false) && url_is_safe("http://example.com/x", true),
	    "http elsewhere, only if that is allowed");
	ok(!url_is_safe("ftp://localhost/x", true) && !url_is_safe("", true), "no such URL");
	return tap_done();
}
