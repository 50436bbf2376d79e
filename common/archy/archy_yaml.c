/* archy_yaml.c - Archy YAML, node by node */
#include <stdarg.h>

#include "archy/archy_anchor.h"
#include "archy/archy_copy.h"
#include "archy/archy_merge.h"
#include "archy/archy_place.h"
#include "archy/archy_yaml.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/unique.h"
#include "yaml/yaml_events.h"

struct yaml_walk {
	struct slice text; /* without its byte order mark */
	size_t mark;       /* bytes of that */
	struct buf copy, value, keys;
	struct archy_marks marks;
	struct archy_place place;
	struct unique unique;
	struct archy_anchors anchors;
	struct {
		bool mapping, has_key, flow;
		size_t keys; /* where its keys begin */
	} open[ARCHY_DEPTH + 1];
	size_t depth, documents;
	archy_take *take;
	void *user;
	struct archy_error *error;
};

void
archy_refuse(struct archy_error *error, size_t line, size_t column, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(error->why, sizeof error->why, fmt, args);
	va_end(args);
	error->line = line;
	error->column = column;
}

static void
yaml_go(struct yaml_walk *w, size_t characters)
{
	archy_place_go(&w->place, buf_slice(&w->copy), &w->marks, characters);
}

static void
yaml_go_byte(struct yaml_walk *w, size_t at)
{
	w->place = archy_place_start;
	archy_place_go_byte(&w->place, buf_slice(&w->copy), &w->marks, at);
}

/* At the place where the walk is. */
#define yaml_refuse(w, ...) \
	(archy_refuse((w)->error, (w)->place.line, (w)->place.column, __VA_ARGS__), false)

static bool
yaml_close(struct yaml_walk *w)
{
	const struct unique_name *twice;

	w->depth--;
	if (!w->open[w->depth].mapping)
		return true;
	twice = unique_close(&w->unique, w->keys.p);
	if (twice == NULL) {
		w->keys.n = w->open[w->depth].keys;
		return true;
	}
	yaml_go_byte(w, twice->line);
	return yaml_refuse(w, "the key \"%.*s\" occurs twice in one mapping",
	    (int)(twice->n < 100 ? twice->n : 100), w->keys.p + twice->at);
}

static bool
yaml_open(struct yaml_walk *w, bool mapping, bool flow)
{
	if (w->depth == ARCHY_DEPTH)
		return yaml_refuse(w, "more than %d levels", ARCHY_DEPTH);
	w->open[w->depth].mapping = mapping;
	w->open[w->depth].has_key = false;
	w->open[w->depth].flow = flow;
	w->open[w->depth++].keys = w->keys.n;
	if (mapping)
		unique_open(&w->unique);
	return true;
}

static void
yaml_add_key(struct yaml_walk *w, struct slice key, size_t at)
{
	size_t from = w->keys.n + 1;

	json_quote(&w->keys, key);
	unique_add(&w->unique, w->keys.p, from, w->keys.n - from - 1, false, at);
}

static enum archy_style
yaml_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return ARCHY_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return ARCHY_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
		return ARCHY_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return ARCHY_FOLDED;
	default:
		return ARCHY_PLAIN;
	}
}

/* The scalar begins behind its anchor and tag; an empty one has no other bytes than these. */
static void
yaml_skip_properties(struct yaml_walk *w, const yaml_event_t *event, struct archy_node *node)
{
	bool empty =
	    event->data.scalar.length == 0 && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	size_t at = archy_anchor_skip(buf_slice(&w->copy), w->place.at);

	if (empty)
		yaml_go(w, event->end_mark.index);
	else
		archy_place_go_byte(&w->place, buf_slice(&w->copy), &w->marks, at);
	node->from = w->place.at + w->mark;
	node->line = w->place.line;
	node->column = w->place.column;
}

static void
yaml_note_anchor(struct yaml_walk *w, const yaml_char_t *name, const struct archy_node *node)
{
	if (name != NULL)
		archy_anchors_set(&w->anchors, slice_str((const char *)name), node);
}

static bool
yaml_alias(struct yaml_walk *w, const yaml_event_t *event, struct archy_node *node)
{
	struct slice name = slice_str((const char *)event->data.alias.anchor);
	const char *why = archy_anchors_get(&w->anchors, name, w->text.n, node);

	if (why != NULL)
		return yaml_refuse(w, "%s", why);
	yaml_go(w, event->end_mark.index);
	node->to = w->place.at + w->mark;
	return true;
}

static bool
yaml_scalar(struct yaml_walk *w, const yaml_event_t *event, struct archy_node *node)
{
	size_t n = event->data.scalar.length;

	if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL)
		yaml_skip_properties(w, event, node);
	if (n > ARCHY_SCALAR_MAX)
		return yaml_refuse(w, "a text of more than %d MiB", ARCHY_SCALAR_MAX >> 20);
	buf_clear(&w->value);
	buf_add(&w->value, event->data.scalar.value, n);
	archy_restore(&w->marks, w->value.p, n);
	node->value = buf_slice(&w->value);
	node->style = yaml_style(event->data.scalar.style);
	yaml_go(w, event->end_mark.index);
	node->to = w->place.at + w->mark;
	if (node->is_key)
		yaml_add_key(w, node->value, node->from - w->mark);
	yaml_note_anchor(w, event->data.scalar.anchor, node);
	return true;
}

