/* put_flow.c - the flow that a record brings, and what the target says of it */
#include "run/put_flow.h"
#include "base/ascii.h"
#include "base/err.h"
#include "base/mem.h"
#include "http/api_code.h"
#include "json/json_write.h"
#include "put/put_body.h"
#include "record/record_base.h"
#include "run/same.h"
#include "run/target.h"

bool
put_cause_passes(enum put_cause cause)
{
	return cause == CAUSE_TEMPORARY || cause == CAUSE_BUSY;
}

static void
put_flow_free(void *self)
{
	struct put_flow *f = self;

	f->ended(f);
	if (f->chain != NULL)
		f->chain_free(f->chain);
	jx_free(f->meta);
	json_release(&f->json);
	members_release(&f->m);
	buf_release(&f->text);
	buf_release(&f->changed);
	buf_release(&f->meta_text);
	buf_release(&f->body);
	free(f->id);
	free(f->name);
	free(f->type);
	free(f->label);
	free(f->base);
	free(f->target);
	free(f->draft);
	free(f->postponed_action);
	free(f->postponed_why);
	free(f);
}

/*
 * What is saved has the flow's own name and description. A backup is put back as it is.
 */
static void
put_flow_describe(struct put_flow *f)
{
	const struct member *configuration = members_find(&f->m, "configuration");
	struct buf record = BUF_INIT;

	if (configuration == NULL || configuration->type != JSON_OBJECT)
		return;
	f->configuration = configuration->value;
	if (!f->put->option.restore && put_body_describe(buf_slice(&f->text), &f->m, &record))
		put_flow_change(f, &record);
	buf_release(&record);
}

/* Whether the record's version marks are the target's own, byte for byte. */
static bool
put_flow_marks_are_here(const struct put_flow *f)
{
	return target_has_marks(f->put->target, slice_str(f->id), target_marks(&f->m));
}

/* The base of the record that was just read: see moved.h. */
static void
put_flow_take_base(struct put_flow *f)
{
	struct record_base base;
	bool based = record_base_read(&f->m, &base) ||
		     (record_base_of_marks(&f->m, &base) && put_flow_marks_are_here(f));

	if (!based || !json_is(base.org, f->put->org))
		return;
	f->base = json_text_dup(base.version);
	memcpy(f->base_text, base.text, sizeof base.text);
}

struct put_flow *
put_flow_new(struct put *put, size_t index, task_step *ended, void *user)
{
	struct put_flow *f = xcalloc(1, sizeof *f);
	struct buf label = BUF_INIT;

	f->put = put;
	f->index = index;
	f->ended = ended;
	f->user = user;
	spool_get(&put->spool, index, &f->text);
	if (!members_read(&f->m, &f->json, buf_slice(&f->text)))
		die(EXIT_BUG, 0, "a record that was read once cannot be read again");
	f->id = json_text_dup(members_string(&f->m, "id"));
	f->name = json_text_dup(members_string(&f->m, "name"));
	f->type = json_text_dup(members_string(&f->m, "type"));
	f->circle = put->circle != NULL ? put->circle[index] : CIRCLE_NONE;
	f->publish = put->option.restore ? json_is(members_string(&f->m, "backup"), "published")
					 : put->option.publish;
	buf_printf(&label, "%s:%zu: flow %s%s\"%s\"", put->spool.v[index].file,
	    put->spool.v[index].line, f->id, *f->id != '\0' ? " " : "", f->name);
	f->label = buf_detach(&label);
	put_flow_take_base(f);
	put_flow_describe(f);
	task_start(&put->tasks, &f->task, put_flow_free, f);
	return f;
}

const char *
put_flow_action(const struct put_flow *f)
{
	return put_action_name(f->todo);
}

struct slice
put_flow_record(const struct put_flow *f)
{
	return buf_slice(f->changed.n > 0 ? &f->changed : &f->text);
}

/* The configuration in the text of a record. */
static struct slice
put_flow_find(struct slice record)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice found = {NULL, 0};
	const struct member *configuration;

	if (members_read(&m, &j, record)) {
		configuration = members_find(&m, "configuration");
		if (configuration != NULL && configuration->type == JSON_OBJECT)
			found = configuration->value;
	}
	members_release(&m);
	json_release(&j);
	return found;
}

bool
put_flow_change(struct put_flow *f, struct buf *record)
{
	struct slice found = put_flow_find(buf_slice(record));

	if (found.n == 0)
		return false;
	buf_release(&f->changed);
	f->changed = *record;
	*record = (struct buf)BUF_INIT;
	f->configuration = found;
	return true;
}

bool
put_flow_is_equal(const struct put_flow *f, struct slice other)
{
	return same_configuration(put_flow_record(f), f->configuration, other);
}

bool
put_flow_has_no_body(const struct put_flow *f)
{
	const struct call *c = &f->task.call;

	enum api_code code = api_code_of(c->code);

	return c->verdict != CALL_OK && code != API_CODE_DELETED &&
	       (c->status == 404 || code == API_CODE_NO_CONFIG);
}

void
put_flow_write_type(const struct put_flow *f, struct buf *b)
{
	struct buf type = BUF_INIT;

	for (const char *p = f->type; *p != '\0'; p++)
		buf_putc(&type, ascii_lower(*p));
	buf_clear(b);
	json_write_open(b, NULL);
	json_write_string(b, "type", buf_slice(&type));
	buf_release(&type);
}

void
put_flow_take_body(struct put_flow *f)
{
	buf_release(&f->body);
	f->body = f->task.call.body;
	f->task.call.body = (struct buf)BUF_INIT;
}

/* Whether name and description are the target's; no description is the same as an empty one. */
static bool
put_flow_is_described(const struct put_flow *f)
{
	struct buf text = BUF_INIT;
	bool same;

	json_unescape(members_string(&f->m, "description"), &text);
	same = slice_eq(
	    slice_of(text.p != NULL ? text.p : "", text.n), jx_string(f->meta, "/description"));
	buf_release(&text);
	return same && slice_is(jx_string(f->meta, "/name"), f->name);
}

const char *
put_flow_take_meta(struct put_flow *f, struct slice text)
{
	const char *why = NULL;
	struct jx *meta = jx_parse(text, &why);

	if (meta == NULL)
		return why;
	if (jx_string(meta, "/id").n == 0) {
		jx_free(meta);
		return "no flow";
	}
	jx_free(f->meta);
	f->meta = meta;
	f->listed = false;
	free(f->draft);
	f->draft = NULL;
	buf_clear(&f->meta_text);
	buf_add_slice(&f->meta_text, text);
	put_state_read(f->meta, &f->state);
	f->facts.described = put_flow_is_described(f);
	f->facts.draft = f->state.draft;
	f->facts.published = f->state.published;
	return NULL;
}
