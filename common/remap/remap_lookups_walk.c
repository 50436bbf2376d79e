/*
 * remap_lookups_walk.c - find the look-ups of a flow, and change their names if that is safe
 *
 * Calls, nodes and positions are kept until the end of the expression around them, and then
 * judged, because its members may be in any order. The same holds for an action's settings.
 */
#include "base/mem.h"
#include "remap/remap_lookups.h"

static struct slice
lookups_token(const struct remap_lookups *l, struct remap_span span)
{
	return slice_of(l->text.p + span.at, span.len);
}

/* The newest key of the container `up` levels above the innermost; empty in a list. */
static struct slice
lookups_key(const struct json *j, size_t up)
{
	return up < j->depth ? json_key_at(j, j->depth - up) : slice_of("", 0);
}

static void
leave_name(struct remap_lookups *l, const struct remap_renamed *known, size_t at)
{
	if (l->cache != 0 || l->nleft == LOOKUPS_LEFT_MAX)
		return;
	l->left = xgrow(l->left, &l->left_cap, l->nleft + 1, sizeof *l->left);
	l->left[l->nleft++] = (struct lookups_left){.known = known, .at = at};
}

/* What the map says about a looked-up name; NULL: it needs no change. An open name is a gap. */
static const struct remap_renamed *
judge_name(struct remap_lookups *l, const struct lookup *lookup, struct slice name)
{
	struct remap_renamed *known =
	    remap_renames_find(&l->renames, slice_str(lookup->type), name);

	if (known != NULL && known->open && l->cache == 0 && known->told != l->flows) {
		known->told = l->flows; /* once in each flow */
		remap_gaps_name(l->gaps, &l->renames.map->v[known->record]);
	}
	return known != NULL && known->renames ? known : NULL;
}

static const struct remap_renamed *
judge_token(struct remap_lookups *l, const struct lookup *lookup, struct remap_span token)
{
	buf_clear(&l->plain);
	json_unescape(lookups_token(l, token), &l->plain);
	return judge_name(l, lookup, buf_slice(&l->plain));
}

/* Whether the changes from the n-th on affect bytes that already change. */
static bool
lookups_overlap(const struct remap_lookups *l, size_t n)
{
	const struct splices *s = l->edits;

	for (size_t i = n; i < l->rewrite.n; i++) {
		const struct remap_span *old = &l->rewrite.v[i].old;
		size_t first = 0, end = s->n;
		while (first < end) {
			size_t middle = first + (end - first) / 2;
			if (s->v[middle].at + s->v[middle].len <= old->at)
				first = middle + 1;
			else
				end = middle;
		}
		if (first < s->n && s->v[first].at < old->at + old->len)
			return true;
	}
	return false;
}

/* A literal: the first operand of a look-up, or an action's setting. */
static void
end_literal(struct remap_lookups *l, const struct json *j, const struct lookups_frame *f)
{
	const struct lookup *lookup;
	struct remap_call call = {.name = f->text, .pos = f->pos};
	struct slice key = lookups_key(j, 2);

	if (f->text.at == 0 || f->text.len == 0)
		return;
	if (slice_is(lookups_key(j, 1), "config") && l->nframes >= 2) {
		if (key.n > 4 && memcmp(key.p, "find", 4) == 0 &&
		    (key.n < 10 || memcmp(key.p, "findResult", 10) != 0))
			l->frames[l->nframes - 2].setting = call;
		return;
	}
	if (j->depth < 4 || !slice_is(key, "operands") || j->stack[j->depth - 2].index != 0)
		return;
	lookup = lookup_find(lookups_key(j, 3));
	if (lookup == NULL || lookup->by_id ||
	    (call.known = judge_token(l, lookup, f->text)) == NULL)
		return;
	call.type = lookup->type;
	l->calls = xgrow(l->calls, &l->calls_cap, l->ncalls + 1, sizeof *l->calls);
	l->calls[l->ncalls++] = call;
}

static void
end_expression(struct remap_lookups *l, const struct lookups_frame *f)
{
	struct remap_expression e = {.text = f->text,
	    .calls = l->calls + f->calls,
	    .nodes = l->nodes + f->nodes,
	    .positions = l->positions + f->positions};
	size_t n = l->rewrite.n;

	e.ncalls = f->calls_end - f->calls;
	e.nnodes = f->nodes_end - f->nodes;
	e.npositions = f->positions_end - f->positions;
	if (e.ncalls == 0)
		return;
	if (remap_expression_change(&l->rewrite, l->text, &e) && !lookups_overlap(l, n))
		return;
	l->rewrite.n = n;
	for (size_t i = 0; i < e.ncalls; i++)
		leave_name(l, e.calls[i].known, e.calls[i].name.at);
}

/* A source text that was never compiled. */
static void
end_source(struct remap_lookups *l, const struct lookups_frame *f)
{
	const struct remap_renamed *known;
	struct buf source = BUF_INIT, name = BUF_INIT;
	struct lookup_call call;
	size_t from = 0;

	json_unescape(lookups_token(l, f->text), &source);
	while (lookup_next_call(buf_slice(&source), &from, &call)) {
		if (call.computed || call.lookup->by_id)
			continue;
		buf_clear(&name);
		lookup_unquote(call.literal, &name);
		known = judge_name(l, call.lookup, buf_slice(&name));
		if (known != NULL)
			leave_name(l, known, f->text.at);
	}
	buf_release(&source);
	buf_release(&name);
}

