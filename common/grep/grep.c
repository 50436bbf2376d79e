/*
 * grep.c - the one pass over a record
 *
 * The name of a step may come after what is in it, so hits get their node and task when the step
 * ends.
 */
#include "base/mem.h"
#include "grep/grep_build.h"
#include "json/json_pass.h"
#include "json/peek.h"
#include "refs/refs_keys.h"

struct grep_text
grep_keep(struct grep *g, struct slice text)
{
	struct grep_text t = {(uint32_t)g->text.n, (uint32_t)text.n};

	buf_add_slice(&g->text, text);
	return t;
}

struct grep_hit *
grep_look(struct grep *g, struct slice text)
{
	struct slice found;
	struct grep_hit *hit;

	if (!grep_patterns_find(&g->patterns, text, &found))
		return NULL;
	g->v = xgrow(g->v, &g->cap, g->n + 1, sizeof *g->v);
	hit = &g->v[g->n++];
	*hit = (struct grep_hit){.text = grep_keep(g, text),
	    .from = (uint32_t)(found.p - text.p),
	    .len = (uint32_t)found.n};
	return hit;
}

static struct grep_frame *
grep_top(const struct grep *g)
{
	return &g->frames[g->depth - 1];
}

/* The text of the string member that begins at this byte of the checked record. */
static struct slice
grep_string_at(struct grep *g, const struct json *j, uint32_t at)
{
	struct slice rest = slice_of(j->text.p + at, j->text.n - at), token;

	token = peek_value(&rest);
	return json_text(slice_of(token.p + 1, token.n - 2), &g->plain);
}

/* A string or number. */
static void
grep_scalar(struct grep *g, const struct json *j)
{
	struct slice text = j->escaped ? json_text(j->tok, &g->plain) : j->tok;
	struct grep_hit *hit = grep_look(g, text);
	size_t start = g->text.n;

	if (hit == NULL)
		return;
	json_pointer(j, &g->text);
	hit->pointer = (struct grep_text){(uint32_t)start, (uint32_t)(g->text.n - start)};
	g->open = xgrow(g->open, &g->open_cap, g->nopen + 1, sizeof *g->open);
	g->open[g->nopen++] = (uint32_t)g->n - 1;
	grep_top(g)->text |= grep_top(g)->key == KEY_TEXT;
}

JSON_PASS_INLINE void
grep_string(void *self, struct json *j)
{
	struct grep *g = self;
	struct grep_frame *f = grep_top(g);

	if (f->key == KEY_NODE_TYPE) {
		f->step = true;
		return;
	}
	if (f->key == KEY_NAME)
		f->name = (uint32_t)(j->at - j->text.p);
	if (g->flow && g->depth == 1 && slice_is(json_key_at(j, 1), "archy"))
		grep_archy(g, json_text(j->tok, &g->plain));
	else
		grep_scalar(g, j);
}

/* Numbers of a flow that only count or place something. */
static bool
grep_is_counter(const struct grep *g, const struct json *j)
{
	static const char *const words[] = {"pos", "version", "trackingId", "nextTrackingNumber"};
	struct slice key = json_key_at(j, j->depth);

	for (size_t i = 0; g->flow && i < sizeof words / sizeof *words; i++)
		if (slice_is(key, words[i]))
			return true;
	return false;
}

JSON_PASS_INLINE bool
grep_enter(void *self, struct json *j, bool object)
{
	struct grep *g = self;
	struct grep_frame f = {.hits = (uint32_t)g->n, .key = KEY_OTHER};

	(void)j;
	if (g->depth > 0) {
		const struct grep_frame *outer = grep_top(g);
		f.key = object ? KEY_OTHER : outer->key;
		f.compiled = outer->compiled || outer->config;
	}
	if (g->depth == g->frames_cap)
		g->frames = xgrow(g->frames, &g->frames_cap, g->depth + 1, sizeof *g->frames);
	g->frames[g->depth++] = f;
	return true;
}

/*
 * The source of the expression that has just ended has a hit, so those in its compiled form say the
 * same. Expressions do not nest: what is in a compiled form is marked once.
 */
static void
grep_mark_compiled(struct grep *g, const struct grep_frame *f)
{
	for (size_t i = f->config_from; i < f->config_to; i++) {
		struct slice at = grep_text(g, g->v[i].pointer);
		g->v[i].repeated = at.n < 4 || memcmp(at.p + at.n - 4, "/val", 4) != 0;
	}
}

/* A step has ended: it is the node of its hits that no inner step has, and the task of all. */
static void
grep_name_step(struct grep *g, const struct json *j, const struct grep_frame *f, bool task)
{
	struct grep_text name = {0, 0};

	if (f->name != 0)
		name = grep_keep(g, grep_string_at(g, j, f->name));
	for (size_t i = f->hits; task && i < g->n; i++)
		g->v[i].task = name;
	while (g->nopen > 0 && g->open[g->nopen - 1] >= f->hits) {
		size_t i = g->open[--g->nopen];
		if (!task)
			g->v[i].node = name;
	}
}

