/* routes.c - the endpoints, their paths and permissions */
#include <fnmatch.h>

#include "objects/sim_catalog.h"
#include "objects/sim_spec.h"
#include "wire/fault_effect.h"
#include "flows/flow_endpoints.h"
#include "objects/object_endpoints.h"
#include "server/server_endpoints.h"
#include "transfer/transfer_endpoints.h"
#include "jobs/sim_job.h"
#include "server/limit.h"
#include "flows/sim_operation.h"
#include "server/routes.h"
#include "store/state.h"

static const char may_view[] = "architect:flow:view", may_edit[] = "architect:flow:edit",
		  may_publish[] = "architect:flow:publish",
		  may_track[] = "architect:dependencyTracking:view";

/* The first that fits answers, so a fixed path stands before a '*' in its place. */
static const struct route routes[] = {
    {"POST", "/oauth/token", NULL, oauth_token},
    {"GET", "/api/v2/tokens/me", "", tokens_me},
    {"HEAD", "/api/v2/tokens/me", "", tokens_me_head},
    {"DELETE", "/api/v2/tokens/me", "", tokens_me_delete},
    {"GET", "/api/v2/organizations/me", "", organizations_me},
    {"GET", "/api/v2/flows", may_view, flows_list},
    {"GET", "/api/v2/flows/divisionviews", "architect:flow:search", flows_divisionviews},
    {"GET", "/api/v2/flows/lookup", may_view, flows_list},
    {"POST", "/api/v2/flows", "architect:flow:add", flow_create},
    {"DELETE", "/api/v2/flows", "architect:flow:delete", flows_delete},
    {"POST", "/api/v2/flows/actions/checkout", may_edit, flow_checkout},
    {"POST", "/api/v2/flows/actions/checkin", may_edit, flow_checkin},
    {"POST", "/api/v2/flows/actions/publish", may_publish, flow_publish},
    {"POST", "/api/v2/flows/actions/revert", may_edit, flow_revert},
    {"POST", "/api/v2/flows/actions/deactivate", may_publish, flow_deactivate},
    {"POST", "/api/v2/flows/actions/debug", may_edit, flow_debug},
    {"POST", "/api/v2/flows/actions/unlock", "architect:flow:unlock", flow_unlock},
    {"POST", "/api/v2/flows/actions/validate", may_view, references_validate},
    {"GET", "/api/v2/flows/*/validate/*", may_view, references_results},
    {"POST", "/api/v2/flows/jobs", "architect:job:create", import_register},
    {"GET", "/api/v2/flows/jobs/*", "architect:job:view", import_job},
    {"PUT", "/storage/uploads/*", NULL, import_upload},
    {"POST", "/api/v2/flows/export/jobs", "architect:jobExport:create", export_register},
    {"GET", "/api/v2/flows/export/jobs/*", "architect:jobExport:view", export_job},
    {"GET", "/storage/exports/*", NULL, export_download},
    {"POST", "/api/v2/flows/validate/jobs", "architect:jobValidate:create", validate_register},
    {"GET", "/api/v2/flows/validate/jobs/*", "architect:jobValidate:view", validate_job},
    {"GET", "/api/v2/flows/*", may_view, flow_get},
    {"PUT", "/api/v2/flows/*", may_edit, flow_edit},
    {"DELETE", "/api/v2/flows/*", "architect:flow:delete", flow_delete},
    {"POST", "/api/v2/flows/*/versions", may_edit, flow_save},
    {"GET", "/api/v2/flows/*/latestconfiguration", may_view, flow_latest},
    {"POST", "/api/v2/flows/*/history", may_view, history_begin},
    {"GET", "/api/v2/flows/*/history/*", may_view, history_list},
    {"GET", "/api/v2/flows/*/versions", may_view, flow_versions},
    {"GET", "/api/v2/flows/*/versions/*", may_view, flow_version},
    {"GET", "/api/v2/flows/*/versions/*/configuration", may_view, flow_configuration},
    {"GET", "/api/v2/architect/dependencytracking", may_track, dependencies_find},
    {"GET", "/api/v2/architect/dependencytracking/build", may_track, dependencies_status},
    {"GET", "/api/v2/architect/dependencytracking/consumedresources", may_track,
	dependencies_consumed},
    {"GET", "/api/v2/architect/dependencytracking/consumingresources", may_track,
	dependencies_consuming},
    {"GET", "/api/v2/architect/dependencytracking/object", may_track, dependencies_object},
    {"GET", "/api/v2/architect/dependencytracking/types", may_track, dependencies_types},
    {"GET", "/api/v2/architect/dependencytracking/types/*", may_track, dependencies_type},
    {"GET", "/api/v2/architect/dependencytracking/updatedresourceconsumers", may_track,
	dependencies_updated},
    {"GET", "/api/v2/architect/dependencytracking/deletedresourceconsumers", may_track,
	dependencies_deleted},
    {"GET", "/api/v2/integrations/actions/*/templates/*", "integrations:action:view",
	action_template_get},
    {"GET", "/api/v2/integrations/actions/drafts", "integrations:action:view", action_drafts_list},
    {"POST", "/api/v2/integrations/actions/drafts", "integrations:action:add", action_draft_create},
    {"GET", "/api/v2/integrations/actions/*/draft", "integrations:action:view", action_draft_get},
    {"PATCH", "/api/v2/integrations/actions/*/draft", "integrations:action:edit",
	action_draft_update},
    {"POST", "/api/v2/integrations/actions/*/draft/publish", "integrations:action:edit",
	action_draft_publish},
    {"GET", "/api/v2/integrations/*/config/current", "integrations:integration:view",
	integration_config},
    {"GET", "/api/v2/routing/queues/*/members", "routing:queue:view", people_list},
    {"GET", "/api/v2/routing/queues/*/users", "routing:queue:view", people_list},
    {"GET", "/api/v2/groups/*/members", "", people_list},
    {"GET", "/api/v2/outbound/contactlists/*/contacts", "outbound:contact:view", people_list},
    {"GET", "/api/v2/routing/queues/*/wrapupcodes", "routing:queue:view", queue_wrapups},
    {"POST", "/api/v2/routing/queues/*/wrapupcodes", "routing:queue:edit", queue_wrapups_add},
    {"DELETE", "/api/v2/routing/queues/*/wrapupcodes/*", "routing:queue:edit", queue_wrapup_delete},
    {"POST", "/api/v2/flows/datatables/*/import/csv/jobs", "architect:datatableRow:add",
	rows_job_register},
    {"GET", "/api/v2/flows/datatables/*/import/jobs/*", "architect:datatableRow:view",
	rows_job_get},
    {"PUT", "/storage/tables/*", NULL, rows_job_upload},
    {"POST", "/api/v2/flows/datatables/*/export/jobs", "architect:datatableRow:view",
	rows_export_register},
    {"GET", "/api/v2/flows/datatables/*/export/jobs/*", "architect:datatableRow:view",
	rows_export_get},
    {"GET", "/storage/rows/*", NULL, rows_export_download},
    {"GET", "/api/v2/scripts/published/*", "scripter:publishedScript:view", script_published},
    {"POST", "/api/v2/scripts/published", "scripter:publishedScript:add", script_publish},
    {"POST", "/api/v2/scripts/*/export", "scripter:script:view", script_export},
    {"GET", "/api/v2/scripts/uploads/*/status", "scripter:script:view", script_upload_status},
    {"POST", "/uploads/v2/scripter", "scripter:script:add", script_upload},
    {"GET", "/storage/scripts/*", NULL, script_download},
    {"GET", "/api/v2/routing/utilization", "routing:utilization:view", utilization_get},
    {"POST", "/api/v2/flows/datatables/*/rows", "architect:datatableRow:add", row_create},
    {"PUT", "/api/v2/flows/datatables/*/rows/**", "architect:datatableRow:edit", row_update},
    {"DELETE", "/api/v2/flows/datatables/*/rows/**", "architect:datatableRow:delete", row_delete},
    {"GET", "/api/v2/flows/datatables/*/rows", "architect:datatableRow:view", rows_list},
    {"GET", "/api/v2/flows/datatables/*/rows/**", "architect:datatableRow:view", row_get},
    {"GET", "/api/v2/architect/prompts/*/resources", "architect:userPrompt:view", prompt_resources},
    {"GET", "/api/v2/architect/prompts/*/resources/*", "architect:userPrompt:view",
	prompt_resource},
    {"POST", "/api/v2/architect/prompts/*/resources", "architect:userPrompt:edit", resource_create},
    {"PUT", "/api/v2/architect/prompts/*/resources/*", "architect:userPrompt:edit",
	resource_update},
    {"DELETE", "/api/v2/architect/prompts/*/resources/*", "architect:userPrompt:edit",
	resource_delete},
    {"POST", "/api/v2/architect/prompts/*/resources/*/uploads", "architect:userPrompt:edit",
	upload_begin},
    {"PUT", "/storage/recordings/*/*", NULL, upload_put},
    {"POST", "/uploads/v2/ivr", NULL, upload_form},
    {"GET", "/storage/media/*/*", NULL, media_download},
    {"GET", "/api/v2/taskmanagement/worktypes/*/statuses", "workitems:status:view",
	worktype_statuses},
    {"POST", "/api/v2/taskmanagement/worktypes/*/statuses", "workitems:status:add",
	worktype_status_create},
    {"PATCH", "/api/v2/taskmanagement/worktypes/*/statuses/*", "workitems:status:edit",
	worktype_status_update},
    {"DELETE", "/api/v2/taskmanagement/worktypes/*/statuses/*", "workitems:status:delete",
	worktype_status_delete},
    {"GET", "/api/v2/authorization/divisions/home", "", division_get},
    {"GET", "/api/v2/authorization/divisions/limit", "", division_limit},
    {"GET", "/api/v2/authorization/divisions/*", "", division_get},
    {"POST", "/api/v2/authorization/divisions", "authorization:division:add", division_create},
    {"PUT", "/api/v2/authorization/divisions/*", "authorization:division:edit", division_update},
    {"POST", "/api/v2/authorization/divisions/*/objects/*", "authorization:division:edit",
	division_move},
    {"POST", "/sim/clock", NULL, sim_clock_advance},
    {"GET", "/sim/faults", NULL, sim_faults},
    {"POST", "/sim/faults", NULL, sim_faults_set},
    {"GET", "/sim/stats", NULL, sim_stats},
    {"DELETE", "/sim/stats", NULL, sim_stats_reset},
};

