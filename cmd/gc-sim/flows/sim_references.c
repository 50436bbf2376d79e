/*
 * sim_references.c - POST /api/v2/flows/actions/validate: which references of a flow exist
 *
 * Architect's own client asks this before it publishes. The body is a manifest, {type: [{id, name}]};
 * the results, for which the client polls, are the same with a verdict in each entry. The flow itself
 * need not exist: the client validates before it creates one.
 */
#include "base/mem.h"
#include "flows/missing_refs.h"
#include "jobs/sim_job.h"
#include "json/json_write.h"
#include "json/members.h"
#include "wire/endpoints.h"

static const char *const verdicts[] = {"result", "state", NULL};

static void
reference_judge(const struct sim *sim, struct slice type, struct slice entry, struct buf *results)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *id;

	if (!members_read(&m, &j, entry))
		return;
	id = members_dup(&m, "id");
	json_write_name(results, NULL);
	members_without(&m, verdicts, results);
	if (id != NULL && missing_refs_org_has(sim, type, id)) {
		json_write_cstr(results, "result", "ok");
		json_write_cstr(results, "state", "active");
	} else {
		json_write_cstr(results, "result", "does.not.exist");
	}
	json_write_close(results);
	free(id);
	members_release(&m);
	json_release(&j);
}

/* One member of the manifest: its key is a type, its value the entries of that type. */
static void
references_judge(const struct sim *sim, const struct member *type, struct buf *results)
{
	struct json j = JSON_INIT;
	struct slice entry;
	char *name = xmemdup0(type->key.p, type->key.n);

	json_write_open_array(results, name);
	json_start(&j, type->value);
	if (json_next(&j) == JSON_ARRAY)
		while (json_value(&j, &entry) == JSON_OBJECT)
			reference_judge(sim, type->key, entry, results);
	json_write_close_array(results);
	free(name);
	json_release(&j);
}

static struct buf *
references_begin_answer(struct request *rq, const struct job *job)
{
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_cstr(b, "id", job->id);
	json_write_bool(b, "complete", job->done);
	json_write_cstr(b, "actionName", "VALIDATE");
	json_write_cstr(b, "actionStatus", job->done ? "SUCCESS" : "STARTED");
	return b;
}

void
references_validate(struct request *rq)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct job *job;

	if (members_read(&m, &j, buf_slice(&rq->body))) {
		job = job_new(rq, JOB_REFERENCES);
		json_write_open(&job->messages, NULL);
		for (size_t i = 0; i < m.n; i++)
			references_judge(rq->sim, &m.v[i], &job->messages);
		json_write_close(&job->messages);
		job_start(rq->sim, job);
		json_write_close(references_begin_answer(rq, job));
	} else {
		reply_error(
		    rq, 400, "bad.request", "The body is not a manifest: %s", json_error(&j));
	}
	members_release(&m);
	json_release(&j);
}

void
references_results(struct request *rq)
{
	struct job *job;
	struct buf *b;

	rq->arg[0] = rq->arg[1]; /* the operation; the flow may not exist */
	job = job_find(rq, JOB_REFERENCES);
	if (job == NULL)
		return;
	b = references_begin_answer(rq, job);
	if (job->done)
		json_write_raw(b, "results", buf_slice(&job->messages));
	json_write_close(b);
}