/* After the end of a container: whether it is an element of the configuration's list of tasks. */
static bool
grep_is_task(const struct json *j)
{
	return j->depth == 3 && slice_is(json_key_at(j, 2), "flowSequenceItemList") &&
	       slice_is(json_key_at(j, 1), "configuration");
}

JSON_PASS_INLINE void
grep_leave(void *self, struct json *j)
{
	struct grep *g = self;
	struct grep_frame f = *grep_top(g), *outer;
	bool task = grep_is_task(j);

	g->depth--;
	if (f.text && g->flow && !f.compiled)
		grep_mark_compiled(g, &f);
	if (g->n > f.hits && (f.step || task))
		grep_name_step(g, j, &f, task);
	if (g->depth == 0)
		return;
	outer = grep_top(g);
	if (outer->config) {
		outer->config_from = f.hits;
		outer->config_to = (uint32_t)g->n;
		outer->config = false;
	}
}

/* Members of the record itself. */
static bool
grep_skips_top(const struct grep *g, struct slice name)
{
	static const char *const flow[] = {
	    "id", "name", "description", "division", "configuration", "archy"};
	static const char *const not_object[] = {"kind", "org", "media", "selfUri"};

	if (!g->flow && !g->object)
		return true;
	for (size_t i = 0; g->object && i < sizeof not_object / sizeof *not_object; i++)
		if (slice_is(name, not_object[i]))
			return true;
	for (size_t i = 0; g->flow && i < sizeof flow / sizeof *flow; i++)
		if (slice_is(name, flow[i]))
			return false;
	return g->flow;
}

/* The configuration's own name is the record's; versionMetaData has fixed texts of Genesys. */
static bool
grep_repeats(const struct grep *g, const struct json *j, struct slice name)
{
	if (g->depth != 2 || !slice_is(json_key_at(j, 1), "configuration"))
		return false;
	return (g->has_name && slice_is(name, "name")) || (g->has_id && slice_is(name, "id")) ||
	       (g->has_description && slice_is(name, "description")) || slice_is(name, "selfUri") ||
	       slice_is(name, g->flow ? "versionMetaData" : "division");
}

/* A member's name. False: an error. Values that are not searched are skipped here. */
JSON_PASS_INLINE bool
grep_member(void *self, struct json *j)
{
	struct grep *g = self;
	struct grep_frame *f = grep_top(g);
	struct slice name = json_key_at(j, j->depth), whole;
	bool skip = g->depth == 1 ? grep_skips_top(g, name) : grep_repeats(g, j, name);

	f->key = (uint8_t)refs_key(name);
	f->config = slice_is(name, "config");
	if (g->flow)
		skip |= f->key == KEY_UI || f->key == KEY_META_DATA ||
			(f->key == KEY_MANIFEST && refs_is_manifest(j));
	if (!skip)
		return true;
	f->config = false;
	return json_value(j, &whole) != JSON_ERROR;
}

/* What the record is, by looking ahead; the text is not checked yet. */
static void
grep_look_ahead(struct grep *g, struct slice text)
{
	struct slice rest = text, key, value, kind = slice_of("", 0);

	g->flow = g->object = g->body = g->has_name = g->has_id = g->has_description = false;
	g->id = g->name = g->type = g->file = slice_of("", 0);
	while (peek_member(&rest, &key, &value)) {
		if (json_is(key, "kind"))
			kind = value;
		else if (json_is(key, "id"))
			g->id = value;
		else if (json_is(key, "name"))
			g->name = value;
		else if (json_is(key, "type"))
			g->type = value;
		else if (json_is(key, "file"))
			g->file = value;
		else if (json_is(key, "description"))
			g->has_description = true;
		else if (json_is(key, "configuration") || json_is(key, "archy"))
			g->body = true;
	}
	if (kind.n >= 2)
		kind = slice_of(kind.p + 1, kind.n - 2);
	g->flow = json_is(kind, "flow");
	g->object = json_is(kind, "object");
	g->has_name = g->name.n > 0;
	g->has_id = g->id.n > 0;
}

JSON_PASS_INLINE void
grep_other(void *self, struct json *j, enum json_type type)
{
	struct grep *g = self;

	if (type == JSON_NUMBER && !grep_is_counter(g, j))
		grep_scalar(g, j);
}

bool
grep_read(struct grep *g, struct json *j, struct slice text)
{
	static const struct json_pass pass = {
	    grep_enter, grep_leave, grep_member, grep_string, grep_other};

	g->n = g->depth = g->nopen = 0;
	buf_clear(&g->text);
	grep_look_ahead(g, text);
	return json_pass(j, text, &pass, g);
}

void
grep_release(struct grep *g)
{
	grep_patterns_release(&g->patterns);
	free(g->v);
	free(g->frames);
	free(g->open);
	buf_release(&g->text);
	buf_release(&g->plain);
	*g = (struct grep)GREP_INIT;
}
