/* object_get.c - get the definition of one object */
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "objects/object_secrets.h"
#include "org/object_get_build.h"

enum {
	RENEWALS = 3,  /* new addresses for one audio, */
	BEGINNINGS = 3 /* and readings of an object that changes meanwhile; then it has failed */
};

/* The part that each step fetches. */
static const unsigned part_of[OBJECT_STEP_END] = {
    [OBJECT_STEP_ROWS] = OBJECT_ROWS,
    [OBJECT_STEP_MEDIA] = OBJECT_MEDIA,
    [OBJECT_STEP_WRAPUP_CODES] = OBJECT_WRAPUP_CODES,
    [OBJECT_STEP_TEMPLATES] = OBJECT_TEMPLATES,
    [OBJECT_STEP_SCRIPT] = OBJECT_SCRIPT,
};

struct slice
object_value_at(struct slice object, const char *const *path)
{
	for (; *path != NULL && object.n > 0; path++)
		object = peek_find(object, *path);
	return object;
}

struct slice
object_string_at(struct slice object, const char *const *path)
{
	struct slice value = object_value_at(object, path);

	return value.n >= 2 && value.p[0] == '"' ? slice_of(value.p + 1, value.n - 2)
						 : slice_of("", 0);
}

void
object_get_path(struct object_get *g)
{
	buf_clear(&g->path);
	object_type_path(g->type, g->id, &g->path);
}

enum object_take
object_get_fail(struct object_get *g, const char *problem)
{
	buf_clear(&g->problem);
	buf_puts(&g->problem, problem);
	return OBJECT_TAKE_FAILED;
}

/* A call with nothing of the one before it but whom it is for. */
static void
object_renew_call(struct call *c)
{
	void (*done)(struct call *) = c->done;
	void *user = c->user;

	call_release(c);
	*c = (struct call){.method = "GET", .done = done, .user = user};
}

static void
definition_ask(struct object_get *g, struct call *c)
{
	buf_clear(&g->part);
	object_get_path(g);
	if (g->type->query != NULL)
		buf_puts(&g->path, g->type->query);
	c->path = g->path.p;
}

/* The step's next request into c. False: the step has none, or there is a problem. */
static bool
step_ask(struct object_get *g, struct call *c)
{
	object_renew_call(c);
	switch (g->step) {
	case OBJECT_STEP_DEFINITION:
		definition_ask(g, c);
		return true;
	case OBJECT_STEP_ROWS:
	case OBJECT_STEP_WRAPUP_CODES:
		return object_pages_ask(g, c);
	case OBJECT_STEP_MEDIA:
		return object_media_ask(g, c);
	case OBJECT_STEP_TEMPLATES:
		return object_templates_ask(g, c);
	case OBJECT_STEP_SCRIPT:
		return object_script_ask(g, c);
	default:
		return false;
	}
}

/* The first step after this one that has a request. */
static enum object_progress
step_on(struct object_get *g, struct call *c)
{
	while (++g->step < OBJECT_STEP_END) {
		g->index = 0;
		if ((g->parts & part_of[g->step]) == 0)
			continue;
		if (step_ask(g, c))
			return OBJECT_GOES_ON;
		if (g->problem.n > 0)
			return OBJECT_FAILED;
	}
	buf_release(&g->raw);
	return OBJECT_GOT;
}

enum object_progress
object_get_start(struct object_get *g, struct call *c)
{
	g->json = (struct json)JSON_INIT;
	g->step = OBJECT_STEP_DEFINITION;
	if (!g->known) {
		step_ask(g, c);
		return OBJECT_GOES_ON;
	}
	g->parts &= OBJECT_ROWS | OBJECT_WRAPUP_CODES |
		    OBJECT_SCRIPT; /* the others are the caller's already */
	return step_on(g, c);
}

/* Begin again with what was read just now, since it is not what the parts so far belong to. */
static enum object_take
definition_begin_again(struct object_get *g)
{
	if (++g->begun >= BEGINNINGS)
		return object_get_fail(g, "it changes while it is read");
	buf_clear(&g->media);
	buf_clear(&g->note);
	g->index = 0;
	g->renewed = 0;
	return OBJECT_TAKE_DONE;
}