/*
 * Case does not count in fixed segments: clients spell both checkOut and checkout. A "**" at the end
 * stands for the rest of the path, slashes and all.
 */
static bool
route_fits(struct request *rq, const char *path)
{
	size_t args = 0, i = 0;

	for (; *path == '/'; i++) {
		size_t n = strcspn(++path, "/");
		if (rq->segment[i] == NULL)
			return false;
		if (strcmp(path, "**") == 0) {
			rq->arg[args] = rq->path + (rq->segment[i] - rq->split);
			return true;
		}
		if (n == 1 && *path == '*')
			rq->arg[args++] = rq->segment[i];
		else if (strlen(rq->segment[i]) != n || strncasecmp(rq->segment[i], path, n) != 0)
			return false;
		path += n;
	}
	return rq->segment[i] == NULL;
}

/*
 * Listings come first, since their paths are fixed where "flows/datatables" could be a flow's, and
 * objects last, since "prompts" have fixed paths below them. An object's call that the API does not
 * have is a route without a method.
 */
static const struct route *
route_at(size_t i)
{
	size_t listings, specs;
	const struct sim_catalog *catalog = catalog_table(&listings);
	const struct spec *spec = spec_table(&specs);

	if (i < listings)
		return &catalog[i].route;
	i -= listings;
	if (i < COUNT_OF(routes))
		return &routes[i];
	i -= COUNT_OF(routes);
	return i < specs * SPEC_ROUTES ? &spec[i / SPEC_ROUTES].route[i % SPEC_ROUTES] : NULL;
}

