/* object_audio.c - the audio of one resource of a prompt */
#include "object/object_audio.h"
#include "base/base64.h"
#include "cli/cli.h"
#include "base/mem.h"
#include "base/url.h"
#include "json/peek.h"

/* A boundary that no recording holds by chance. */
#define AUDIO_BOUNDARY "gc-tools-4c1b7f0e9a524d3db0a6"

static void audio_register(void *self);

/* The record's audio of this language, base64 as spelled. */
static struct slice
audio_find(const struct object_media *m, struct slice *content_type)
{
	const struct member *media = members_find(&m->o->m, "media");
	struct slice rest = {NULL, 0}, one, found = {NULL, 0};
	struct json j = JSON_INIT;
	struct members e = MEMBERS_INIT;

	if (media != NULL && media->type == JSON_ARRAY)
		rest = media->value;
	while (peek_element(&rest, &one)) {
		struct slice language;
		if (!members_read(&e, &j, one))
			continue;
		language = members_string(&e, "language");
		if (language.n != strlen(m->language) ||
		    strncasecmp(language.p, m->language, language.n) != 0)
			continue;
		found = members_string(&e, "base64");
		*content_type = members_string(&e, "contentType");
	}
	members_release(&e);
	json_release(&j);
	return found;
}

enum audio_state
audio_state(const struct object_media *m)
{
	const struct object_view *v = &m->o->there;
	uint32_t status =
	    m->there != DIFF_NONE ? diff_member(&v->t, m->there, "uploadStatus") : DIFF_NONE;
	struct slice type, token = slice_of("", 0);

	if (audio_find(m, &type).n == 0)
		return AUDIO_NONE;
	if (diff_is(&v->t, status, JSON_STRING))
		token = diff_token(&v->t, status);
	if (json_is(token, "transcoded"))
		return AUDIO_THERE;
	return json_is(token, "uploaded") ? AUDIO_ON_WAY : AUDIO_LACKS;
}

static void audio_look(void *self);

static void
audio_looked(void *self)
{
	struct object_media *m = self;
	struct put_object *o = m->o;
	struct slice status;
	struct jx *x;

	if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "complete", "cannot see whether its audio was transcoded");
		return;
	}
	x = object_answer(o, "complete");
	if (x == NULL)
		return;
	status = jx_string(x, "/uploadStatus");
	if (slice_is(status, "transcoded")) {
		m->audio_then.step(m->audio_then.self);
	} else if (slice_is(status, "transcodeFailed")) {
		o->quiet = false;
		object_end(o, PUT_FAILED, "complete",
		    "the server cannot use the audio of \"%s\": it wants WAV, at most 25 MB",
		    m->language);
	} else if (++m->polls < MEDIA_POLLS) {
		task_poll(&o->task, "transcoding", m->polls, audio_look, m);
	} else {
		o->cause = CAUSE_TEMPORARY;
		o->quiet = false;
		object_end(o, PUT_FAILED, "complete",
		    "the audio of \"%s\" is not transcoded yet; run this again later", m->language);
	}
	jx_free(x);
}

static void
audio_look(void *self)
{
	struct object_media *m = self;

	object_call(m->o, "GET", audio_looked, m, "/resources/%s", m->language);
}

static void
audio_sent(void *self)
{
	struct object_media *m = self;
	struct put_object *o = m->o;

	if (o->task.call.verdict == CALL_OK)
		m->audio_then.step(m->audio_then.self);
	else if (!o->task.call.expired || !task_again(&o->task, &m->tries, audio_register, m))
		object_failed(o, "complete", "cannot upload its audio");
}

/* The record's bytes behind what is in the buffer. False: that is not base64. */
static bool
audio_add(const struct object_media *m, struct buf *to)
{
	struct slice type, token = audio_find(m, &type);
	struct buf plain = BUF_INIT;
	bool good = base64_decode(json_text(token, &plain), to);

	buf_release(&plain);
	return good;
}

static void
audio_bad(struct object_media *m)
{
	object_end(m->o, PUT_FAILED, "complete", "the record's audio of \"%s\" is not base64",
	    m->language);
}

/* The older address: a form with one part, and the token. */
static void
audio_send_old(struct object_media *m)
{
	static const char *const headers[] = {
	    "Content-Type: multipart/form-data; boundary=" AUDIO_BOUNDARY, NULL};
	struct task *t = &m->o->task;

	if (m->old_url == NULL || !url_may_follow(m->old_url, calls_base(m->o->put->tasks.calls),
				      cli_network.insecure_http)) {
		object_end(m->o, PUT_FAILED, "complete",
		    "the server gives no address that its audio can be uploaded to");
		return;
	}
	buf_clear(&t->out);
	buf_printf(&t->out,
	    "--" AUDIO_BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
	    "filename=\"%s.wav\"\r\nContent-Type: audio/wav\r\n\r\n",
	    m->language);
	if (!audio_add(m, &t->out)) {
		audio_bad(m);
		return;
	}
	buf_puts(&t->out, "\r\n--" AUDIO_BOUNDARY "--\r\n");
	t->call.raw = true;
	t->call.headers = headers;
	task_call_url(t, "POST", audio_sent, m, m->old_url);
}

void
object_audio_take_address(struct object_media *m)
{
	const char *why;
	struct jx *x = jx_parse(buf_slice(&m->o->task.call.body), &why);
	struct slice url = x != NULL ? jx_string(x, "/uploadUri") : slice_of(NULL, 0);

	free(m->old_url);
	m->old_url = url.n > 0 ? xmemdup0(url.p, url.n) : NULL;
	jx_free(x);
}

static void
audio_got_address(void *self)
{
	struct object_media *m = self;

	if (m->o->task.call.verdict != CALL_OK) {
		object_failed(m->o, "complete", "cannot read where its audio is uploaded to");
		return;
	}
	object_audio_take_address(m);
	audio_send_old(m);
}

/* Whether this region's API does not have the newer call. */
static bool
audio_has_no_call(const struct call *c)
{
	return c->verdict != CALL_OK && (c->status == 404 || c->status == 405 || c->status == 501);
}

static void
audio_registered(void *self)
{
	struct object_media *m = self;
	struct put_object *o = m->o;

	if (audio_has_no_call(&o->task.call) && m->old_url != NULL) {
		audio_send_old(m);
	} else if (audio_has_no_call(&o->task.call)) {
		object_call(o, "GET", audio_got_address, m, "/resources/%s", m->language);
	} else if (o->task.call.verdict != CALL_OK) {
		object_failed(o, "complete", "cannot get an address for its audio");
	} else if (!object_upload_take(
		       &m->upload, o, buf_slice(&o->task.call.body), "url", "headers")) {
		object_end(o, PUT_FAILED, "complete",
		    "the server gives no address that its audio can be uploaded to");
	} else {
		buf_clear(&o->task.out);
		if (audio_add(m, &o->task.out))
			object_upload_put(&m->upload, o, audio_sent, m);
		else
			audio_bad(m);
	}
}

static void
audio_register(void *self)
{
	struct object_media *m = self;

	object_call(m->o, "POST", audio_registered, m, "/resources/%s/uploads", m->language);
}

void
object_audio_send(struct object_media *m, task_step *then, void *self)
{
	m->audio_then = (struct task_next){then, self};
	audio_register(m);
}

void
object_audio_wait(struct object_media *m, task_step *then, void *self)
{
	m->audio_then = (struct task_next){then, self};
	m->polls = 0;
	audio_look(m);
}