/* An action has ended: if it looks something up, its settings are names. */
static void
end_action(struct remap_lookups *l, const struct lookups_frame *f)
{
	const struct lookup *lookup;

	buf_clear(&l->plain);
	json_unescape(lookups_token(l, f->type), &l->plain);
	lookup = lookup_find(buf_slice(&l->plain));
	for (size_t i = f->settings; lookup != NULL && !lookup->by_id && i < l->nsettings; i++) {
		struct lookups_setting *s = &l->settings[i];
		size_t n = l->rewrite.n;
		s->call.known = judge_token(l, lookup, s->call.name);
		if (s->call.known == NULL ||
		    (remap_setting_change(&l->rewrite, l->text, s->text, &s->call) &&
			!lookups_overlap(l, n)))
			continue;
		l->rewrite.n = n;
		leave_name(l, s->call.known, s->call.name.at);
	}
}

static void
add_node(struct remap_lookups *l, const struct lookups_frame *f)
{
	l->nodes = xgrow(l->nodes, &l->nodes_cap, l->nnodes + 1, sizeof *l->nodes);
	l->nodes[l->nnodes++] = (struct remap_node){f->text, l->ncalls - f->calls};
}

/* Nothing around this container needs the kept items. A call outside a `config` stays unchanged. */
static void
drop_items(struct remap_lookups *l, const struct lookups_frame *f)
{
	for (size_t i = f->config ? f->calls_end : f->calls; i < l->ncalls; i++)
		leave_name(l, l->calls[i].known, l->calls[i].name.at);
	l->ncalls = f->calls;
	l->nnodes = f->nodes;
	l->npositions = f->positions;
}

static void
begin_container(struct remap_lookups *l, const struct json *j)
{
	struct lookups_frame f = {.calls = l->ncalls,
	    .nodes = l->nnodes,
	    .positions = l->npositions,
	    .settings = l->nsettings};

	l->configs += slice_is(lookups_key(j, 1), "config");
	l->frames = xgrow(l->frames, &l->frames_cap, l->nframes + 1, sizeof *l->frames);
	l->frames[l->nframes++] = f;
}

/*
 * j->depth is the depth of the container around the one that has ended, which is its newest
 * value.
 */
static void
end_container(struct remap_lookups *l, const struct json *j)
{
	struct lookups_frame f = l->frames[--l->nframes];
	struct slice key = lookups_key(j, 0);

	if (slice_is(key, "lit"))
		end_literal(l, j, &f);
	if (f.operands && f.text.at != 0)
		add_node(l, &f);
	if (f.type.at != 0)
		end_action(l, &f);
	l->nsettings = f.settings;
	if (slice_is(key, "config")) {
		struct lookups_frame *outer = &l->frames[l->nframes - 1];
		l->configs--;
		outer->config = true;
		outer->calls_end = l->ncalls;
		outer->nodes_end = l->nnodes;
		outer->positions_end = l->npositions;
		return;
	}
	if (f.config) {
		end_expression(l, &f);
		if (f.setting.name.at != 0) {
			l->settings = xgrow(
			    l->settings, &l->settings_cap, l->nsettings + 1, sizeof *l->settings);
			l->settings[l->nsettings++] = (struct lookups_setting){f.text, f.setting};
		}
	} else if (f.text.at != 0 && l->configs == 0) {
		end_source(l, &f);
	}
	if (f.config || l->configs == 0)
		drop_items(l, &f);
}

static struct remap_span
span_here(const struct json *j)
{
	return (struct remap_span){(size_t)(j->tok.p - j->text.p), j->tok.n};
}

static void
take_string(struct remap_lookups *l, const struct json *j)
{
	struct lookups_frame *f = &l->frames[l->nframes - 1];
	struct slice key = lookups_key(j, 0);

	if (slice_is(key, "text"))
		f->text = span_here(j);
	else if (slice_is(key, "__type"))
		f->type = span_here(j);
}

static void
take_number(struct remap_lookups *l, const struct json *j)
{
	if (l->configs == 0 || !slice_is(lookups_key(j, 0), "pos"))
		return;
	l->frames[l->nframes - 1].pos = span_here(j);
	l->positions =
	    xgrow(l->positions, &l->positions_cap, l->npositions + 1, sizeof *l->positions);
	l->positions[l->npositions++] = span_here(j);
}

static void
take_key(struct remap_lookups *l, const struct json *j)
{
	struct slice key = lookups_key(j, 0);

	if (l->cache != 0 && j->depth <= l->cache)
		l->cache = 0;
	if (l->cache == 0 && slice_is(key, "uiMetaData"))
		l->cache = j->depth;
	else if (slice_is(key, "operands"))
		l->frames[l->nframes - 1].operands = true;
}

void
remap_lookups_walk(struct remap_lookups *l)
{
	enum json_type type = JSON_OBJECT;
	struct json *j = &l->json;

	if (!json_start_object(j, l->text))
		return;
	for (; type > JSON_END; type = json_next(j)) {
		if (type == JSON_OBJECT || type == JSON_ARRAY)
			begin_container(l, j);
		else if (type == JSON_OBJECT_END || type == JSON_ARRAY_END)
			end_container(l, j);
		else if (type == JSON_KEY)
			take_key(l, j);
		else if (type == JSON_STRING)
			take_string(l, j);
		else if (type == JSON_NUMBER)
			take_number(l, j);
	}
}
