/* object_media.c - the resources of a user prompt */
#include "object/object_media.h"
#include "base/ascii.h"
#include "base/err.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "object/object_audio.h"
#include "object/object_backup.h"
#include "object/object_create.h"
#include "object/object_progress.h"

static const char *const texts[] = {"ttsString", "text"};

static void media_next(void *self);
static void media_create(struct object_media *m);

static uint32_t
media_resources(const struct object_view *v)
{
	uint32_t list = object_view_at(v, "/resources");

	return list != DIFF_NONE && diff_is(&v->t, list, JSON_ARRAY) ? diff_first(&v->t, list)
								     : DIFF_NONE;
}

/* A string member's text; "" where there is none. */
static struct slice
media_text(const struct object_view *v, uint32_t node, const char *name, struct buf *plain)
{
	uint32_t at = node != DIFF_NONE ? diff_member(&v->t, node, name) : DIFF_NONE;

	return diff_is(&v->t, at, JSON_STRING) ? json_text(diff_token(&v->t, at), plain)
					       : slice_of("", 0);
}

static char *
media_language(const struct object_view *v, uint32_t node)
{
	struct buf plain = BUF_INIT;
	struct slice text = media_text(v, node, "language", &plain);
	char *language;

	if (text.n == 0)
		text = media_text(v, node, "id", &plain);
	language = xmemdup0(text.p, text.n);
	for (char *p = language; *p != '\0'; p++)
		*p = ascii_lower(*p);
	buf_release(&plain);
	return language;
}

static uint32_t
media_find(const struct object_view *v, const char *language)
{
	uint32_t found = DIFF_NONE;

	for (uint32_t i = media_resources(v); i != DIFF_NONE; i = diff_next(&v->t, i)) {
		char *one = media_language(v, i);
		if (strcmp(one, language) == 0)
			found = i;
		free(one);
	}
	return found;
}

static bool
media_same_text(const struct object_media *m, const char *name, bool *lacks)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	struct slice mine = media_text(&m->o->view, m->resource, name, &x);
	struct slice theirs = media_text(&m->o->there, m->there, name, &y);
	bool same = slice_eq(mine, theirs);

	*lacks = theirs.n == 0;
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* {language, ttsString, text, tags}, as the record spells them. */
static void
media_body(const struct object_media *m, struct buf *b)
{
	const struct object_view *v = &m->o->view;
	uint32_t tags = diff_member(&v->t, m->resource, "tags");

	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "language", m->language);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		uint32_t at = diff_member(&v->t, m->resource, texts[i]);
		if (diff_is(&v->t, at, JSON_STRING))
			json_write_raw(b, texts[i], diff_json(&v->t, at));
	}
	if (diff_is(&v->t, tags, JSON_OBJECT) && !m->tagless)
		json_write_raw(b, "tags", diff_json(&v->t, tags));
	json_write_close(b);
}

static void
media_path(struct object_media *m, const char *below)
{
	struct buf path = BUF_INIT;

	buf_puts(&path, below);
	buf_puts(&path, m->language);
	put_object_path(m->o, buf_slice(&path));
	buf_release(&path);
}

static void
media_go_on(struct object_media *m)
{
	m->resource = diff_next(&m->o->view.t, m->resource);
	media_next(m);
}

static void
media_heard(void *self)
{
	media_go_on(self);
}

/* The resource is as it should be, except for its audio. */
static void
media_audio(struct object_media *m)
{
	struct put_object *o = m->o;
	enum audio_state state = audio_state(m);

	if (state == AUDIO_NONE || state == AUDIO_THERE) {
		media_go_on(m);
		return;
	}
	if (state == AUDIO_LACKS) {
		o->completed++;
		if (!o->created)
			media_path(m, "/media/");
	}
	if (o->put->option.dry_run) {
		media_go_on(m);
		return;
	}
	object_progress_transcodes(o);
	if (state == AUDIO_LACKS)
		object_audio_send(m, media_heard, m);
	else
		media_go_on(m);
}

static bool
media_tags_are_taken(const struct call *c)
{
	return c->code != NULL && strstr(c->code, "tags.already.exist") != NULL;
}

static void
media_created(void *self)
{
	struct object_media *m = self;
	struct put_object *o = m->o;
	const struct call *c = &o->task.call;

	if (c->verdict == CALL_OK) {
		object_audio_take_address(m);
		media_audio(m);
	} else if (media_tags_are_taken(c) && !m->tagless) {
		m->tagless = true;
		buf_printf(&o->note, "%s%s without its tags, which another resource has",
		    o->note.n > 0 ? "; " : "", m->language);
		media_create(m);
	} else if (!media_tags_are_taken(c) && object_create_exists(c)) { /* the answer was lost */
		media_audio(m);
	} else {
		object_failed(o, "complete", "cannot create the resource of a language");
	}
}

static void
media_create(struct object_media *m)
{
	media_body(m, &m->o->task.out);
	object_call(m->o, "POST", media_created, m, "/resources");
}

static void
media_changed(void *self)
{
	struct object_media *m = self;

	if (m->o->task.call.verdict != CALL_OK) {
		object_failed(m->o, "update", "cannot change the text of a language");
		return;
	}
	object_audio_take_address(m);
	media_audio(m);
}

/* The target has the language: are its texts the record's? */
static void
media_compare(struct object_media *m)
{
	struct put_object *o = m->o;
	size_t lacking = 0, differing = 0;

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		bool lacks;
		if (media_same_text(m, texts[i], &lacks))
			continue;
		*(lacks ? &lacking : &differing) += 1;
	}
	if (lacking + differing > 0)
		media_path(m, "/configuration/resources/");
	o->completed += lacking;
	*(put_object_updates(o) ? &o->changed : &o->differing) += differing;
	if (lacking + differing == 0 || (differing > 0 && !put_object_updates(o)) ||
	    o->put->option.dry_run) {
		media_audio(m);
		return;
	}
	object_backup(o);
	media_body(m, &o->task.out);
	object_call(o, "PUT", media_changed, m, "/resources/%s", m->language);
}

/* The record's audio was uploaded: is it transcoded? */
static void
media_await(struct object_media *m)
{
	enum audio_state state = audio_state(m);

	if (state == AUDIO_NONE || state == AUDIO_THERE)
		media_go_on(m);
	else
		object_audio_wait(m, media_heard, m);
}

static void
media_next(void *self)
{
	struct object_media *m = self;
	struct put_object *o = m->o;

	if (m->resource == DIFF_NONE) {
		m->then.step(m->then.self);
		return;
	}
	free(m->language);
	free(m->old_url);
	m->old_url = NULL;
	m->tagless = false;
	m->polls = m->tries = 0;
	m->language = media_language(&o->view, m->resource);
	m->there = o->created ? DIFF_NONE : media_find(&o->there, m->language);
	if (m->check) {
		media_await(m);
		return;
	}
	if (m->there != DIFF_NONE) {
		media_compare(m);
		return;
	}
	o->completed++;
	if (!o->created)
		media_path(m, "/configuration/resources/");
	if (o->put->option.dry_run)
		media_go_on(m);
	else
		media_create(m);
}

void
object_media_start(struct object_media *m, struct put_object *o, task_step *then, void *self)
{
	m->o = o;
	m->then = (struct task_next){then, self};
	m->resource = media_resources(&o->view);
	media_next(m);
}

void
object_media_check(struct object_media *m, struct put_object *o, task_step *then, void *self)
{
	m->check = true;
	object_media_start(m, o, then, self);
}

void
object_media_release(struct object_media *m)
{
	object_upload_release(&m->upload);
	free(m->language);
	free(m->old_url);
}
