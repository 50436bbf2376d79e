/*
 * sim_references.c - POST /api/v2/flows/actions/validate: which references of a flow exist
 *
 * Architect's own client asks this before it publishes. The body is a manifest, {type: [{id, name}]};
 * in the results, for which the client polls, each entry is what it refers to, with a verdict. The
 * client takes prompts' languages, scripts' variables and flows' versions from there. It asks for the
 * platform's prompts by name alone. The flow itself need not exist: the client validates before it
 * creates one.
 */
#include "base/mem.h"
#include "flows/flowjson.h"
#include "uses/missing_refs.h"
#include "jobs/sim_job.h"
#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_object.h"
#include "record/flowtype.h"
#include "record/reftype.h"
#include "flows/flow_endpoints.h"

static const char *const verdicts[] = {"result", "state", NULL};

static const struct job_kind references_kind = {NULL, NULL, NULL};

/* The object of this id, of this type or of another that a reference of this type can mean. */
static const struct org_object *
reference_object(const struct sim *sim, const char *type, const char *id)
{
	const struct org_object *o = org_object(&sim->org, type, id);

	for (size_t i = 0; o == NULL && i < sim->org.ntypes; i++)
		o = org_object(&sim->org, sim->org.types[i].name, id);
	return o;
}

/* Append what the reference means, as GET one has it, if it has a GET. False: it means no object. */
static bool
reference_put_entity(struct request *rq, const char *type, const char *id)
{
	const struct org_object *o = reference_object(rq->sim, type, id);
	const struct spec *spec = o != NULL ? spec_of(o->type) : NULL;
	struct buf *b = &rq->reply.body;

	if (flowtype_is_reference(slice_str(type))) {
		flowjson_flow(b, rq->sim, org_flow_by_id(&rq->sim->org, id), false);
	} else if (spec != NULL) {
		object_put(rq, spec, o, false);
	} else if (o != NULL) {
		json_write_open(b, NULL);
		json_write_cstr(b, "id", o->id);
		json_write_cstr(b, "name", o->name);
		json_write_close(b);
	}
	return o != NULL || b->n > 0;
}

/* The id in the entry, or the one of the platform's prompt that it names: to be freed, or NULL. */
static char *
reference_id(const struct sim *sim, const char *type, const struct members *entry)
{
	char *id = members_dup(entry, "id"), *name = members_dup(entry, "name");
	const struct org *org = &sim->org;

	for (size_t i = 0; id == NULL && name != NULL && i < org->nobjects; i++)
		if (strcmp(org->objects[i].type, type) == 0 &&
		    strcasecmp(org->objects[i].name, name) == 0)
			id = xstrdup(org->objects[i].id);
	free(name);
	return id;
}

/* `m`: the members of the entity where there is one, else of the manifest's entry. */
static void
reference_put(struct buf *results, const struct members *m, bool found)
{
	char *state = members_dup(m, "state");

	json_write_name(results, NULL);
	members_without(m, verdicts, results);
	json_write_cstr(results, "result", found ? "ok" : "does.not.exist");
	if (found)
		json_write_cstr(results, "state", state != NULL ? state : "active");
	json_write_close(results);
	free(state);
}

/* The entity is written where object_put() writes, and taken from there. */
static void
reference_judge(struct request *rq, const char *type, struct slice entry, struct buf *results)
{
	struct members given = MEMBERS_INIT, m = MEMBERS_INIT;
	struct json j = JSON_INIT, of = JSON_INIT;
	struct buf *body = &rq->reply.body;
	struct slice kind = slice_str(type);
	char *id;
	bool found;

	if (!members_read(&given, &j, entry))
		return;
	id = reference_id(rq->sim, type, &given);
	found = id != NULL && (missing_refs_org_has(rq->sim, kind, id) ||
				  reftype_class(kind, slice_str(id)) == REF_PLATFORM);
	buf_clear(body);
	if (found && missing_refs_org_has(rq->sim, kind, id) &&
	    reference_put_entity(rq, type, id) && members_read(&m, &of, buf_slice(body)))
		reference_put(results, &m, true);
	else
		reference_put(results, &given, found);
	free(id);
	members_release(&given);
	members_release(&m);
	json_release(&j);
	json_release(&of);
}

/* One member of the manifest: its key is a type, its value the entries of that type. */
static void
references_judge(struct request *rq, const struct member *type, struct buf *results)
{
	struct json j = JSON_INIT;
	struct slice entry;
	char *name = xmemdup0(type->key.p, type->key.n);

	json_write_open_array(results, name);
	json_start(&j, type->value);
	if (json_next(&j) == JSON_ARRAY)
		while (json_value(&j, &entry) == JSON_OBJECT)
			reference_judge(rq, name, entry, results);
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
		job = job_new(rq, &references_kind);
		json_write_open(&job->messages, NULL);
		for (size_t i = 0; i < m.n; i++)
			references_judge(rq, &m.v[i], &job->messages);
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
	job = job_find(rq, &references_kind);
	if (job == NULL)
		return;
	b = references_begin_answer(rq, job);
	if (job->done)
		json_write_raw(b, "results", buf_slice(&job->messages));
	json_write_close(b);
}
