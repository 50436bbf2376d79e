/* orphans_report.c - the edits of a record, one by one */
#include "json/json_write.h"
#include "orphans/orphans_build.h"

static const char *const words[] = {
    [ORPHANS_ACTION] = "action",
    [ORPHANS_DISCONNECT] = "disconnect",
    [ORPHANS_POINTER] = "pointer",
    [ORPHANS_MANIFEST] = "manifest",
    [ORPHANS_CONTEXT] = "context",
    [ORPHANS_CACHE] = "cache",
    [ORPHANS_MODULE] = "module",
};

static void
report_action(const struct orphans *o, const struct orphans_action *a, struct buf *line)
{
	struct buf reason = BUF_INIT;

	json_write_open(line, "action");
	json_write_raw(line, "id", a->id);
	json_write_token(line, "name", a->name);
	json_write_token(line, "type", a->type);
	json_write_token(line, "task", o->sequences[a->sequence].name);
	json_write_close(line);
	if (a->ref != 0) {
		buf_puts(&reason, "uses ");
		orphans_describe_ref(o, &o->refs.v[a->ref - 1], &reason);
	} else {
		buf_puts(&reason, "cut off");
	}
	json_write_string(line, "reason", buf_slice(&reason));
	buf_release(&reason);
}

static struct slice
report_text(const struct orphans *o, struct refs_text t)
{
	return slice_of(o->texts.p + t.at, t.len);
}

static void
report_change(const struct orphans *o, const struct orphans_change *c, struct buf *line)
{
	json_write_cstr(line, "change", words[c->what]);
	json_write_string(line, "at", report_text(o, c->at));
	json_write_raw(line, "old", c->old);
	json_write_raw(line, "new", report_text(o, c->with));
	if (c->action != 0)
		report_action(o, &o->actions[c->action - 1], line);
	json_write_close(line);
	buf_putc(line, '\n');
}

void
orphans_report(const struct orphans *o, void (*put)(void *to, struct slice line), void *to)
{
	struct buf line = BUF_INIT;
	size_t head;

	json_write_open(&line, NULL);
	json_write_cstr(&line, "kind", "change");
	json_write_open(&line, "flow");
	json_write_raw(&line, "id", o->refs.id);
	json_write_raw(&line, "name", o->refs.name);
	json_write_raw(&line, "type", o->refs.flow_type);
	json_write_close(&line);
	head = line.n;
	for (size_t i = 0; i < o->nchanges; i++) {
		line.n = head;
		report_change(o, &o->changes[i], &line);
		put(to, buf_slice(&line));
	}
	buf_release(&line);
}
