/*
 * sim_job_import.c - POST /api/v2/flows/jobs, the upload, and its result
 *
 * Name and type decide whether a flow is created or gets a new version, and it is published. While
 * the job is at work the flow is there, empty where it is new, and locked: another job finds it so.
 */
#include "flows/flow_request.h"
#include "transfer/sim_archy.h"
#include "base/mem.h"
#include "store/change.h"
#include "wire/fault_effect.h"
#include "clock/date.h"
#include "transfer/transfer_endpoints.h"
#include "flows/sim_operation.h"
#include "json/json_write.h"
#include "clock/simclock.h"

/* The headers that an upload must have; the value of the second is the job's id. */
static const char encryption[] = "x-amz-server-side-encryption", algorithm[] = "AES256",
		  job_header[] = "x-amz-meta-jobid";

#define JOBS "/api/v2/flows/jobs"

static const char *
division_id(const struct sim *sim, const char *name)
{
	for (size_t i = 0; i < sim->org.ndivisions; i++)
		if (name == NULL || strcmp(sim->org.divisions[i].name, name) == 0)
			return sim->org.divisions[i].id;
	return NULL;
}

static bool
import_is_locked(const struct sim *sim, const struct org_flow *flow, const char *client)
{
	return flow->locked_by != NULL || job_works_on(sim, flow) ||
	       (flow->locked_for != NULL && strcmp(flow->locked_for, client) != 0);
}

/* What stands against it; false when something does. */
static bool
may_place(struct sim *sim, struct job *job, const struct sim_archy *a, const char *division)
{
	const struct org_flow *flow = flow_named(&sim->org, a->name, a->type);

	if (flow != NULL)
		fault_effect_lock(sim, JOBS, flow);
	if (!flow_type_known(&sim->org, a->type))
		job_fail(job, "'%s' is not a flow type.", a->type);
	else if (division == NULL)
		job_fail(job, "Could not find the division with name '%s'.", a->division);
	else if (flow != NULL && operation_pending(sim, flow->id))
		job_fail(job, "Flow '%s' is busy with another operation.", flow->name);
	else if (flow != NULL && import_is_locked(sim, flow, job->client))
		job_fail(job,
		    "Flow '%s' is locked by another entity. You can use the --forceUnlock option "
		    "to unlock it.",
		    flow->name);
	return !job->failed;
}

/* The flow of this name and type is there, and locked; its id is the job's result. */
static void
import_take_flow(struct sim *sim, struct job *job, const struct sim_archy *a, const char *division)
{
	const struct org_flow *flow = flow_named(&sim->org, a->name, a->type);
	struct change c = {.kind = flow != NULL ? CHANGE_EDIT : CHANGE_CREATE,
	    .name = a->name,
	    .type = a->type,
	    .description = a->description,
	    .division = division};
	char id[ID_SIZE];

	sim_id(sim, id);
	job->flow = xstrdup(flow != NULL ? flow->id : id);
	c.flow = job->flow;
	change_make(sim, &c);
	if (flow == NULL)
		fault_effect_lag(sim, JOBS, org_flow_by_id(&sim->org, job->flow));
	change_make(
	    sim, &(struct change){.kind = CHANGE_LOCK, .flow = job->flow, .client = job->client});
}

static void
import_release(struct job *job)
{
	if (job->archy != NULL)
		sim_archy_release(job->archy);
	free(job->archy);
	job->archy = NULL;
}

static void
import_begin(struct sim *sim, struct job *job)
{
	const struct fault *fault;
	const char *division;
	struct sim_archy a;

	if (sim_archy_read(&a, sim, job, buf_slice(&job->file))) {
		division = division_id(sim, a.division);
		fault = fault_effect_work(sim, JOBS, NULL, a.name);
		if ((fault == NULL || fault->after) && may_place(sim, job, &a, division)) {
			import_take_flow(sim, job, &a, division);
			job->archy = xmalloc(sizeof a);
			*job->archy = a;
		}
		job_apply_fault(job, fault, NULL);
	}
	if (job->archy == NULL) {
		sim_archy_release(&a);
		job->due = job->begun; /* there is nothing that it could do */
	}
	buf_release(&job->file);
}

static void
import_end(struct sim *sim, struct job *job)
{
	if (job->archy == NULL)
		return;
	change_make(sim, &(struct change){.kind = CHANGE_SAVE,
			     .flow = job->flow,
			     .configuration = buf_slice(&job->archy->configuration),
			     .at = simclock_date()});
	change_make(sim,
	    &(struct change){.kind = CHANGE_PUBLISH, .flow = job->flow, .at = simclock_date()});
	import_release(job);
}

static const struct job_kind import_kind = {import_begin, import_end, import_release};

void
import_register(struct request *rq)
{
	struct job *job = job_new(rq, &import_kind);
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_cstr(b, "id", job->id);
	job_put_url(rq, "presignedUrl", job, "uploads");
	json_write_open(b, "headers");
	json_write_cstr(b, encryption, algorithm);
	json_write_cstr(b, job_header, job->id);
	json_write_close(b);
	json_write_name(b, "selfUri");
	buf_printf(b, "\"%s/%s\"}", rq->path, job->id);
}

void
import_job(struct request *rq)
{
	struct job *job = job_find(rq, &import_kind);
	struct buf *b;

	if (job == NULL)
		return;
	b = job_put(rq, job, "Publish");
	if (job->done && job->flow != NULL && !job->failed) {
		json_write_open(b, "flow");
		json_write_cstr(b, "id", job->flow);
		json_write_name(b, "selfUri");
		buf_printf(b, "\"/api/v2/flows/%s\"}", job->flow);
	}
	json_write_close(b);
}

static bool
has_header(const struct request *rq, const char *header, const char *value)
{
	const char *given = request_header(rq, header);

	return given != NULL && strcmp(given, value) == 0;
}

void
import_upload(struct request *rq)
{
	struct job *job = job_find(rq, &import_kind);

	if (job == NULL || !job_signed(rq, job))
		return;
	if (!has_header(rq, encryption, algorithm) || !has_header(rq, job_header, job->id)) {
		reply_error(rq, 403, "SignatureDoesNotMatch",
		    "The headers are not those that were signed.");
		return;
	}
	reply_json(rq, 200);
	rq->reply.type = NULL;
	if (job->due != 0)
		return; /* a second upload changes nothing: the first one is being worked on */
	buf_add_slice(&job->file, buf_slice(&rq->body));
	job_start(rq->sim, job);
}