/* What answers route i. */
static void (*route_endpoint(size_t i))(struct request *rq)
{
	static void (*const of_object[SPEC_ROUTES])(struct request * rq) = {[SPEC_ONE] = object_get,
	    [SPEC_CREATE] = object_create,
	    [SPEC_UPDATE] = object_update,
	    [SPEC_REMOVE] = object_delete};
	size_t listings;

	catalog_table(&listings);
	if (i < listings)
		return inventory_list;
	i -= listings;
	return i < COUNT_OF(routes) ? routes[i].answer
				    : of_object[(i - COUNT_OF(routes)) % SPEC_ROUTES];
}

/* The listing or the type of object that route i is about. */
static void
route_subject(struct request *rq, size_t i)
{
	size_t listings, specs;
	const struct sim_catalog *catalog = catalog_table(&listings);
	const struct spec *spec = spec_table(&specs);

	if (i < listings)
		rq->catalog = &catalog[i];
	if (i >= listings + COUNT_OF(routes))
		rq->spec = &spec[(i - listings - COUNT_OF(routes)) / SPEC_ROUTES];
}

static const struct route *
find_route(struct request *rq, size_t *at)
{
	const struct route *route;
	bool known = false, fixed = false; /* fixed: "query" is not an object's id */

	for (*at = 0; (route = route_at(*at)) != NULL; ++*at) {
		if (route->path == NULL || !route_fits(rq, route->path) ||
		    (fixed && strchr(route->path, '*') != NULL))
			continue;
		if (strcmp(route->method, rq->method) == 0)
			break;
		known = true;
		fixed = fixed || strchr(route->path, '*') == NULL;
	}
	if (route != NULL)
		route_subject(rq, *at);
	if (route == NULL && known)
		reply_error(rq, 405, "method.not.allowed", "HTTP 405 Method Not Allowed");
	if (route == NULL && !known)
		reply_error(rq, 404, "not.found", "HTTP 404 Not Found");
	return route;
}

