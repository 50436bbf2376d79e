/*
 * sim_rows_job.c - rows of a data table by a CSV file: a job
 *
 *	WaitingForUpload until the file is there, Processing for as long as jobs take, then Succeeded,
 *	with counts, or Failed. A row that cannot be is counted, and does not stop the others.
 */
#include "base/mem.h"
#include "json/json_write.h"
#include "jobs/sim_job.h"
#include "objects/csv.h"
#include "objects/sim_prompt.h"
#include "content/content_rows.h"
#include "objects/sim_schema.h"
#include "clock/simclock.h"
#include "objects/object_endpoints.h"

enum { CELLS_MAX = 64 };

static const char encryption[] = "x-amz-server-side-encryption", algorithm[] = "AES256",
		  csv_type[] = "text/csv";

struct rows_job {
	struct job *job;
	struct request rq; /* of which only the org counts: changes need one */
	struct schema schema;
	struct slice columns[CELLS_MAX];
	size_t n;
	struct buf names;
};

/* A cell as JSON: text in columns of text, else unchanged. Empty without quotes: no value. */
static void
put_cell(const struct rows_job *r, size_t i, const struct csv *csv, struct buf *b)
{
	char *name = xmemdup0(r->columns[i].p, r->columns[i].n);
	const struct member *column = members_find(&r->schema.columns, name);
	struct slice type = column != NULL ? schema_type(column) : slice_str("string");

	if (slice_is(type, "string"))
		json_write_string(b, name, csv->cell);
	else if (csv->cell.n > 0)
		json_write_raw(b, name, csv->cell);
	free(name);
}

static void
take_row(struct sim *sim, struct rows_job *r, struct slice text)
{
	struct members row = MEMBERS_INIT;
	struct json j = JSON_INIT;
	const char *code, *why;

	r->rq.sim = sim;
	if (members_read(&row, &j, text) &&
	    rows_put(&r->rq, r->job->flow, &r->schema, &row, &code, &why))
		r->job->updated++;
	else
		r->job->refused++;
	members_release(&row);
	json_release(&j);
}

/* The first line: names of columns, the key's among them. */
static bool
read_heading(struct rows_job *r, struct csv *csv)
{
	bool key = false, more = true;
	size_t ends[CELLS_MAX];

	for (r->n = 0; more && r->n < CELLS_MAX && csv_next(csv); more = !csv->last) {
		key = key || slice_is(csv->cell, "key");
		buf_add_slice(&r->names, csv->cell);
		ends[r->n++] = r->names.n;
	}
	for (size_t i = 0, from = 0; i < r->n; from = ends[i++])
		r->columns[i] = slice_of(r->names.p + from, ends[i] - from);
	return key && !more;
}

static void
read_rows(struct sim *sim, struct rows_job *r, struct csv *csv)
{
	struct buf text = BUF_INIT;
	size_t i = 0;

	while (csv_next(csv)) {
		if (i == 0) {
			buf_clear(&text);
			json_write_open(&text, NULL);
		}
		if (i < r->n)
			put_cell(r, i, csv, &text);
		i++;
		if (!csv->last)
			continue;
		json_write_close(&text);
		take_row(sim, r, buf_slice(&text));
		i = 0;
	}
	buf_release(&text);
}

static void
rows_job_run(struct sim *sim, struct job *job)
{
	const struct org_object *table = org_object(&sim->org, "dataTable", job->flow);
	struct rows_job r = {.job = job};
	struct csv csv = CSV_INIT;

	csv_start(&csv, buf_slice(&job->file));
	job->failed =
	    table == NULL || !schema_read(sim, table, &r.schema) || !read_heading(&r, &csv);
	if (!job->failed && job->replaces) {
		job->deleted = rows_count(&sim->org, table);
		change_make(sim, &(struct change){.kind = CHANGE_ROWS, .object = job->flow});
	}
	if (!job->failed)
		read_rows(sim, &r, &csv);
	if (csv.error != NULL)
		job->failed = true;
	csv_release(&csv);
	schema_release(&r.schema);
	buf_release(&r.names);
	buf_release(&job->file);
}

