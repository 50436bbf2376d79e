/*
 * sim_script.c - the content of scripts: exported by an address of its own, and imported by a form that
 * no specification has
 *
 *	POST …/scripts/{id}/export            the address of the file
 *	POST /uploads/v2/scripter             file, scriptName: a correlation id
 *	GET …/scripts/uploads/{id}/status     404 at first, then the result
 *	POST …/scripts/published              flows accept published scripts only
 *
 * A new script gets a new id and a new version id, in the home division; all else of the file stays.
 * Until it is published, its content has SCRIPT_DRAFT, which no answer shows. All other scripts of the
 * org are published.
 */
#include "base/mem.h"
#include "clock/simclock.h"
#include "content/content.h"
#include "jobs/sim_job.h"
#include "json/json_write.h"
#include "json/members.h"
#include "json/peek.h"
#include "objects/object_endpoints.h"
#include "objects/sim_object.h"
#include "objects/sim_prompt.h"
#include "store/change.h"

/* What the org has of its own in the file. */
static const char *const script_own[] = {
    "id", "name", "organizationId", "versionId", "dataVersion", SCRIPT_DRAFT, NULL};

static void
script_put_file(struct request *rq, const struct org_object *o, struct buf *b)
{
	struct buf room = BUF_INIT, content = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *version;

	if (!members_read(&m, &j, object_content(&rq->sim->org, o, &room)))
		return;
	version = members_dup(&m, "versionId");
	members_without(&m, script_own, &content);
	buf_add_slice(b, buf_slice(&content));
	json_write_cstr(b, "id", o->id);
	json_write_cstr(b, "name", o->name);
	json_write_cstr(b, "organizationId", rq->sim->org.id);
	json_write_cstr(b, "versionId", version != NULL ? version : o->id);
	json_write_integer(b, "dataVersion", 0);
	json_write_close(b);
	free(version);
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	buf_release(&content);
}

bool
script_is_draft(const struct sim *sim, const struct org_object *o)
{
	struct buf room = BUF_INIT;
	bool draft = peek_find(object_content(&sim->org, o, &room), SCRIPT_DRAFT).n > 0;

	buf_release(&room);
	return draft;
}

void
script_published(struct request *rq)
{
	const struct spec *spec = spec_of("composerScript");
	struct org_object *o = request_object(rq, spec);

	if (o == NULL)
		return;
	if (script_is_draft(rq->sim, o)) {
		reply_not_found(rq, "published script", o->id);
	} else {
		reply_json(rq, 200);
		object_put(rq, spec, o, false);
	}
}

void
script_export(struct request *rq)
{
	struct org_object *o = request_object(rq, spec_of("composerScript"));
	struct buf what = BUF_INIT, url = BUF_INIT, *b;

	if (o == NULL)
		return;
	buf_printf(&what, "scripts/%s", o->id);
	media_url(rq, what.p, MEDIA_LIFE_S, &url);
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	json_write_cstr(b, "url", url.p);
	json_write_close(b);
	buf_release(&what);
	buf_release(&url);
}

void
script_download(struct request *rq)
{
	struct org_object *o = request_object(rq, spec_of("composerScript"));
	struct buf what = BUF_INIT;

	if (o == NULL)
		return;
	buf_printf(&what, "scripts/%s", o->id);
	if (media_signed(rq, what.p))
		script_put_file(rq, o, reply_json(rq, 200));
	buf_release(&what);
}

/* The part of this name in a form of several parts. */
static bool
script_form_part(struct slice body, const char *boundary, const char *name, struct slice *part)
{
	struct buf head = BUF_INIT, end = BUF_INIT;
	size_t at = 0, from;
	bool found = false;

	buf_printf(&head, "name=\"%s\"", name);
	buf_printf(&end, "\r\n--%s", boundary);
	while (at + head.n <= body.n && memcmp(body.p + at, head.p, head.n) != 0)
		at++;
	while (at + 4 <= body.n && memcmp(body.p + at, "\r\n\r\n", 4) != 0)
		at++;
	from = at + 4;
	for (at = from; !found && at + end.n <= body.n; at++) {
		found = body.p[at] == '\r' && memcmp(body.p + at, end.p, end.n) == 0;
		*part = slice_of(body.p + from, at - from);
	}
	buf_release(&head);
	buf_release(&end);
	return found;
}

