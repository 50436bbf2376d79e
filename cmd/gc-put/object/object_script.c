/* object_script.c - import a script by an upload that no specification lists */
#include "object/object_script.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "object/object_progress.h"
#include "object/object_target.h"

/* A boundary that no script holds by chance. */
#define SCRIPT_BOUNDARY "gc-tools-7d0f5a31c28b4e6f90d2"

enum { SCRIPT_POLLS = 40, SCRIPT_LISTED_MS = 80 * 1000, SCRIPT_LOST_MS = 10 * 1000 };

static const char *const script_headers[] = {
    "Content-Type: multipart/form-data; boundary=" SCRIPT_BOUNDARY, NULL};

bool
object_script_is(const struct put *put, const struct members *m, const char *type)
{
	const struct member *script = members_find(m, "script");

	return put->option.scripts && strcmp(type, "composerScript") == 0 && script != NULL &&
	       script->type == JSON_STRING;
}

/* The target had it before this run: then only what is missing is done. */
static const char *
script_action(const struct put_object *o)
{
	return o->created ? "create" : "complete";
}

static void
script_heard_published(void *self)
{
	struct object_script *s = self;
	struct put_object *o = s->o;

	if (o->task.call.verdict == CALL_OK)
		s->then.step(s->then.self);
	else
		object_failed(o, script_action(o), "it is imported, and cannot be published");
}

static void
script_ask_publish(struct object_script *s)
{
	struct buf *out = &s->o->task.out;

	buf_clear(out);
	json_write_open(out, NULL);
	json_write_cstr(out, "scriptId", s->o->target);
	json_write_close(out);
	task_call(&s->o->task, "POST", script_heard_published, s,
	    "/api/v2/scripts/published?scriptDataVersion=0");
}

static void
script_moved(void *self)
{
	struct object_script *s = self;

	if (s->o->task.call.verdict == CALL_OK)
		script_ask_publish(s);
	else
		object_failed(s->o, script_action(s->o),
		    "it is imported, and cannot be moved to its division");
}

/* The target's division that the record names; empty: home, or one that the target does not have. */
static struct slice
script_division(struct put_object *o)
{
	const struct object_target *t = o->put->objects->target;
	uint32_t at = object_view_at(&o->view, "/division/id");
	struct slice id =
	    diff_is(&o->view.t, at, JSON_STRING) ? diff_token(&o->view.t, at) : slice_of("", 0);

	if (id.n == 0 || slice_eq(id, object_target_home_division(t)))
		return slice_of("", 0);
	if (object_target_has(t, "division", id))
		return id;
	buf_puts(&o->note, "in the home division, since the target does not have the record's");
	return slice_of("", 0);
}

static void
script_move(struct object_script *s)
{
	struct put_object *o = s->o;
	struct slice division = script_division(o);
	struct buf *out = &o->task.out, id = BUF_INIT;

	if (division.n == 0) {
		script_ask_publish(s);
		return;
	}
	buf_clear(out);
	json_write_open_array(out, NULL);
	json_write_cstr(out, NULL, o->target);
	json_write_close_array(out);
	buf_add_slice(&id, division);
	o->task.call.raw = true; /* 204 */
	task_call(&o->task, "POST", script_moved, s,
	    "/api/v2/authorization/divisions/%s/objects/SCRIPT", id.p);
	buf_release(&id);
}

static void
script_listed(void *self)
{
	struct object_script *s = self;
	struct put_object *o = s->o;
	struct slice id = buf_slice(&s->lookup.id);

	if (id.n == 0) {
		o->cause = CAUSE_TEMPORARY;
		object_end(o, PUT_FAILED, "create",
		    s->lost
			? "the answer to the upload was lost, and no script of this name is there"
			: "it is imported, and not listed yet; run this again");
		return;
	}
	free(o->target);
	o->target = xmemdup0(id.p, id.n);
	o->created = true;
	object_progress_found(o);
	script_move(s);
}

static void script_look(void *self);