static const struct job_kind rows_kind = {NULL, rows_job_run, NULL};

static struct job *
find_job(struct request *rq, const char *id)
{
	for (size_t i = rq->sim->njobs; i > 0; i--) {
		struct job *job = rq->sim->jobs[i - 1];
		if (job->kind == &rows_kind && strcmp(job->id, id) == 0)
			return job;
	}
	reply_not_found(rq, "job", id);
	return NULL;
}

static void
put_job(struct request *rq, const struct job *job, unsigned status)
{
	struct buf *b = reply_json(rq, status);

	json_write_open(b, NULL);
	json_write_cstr(b, "id", job->id);
	json_write_cstr(b, "status",
	    job->due == 0 ? "WaitingForUpload"
	    : !job->done  ? "Processing"
	    : job->failed ? "Failed"
			  : "Succeeded");
	json_write_cstr(b, "importMode", job->replaces ? "ReplaceAll" : "Append");
	if (job->done) {
		json_write_count(b, "countRecordsUpdated", job->updated);
		json_write_count(b, "countRecordsDeleted", job->deleted);
		json_write_count(b, "countRecordsFailed", job->refused);
	}
	if (job->failed)
		json_write_raw(b, "errorInformation",
		    slice_str("{\"message\":\"The file is not CSV with the table's columns.\"}"));
}

void
rows_job_register(struct request *rq)
{
	struct org_object *table = request_object(rq, spec_of("dataTable"));
	struct buf what = BUF_INIT, url = BUF_INIT, *b = &rq->reply.body;
	struct job *job;
	char *mode;

	if (table == NULL)
		return;
	mode = body_text(rq, "importMode");
	if (mode == NULL || (strcmp(mode, "Append") != 0 && strcmp(mode, "ReplaceAll") != 0)) {
		reply_error(rq, 400, "bad.request", "The importMode is Append or ReplaceAll.");
		free(mode);
		return;
	}
	job = job_new(rq, &rows_kind);
	job->flow = xstrdup(table->id);
	job->replaces = strcmp(mode, "ReplaceAll") == 0;
	free(mode);
	put_job(rq, job, 202);
	buf_printf(&what, "tables/%s", job->id);
	media_url(rq, what.p, MEDIA_LIFE_S, &url);
	json_write_cstr(b, "uploadURI", url.p);
	json_write_open(b, "uploadHeaders");
	json_write_cstr(b, encryption, algorithm);
	json_write_cstr(b, "Content-Type", csv_type);
	json_write_close(b);
	json_write_close(b);
	buf_release(&what);
	buf_release(&url);
}

void
rows_job_get(struct request *rq)
{
	struct job *job = find_job(rq, rq->arg[1]);

	if (job == NULL)
		return;
	put_job(rq, job, 200);
	json_write_close(&rq->reply.body);
}

static bool
has_headers(const struct request *rq)
{
	const char *e = request_header(rq, encryption), *t = request_header(rq, "Content-Type");

	return e != NULL && strcmp(e, algorithm) == 0 && t != NULL && strcmp(t, csv_type) == 0;
}

void
rows_job_upload(struct request *rq)
{
	struct job *job = find_job(rq, rq->arg[0]);
	struct buf what = BUF_INIT;

	if (job == NULL)
		return;
	buf_printf(&what, "tables/%s", job->id);
	if (!has_headers(rq)) {
		reply_store_error(rq, 403, "SignatureDoesNotMatch",
		    "The headers are not those that were signed.");
	} else if (media_signed(rq, what.p)) {
		reply_json(rq, 200);
		rq->reply.type = NULL;
		if (job->due == 0) {
			buf_add_slice(&job->file, buf_slice(&rq->body));
			job_start(rq->sim, job);
		}
	}
	buf_release(&what);
}