/* The job's file is the script; its flow the name that it is to have. */
static void
script_make(struct sim *sim, struct job *job)
{
	struct buf content = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char id[ID_SIZE], version[ID_SIZE];

	job->failed =
	    !members_read(&m, &j, buf_slice(&job->file)) || members_find(&m, "pages") == NULL;
	if (!job->failed) {
		sim_id(sim, id);
		sim_id(sim, version);
		members_without(&m, script_own, &content);
		json_write_cstr(&content, "versionId", version);
		json_write_bool(&content, SCRIPT_DRAFT, true);
		json_write_close(&content);
		change_make(sim, &(struct change){.kind = CHANGE_DEFINE,
				     .type = "composerScript",
				     .object = id,
				     .name = job->flow,
				     .division = sim->org.divisions[sim->org.home].id,
				     .configuration = buf_slice(&content),
				     .version = 1,
				     .at = simclock_date()});
	}
	members_release(&m);
	json_release(&j);
	buf_release(&content);
}

static const struct job_kind script_kind = {NULL, script_make, NULL};

void
script_upload(struct request *rq)
{
	const char *type = request_header(rq, "Content-Type");
	const char *mark = type != NULL ? strstr(type, "boundary=") : NULL;
	struct slice file, name, body = buf_slice(&rq->body);
	struct job *job;
	struct buf *b;

	if (mark == NULL || !script_form_part(body, mark + 9, "file", &file) ||
	    !script_form_part(body, mark + 9, "scriptName", &name) || name.n == 0) {
		reply_error(rq, 400, "bad.request", "The body is not a form with a script.");
		return;
	}
	job = job_new(rq, &script_kind);
	job->flow = xmemdup0(name.p, name.n);
	buf_add_slice(&job->file, file);
	job_start(rq->sim, job);
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	json_write_cstr(b, "correlationId", job->id);
	json_write_close(b);
}

void
script_upload_status(struct request *rq)
{
	struct job *job = job_find(rq, &script_kind);
	struct buf *b;

	if (job == NULL)
		return;
	if (!job->done) {
		reply_not_found(rq, "upload", rq->arg[0]);
		return;
	}
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	json_write_bool(b, "succeeded", !job->failed);
	if (job->failed)
		json_write_cstr(b, "message", "The file is not a script.");
	json_write_close(b);
}

static void
script_make_published(struct sim *sim, const struct org_object *o)
{
	static const char *const draft[] = {SCRIPT_DRAFT, NULL};
	struct buf content = BUF_INIT, room = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (members_read(&m, &j, object_content(&sim->org, o, &room))) {
		members_without(&m, draft, &content);
		json_write_close(&content);
		change_make(sim, &(struct change){.kind = CHANGE_DEFINE,
				     .type = o->type,
				     .object = o->id,
				     .name = o->name,
				     .division = sim->org.divisions[o->division].id,
				     .configuration = buf_slice(&content),
				     .version = (size_t)o->version,
				     .at = simclock_date()});
	}
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	buf_release(&content);
}

void
script_publish(struct request *rq)
{
	const struct spec *spec = spec_of("composerScript");
	char *id = body_text(rq, "scriptId");
	const struct org_object *o =
	    id != NULL ? org_object(&rq->sim->org, "composerScript", id) : NULL;

	if (o == NULL || o->deleted) {
		reply_not_found(rq, "script", id != NULL ? id : "");
	} else {
		if (script_is_draft(rq->sim, o))
			script_make_published(rq->sim, o);
		reply_json(rq, 200);
		object_put(rq, spec, o, false);
	}
	free(id);
}
