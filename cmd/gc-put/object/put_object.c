/* put_object.c - the object that a record brings, and how it ends */
#include "object/put_object.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/url.h"
#include "json/json_write.h"
#include "object/object_progress.h"
#include "object/object_state.h"

static void
put_object_free(void *self)
{
	struct put_object *o = self;

	o->ended(o);
	if (o->chain != NULL)
		o->chain_free(o->chain);
	json_release(&o->json);
	members_release(&o->m);
	object_view_release(&o->view);
	object_view_release(&o->there);
	object_differences_release(&o->differences);
	buf_release(&o->text);
	buf_release(&o->record);
	buf_release(&o->waits_for);
	buf_release(&o->actual);
	buf_release(&o->paths);
	buf_release(&o->note);
	buf_release(&o->rows_state);
	free(o->id);
	free(o->name);
	free(o->label);
	free(o->target);
	free(o);
}

struct put_object *
put_object_new(struct put *put, size_t index, task_step *ended, void *user)
{
	struct put_object *o = xcalloc(1, sizeof *o);
	struct buf label = BUF_INIT;

	o->put = put;
	o->index = index;
	o->ended = ended;
	o->user = user;
	spool_get(&put->objects->spool, index, &o->text);
	if (!members_read(&o->m, &o->json, buf_slice(&o->text)))
		die(EXIT_BUG, 0, "a record that was read once cannot be read again");
	o->type = object_type_find(members_string(&o->m, "type"));
	o->id = json_text_dup(members_string(&o->m, "id"));
	o->name = json_text_dup(members_string(&o->m, "name"));
	o->restored = put->option.restore;
	buf_printf(&label, "%s:%zu: %s %s%s\"%s\"", put->objects->spool.v[index].file,
	    put->objects->spool.v[index].line, o->type->name, o->id, *o->id != '\0' ? " " : "",
	    o->name);
	o->label = buf_detach(&label);
	task_start(&put->tasks, &o->task, put_object_free, o);
	return o;
}

bool
put_object_updates(const struct put_object *o)
{
	return o->put->option.update || o->restored;
}

bool
put_object_path(struct put_object *o, struct slice pointer)
{
	if (o->npaths++ >= OBJECT_PATHS)
		return false;
	if (o->paths.n > 0)
		buf_putc(&o->paths, ',');
	json_quote(&o->paths, pointer);
	return true;
}

static void
object_write_result(
    struct put_object *o, enum put_status status, const char *action, const char *why)
{
	struct outcome *out = o->put->outcome;
	struct buf array = BUF_INIT;

	outcome_begin(out, &(struct outcome_head){"object", o->target, o->name, o->type->name,
			       action, why, status, o->cause});
	/* For a map: names need not be unique, such as those of data actions of two integrations. */
	if (*o->id != '\0' && (o->target == NULL || strcmp(o->id, o->target) != 0))
		json_write_cstr(&out->line, "from", o->id);
	if (o->paths.n > 0) {
		buf_putc(&array, '[');
		buf_add_slice(&array, buf_slice(&o->paths));
		buf_putc(&array, ']');
		json_write_raw(&out->line, "paths", buf_slice(&array));
	}
	object_state_write(o, &out->line);
	buf_release(&array);
	outcome_print(out);
}

static void
object_add_result(struct put_object *o, enum put_status status, const char *action, const char *why)
{
	object_write_result(o, status, action, why);
	outcome_count(o->put->outcome, &(struct outcome_end){.status = status,
					   .label = o->label,
					   .action = action,
					   .reason = why,
					   .cause = o->cause,
					   .call = o->call_failed ? &o->task.call : NULL,
					   .wrote = o->task.wrote,
					   .m = &o->m});
}

void
object_end(struct put_object *o, enum put_status status, const char *action, const char *fmt, ...)
{
	struct buf why = BUF_INIT;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&why, fmt, args);
	va_end(args);
	if (o->note.n > 0)
		buf_printf(&why, "; %s", o->note.p);
	o->ends = true;
	o->how = status;
	if (!o->quiet)
		object_add_result(o, status, action, why.p);
	buf_release(&why);
	task_end(&o->task);
}

void
object_failed(struct put_object *o, const char *action, const char *doing)
{
	const struct call *c = &o->task.call;
	struct buf why = BUF_INIT;

	o->call_failed = true;
	o->quiet = false;
	if (c->verdict == CALL_FORBIDDEN)
		o->cause = CAUSE_FORBIDDEN;
	else if (c->verdict != CALL_REFUSED)
		o->cause = CAUSE_TEMPORARY;
	call_describe(c, &why);
	object_end(o, PUT_FAILED, action, "%s: %s", doing, why.p);
	buf_release(&why);
}

struct jx *
object_answer(struct put_object *o, const char *action)
{
	const char *why = NULL;
	struct jx *x = jx_parse(buf_slice(&o->task.call.body), &why);

	if (x == NULL) {
		o->quiet = false;
		object_end(o, PUT_FAILED, action, "the server's answer is not understood: %s", why);
	}
	return x;
}

void
object_call_self(
    struct put_object *o, const char *method, task_step *step, void *self, const char *query)
{
	struct buf path = BUF_INIT;

	object_type_path(o->type, slice_str(o->target), &path);
	buf_puts(&path, query != NULL ? query : "");
	task_call_url(&o->task, method, step, self, path.p);
	buf_release(&path);
}

void
object_call(
    struct put_object *o, const char *method, task_step *step, void *self, const char *below, ...)
{
	struct buf path = BUF_INIT;
	va_list args;

	object_type_path(o->type, slice_str(o->target), &path);
	va_start(args, below);
	url_vformat(&path, below, args);
	va_end(args);
	task_call_url(&o->task, method, step, self, path.p);
	buf_release(&path);
}
