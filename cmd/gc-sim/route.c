/* route.c - which endpoint answers what, and who may ask */
#include "damage.h"
#include "endpoints.h"
#include "limit.h"
#include "put.h"

struct route {
	const char *method, *path; /* '*' stands for one segment */
	const char *permission;    /* "" : a token is enough; NULL: none is needed */
	void (*answer)(struct call *c);
};

static const char may_view[] = "architect:flow:view";

/* The first that fits answers, so a fixed path stands before a '*' in its place. */
static const struct route routes[] = {
    {"POST", "/oauth/token", NULL, oauth_token},
    {"GET", "/api/v2/tokens/me", "", tokens_me},
    {"HEAD", "/api/v2/tokens/me", "", tokens_me_head},
    {"DELETE", "/api/v2/tokens/me", "", tokens_me_delete},
    {"GET", "/api/v2/organizations/me", "", organizations_me},
    {"GET", "/api/v2/flows", may_view, flows_list},
    {"GET", "/api/v2/flows/divisionviews", "architect:flow:search", flows_divisionviews},
    {"GET", "/api/v2/flows/*", may_view, flow_get},
    {"GET", "/api/v2/flows/*/latestconfiguration", may_view, flow_latest},
    {"GET", "/api/v2/flows/*/versions", may_view, flow_versions},
    {"GET", "/api/v2/flows/*/versions/*", may_view, flow_version},
    {"GET", "/api/v2/flows/*/versions/*/configuration", may_view, flow_configuration},
    {"GET", "/sim/faults", NULL, sim_faults},
    {"POST", "/sim/faults", NULL, sim_faults_set},
    {"GET", "/sim/stats", NULL, sim_stats},
    {"DELETE", "/sim/stats", NULL, sim_stats_reset},
};

_Static_assert(COUNT_OF(routes) <= ROUTES_MAX, "struct stats has a place for every route");

static bool
fits(struct call *c, const char *path)
{
	size_t args = 0, i = 0;

	for (; *path == '/'; i++) {
		size_t n = strcspn(++path, "/");
		if (c->segment[i] == NULL)
			return false;
		if (n == 1 && *path == '*')
			c->arg[args++] = c->segment[i];
		else if (strlen(c->segment[i]) != n || memcmp(c->segment[i], path, n) != 0)
			return false;
		path += n;
	}
	return c->segment[i] == NULL;
}

static const struct route *
find_route(struct call *c)
{
	bool known = false;

	for (size_t i = 0; i < COUNT_OF(routes); i++) {
		if (!fits(c, routes[i].path))
			continue;
		if (strcmp(routes[i].method, c->method) == 0)
			return &routes[i];
		known = true;
	}
	if (known)
		reply_error(c, 405, "method.not.allowed", "HTTP 405 Method Not Allowed");
	else
		reply_error(c, 404, "not.found", "HTTP 404 Not Found");
	return NULL;
}

static bool
authenticate(struct call *c)
{
	const char *header = call_header(c, "Authorization");

	if (header == NULL || strncasecmp(header, "Bearer ", 7) != 0) {
		reply_error(c, 401, "authentication.required",
		    "No authentication bearer token specified in authorization header.");
		return false;
	}
	c->token = tokens_find(&c->sim->tokens, header + 7);
	if (c->token == NULL)
		reply_error(c, 401, "bad.credentials", "Invalid login credentials.");
	return c->token != NULL;
}

static void
answer(struct call *c, const struct route *route)
{
	if (route->permission != NULL && !authenticate(c))
		return;
	if (limit_admits(c))
		route->answer(c);
	limit_headers(c);
}

static void
count_request(struct stats *stats, const struct route *route)
{
	stats->requests++;
	if (route != NULL)
		stats->routes[route - routes]++;
}

void
call_answer(struct call *c)
{
	const struct route *route = find_route(c);
	struct stats *stats = &c->sim->stats;

	if (c->control) {
		if (route != NULL)
			route->answer(c);
		return;
	}
	count_request(stats, route);
	if (damage_before(c))
		return;
	if (route != NULL)
		answer(c, route);
	if (!damage_after(c))
		damage_body(c);
}

void
put_paths(struct call *c)
{
	for (size_t i = 0; i < COUNT_OF(routes); i++) {
		char name[128];
		if (c->sim->stats.routes[i] == 0)
			continue;
		snprintf(name, sizeof name, "%s %s", routes[i].method, routes[i].path);
		put_number(&c->reply.body, name, (long long)c->sim->stats.routes[i]);
	}
}