/* The answer without what is never kept, into `to`. */
static void
definition_cut(struct object_get *g, struct slice answer, struct buf *to)
{
	struct splices cuts = SPLICES_INIT;

	object_secrets_cut(g->type, &g->json, answer, &cuts);
	splices_apply(&cuts, answer, to);
	splices_release(&cuts);
}

static enum object_take
definition_take(struct object_get *g, struct call *c)
{
	static const char *const state[] = {"state", NULL};
	struct buf cut = BUF_INIT;
	bool changed;

	if (c->verdict != CALL_OK)
		return OBJECT_TAKE_FAILED;
	if (c->body.p[0] != '{')
		return object_get_fail(g, "the answer is not a JSON object");
	if (json_is(object_string_at(buf_slice(&c->body), state), "deleted"))
		return object_get_fail(g, "it was deleted");
	definition_cut(g, buf_slice(&c->body), &cut);
	changed = !slice_eq(buf_slice(&cut), buf_slice(&g->configuration));
	buf_release(&g->configuration);
	g->configuration = cut;
	buf_release(&g->raw);
	if ((g->parts & OBJECT_MEDIA) != 0) {
		g->raw = c->body;
		c->body = (struct buf)BUF_INIT;
	}
	return g->renewing && changed ? definition_begin_again(g) : OBJECT_TAKE_DONE;
}

static enum object_take
step_take(struct object_get *g, struct call *c)
{
	switch (g->step) {
	case OBJECT_STEP_DEFINITION:
		return definition_take(g, c);
	case OBJECT_STEP_ROWS:
	case OBJECT_STEP_WRAPUP_CODES:
		return object_pages_take(g, c);
	case OBJECT_STEP_MEDIA:
		return object_media_take(g, c);
	case OBJECT_STEP_SCRIPT:
		return object_script_take(g, c);
	default:
		return object_templates_take(g, c);
	}
}

/* New addresses are here: go on with the audio at g->index. */
static enum object_progress
step_resume(struct object_get *g, struct call *c)
{
	g->renewing = false;
	g->step = OBJECT_STEP_MEDIA;
	if (step_ask(g, c))
		return OBJECT_GOES_ON;
	return g->problem.n > 0 ? OBJECT_FAILED : step_on(g, c);
}

static enum object_progress
step_renew(struct object_get *g, struct call *c)
{
	if (g->renewed++ >= RENEWALS)
		return OBJECT_FAILED;
	g->renewing = true;
	g->step = OBJECT_STEP_DEFINITION;
	step_ask(g, c);
	return OBJECT_GOES_ON;
}

enum object_progress
object_get_next(struct object_get *g, struct call *c)
{
	switch (step_take(g, c)) {
	case OBJECT_TAKE_NEXT:
		if (step_ask(g, c))
			return OBJECT_GOES_ON;
		return g->problem.n > 0 ? OBJECT_FAILED : step_on(g, c);
	case OBJECT_TAKE_DONE:
		return g->renewing ? step_resume(g, c) : step_on(g, c);
	case OBJECT_TAKE_AGAIN:
		return step_renew(g, c);
	default:
		return OBJECT_FAILED;
	}
}

void
object_get_write(const struct object_get *g, struct buf *record)
{
	json_write_raw(record, "configuration", buf_slice(&g->configuration));
	json_write_raw(record, "rows", buf_slice(&g->rows));
	json_write_raw(record, "media", buf_slice(&g->media));
	json_write_raw(record, "wrapupCodes", buf_slice(&g->wrapup_codes));
	json_write_raw(record, "templates", buf_slice(&g->templates));
	json_write_raw(record, "script", buf_slice(&g->script));
}

size_t
object_get_size(const struct object_get *g)
{
	return g->configuration.cap + g->rows.cap + g->media.cap + g->wrapup_codes.cap +
	       g->templates.cap + g->script.cap + g->raw.cap;
}

void
object_get_release(struct object_get *g)
{
	buf_release(&g->configuration);
	buf_release(&g->rows);
	buf_release(&g->media);
	buf_release(&g->wrapup_codes);
	buf_release(&g->templates);
	buf_release(&g->script);
	buf_release(&g->problem);
	buf_release(&g->note);
	buf_release(&g->part);
	buf_release(&g->path);
	buf_release(&g->raw);
	buf_release(&g->if_none_match);
	json_release(&g->json);
	object_pages_release(g);
}
