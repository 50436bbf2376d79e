/*
 * sim_rows_export.c - the rows of a data table as a CSV file: a job
 *
 *	Processing for as long as jobs take, then Succeeded, with the address of the file, or Failed.
 *
 * The rows are those of the end of the job. How the service spells cells is not known: as gc-save.
 */
#include "base/mem.h"
#include "content/content.h"
#include "content/content_rows.h"
#include "jobs/sim_job.h"
#include "json/json_write.h"
#include "objects/object_endpoints.h"
#include "objects/object_request.h"
#include "objects/sim_prompt.h"
#include "objects/table_csv.h"

static void
rows_export_run(struct sim *sim, struct job *job)
{
	const struct org_object *table = org_object(&sim->org, "dataTable", job->flow);
	struct table_csv csv = TABLE_CSV_INIT;
	struct buf rows = BUF_INIT, row = BUF_INIT, room = BUF_INIT;
	size_t n = table != NULL ? rows_count(&sim->org, table) : 0;

	json_write_open_array(&rows, NULL);
	for (size_t i = 0; i < n; i++) {
		buf_clear(&row);
		rows_text(&sim->org, table, i, &row);
		json_write_raw(&rows, NULL, buf_slice(&row));
	}
	json_write_close_array(&rows);
	job->failed = table == NULL || table->deleted ||
		      !table_csv_write(&csv, object_content(&sim->org, table, &room),
			  buf_slice(&rows), &job->file);
	job->updated = n;
	table_csv_release(&csv);
	buf_release(&rows);
	buf_release(&row);
	buf_release(&room);
}

static const struct job_kind rows_export_kind = {NULL, rows_export_run, NULL};

static struct job *
rows_export_find(struct request *rq, const char *id)
{
	struct job *found = NULL;

	for (size_t i = 0; i < rq->sim->njobs; i++)
		if (rq->sim->jobs[i]->kind == &rows_export_kind &&
		    strcmp(rq->sim->jobs[i]->id, id) == 0)
			found = rq->sim->jobs[i];
	if (found == NULL)
		reply_not_found(rq, "job", id);
	return found;
}

static void
rows_export_put(struct request *rq, const struct job *job, unsigned status)
{
	struct buf *b = reply_json(rq, status), what = BUF_INIT, url = BUF_INIT;

	json_write_open(b, NULL);
	json_write_cstr(b, "id", job->id);
	json_write_cstr(b, "status",
	    !job->done    ? "Processing"
	    : job->failed ? "Failed"
			  : "Succeeded");
	if (job->done && !job->failed) {
		buf_printf(&what, "rows/%s", job->id);
		media_url(rq, what.p, MEDIA_LIFE_S, &url);
		json_write_cstr(b, "downloadURI", url.p);
		json_write_count(b, "countRecordsProcessed", job->updated);
	}
	json_write_close(b);
	buf_release(&what);
	buf_release(&url);
}

void
rows_export_register(struct request *rq)
{
	struct org_object *table = request_object(rq, spec_of("dataTable"));
	struct job *job;

	if (table == NULL)
		return;
	job = job_new(rq, &rows_export_kind);
	job->flow = xstrdup(table->id);
	job_start(rq->sim, job);
	rows_export_put(rq, job, 202);
}

void
rows_export_get(struct request *rq)
{
	struct job *job = rows_export_find(rq, rq->arg[1]);

	if (job != NULL)
		rows_export_put(rq, job, 200);
}

void
rows_export_download(struct request *rq)
{
	struct job *job = rows_export_find(rq, rq->arg[0]);
	struct buf what = BUF_INIT;

	if (job == NULL)
		return;
	buf_printf(&what, "rows/%s", job->id);
	if (media_signed(rq, what.p)) {
		buf_add_slice(reply_json(rq, 200), buf_slice(&job->file));
		rq->reply.type = "text/csv";
	}
	buf_release(&what);
}
