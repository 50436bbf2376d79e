/* sim_job_flows.c - which flows a job is about: "flows":[{"flow":{…},"fileName":…,"exportType":…}] */
#include "flows/flow_request.h"
#include "base/mem.h"
#include "wire/fault_effect.h"
#include "transfer/sim_job_flows.h"
#include "json/members.h"

/* One element of "flows", decoded; members that are not there are NULL. */
struct asked {
	char *id, *name, *type, *version, *file, *export_type;
};

static bool
read_asked(struct asked *a, struct slice element)
{
	struct members m = MEMBERS_INIT, flow = MEMBERS_INIT;
	struct json j = JSON_INIT;
	const struct member *inner;
	bool good = members_read(&m, &j, element);

	*a = (struct asked){.id = NULL};
	if (good) {
		a->file = members_dup(&m, "fileName");
		a->export_type = members_dup(&m, "exportType");
		inner = members_find(&m, "flow");
		good = inner != NULL && members_read(&flow, &j, inner->value);
	}
	if (good) {
		a->id = members_dup(&flow, "id");
		a->name = members_dup(&flow, "name");
		a->type = members_dup(&flow, "type");
		a->version = members_dup(&flow, "version");
		good = a->id != NULL || (a->name != NULL && a->type != NULL);
	}
	members_release(&flow);
	members_release(&m);
	json_release(&j);
	return good;
}

static void
release_asked(struct asked *a)
{
	free(a->id);
	free(a->name);
	free(a->type);
	free(a->version);
	free(a->file);
	free(a->export_type);
}

/* Of the one named, or of the newest one, index + 1; 0: there is none. */
static size_t
version_of(const struct org_flow *flow, const char *id)
{
	return id == NULL ? org_newest(flow) : org_find_version(flow, id);
}

static void
job_add_flow(struct request *rq, struct job *job, struct asked *a)
{
	struct org *org = &rq->sim->org;
	const struct org_flow *flow =
	    a->id != NULL ? org_flow_by_id(org, a->id) : flow_named(org, a->name, a->type);
	size_t version;

	if (flow == NULL || flow->deleted) {
		job_fail(job, "Archy could not find the flow with %s '%s'.",
		    a->id != NULL ? "id" : "name", a->id != NULL ? a->id : a->name);
		return;
	}
	job_apply_fault(job, fault_effect_work(rq->sim, rq->path, flow->id, flow->name), flow->id);
	version = version_of(flow, a->version);
	if (version == 0) {
		job_fail(job, "Flow '%s' has no version %s.", flow->name,
		    a->version != NULL ? a->version : "at all");
		return;
	}
	job->flows = xgrow(job->flows, &job->flows_cap, job->nflows + 1, sizeof *job->flows);
	job->flows[job->nflows++] = (struct job_flow){.id = xstrdup(flow->id),
	    .file = a->file != NULL ? xstrdup(a->file) : NULL,
	    .version = version,
	    .architect = a->export_type != NULL && strcmp(a->export_type, "Architect") == 0};
}

static bool
file_name_allowed(const char *name)
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

	return name == NULL || (*name != '\0' && name[strspn(name, allowed)] == '\0');
}

bool
job_read_flows(struct request *rq, struct job *job)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	const struct member *list = NULL;
	struct slice element;
	size_t n = 0;
	bool good = members_read(&m, &j, buf_slice(&rq->body));

	if (good)
		list = members_find(&m, "flows");
	good = list != NULL && list->type == JSON_ARRAY;
	if (good) {
		json_start(&j, list->value);
		json_next(&j);
	}
	while (good && json_value(&j, &element) == JSON_OBJECT) {
		struct asked a;
		good = read_asked(&a, element) && file_name_allowed(a.file);
		if (good)
			job_add_flow(rq, job, &a);
		release_asked(&a);
		n++;
	}
	if (!good || n == 0)
		reply_error(rq, 400, "bad.request",
		    "\"flows\" is not a list of flows, each with an id or with name and type.");
	members_release(&m);
	json_release(&j);
	return good && n > 0;
}
