/* sim_job_validate.c - POST /api/v2/flows/validate/jobs and its progress: is all there that is named?
 */
#include "uses/missing_refs.h"
#include "transfer/transfer_endpoints.h"
#include "transfer/sim_job_flows.h"
#include "json/json_write.h"

static void
job_validate_flow(struct sim *sim, struct job *job, const struct job_flow *f)
{
	const struct org_flow *flow = org_flow_by_id(&sim->org, f->id);
	struct missing_refs missing = MISSING_REFS_INIT;
	struct buf body = BUF_INIT;

	if (f->version > org_newest(flow))
		return; /* reverted meanwhile */
	missing_refs_find(&missing, sim, org_configuration(&sim->org, flow, f->version - 1, &body));
	for (size_t i = 0; i < missing.n; i++)
		job_fail(job, "Flow '%s': could not find the %s '%s' with id '%s'.", flow->name,
		    missing.v[i].type, missing.v[i].name, missing.v[i].id);
	missing_refs_release(&missing);
	buf_release(&body);
}

static void
validate_run(struct sim *sim, struct job *job)
{
	if (job->failed)
		return; /* a fault of the simulation has done it */
	for (size_t i = 0; i < job->nflows; i++)
		job_validate_flow(sim, job, &job->flows[i]);
}

static const struct job_kind validate_kind = {NULL, validate_run, NULL};

void
validate_register(struct request *rq)
{
	struct job *job = job_new(rq, &validate_kind);
	struct buf *b;

	if (!job_read_flows(rq, job))
		return;
	b = job_put(rq, job, NULL);
	json_write_integer(b, "totalFlows", (long long)job->nflows);
	json_write_close(b);
	job_start(rq->sim, job);
}

void
validate_job(struct request *rq)
{
	struct job *job = job_find(rq, &validate_kind);

	if (job != NULL)
		json_write_close(job_put(rq, job, "Validate"));
}