static void
script_looked(void *self)
{
	struct object_script *s = self;
	struct put_object *o = s->o;
	const struct call *c = &o->task.call;
	struct jx *x;

	if (c->verdict != CALL_OK && c->status != 404) {
		object_failed(o, "create", "cannot see whether its upload has succeeded");
		return;
	}
	x = c->verdict == CALL_OK ? object_answer(o, "create") : NULL;
	if (c->verdict == CALL_OK && x == NULL)
		return;
	if (x != NULL && jx_true(x, "/succeeded")) {
		object_lookup_start(&s->lookup, o, SCRIPT_LISTED_MS, script_listed, s);
	} else if (x != NULL && jx_string(x, "/message").n > 0) {
		object_end(o, PUT_FAILED, "create", "the server cannot use its content: %.*s",
		    SLICE_ARGS(jx_string(x, "/message")));
	} else if (++s->polls < SCRIPT_POLLS) {
		task_poll(&o->task, "upload of a script", s->polls, script_look, s);
	} else {
		o->cause = CAUSE_TEMPORARY;
		object_end(
		    o, PUT_FAILED, "create", "its upload is not done yet; run this again later");
	}
	jx_free(x);
}

static void
script_look(void *self)
{
	struct object_script *s = self;

	task_call(&s->o->task, "GET", script_looked, s,
	    "/api/v2/scripts/uploads/%s/status?longPoll=false", s->correlation);
}

static void
script_look_up_lost(struct object_script *s)
{
	s->lost = true;
	object_lookup_start(&s->lookup, s->o, SCRIPT_LOST_MS, script_listed, s);
}

static void
script_sent(void *self)
{
	struct object_script *s = self;
	struct put_object *o = s->o;
	struct slice id;
	struct jx *x;

	if (o->task.call.verdict == CALL_UNSURE) {
		script_look_up_lost(s);
		return;
	}
	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "create", "cannot upload its content");
		return;
	}
	x = object_answer(o, "create");
	if (x == NULL)
		return;
	id = jx_string(x, "/correlationId");
	s->correlation = xmemdup0(id.p, id.n);
	jx_free(x);
	if (*s->correlation != '\0')
		script_look(s);
	else /* nobody can ask what has become of it */
		script_look_up_lost(s);
}

static void
script_part(struct buf *b, const char *head, struct slice text)
{
	buf_printf(b, "--" SCRIPT_BOUNDARY "\r\nContent-Disposition: form-data; %s\r\n\r\n", head);
	buf_add_slice(b, text);
	buf_puts(b, "\r\n");
}

/* "https://api.DOMAIN" -> "https://apps.DOMAIN"; a rehearsal org is one host. */
static void
script_host(const struct put_object *o, struct buf *url)
{
	const char *base = calls_base(o->put->tasks.calls), *api = strstr(base, "//api.");

	if (api != NULL) {
		buf_add(url, base, (size_t)(api - base));
		buf_printf(url, "//apps.%s", api + strlen("//api."));
	} else {
		buf_puts(url, base);
	}
	buf_puts(url, "/uploads/v2/scripter");
}

void
object_script_start(struct object_script *s, struct put_object *o, task_step *then, void *self)
{
	struct buf text = BUF_INIT, url = BUF_INIT, *out = &o->task.out;
	struct slice file = json_text(members_string(&o->m, "script"), &text);

	s->o = o;
	s->then = (struct task_next){then, self};
	buf_clear(out);
	script_part(out,
	    "name=\"file\"; filename=\"import.script\"\r\nContent-Type: application/json", file);
	script_part(out, "name=\"scriptName\"", slice_str(o->name));
	buf_puts(out, "--" SCRIPT_BOUNDARY "--\r\n");
	script_host(o, &url);
	o->task.call.once = true;
	o->task.call.headers = script_headers;
	task_call_url(&o->task, "POST", script_sent, s, url.p);
	buf_release(&text);
	buf_release(&url);
}

static void
script_finished(void *self)
{
	struct object_script *s = self;

	object_end(s->o, PUT_DONE, "complete", "the target had it as a draft; published");
}

static void
script_seen(void *self)
{
	struct object_script *s = self;
	struct put_object *o = s->o;

	if (o->task.call.verdict == CALL_OK)
		object_end(o, PUT_SKIPPED, "skip", "the target has it");
	else if (o->task.call.status != 404)
		object_failed(o, "look", "cannot see whether it is published");
	else if (o->put->option.dry_run)
		object_end(o, PUT_PLANNED, "complete", "the target has it as a draft only");
	else
		script_move(s);
}

void
object_script_complete(struct object_script *s, struct put_object *o)
{
	s->o = o;
	s->then = (struct task_next){script_finished, s};
	task_call(&o->task, "GET", script_seen, s, "/api/v2/scripts/published/%s", o->target);
}

void
object_script_release(struct object_script *s)
{
	object_lookup_release(&s->lookup);
	free(s->correlation);
}
