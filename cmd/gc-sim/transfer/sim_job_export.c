/*
 * sim_job_export.c - POST /api/v2/flows/export/jobs, its progress, and the file
 *
 * One flow is a file, several are a ZIP. The file is made when it is fetched: a thousand jobs that
 * wait for that need no room.
 */
#include "transfer/sim_job_flows.h"
#include "transfer/sim_archy.h"
#include "wire/fault_effect.h"
#include "transfer/transfer_endpoints.h"
#include "files/i3.h"
#include "json/compact.h"
#include "json/json_write.h"
#include "transfer/zip.h"

static const struct job_kind export_kind = {NULL, NULL, NULL};

void
export_register(struct request *rq)
{
	struct job *job = job_new(rq, &export_kind);
	struct buf *b;

	if (!job_read_flows(rq, job))
		return;
	if (job->nflows > 1 && fault_effect_several(rq)) {
		job->done = job->failed = true;
		return;
	}
	b = job_put(rq, job, NULL);
	job_start(rq->sim, job);
	json_write_integer(b, "totalFlows", (long long)job->nflows);
	json_write_close(b);
}

void
export_job(struct request *rq)
{
	struct job *job = job_find(rq, &export_kind);
	struct buf *b;

	if (job == NULL)
		return;
	b = job_put(rq, job, "Export");
	if (job->done && !job->failed)
		job_put_url(rq, "downloadUrl", job, "exports");
	json_write_close(b);
}

static void
put_i3(const struct sim *sim, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct buf json = BUF_INIT, made = BUF_INIT;
	struct json j = JSON_INIT;

	buf_add_slice(&json, org_configuration(&sim->org, flow, version - 1, &made));
	compact(&j, &json);
	i3_encode(buf_slice(&json), to);
	json_release(&j);
	buf_release(&json);
	buf_release(&made);
}

static void
put_file(const struct sim *sim, const struct job_flow *f, struct buf *name, struct buf *to)
{
	const struct org_flow *flow = org_flow_by_id(&sim->org, f->id);

	buf_puts(name, f->file != NULL ? f->file : f->id);
	buf_putc(name, '.');
	buf_puts(name, f->architect ? i3_extension(slice_str(flow->type)) : "yaml");
	if (f->version > org_newest(flow))
		return; /* reverted meanwhile */
	if (f->architect)
		put_i3(sim, flow, f->version, to);
	else
		sim_archy_write(sim, flow, f->version, to);
}

static void
put_archive(struct sim *sim, const char *path, const struct job *job, struct buf *to)
{
	struct buf name = BUF_INIT, file = BUF_INIT;
	struct zip z;

	zip_begin(&z, to);
	for (size_t i = 0; i < job->nflows; i++) {
		if (fault_effect_omits(sim, path, org_flow_by_id(&sim->org, job->flows[i].id)))
			continue;
		buf_clear(&name);
		buf_clear(&file);
		put_file(sim, &job->flows[i], &name, &file);
		zip_add(&z, name.p, buf_slice(&file));
	}
	zip_end(&z);
	buf_release(&name);
	buf_release(&file);
}

void
export_download(struct request *rq)
{
	struct job *job = job_find(rq, &export_kind);
	struct buf name = BUF_INIT, disposition = BUF_INIT, *b;

	if (job == NULL || !job_signed(rq, job))
		return;
	b = reply_json(rq, 200);
	rq->reply.type = job->nflows == 1 ? "application/octet-stream" : "application/zip";
	if (job->nflows == 1) {
		put_file(rq->sim, &job->flows[0], &name, b);
	} else {
		buf_printf(&name, "%s.zip", job->id);
		put_archive(rq->sim, rq->path, job, b);
	}
	buf_printf(&disposition, "attachment; filename=\"%s\"", name.p);
	reply_header(rq, "Content-Disposition", disposition.p);
	buf_release(&name);
	buf_release(&disposition);
}
