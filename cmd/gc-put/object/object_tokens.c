/* object_tokens.c - ids inside the texts of a data action */
#include "object/object_tokens.h"
#include "base/ascii.h"
#include "json/splice.h"
#include "object/object_progress.h"
#include "object/object_target.h"

/* The next whole token at or after *at; n = 0: there is none. */
static struct slice
token_next(struct slice text, size_t *at)
{
	size_t begin;

	while (*at < text.n && !ascii_is_word(text.p[*at]))
		++*at;
	begin = *at;
	while (*at < text.n && ascii_is_word(text.p[*at]))
		++*at;
	return slice_of(text.p + begin, *at - begin);
}

/* Each string below /config. False from f(): no further one. */
static void
tokens_each(const struct object_view *v,
    bool (*f)(const struct put_object *o, struct slice token, size_t at, void *user),
    const struct put_object *o, void *user)
{
	uint32_t config = object_view_at(v, "/config"), end;

	end = config != DIFF_NONE ? v->t.v[config].end : 0;
	for (uint32_t i = config; i < end; i++) {
		struct slice text = diff_token(&v->t, i), token;
		size_t at = 0;
		if (v->t.v[i].type != JSON_STRING)
			continue;
		for (token = token_next(text, &at); token.n > 0; token = token_next(text, &at))
			if (!f(o, token, (size_t)(token.p - v->t.text.p), user))
				return;
	}
}

static bool
token_splice(const struct put_object *o, struct slice token, size_t at, void *user)
{
	struct slice to = object_target_mapped(o->put->objects->target, token);

	if (to.n > 0 && !slice_eq(to, token))
		splices_add(user, at, token.n, to);
	return true;
}

static bool
token_is_pending(const struct put_object *o, struct slice token, size_t at, void *user)
{
	bool *pending = user;

	(void)at;
	*pending = object_target_brings(o->put->objects->target, token);
	return !*pending;
}

bool
object_tokens_has(const struct put_object *o)
{
	return (o->type->parts & OBJECT_TEMPLATES) != 0;
}

void
object_tokens_map(struct put_object *o)
{
	struct splices s = SPLICES_INIT;
	struct buf mapped = BUF_INIT;

	tokens_each(&o->view, token_splice, o, &s);
	if (s.n > 0) {
		splices_apply(&s, buf_slice(&o->record), &mapped);
		buf_release(&o->record);
		o->record = mapped;
		object_view_read(&o->view, &o->json, o->type, buf_slice(&o->record));
	}
	splices_release(&s);
}

bool
object_tokens_pending(const struct put_object *o)
{
	bool pending = false;

	if (object_tokens_has(o))
		tokens_each(&o->view, token_is_pending, o, &pending);
	return pending;
}

/* The text with the target's ids in it. */
static void
token_map_text(const struct put_object *o, struct slice text, struct buf *to)
{
	size_t at = 0, done = 0;
	struct slice token;

	for (token = token_next(text, &at); token.n > 0; token = token_next(text, &at)) {
		struct slice id = object_target_mapped(o->put->objects->target, token);
		size_t begin = (size_t)(token.p - text.p);
		buf_add_slice(to, slice_of(text.p + done, begin - done));
		buf_add_slice(to, id.n > 0 ? id : token);
		done = begin + token.n;
	}
	buf_add_slice(to, slice_of(text.p + done, text.n - done));
}

void
object_tokens_settle(struct put_object *o)
{
	struct buf mapped = BUF_INIT;

	for (size_t i = 0; object_tokens_has(o) && i < o->differences.n; i++) {
		struct object_difference *d = &o->differences.v[i];
		if (d->kind != OBJECT_CHANGED || !diff_is(&o->view.t, d->a, JSON_STRING) ||
		    !diff_is(&o->there.t, d->b, JSON_STRING))
			continue;
		buf_clear(&mapped);
		buf_putc(&mapped, '"');
		token_map_text(o, diff_token(&o->there.t, d->b), &mapped);
		buf_putc(&mapped, '"');
		d->lacks = object_tokens_equal(
		    JSON_STRING, diff_json(&o->view.t, d->a), JSON_STRING, buf_slice(&mapped));
	}
	buf_release(&mapped);
}
