/* list_versions.c - the versions of flows, as records */
#include "list_versions.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "base/url.h"
#include "json/json_write.h"
#include "org/api.h"
#include "record/record.h"

static const struct type version_type = {.name = "version",
    .path = "/api/v2/flows/{}/versions",
    .paging = TYPE_PAGES,
    .max_page = 100,
    .permission = "architect:flow:view"};

/* A listing under way. */
struct versions_job {
	struct versions *to;
	const struct versions_flow *flow;
	struct members members;
	struct json json;
	struct buf record;
};

static char *
versions_dup(const struct members *m, const char *name)
{
	char *text = members_dup(m, name);

	return text != NULL ? text : xstrdup("");
}

void
versions_add(struct versions *v, const struct members *m)
{
	const struct member *deleted = members_find(m, "deleted");

	v->v = xgrow(v->v, &v->cap, v->n + 1, sizeof *v->v);
	v->v[v->n++] = (struct versions_flow){versions_dup(m, "id"), versions_dup(m, "name"),
	    versions_dup(m, "type"), deleted != NULL && deleted->type == JSON_TRUE};
}

void
versions_read(struct versions *v, char *const *files)
{
	struct records in;
	struct record r;
	struct buf label = BUF_INIT;
	size_t others = 0;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (!record_is(&r, "flow")) {
			others++;
		} else if (members_string(&r.m, "id").n > 0) {
			versions_add(v, &r.m);
		} else {
			buf_clear(&label);
			record_label(&r, &label);
			fail(EXIT_PARTIAL, 0, "%s: the record has no id", label.p);
		}
	}
	records_close(&in);
	buf_release(&label);
	if (v->n == 0 && others > 0)
		warn("no flow records among %zu; --versions reads the output of gc-list", others);
}

/* Ask for a user's name, once. "": the server does not tell. */
static const char *
versions_user(struct versions *v, struct slice id)
{
	size_t known = v->users.n, i = idset_add(&v->users, id);
	struct buf path = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct call c = {.method = "GET"};

	if (i < known)
		return v->names[i];
	buf_puts(&path, "/api/v2/users/");
	url_escape(&path, id);
	c.path = path.p;
	call_fetch(v->calls, &c);
	v->names = xgrow(v->names, &v->names_cap, i + 1, sizeof *v->names);
	if (c.verdict == CALL_OK && members_read(&m, &j, buf_slice(&c.body)))
		v->names[i] = versions_dup(&m, "name");
	else
		v->names[i] = xstrdup("");
	if (c.verdict != CALL_OK)
		debug("user %.*s: HTTP %ld; the name stays unknown", SLICE_ARGS(id), c.status);
	call_release(&c);
	buf_release(&path);
	members_release(&m);
	json_release(&j);
	return v->names[i];
}

/* Milliseconds since 1970, as the API gives most dates of versions. */
static void
write_epoch(struct buf *b, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm t;
	char text[96];

	if (gmtime_r(&seconds, &t) == NULL)
		return;
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", t.tm_year + 1900,
	    t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, (int)(ms % 1000));
	json_write_cstr(b, "date", text);
}

/* The date that belongs to the type or, if it is missing, the latest one that there is. */
static void
write_date(struct buf *b, const struct members *m)
{
	static const char *const dates[] = {
	    "datePublished", "dateCheckedIn", "dateSaved", "dateCreated"};
	struct slice type = members_string(m, "type");
	size_t first = json_is(type, "PUBLISH") ? 0 : json_is(type, "CHECKIN") ? 1 : 2;

	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		const struct member *date = members_find(m, dates[(first + i) % COUNT_OF(dates)]);
		if (date != NULL && date->type == JSON_STRING) {
			json_write_raw(b, "date", date->value);
			return;
		}
		if (date != NULL && member_whole(date) > 0) {
			write_epoch(b, member_whole(date));
			return;
		}
	}
}

/* A user or, if a program made the version, its OAuth client. */
static void
write_author(struct versions *v, struct buf *b, const struct members *m)
{
	bool user = members_string_in(m, "createdBy", "id").n > 0;
	const char *author = user ? "createdBy" : "createdByClient";
	char *id = json_text_dup(members_string_in(m, author, "id"));
	struct slice name = members_string_in(m, author, "name");

	if (*id != '\0') {
		json_write_open(b, "by");
		json_write_cstr(b, "id", id);
		if (name.n > 0)
			json_write_token(b, "name", name);
		else if (user)
			json_write_filled(b, "name", slice_str(versions_user(v, slice_str(id))));
		json_write_close(b);
	}
	free(id);
}

/*
 * api_list() calls this between two answers, so a request from here may wait for it and lets others
 * go on.
 */
static void
versions_on_element(void *user, struct slice id, struct slice element)
{
	struct versions_job *job = user;
	struct buf *b = &job->record;

	if (!members_read(&job->members, &job->json, element))
		return;
	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "version");
	json_write_cstr(b, "org", job->to->org);
	json_write_open(b, "flow");
	json_write_cstr(b, "id", job->flow->id);
	json_write_cstr(b, "name", job->flow->name);
	json_write_cstr(b, "type", job->flow->type);
	json_write_close(b);
	json_write_string(b, "version", id);
	json_write_token(b, "type", members_string(&job->members, "type"));
	write_date(b, &job->members);
	write_author(job->to, b, &job->members);
	json_write_close(b);
	buf_putc(b, '\n');
	out_slice(buf_slice(b));
}

static void
versions_of(struct versions *v, const struct versions_flow *flow, struct versions_job *job)
{
	struct api_list l = {.calls = v->calls,
	    .type = &version_type,
	    .parent = slice_str(flow->id),
	    .query = flow->deleted ? "deleted=true" : NULL,
	    .page_size = v->page_size,
	    .element = versions_on_element,
	    .user = job};

	job->flow = flow;
	api_list(&l);
	if (l.code == EXIT_OK || l.code == EXIT_PARTIAL)
		v->listed++;
	if (l.code != EXIT_OK) {
		fail(EXIT_OK, 0, "flow %s \"%s\": versions: %s%s", flow->id, flow->name,
		    l.code == EXIT_PARTIAL ? "not proved complete: " : "", l.why.p);
		v->failed = v->failed != 0 ? v->failed : l.code;
	}
	api_list_release(&l);
}

void
versions_list(struct versions *v)
{
	struct versions_job job = {.to = v, .members = MEMBERS_INIT, .json = JSON_INIT};
	size_t i;

	progress_restart();
	for (i = 0; i < v->n && !calls_stopped(v->calls); i++) {
		progress_show("flows", i, v->n, NULL);
		versions_of(v, &v->v[i], &job);
		out_flush();
	}
	if (i < v->n)
		fail(EXIT_OK, 0, "stopped; the versions of %zu more flow%s were not listed",
		    v->n - i, plural(v->n - i));
	if (v->failed != 0)
		status_raise(v->listed > 0 ? EXIT_PARTIAL : v->failed);
	members_release(&job.members);
	json_release(&job.json);
	buf_release(&job.record);
}

void
versions_release(struct versions *v)
{
	for (size_t i = 0; i < v->n; i++) {
		free(v->v[i].id);
		free(v->v[i].name);
		free(v->v[i].type);
	}
	for (size_t i = 0; i < v->users.n; i++)
		free(v->names[i]);
	free(v->v);
	free(v->names);
	idset_release(&v->users);
}