/* A node begins; false: it is refused. */
static bool
yaml_node(struct yaml_walk *w, const yaml_event_t *event, struct archy_node *node)
{
	yaml_go(w, event->start_mark.index);
	node->from = node->to = w->place.at + w->mark;
	node->line = w->place.line;
	node->column = w->place.column;
	node->depth = w->depth;
	node->in_flow = w->depth > 0 && w->open[w->depth - 1].flow;
	if (w->depth > 0 && w->open[w->depth - 1].mapping)
		node->is_key = !w->open[w->depth - 1].has_key;
	if (node->is_key && event->type != YAML_SCALAR_EVENT)
		return yaml_refuse(w, "a key that is not a plain or quoted text");
	if (w->depth > 0)
		w->open[w->depth - 1].has_key = node->is_key;
	return true;
}

static bool
yaml_is_flow(const yaml_event_t *event)
{
	return event->type == YAML_MAPPING_START_EVENT
		   ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
		   : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
}

static bool
yaml_give(struct yaml_walk *w, const yaml_event_t *event, enum archy_kind kind)
{
	struct archy_node node = {.kind = kind, .value = {"", 0}};

	if (kind == ARCHY_END)
		node.depth = w->depth - 1;
	else if (!yaml_node(w, event, &node))
		return false;
	if (kind == ARCHY_SCALAR && !yaml_scalar(w, event, &node))
		return false;
	if (kind == ARCHY_ALIAS && !yaml_alias(w, event, &node))
		return false;
	if (kind == ARCHY_MAPPING || kind == ARCHY_SEQUENCE)
		yaml_note_anchor(w,
		    kind == ARCHY_MAPPING ? event->data.mapping_start.anchor
					  : event->data.sequence_start.anchor,
		    &node);
	if (kind == ARCHY_END && !yaml_close(w))
		return false;
	if ((kind == ARCHY_MAPPING || kind == ARCHY_SEQUENCE) &&
	    !yaml_open(w, kind == ARCHY_MAPPING, yaml_is_flow(event)))
		return false;
	return w->take(w->user, &node);
}

static bool
yaml_take(void *user, const yaml_event_t *event)
{
	struct yaml_walk *w = user;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (w->documents++ == 0)
			return true;
		yaml_go(w, event->start_mark.index);
		return yaml_refuse(w, "a second document");
	case YAML_MAPPING_START_EVENT:
		return yaml_give(w, event, ARCHY_MAPPING);
	case YAML_SEQUENCE_START_EVENT:
		return yaml_give(w, event, ARCHY_SEQUENCE);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		return yaml_give(w, event, ARCHY_END);
	case YAML_SCALAR_EVENT:
		return yaml_give(w, event, ARCHY_SCALAR);
	case YAML_ALIAS_EVENT:
		return yaml_give(w, event, ARCHY_ALIAS);
	default:
		return true;
	}
}

static bool
yaml_has_conflict(struct yaml_walk *w)
{
	size_t at, line = archy_merge_marker(w->text, &at);

	if (line == 0)
		return false;
	archy_refuse(w->error, line, 1, "a conflict marker of git (\"%.7s\"); finish the merge",
	    w->text.p + at);
	return true;
}

/* Where a text is not UTF-8. */
static bool
yaml_is_text(struct yaml_walk *w)
{
	struct slice s = w->text;
	size_t at = 0;

	if (s.n > ARCHY_TEXT_MAX) {
		archy_refuse(w->error, 0, 0, "more than %d MiB", ARCHY_TEXT_MAX >> 20);
		return false;
	}
	while (at < s.n) {
		size_t n = (unsigned char)s.p[at] < 0x80 ? 1 : utf8_length(s.p + at, s.p + s.n);
		if (n == 0)
			break;
		at += n;
	}
	if (at == s.n)
		return true;
	buf_add_slice(&w->copy, s);
	yaml_go_byte(w, at);
	return yaml_refuse(w, "not UTF-8");
}

static bool
yaml_parse(struct yaml_walk *w)
{
	struct yaml_problem problem;

	if (!archy_copy(w->text, &w->marks, &w->copy)) {
		archy_refuse(w->error, 0, 0, "placeholders among all characters of two bytes");
		return false;
	}
	if (yaml_events(buf_slice(&w->copy), YAML_UTF8_ENCODING, yaml_take, w, &problem))
		return true;
	if (problem.why == NULL)
		return false;
	if (problem.in_bytes)
		yaml_go_byte(w, problem.at);
	else
		yaml_go(w, problem.at);
	return yaml_refuse(w, "not YAML: %s", problem.why);
}

bool
archy_yaml(struct slice text, archy_take *take, void *user, struct archy_error *error)
{
	size_t mark = utf8_mark(text);
	struct yaml_walk *w = xcalloc(1, sizeof *w);
	bool good;

	w->text = slice_of(text.p + mark, text.n - mark);
	w->mark = mark;
	w->place = archy_place_start;
	w->take = take;
	w->user = user;
	w->error = error;
	archy_refuse(error, 0, 0, "%s", "");
	good = yaml_is_text(w) && !yaml_has_conflict(w) && yaml_parse(w);
	buf_release(&w->copy);
	buf_release(&w->value);
	buf_release(&w->keys);
	unique_release(&w->unique);
	archy_anchors_release(&w->anchors);
	free(w);
	return good;
}