static bool
route_permits(struct request *rq, const char *permission)
{
	for (size_t i = 0; *permission != '\0' && i < rq->sim->denied.n; i++) {
		if (fnmatch(rq->sim->denied.v[i], permission, 0) != 0)
			continue;
		reply_error(rq, 403, "missing.permissions",
		    "Unable to perform the requested action. You are missing the following "
		    "permission(s): %s",
		    permission);
		return false;
	}
	return true;
}

static bool
route_authenticate(struct request *rq)
{
	const char *header = request_header(rq, "Authorization");

	if (header == NULL || strncasecmp(header, "Bearer ", 7) != 0) {
		reply_error(rq, 401, "authentication.required",
		    "No authentication bearer token specified in authorization header.");
		return false;
	}
	rq->token = tokens_find(&rq->sim->tokens, header + 7);
	if (rq->token == NULL)
		reply_error(rq, 401, "bad.credentials", "Invalid login credentials.");
	else
		rq->token->requests++;
	return rq->token != NULL;
}

static void
route_run(struct request *rq, const struct route *route, size_t at)
{
	if (route->permission != NULL && !route_authenticate(rq))
		return;
	if (!limit_org_admits(rq))
		return;
	if (limit_admits(rq) &&
	    route_permits(rq, route->permission != NULL ? route->permission : ""))
		route_endpoint(at)(rq);
	limit_headers(rq);
}

void
route_answer(struct request *rq)
{
	struct stats *stats = &rq->sim->stats;
	const struct route *route;
	size_t at;

	route = find_route(rq, &at);
	if (rq->control) {
		if (route != NULL)
			route_endpoint(at)(rq);
		return;
	}
	operations_settle(rq->sim);
	jobs_settle(rq->sim);
	stats->requests++;
	if (route != NULL && at < ROUTES_MAX) {
		stats->route[at] = route;
		stats->routes[at]++;
	}
	if (!request_is_text(rq)) {
		reply_error(rq, 400, "bad.request", "The path or the query is not UTF-8.");
		return;
	}
	if (fault_effect_before(rq))
		return;
	if (route != NULL)
		route_run(rq, route, at);
	state_flush(rq->sim->state);
	if (!fault_effect_after(rq))
		fault_effect_body(rq);
}
