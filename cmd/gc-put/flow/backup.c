/* backup.c - the target's flows as they were, on disk before the first write to each */
#include "flow/backup.h"
#include "json/json_write.h"
#include "run/backup_file.h"
#include "run/backup_record.h"
#include "run/outcome.h"
#include "run/written.h"

/* What a record says besides the flow's own members. */
struct backup_kept {
	const char *what;
	bool newer;
	struct slice version, configuration; /* n = 0: there is none */
};

/*
 * {"kind":"flow","backup":WHAT,"org":…,MEMBERS,…}. The configuration may be large, and goes into
 * the file from where it is.
 */
static void
backup_put_record(struct backup *b, struct slice members, const struct backup_kept *k)
{
	struct buf head = BUF_INIT;

	json_write_open(&head, NULL); /* begins with BACKUP_HEAD */
	json_write_cstr(&head, "kind", "flow");
	json_write_cstr(&head, "backup", k->what);
	if (k->newer)
		json_write_bool(&head, "newer", true);
	json_write_cstr(&head, "org", b->org);
	buf_putc(&head, ',');
	buf_add_slice(&head, members);
	if (k->configuration.n > 0) {
		json_write_string(&head, "configurationVersion", k->version);
		json_write_name(&head, "configuration");
	}
	backup_put(b, buf_slice(&head));
	backup_put(b, k->configuration);
	backup_put(b, slice_str("}\n"));
	buf_release(&head);
}

/* The members of the flow's metadata, which is a JSON object. */
static struct slice
backup_metadata(const struct put_flow *f)
{
	return slice_of(f->meta_text.p + 1, f->meta_text.n - 2);
}

static struct slice
backup_published_version(const struct put_flow *f)
{
	return jx_string(f->meta, "/publishedVersion/id");
}

/* The newest version; with it all of the flow is in the file. */
static void
backup_keep_newest(struct backup *b, const struct put_flow *f)
{
	struct backup_kept k = {.what = "latest", .configuration = buf_slice(&f->body)};

	if (f->body.n == 0)
		k.what = "empty";
	else if (f->state.published)
		k.what = "published";
	k.version = f->state.published ? backup_published_version(f) : slice_str("latest");
	backup_put_record(b, backup_metadata(f), &k);
	backup_know(b, slice_str(f->target), f->type, f->name);
}

/* {"kind":"flow","backup":"written",…} with these members, in the file. */
static void
backup_keep_written(struct backup *b, const struct put_flow *f, const struct buf *members)
{
	struct buf own = BUF_INIT;

	json_write_cstr(&own, "id", f->target);
	json_write_cstr(&own, "name", f->name);
	json_write_cstr(&own, "type", f->type);
	buf_add_slice(&own, buf_slice(members));
	backup_put_record(b, buf_slice(&own), &(struct backup_kept){.what = "written"});
	buf_release(&own);
}

/* All that there is of the flow is in the file. Now what is to be written, then it may be. */
static void
backup_go_on(struct backup_step *s)
{
	struct backup *b = s->flow->put->backup;
	struct buf members = BUF_INIT;

	if (written_intend(&b->known, s->flow, &members))
		backup_keep_written(b, s->flow, &members);
	buf_release(&members);
	backup_sync(b);
	s->then.step(s->then.self);
}

static void
backup_on_published(void *self)
{
	struct backup_step *s = self;
	struct put_flow *f = s->flow;
	struct backup *b = f->put->backup;

	if (f->task.call.verdict != CALL_OK) {
		outcome_failed(
		    f, "backup", "cannot read the published version, so nothing is written");
		return;
	}
	backup_put_record(b, backup_metadata(f),
	    &(struct backup_kept){
		"published", true, backup_published_version(f), buf_slice(&f->task.call.body)});
	backup_keep_newest(b, f);
	backup_go_on(s);
}

void
backup_flow(struct backup_step *s, struct put_flow *f, bool anyway, task_step *then, void *self)
{
	struct backup *b = f->put->backup;

	*s = (struct backup_step){f, {then, self}};
	if (b == NULL) {
		then(self);
	} else if (!anyway && backup_knows(b, f->target, f->type, f->name)) {
		backup_go_on(s);
	} else if (backup_published_version(f).n > 0 && !f->state.published) {
		task_call(&f->task, "GET", backup_on_published, s,
		    "/api/v2/flows/%s/versions/%s/configuration", f->target,
		    backup_published_version(f).p);
	} else {
		backup_keep_newest(b, f);
		backup_go_on(s);
	}
}

bool
backup_needs(const struct backup *b, const struct put_flow *f)
{
	return b != NULL && !backup_knows(b, f->target, f->type, f->name);
}

void
backup_wrote(struct backup *b, const struct put_flow *f)
{
	struct buf members = BUF_INIT;

	if (b == NULL || !backup_knows(b, f->target, f->type, f->name))
		return;
	if (written_done(&b->known, f, &members)) {
		backup_keep_written(b, f, &members);
		backup_sync(b);
	}
	buf_release(&members);
}

bool
backup_create(struct backup *b, struct put_flow *f)
{
	struct buf members = BUF_INIT;

	if (b == NULL || backup_knows(b, f->target, f->type, f->name))
		return false;
	json_write_cstr(&members, "name", f->name);
	json_write_cstr(&members, "type", f->type);
	backup_put_record(b, buf_slice(&members), &(struct backup_kept){.what = "created"});
	backup_sync(b);
	backup_know(b, slice_str(""), f->type, f->name);
	buf_release(&members);
	return true;
}
