/* backup.c - the target's flows as they were, on disk before the first write to each */
#include "backup.h"
#include "backup_file.h"
#include "written.h"

static void on_published(struct errand *e);

bool
backup_has_newer(const struct members *m)
{
	const struct member *newer = members_find(m, "newer");

	return newer != NULL && newer->type == JSON_TRUE;
}

bool
backup_is_empty(const struct members *m)
{
	return json_is(members_string(m, "backup"), "empty");
}

bool
backup_is_nothing(const struct members *m)
{
	return backup_is_empty(m) || json_is(members_string(m, "backup"), "created");
}

/* What a record says besides the flow's own members. */
struct kept {
	const char *what;
	bool newer;
	struct slice version, configuration; /* n = 0: there is none */
};

/*
 * {"kind":"flow","backup":WHAT,"org":…,MEMBERS,…}. The configuration may be large, and goes into
 * the file from where it is.
 */
static void
put_record(struct backup *b, struct slice members, const struct kept *k)
{
	struct buf head = BUF_INIT;

	buf_printf(
	    &head, BACKUP_HEAD "%s\"%s,\"org\":", k->what, k->newer ? ",\"newer\":true" : "");
	json_quote(&head, slice_str(b->org));
	buf_putc(&head, ',');
	buf_add_slice(&head, members);
	if (k->configuration.n > 0) {
		buf_puts(&head, ",\"configurationVersion\":");
		json_quote(&head, k->version);
		buf_puts(&head, ",\"configuration\":");
	}
	backup_put(b, buf_slice(&head));
	backup_put(b, k->configuration);
	backup_put(b, slice_str("}\n"));
	buf_release(&head);
}

/* The members of the flow's metadata, which is a JSON object. */
static struct slice
metadata(const struct errand *e)
{
	return slice_of(e->meta_text.p + 1, e->meta_text.n - 2);
}

static struct slice
published_version(const struct errand *e)
{
	return jx_string(e->meta, "/publishedVersion/id");
}

/* The newest version; with it all of the flow is in the file. */
static void
keep_newest(struct backup *b, const struct errand *e)
{
	struct kept k = {.what = "latest", .configuration = buf_slice(&e->body)};

	if (e->body.n == 0)
		k.what = "empty";
	else if (e->state.published)
		k.what = "published";
	k.version = e->state.published ? published_version(e) : slice_str("latest");
	put_record(b, metadata(e), &k);
	backup_know(b, slice_str(e->target), e->type, e->name);
}

/* {"kind":"flow","backup":"written",…} with these members, in the file. */
static void
keep_written(struct backup *b, const struct errand *e, const struct buf *members)
{
	struct buf own = BUF_INIT;

	buf_puts(&own, "\"id\":");
	json_quote(&own, slice_str(e->target));
	buf_puts(&own, ",\"name\":");
	json_quote(&own, slice_str(e->name));
	buf_puts(&own, ",\"type\":");
	json_quote(&own, slice_str(e->type));
	buf_add_slice(&own, buf_slice(members));
	put_record(b, buf_slice(&own), &(struct kept){.what = "written"});
	buf_release(&own);
}

/* All that there is of the flow is in the file: what comes now, too; then it may be written. */
static void
go_on(struct backup *b, struct errand *e, errand_step *then)
{
	struct buf members = BUF_INIT;

	if (written_intend(&b->known, e, &members))
		keep_written(b, e, &members);
	buf_release(&members);
	backup_sync(b);
	then(e);
}

void
backup_wrote(struct backup *b, const struct errand *e)
{
	struct buf members = BUF_INIT;

	if (b == NULL || !backup_knows(b, e->target, e->type, e->name))
		return;
	if (written_done(&b->known, e, &members)) {
		keep_written(b, e, &members);
		backup_sync(b);
	}
	buf_release(&members);
}

void
backup_flow(struct backup *b, struct errand *e, errand_step *then)
{
	if (b == NULL) {
		then(e);
	} else if (backup_knows(b, e->target, e->type, e->name)) {
		go_on(b, e, then);
	} else if (published_version(e).n > 0 && !e->state.published) {
		e->then = then;
		errand_call(e, "GET", on_published, "/api/v2/flows/%s/versions/%s/configuration",
		    e->target, published_version(e).p);
	} else {
		keep_newest(b, e);
		go_on(b, e, then);
	}
}

static void
on_published(struct errand *e)
{
	struct backup *b = e->put->backup;

	if (e->call.verdict != CALL_OK) {
		errand_failed(
		    e, "backup", "cannot read the published version, so nothing is written");
		return;
	}
	put_record(b, metadata(e),
	    &(struct kept){"published", true, published_version(e), buf_slice(&e->call.body)});
	keep_newest(b, e);
	go_on(b, e, e->then);
}

void
backup_create(struct backup *b, struct errand *e)
{
	struct buf members = BUF_INIT;

	if (b == NULL || backup_knows(b, e->target, e->type, e->name))
		return;
	buf_puts(&members, "\"name\":");
	json_quote(&members, slice_str(e->name));
	buf_puts(&members, ",\"type\":");
	json_quote(&members, slice_str(e->type));
	put_record(b, buf_slice(&members), &(struct kept){.what = "created"});
	backup_sync(b);
	backup_know(b, slice_str(""), e->type, e->name);
	buf_release(&members);
}
